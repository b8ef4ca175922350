import type { FieldOfAction } from '../field-of-action.ts';

/**
 * A topic as it stands in an address: `thema=1q3f9k`. Whoever looks over a shoulder or through a browser's history reads no
 * „schutz“ or „schulden“ there. It hides from glances, not from somebody who works it out (FNV-1a, 32 bits, base 36).
 */
export function topicCode({ key }: Pick<FieldOfAction, 'key'>): string {
  let hash = 0x811c9dc5;
  for (const character of key) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  return (hash >>> 0).toString(36).padStart(7, '0');
}

/** Topics at which somebody may be in danger: emergency numbers and a quick way out stand first. */
export function isCrisis(field: Pick<FieldOfAction, 'key' | 'icon'> | undefined): boolean {
  return field !== undefined && (field.key === 'schutz' || field.icon === 'shield');
}

/** Topics of counselling, to whom one can go with anything. */
export function isAdvice(field: Pick<FieldOfAction, 'key' | 'icon'>): boolean {
  return field.key === 'beratung' || field.icon === 'talk';
}
