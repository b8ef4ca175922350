import type { Inspection } from './check-market-shape.ts';
import type { Market, SeatChoice } from './model.ts';

/**
 * Any two ceilings of a pool are nested or disjoint among the children who ask for it (a laminar family): then taking the
 * best in turn is the greedy choice of a matroid, which is substitutable, and a stable allocation exists (Fleiner 2003).
 * Where ceilings cross, one more child can make room for another. O(wishes · ceilings + ceilings²). Expects correct references.
 */
export function checkCeilings(market: Market, found: Inspection): void {
  const poolBySeat = new Map<string, Map<string, number>>();
  market.pools.forEach(({ facility, seatTypes, ceilings = [] }, p) => {
    if (ceilings.length < 2) return;
    const ofFacility = poolBySeat.get(facility) ?? new Map<string, number>();
    poolBySeat.set(facility, ofFacility);
    for (const type of seatTypes) ofFacility.set(type, p);
  });
  if (poolBySeat.size === 0) return;
  const patterns = market.pools.map(() => new Set<number>());
  const note = (seat: SeatChoice, traits: readonly string[]): void => {
    const p = poolBySeat.get(seat.facility)?.get(seat.seatType);
    if (p === undefined) return;
    let pattern = 0;
    market.pools[p]!.ceilings!.forEach(({ trait, seatTypes }, c) => {
      if ((trait === undefined || traits.includes(trait)) && (!seatTypes || seatTypes.includes(seat.seatType))) pattern |= 1 << c;
    });
    patterns[p]!.add(pattern);
  };
  for (const { wishes, holds, traits = [] } of market.applicants) {
    for (const wish of wishes) if (wish.ineligible === undefined) note(wish, traits);
    if (holds) note(holds, traits);
  }
  patterns.forEach((seen, p) => {
    const ceilings = market.pools[p]!.ceilings ?? [];
    for (let b = 1; b < ceilings.length; b++)
      for (let a = 0; a < b; a++) {
        if (!cross([...seen], 1 << a, 1 << b)) continue;
        found.at.push('pools', p, 'ceilings', b);
        found.report('ceilings-cross', `"${ceilings[a]!.id}" and "${ceilings[b]!.id}" overlap, and neither contains the other.`);
        found.at.length -= 4;
      }
  });
}

function cross(patterns: readonly number[], a: number, b: number): boolean {
  const under = (pattern: number, ceiling: number): boolean => (pattern & ceiling) !== 0;
  return (
    patterns.some((pattern) => under(pattern, a) && under(pattern, b)) &&
    patterns.some((pattern) => under(pattern, a) && !under(pattern, b)) &&
    patterns.some((pattern) => !under(pattern, a) && under(pattern, b))
  );
}
