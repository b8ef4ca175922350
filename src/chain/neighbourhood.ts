import type { CountedPlace } from '../offers/counted-offer.ts';
import type { Point } from '../areas/beeline.ts';

const metresPerDegree = 111_195;

/**
 * Prepares to ask who may be near whom: everybody within the given beeline, some a little further away, and those whose
 * position is unknown but whose place or area is the same. Members are numbered; the answer holds each member with a higher
 * number once, so that asking for all visits every pair once. Squares of the given side; O(n) to build.
 */
export function neighbourhood(members: readonly (readonly CountedPlace[])[], metres: number): (member: number) => number[] {
  const side = metres / metresPerDegree;
  const inSquare = new Map<number, number[]>();
  const named = new Map<string, { placed: number[]; unplaced: number[] }>();
  for (const [member, places] of members.entries()) {
    for (const place of places) {
      if (place.point) {
        const square = squareOf(place.point, side, 0, 0);
        const there = inSquare.get(square);
        if (there) there.push(member);
        else inSquare.set(square, [member]);
      }
      for (const name of namesOf(place)) {
        const there = named.get(name) ?? { placed: [], unplaced: [] };
        named.set(name, there);
        (place.point ? there.placed : there.unplaced).push(member);
      }
    }
  }
  const seenBy = new Int32Array(members.length).fill(-1);
  return (member) => {
    const found: number[] = [];
    const add = (others: readonly number[] | undefined): void => {
      if (!others) return;
      for (let index = others.length - 1; index >= 0; index--) {
        const other = others[index]!;
        // members stand in their order: the rest are lower
        if (other <= member) break;
        if (seenBy[other] === member) continue;
        seenBy[other] = member;
        found.push(other);
      }
    };
    for (const place of members[member]!) {
      if (place.point) for (let north = -1; north <= 1; north++) for (let east = -1; east <= 1; east++) add(inSquare.get(squareOf(place.point, side, north, east)));
      for (const name of namesOf(place)) {
        // Only where one of two positions is unknown must the place or its area bring them together.
        add(named.get(name)?.unplaced);
        if (!place.point) add(named.get(name)?.placed);
      }
    }
    return found;
  };
}

/** Degrees of longitude shrink towards the poles: every row of squares has its own width. */
function squareOf({ longitude, latitude }: Point, side: number, north: number, east: number): number {
  const row = Math.floor(latitude / side) + north;
  const width = side / Math.max(0.01, Math.cos((Math.abs(row) + 1) * side * (Math.PI / 180)));
  return row * 2 ** 26 + Math.floor(longitude / width) + east;
}

function namesOf(place: CountedPlace): string[] {
  return place.areaId === undefined ? [`place ${place.locationId}`] : [`place ${place.locationId}`, `area ${place.areaId}`];
}
