import { withoutHidden } from './hidden-character.ts';

/** A column name for comparing: no case, no umlauts, no signs – „Straße/Hausnr.“ and „STRASSE HAUSNR“ are one. */
export function headerKey(name: string): string {
  return withoutHidden(name)
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue').replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Names a column may have, in the order in which they are looked for. */
export type HeaderNames<Field extends string> = Readonly<Record<Field, readonly string[]>>;

/**
 * Finds the columns by name: for each field the column with the earliest name of its list; a column is given away once, fields
 * earlier in the list first. Fields without a column are missing. O(fields × names).
 */
export function findColumns<Field extends string>(header: readonly string[], names: HeaderNames<Field>): Partial<Record<Field, number>> {
  const places = new Map<string, number>();
  header.forEach((name, index) => {
    const key = headerKey(name);
    if (key !== '' && !places.has(key)) places.set(key, index);
  });
  const found: Partial<Record<Field, number>> = {};
  const taken = new Set<number>();
  for (const field of Object.keys(names) as Field[]) {
    const index = names[field].map((name) => places.get(headerKey(name))).find((place) => place !== undefined && !taken.has(place));
    if (index === undefined) continue;
    found[field] = index;
    taken.add(index);
  }
  return found;
}
