import { betterOptions, candidates, compare, poolsBySeat, same, type AllocationFile, type Candidate, type MarketFile, type Seat } from './stability.ts';

export interface WaitingPlaces {
  /** place on the list of this seat's pool, and how long it is; undefined: the child does not wait for it */
  placeOf(child: string, seat: Seat): { place: number; of: number } | undefined;
}

/**
 * Who would rather have a seat of a pool than what it got, in the order in which the pool would take them. A child that asks for two kinds of a
 * pool stands there once; siblings wait for every seat of the combinations their family would rather have.
 */
export function waitingPlaces(market: MarketFile, allocation: AllocationFile): WaitingPlaces {
  const candidate = candidates(market);
  const poolOf = poolsBySeat(market);
  const applicants = new Map(market.applicants.map((one) => [one.id, one]));
  const result = new Map(allocation.placements.map(({ applicant, seat }) => [applicant, seat]));
  const inFamily = new Set((market.families ?? []).flatMap(({ members }) => members));
  const waiting = new Map<string, Candidate[]>();
  const known = new Set<string>();
  const add = (child: string, seat: Seat) => {
    const key = `${child} ${seat.facility} ${seat.seatType}`;
    if (known.has(key)) return;
    known.add(key);
    const pool = poolOf(seat).id;
    waiting.set(pool, [...waiting.get(pool) ?? [], candidate(child, seat)]);
  };
  for (const { id, wishes, holds, locked } of market.applicants) {
    if (locked || inFamily.has(id)) continue;
    for (const wish of wishes) {
      if (same(wish, result.get(id)) || same(wish, holds)) break;
      if (wish.ineligible === undefined) add(id, wish);
    }
  }
  for (const family of market.families ?? []) {
    for (const { seats } of betterOptions(family, applicants, result)) {
      for (const [m, child] of family.members.entries()) if (seats[m] && !same(seats[m], result.get(child))) add(child, seats[m]);
    }
  }
  const lists = new Map([...waiting].map(([pool, list]) => [pool, [...new Set(list.sort((a, b) => compare(a.key, b.key)).map(({ child }) => child))]]));
  return {
    placeOf(child, seat) {
      const list = lists.get(poolOf(seat).id) ?? [];
      return known.has(`${child} ${seat.facility} ${seat.seatType}`) ? { place: list.indexOf(child) + 1, of: list.length } : undefined;
    },
  };
}
