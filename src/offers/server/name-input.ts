import * as v from 'valibot';
import { optionalText, text } from '../../platform/field.ts';
import { languages, type Language } from '../../platform/language.ts';
import type { Names } from '../names.ts';

const LONGEST = 120;
type NameField = `name-${Language}`;

/** Form fields of a name in all languages; German must be there. */
export const nameFields = Object.fromEntries(languages.map((language) => [`name-${language}`, language === 'de' ? text(LONGEST) : optionalText(LONGEST)])) as unknown as Record<NameField, v.GenericSchema<unknown, string>>;

export function namesOf(typed: Record<NameField, string>): Names {
  return Object.fromEntries(languages.flatMap((language) => (typed[`name-${language}`] ? [[language, typed[`name-${language}`]]] : []))) as Names;
}

export function nameValues(names: Names): Record<string, string> {
  return Object.fromEntries(Object.entries(names).map(([language, name]) => [`name-${language}`, name]));
}

/** A key nothing else has: `uebergang-in-die-kita`, `uebergang-in-die-kita-2`. Keys stay when names change: files refer to them. */
export function freeKey(name: string, taken: readonly string[]): string {
  const words = name.toLowerCase().replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue').replaceAll('ß', 'ss')
    .normalize('NFD').replace(/\p{M}/gu, '').replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60) || 'eintrag';
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? words : `${words}-${number}`;
    if (!taken.includes(key)) return key;
  }
}

/** The list with the item at that place (from 1), every item numbered by its place. */
export function placedAt<Item extends { id: string; position: number }>(items: readonly Item[], item: Item, place: number): Item[] {
  const others = items.filter(({ id }) => id !== item.id);
  return [...others.slice(0, place - 1), item, ...others.slice(place - 1)].map((one, index) => ({ ...one, position: index + 1 }));
}
