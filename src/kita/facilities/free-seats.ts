import { addMonths, type Day } from '../../platform/day.ts';
import { ageBandOn, ageBands, yearsOn, type AgeBand } from './age-band.ts';
import { countedType, placesOfKind, poolOn, type PoolHistory, type TakenSeat } from './capacity.ts';
import type { SeatPool, SeatType } from './facility.ts';
import { isHeldOn } from './placement.ts';
import type { RulePack } from './rule-pack.ts';
import { childrenByWeekday, placesUsed, sharesOn } from './seat-share.ts';
import type { Weekday } from './share-part.ts';

/** A pool in one month, as it is on its first day. */
export interface PoolMonth {
  /** first day of the month */
  month: Day;
  pool: SeatPool;
  seats: number;
  /** places given; one that two children share counts once */
  taken: number;
  /** places two children share */
  shared: number;
  /** children who come on each weekday */
  byWeekday: Record<Weekday, number>;
  /** never below 0 */
  free: number;
  /** places given beyond the pool's */
  over: number;
  /** children by age on that day, not by the kind of their place; those not born yet or of unknown age are in none */
  children: Record<AgeBand, number>;
  /** children who are not two yet */
  underTwo: number;
  /** children on a Krippe place of a pool that has no Kindergarten places, who are three already and stay until the Kita year ends */
  threeInKrippe: number;
  byType: { type: SeatType; atMost: number | null; taken: number; free: number }[];
}

/** The first days of `count` months from the one `from` lies in. */
export function months(from: Day, count: number): Day[] {
  const first = `${from.slice(0, 7)}-01` as Day;
  return Array.from({ length: count }, (_, at) => addMonths(first, at));
}

/**
 * Places, children and free places of a pool on a day (months: their first days). Places free of a kind are the least of what the pool and
 * the kind's ceiling leave; so the kinds' free places may sum up to more than the pool's. Undefined where the pool does not exist then.
 */
export function poolMonth(history: PoolHistory, seatTypes: readonly SeatType[], taken: readonly TakenSeat[], month: Day, pack: RulePack): PoolMonth | undefined {
  const pool = poolOn(history, month);
  if (!pool) return undefined;
  const there = taken.filter((one) => isHeldOn(one, month));
  const kinds = there.map((one) => countedType(one, pool, seatTypes, month));
  const used = placesUsed(there, month);
  const free = Math.max(0, pool.seats - used);
  const children = Object.fromEntries(ageBands.map((band) => [band, there.filter(({ bornOn }) => bornOn !== null && ageBandOn(bornOn, month, pack) === band).length])) as Record<AgeBand, number>;
  const bandOf = new Map(seatTypes.map(({ id, ageBand }) => [id as string, ageBand]));
  const byType = pool.types.flatMap(({ seatTypeId, atMost }) => {
    const type = seatTypes.find(({ id }) => id === seatTypeId);
    if (!type) return [];
    const ofKind = placesOfKind(there, seatTypeId, pool, seatTypes, month);
    return [{ type, atMost, taken: ofKind, free: Math.max(0, Math.min(free, atMost === null ? free : atMost - ofKind)) }];
  });
  const threeInKrippe = there.filter(({ bornOn }, at) => bandOf.get(kinds[at]!) === 'under-3' && bornOn !== null && yearsOn(bornOn, month) >= 3).length;
  const underTwo = there.filter(({ bornOn }) => bornOn !== null && bornOn <= month && yearsOn(bornOn, month) < 2).length;
  return { month, pool, underTwo, seats: pool.seats, taken: used, shared: sharesOn(there, month).length, byWeekday: childrenByWeekday(there, month), free, over: Math.max(0, used - pool.seats), children, threeInKrippe, byType };
}

/** What families are told of free places: never a number, so that nobody reads a single child from it. */
export type Likelihood = 'likely' | 'few' | 'rather-not';

/** From this share of places on, and from this many places, a place is likely; below a few; none: rather not. */
const LIKELY_SHARE = 0.2;
const LIKELY_PLACES = 3;

/** How likely a place is: `free` of `seats` places of an age band in a month. Undefined where there are no such places at all. */
function likelihood(free: number, seats: number): Likelihood | undefined {
  if (seats === 0) return undefined;
  if (free >= LIKELY_PLACES && free / seats >= LIKELY_SHARE) return 'likely';
  // One free place alone is not told apart from none: a family that just left could be known.
  return free >= 2 ? 'few' : 'rather-not';
}

/** How likely a facility has a place of an age band in a month, over all its pools with that band, after those whose first wish it is. */
export function likelihoodOf(pools: readonly PoolMonth[], band: AgeBand, waiting: number): Likelihood | undefined {
  let free = 0;
  let seats = 0;
  for (const pool of pools) {
    const kinds = pool.byType.filter(({ type }) => type.ageBand === band);
    if (kinds.length === 0) continue;
    const ceilings = kinds.map(({ atMost }) => atMost ?? pool.seats);
    seats += Math.min(pool.seats, ceilings.reduce((sum, ceiling) => sum + ceiling, 0));
    free += Math.min(pool.free, kinds.reduce((sum, kind) => sum + kind.free, 0));
  }
  return likelihood(Math.max(0, free - waiting), seats);
}
