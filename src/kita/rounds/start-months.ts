import type { Ceiling } from '@lueckenlos/fair-allocation';
import { addMonths, day, type Day } from '../../platform/day.ts';
import type { Holds } from './holds.ts';
import type { RoundPool } from './round-input.ts';

/**
 * How the month of start enters. A seat is given for good: who begins in August needs one that is free in August, who begins in December may also have one that
 * a child leaves in November. So at most as many children may begin by a month as seats are free by then: one upper bound per month, each inside the
 * next (who begins by August begins by September too), which fair-allocation allows (laminar ceilings). Children carry `by:2027-08` for every bound
 * they fall under.
 */
export const monthOf = (on: Day | string): string => on.slice(0, 7);

export const traitOfMonth = (month: string): string => `by:${month}`;

/** The months of a round, `2027-08` … `2028-07`. */
export function monthsOf(firstStart: Day, lastStart: Day): string[] {
  const months: string[] = [];
  for (let at = day(`${monthOf(firstStart)}-01`); monthOf(at) <= monthOf(lastStart); at = addMonths(at, 1)) months.push(monthOf(at));
  return months;
}

/** Seats of a pool that may be taken by those who begin by each month: never fewer later on. */
export function seatsByMonth({ id, seats, validFrom, validUntil }: Pick<RoundPool, 'id' | 'seats' | 'validFrom' | 'validUntil'>, { leavers }: Pick<Holds, 'leavers'>, months: readonly string[]): number[] {
  const own = leavers.filter(({ poolId }) => poolId === id);
  const isGone = validUntil !== null && monthOf(validUntil) <= months.at(-1)!;
  return months.map((month) => {
    if (isGone || monthOf(validFrom) > month) return 0;
    return Math.max(0, seats - own.filter(({ until }) => until > `${month}-01`).length);
  });
}

/** More cannot be told apart in one pool (fair-allocation counts in the bits of a number). */
const MOST = 15;

export function startCeilings(byMonth: readonly number[], months: readonly string[]): Ceiling[] {
  const last = byMonth.at(-1)!;
  const ceilings = months.flatMap((month, at): Ceiling[] => (byMonth[at]! < last && byMonth[at] !== byMonth[at + 1] ? [{ id: `start:${month}`, trait: traitOfMonth(month), seats: byMonth[at]! }] : []));
  // The earliest bounds are the tightest; later ones that do not fit fall together with the last kept.
  return ceilings.length <= MOST ? ceilings : [...ceilings.slice(0, MOST - 1), { ...ceilings.at(-1)!, seats: ceilings[MOST - 1]!.seats }];
}
