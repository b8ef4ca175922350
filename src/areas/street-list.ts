import type { Uuid } from '../platform/id.ts';
import { nearWords } from '../platform/table-file/near-words.ts';
import { compareHouseNumbers, readAddressNumbers, sayHouseNumber, type HouseNumber } from './house-number.ts';
import { streetKey } from './street-key.ts';

export type StreetSide = 'all' | 'even' | 'odd';

/** House numbers of a street that lie in an area; a missing end is open. */
export interface StreetSection {
  areaId: Uuid;
  street: string;
  streetKey: string;
  first?: HouseNumber;
  last?: HouseNumber;
  side: StreetSide;
}

/** Sections by the key of their street, in the order given. */
export type StreetList = ReadonlyMap<string, readonly StreetSection[]>;

export function streetList<Section extends StreetSection>(sections: readonly Section[]): ReadonlyMap<string, readonly Section[]> {
  const streets = new Map<string, Section[]>();
  for (const section of sections) {
    const street = streets.get(section.streetKey);
    if (street) street.push(section);
    else streets.set(section.streetKey, [section]);
  }
  return streets;
}

export type AddressArea =
  | { kind: 'found'; areaId: Uuid; street: string }
  /** the list puts it into several areas, or the number is missing and the street lies in several */
  | { kind: 'ambiguous'; areaIds: Uuid[]; street: string }
  | { kind: 'unknown-street'; near: string[] }
  | { kind: 'number-not-covered'; street: string }
  | { kind: 'number-not-read'; street: string };

/**
 * The area an address lies in. Spelling of the street aside, nothing is guessed; for a street nobody knows there are near names.
 * „12-14“ is found where both ends lie in one area. O(sections of the street), near names O(streets).
 */
export function areaOfAddress(list: StreetList, street: string, houseNumber: string): AddressArea {
  const key = streetKey(street);
  const sections = key === '' ? undefined : list.get(key);
  if (!sections) return { kind: 'unknown-street', near: nearWords(street.slice(0, 60), [...list.values()].map(([first]) => first!.street)) };
  const name = sections[0]!.street;
  if (houseNumber.trim() === '') return oneArea(sections, name);
  const numbers = readAddressNumbers(houseNumber);
  if (!numbers.ok) return { kind: 'number-not-read', street: name };
  const covering = numbers.value.map((number) => sectionsOf(sections, number));
  if (covering.some((found) => found.length === 0)) return { kind: 'number-not-covered', street: name };
  return oneArea(covering.flat(), name);
}

function oneArea(sections: readonly StreetSection[], street: string): AddressArea {
  const areaIds = [...new Set(sections.map(({ areaId }) => areaId))];
  return areaIds.length === 1 ? { kind: 'found', areaId: areaIds[0]!, street } : { kind: 'ambiguous', areaIds, street };
}

/**
 * The sections a number lies in. „bis 12“ takes in 12a, unless another section names the letters of 12 itself: „1 bis 12“ and
 * „12a bis 30“ share no house.
 */
function sectionsOf(sections: readonly StreetSection[], number: HouseNumber): StreetSection[] {
  const exact = sections.filter((section) => covers(section, number));
  if (exact.length > 0 || number.suffix === '') return exact;
  return sections.filter(({ last, first, side }) => last?.number === number.number && last.suffix === '' && isOnSide(side, number) && (!first || compareHouseNumbers(first, number) <= 0));
}

function covers({ first, last, side }: StreetSection, number: HouseNumber): boolean {
  return isOnSide(side, number) && (!first || compareHouseNumbers(first, number) <= 0) && (!last || compareHouseNumbers(number, last) <= 0);
}

function isOnSide(side: StreetSide, { number }: HouseNumber): boolean {
  return side === 'all' || (number % 2 === 0) === (side === 'even');
}

/** „12a bis 30, gerade“, for messages. */
export function saySection({ first, last, side }: Pick<StreetSection, 'first' | 'last' | 'side'>): string {
  const range = first && last ? `${sayHouseNumber(first)} bis ${sayHouseNumber(last)}` : first ? `ab ${sayHouseNumber(first)}` : last ? `bis ${sayHouseNumber(last)}` : 'alle';
  return side === 'all' ? range : `${range}, ${side === 'even' ? 'gerade' : 'ungerade'}`;
}
