import { compareHouseNumbers, type HouseNumber } from './house-number.ts';
import type { StreetSection } from './street-list.ts';

/** Two sections of a street that share house numbers: in two areas an address has no clear area, in one it is only said twice. */
export interface StreetOverlap<Section extends StreetSection> {
  kind: 'conflict' | 'double';
  one: Section;
  other: Section;
}

/** Numbers of one side that no section covers, between those covered: from `from` to `until`, both included. `until` missing: all. */
export interface StreetHole {
  street: string;
  side: 'even' | 'odd';
  from: number;
  until?: number;
}

const START: HouseNumber = { number: 0, suffix: '' };
const END: HouseNumber = { number: Number.MAX_SAFE_INTEGER, suffix: '' };
const MOST = 1000;

/**
 * Overlaps within one street: on each side the sections are walked in order of their first number, each against those that begin
 * before it ends. O(n log n + overlaps); at most 1000 are named.
 */
export function findOverlaps<Section extends StreetSection>(sections: readonly Section[]): StreetOverlap<Section>[] {
  const found = new Map<string, StreetOverlap<Section>>();
  for (const side of ['odd', 'even'] as const) {
    const own = sections.map((section, place) => ({ section, place })).filter(({ section }) => section.side === 'all' || section.side === side)
      .sort((one, other) => compareHouseNumbers(one.section.first ?? START, other.section.first ?? START) || one.place - other.place);
    for (const [index, here] of own.entries()) {
      for (let next = index + 1; next < own.length && found.size < MOST; next += 1) {
        const there = own[next]!;
        if (compareHouseNumbers(there.section.first ?? START, here.section.last ?? END) > 0) break;
        if (!share(here.section, there.section, side)) continue;
        const [one, other] = here.place < there.place ? [here, there] : [there, here];
        found.set(`${one.place}|${other.place}`, { kind: one.section.areaId === other.section.areaId ? 'double' : 'conflict', one: one.section, other: other.section });
      }
    }
  }
  return [...found.values()];
}

/** Whether two sections share a number of that side. */
function share(one: StreetSection, other: StreetSection, side: 'even' | 'odd'): boolean {
  const first = later(one.first ?? START, other.first ?? START);
  const last = earlier(one.last ?? END, other.last ?? END);
  return compareHouseNumbers(first, last) <= 0 && hasNumberOf(side, first.number, last.number);
}

const later = (one: HouseNumber, other: HouseNumber) => (compareHouseNumbers(one, other) >= 0 ? one : other);
const earlier = (one: HouseNumber, other: HouseNumber) => (compareHouseNumbers(one, other) <= 0 ? one : other);

/** Whether a side has any number from `first` to `last`. */
export function hasNumberOf(side: 'even' | 'odd', first: number, last: number): boolean {
  return last > first || (first % 2 === 0) === (side === 'even');
}

/** Holes of one street on either side, also a side or a beginning nobody mentions. What lies behind the last number is no hole. O(n log n). */
export function findHoles(sections: readonly StreetSection[]): StreetHole[] {
  const street = sections[0]?.street ?? '';
  const holes: StreetHole[] = [];
  for (const side of ['odd', 'even'] as const) {
    const start = side === 'odd' ? 1 : 2;
    const own = sections.filter((section) => section.side === 'all' || section.side === side).map(({ first, last }) => ({ from: ofSide(first?.number ?? start, side), until: last?.number ?? Infinity }));
    if (own.length === 0) {
      holes.push({ street, side, from: start });
      continue;
    }
    let next = start;
    for (const { from, until } of own.sort((a, b) => a.from - b.from)) {
      if (from > next) holes.push({ street, side, from: next, until: from - 2 });
      next = Math.max(next, ofSide(until + 1, side));
    }
  }
  return holes;
}

/** The number itself, or the next one on that side. */
function ofSide(number: number, side: 'even' | 'odd'): number {
  if (number === Infinity) return Infinity;
  return (number % 2 === 0) === (side === 'even') ? number : number + 1;
}
