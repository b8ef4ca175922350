import type { Day } from '../../platform/day.ts';
import { yearsOn } from './age-band.ts';
import type { SeatPool, SeatType } from './facility.ts';
import { isHeldOn, type Placement } from './placement.ts';
import { placesUsed, sharesOn } from './seat-share.ts';

export type TakenSeat = Pick<Placement, 'childId' | 'seatTypeId' | 'bornOn' | 'startsOn' | 'expectedEndsOn' | 'shares'>;

/** A pool and how it changes: the first state, then one from each day of change on. */
export interface PoolHistory {
  pool: SeatPool;
  /** ascending by `from`; the first begins with the pool */
  states: readonly PoolState[];
}

interface PoolState {
  from: Day;
  seats: number;
  openSeats: SeatPool['openSeats'];
  types: SeatPool['types'];
}

/** The pool as it is on a day, if it exists then. */
export function poolOn<Pool extends SeatPool>({ pool, states }: { pool: Pool; states: readonly PoolState[] }, on: Day): Pool | undefined {
  if (on < pool.validFrom || (pool.validUntil !== null && pool.validUntil <= on)) return undefined;
  const state = states.findLast(({ from }) => from <= on);
  return state && { ...pool, seats: state.seats, openSeats: state.openSeats, types: state.types };
}

/**
 * The kind a taken seat counts as on a day. A birthday moves a child: who has become three counts as Ü3 where the pool gives out both kinds
 * (the nearest hours, inclusive or not as before); in a pool of Krippe places it stays what it was until the Kita year ends.
 */
export function countedType(taken: Pick<TakenSeat, 'seatTypeId' | 'bornOn'>, pool: Pick<SeatPool, 'types'>, seatTypes: readonly SeatType[], on: Day): string {
  const own = seatTypes.find(({ id }) => id === taken.seatTypeId);
  if (!own || own.ageBand !== 'under-3' || taken.bornOn === null || yearsOn(taken.bornOn, on) < 3) return taken.seatTypeId;
  const older = seatTypes.filter((type) => type.ageBand === 'from-3' && type.isInclusive === own.isInclusive && pool.types.some(({ seatTypeId }) => seatTypeId === type.id));
  older.sort((a, b) => Math.abs(a.weeklyHours - own.weeklyHours) - Math.abs(b.weeklyHours - own.weeklyHours) || a.position - b.position);
  return older[0]?.id ?? taken.seatTypeId;
}

/** Places of a kind that are used on a day: two children who share one count once, where both count as this kind. */
export function placesOfKind(there: readonly TakenSeat[], kind: string, pool: Pick<SeatPool, 'types'>, seatTypes: readonly SeatType[], on: Day): number {
  return placesUsed(there.filter((one) => countedType(one, pool, seatTypes, on) === kind), on);
}

/** The first day on which one more child would be one too many, and why; O(days of change × taken seats). */
export function fullDay(history: PoolHistory, seatTypes: readonly SeatType[], taken: readonly TakenSeat[], wanted: TakenSeat): { day: Day; code: 'pool-full' | 'seat-type-not-in-pool' | 'pool-not-open' } | undefined {
  const ends = wanted.expectedEndsOn;
  const all = [...taken, wanted];
  for (const day of daysOfChange(history, all, wanted.startsOn, ends)) {
    const pool = poolOn(history, day);
    // A pool that ends while the child is there will have to say where its children go; one that has not begun gives nothing out.
    if (!pool) {
      if (day === wanted.startsOn) return { day, code: 'pool-not-open' };
      continue;
    }
    const kind = countedType(wanted, pool, seatTypes, day);
    const line = pool.types.find(({ seatTypeId }) => seatTypeId === kind);
    if (!line && day === wanted.startsOn) return { day, code: 'seat-type-not-in-pool' };
    const there = all.filter((one) => isHeldOn(one, day));
    if (placesUsed(there, day) > pool.seats || (line?.atMost !== null && line?.atMost !== undefined && placesOfKind(there, kind, pool, seatTypes, day) > line.atMost)) return { day, code: 'pool-full' };
  }
  return undefined;
}

/** The first day from `from` on which there would not be enough places if two children no longer shared one; a pool that is too full anyway does not count. */
export function shareNeededOn(history: PoolHistory, seatTypes: readonly SeatType[], taken: readonly TakenSeat[], shareId: string, from: Day): Day | undefined {
  const apart = taken.map((one) => (one.shares ? { ...one, shares: one.shares.filter((part) => part.shareId !== shareId || part.startsOn < from).map((part) => (part.shareId === shareId ? { ...part, endsOn: from } : part)) } : one));
  return daysOfChange(history, taken, from, null).find((day) => {
    const pool = poolOn(history, day);
    if (!pool || !sharesOn(taken, day).some((share) => share.shareId === shareId)) return false;
    const ceilings = pool.types.filter(({ atMost }) => atMost !== null).map(({ seatTypeId, atMost }) => ({ most: atMost!, used: (children: readonly TakenSeat[]) => placesOfKind(children, seatTypeId, pool, seatTypes, day) }));
    const bounds = [{ most: pool.seats, used: (children: readonly TakenSeat[]) => placesUsed(children, day) }, ...ceilings];
    return bounds.some(({ most, used }) => used(apart) > most && used(apart) > used(taken));
  });
}

/** Days from `from` to the day before `until` on which anything may change: places begin, pools grow or shrink, children share a place or no longer do. */
function daysOfChange(history: PoolHistory, taken: readonly TakenSeat[], from: Day, until: Day | null): Day[] {
  const parts = taken.flatMap(({ shares = [] }) => shares);
  // A place that ends frees one, but of two who share the other keeps it; whoever leaves changes nothing for the worse.
  const days = [from, ...taken.map(({ startsOn }) => startsOn), ...history.states.map((state) => state.from), ...parts.map(({ startsOn }) => startsOn), ...parts.flatMap(({ endsOn }) => endsOn ?? [])];
  return [...new Set(days.filter((day) => day >= from && (until === null || day < until)))].sort();
}
