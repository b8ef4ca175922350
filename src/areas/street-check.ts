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

/** Overlaps within one street. O(n²) for its n sections, of which a street has a handful; at most 1000 are named. */
export function findOverlaps<Section extends StreetSection>(sections: readonly Section[]): StreetOverlap<Section>[] {
  const found: StreetOverlap<Section>[] = [];
  for (const [index, one] of sections.entries()) {
    for (const other of sections.slice(index + 1)) {
      if (!share(one, other)) continue;
      found.push({ kind: one.areaId === other.areaId ? 'double' : 'conflict', one, other });
      if (found.length >= MOST) return found;
    }
  }
  return found;
}

function share(one: StreetSection, other: StreetSection): boolean {
  if (one.side !== 'all' && other.side !== 'all' && one.side !== other.side) return false;
  const first = later(one.first ?? START, other.first ?? START);
  const last = earlier(one.last ?? END, other.last ?? END);
  if (compareHouseNumbers(first, last) > 0) return false;
  const side = one.side === 'all' ? other.side : one.side;
  return side === 'all' || hasNumberOf(side, first.number, last.number);
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
