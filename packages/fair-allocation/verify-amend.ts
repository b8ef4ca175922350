import type { Allocation, Market, Placement, SeatChoice } from './model.ts';
import { entryOf, indexMarket } from './verify-index.ts';
import { tuplesOf } from './verify-families.ts';
import { verify } from './verify.ts';

/** A seat given by hand. */
export interface Change {
  applicant: string;
  seat: SeatChoice | null;
}

/**
 * An allocation after changes by hand, telling the truth about itself: ranks, kept seats, options of families, families that
 * block, verdict. It may be unfair or impossible: that is for `gate` to say. Throws a RangeError for a change of an unknown
 * applicant. Near-linear. Expects a market `checkMarket` has nothing against and an allocation of its form.
 */
export function amend(market: Market, allocation: Allocation, changes: readonly Change[]): Allocation {
  const index = indexMarket(market);
  const seats = allocation.placements.map(({ seat }) => seat);
  for (const { applicant, seat } of changes) {
    const child = index.childOf(applicant);
    if (child === undefined) throw new RangeError(`There is no applicant ${JSON.stringify(applicant)}.`);
    seats[child] = seat;
  }
  const placements = market.applicants.map(({ id, wishes, holds }, child): Placement => {
    const seat = seats[child] ?? null;
    const position = seat ? wishes.findIndex((wish) => same(wish, seat)) + 1 : 0;
    return { applicant: id, seat: seat && { facility: seat.facility, seatType: seat.seatType }, rank: position || null, kept: same(holds, seat) };
  });
  const families = (market.families ?? []).map(({ id, members, options }, f) => {
    const entries = members.map((member) => {
      const child = index.childOf(member)!;
      const seat = seats[child];
      return seat ? entryOf(index, child, index.seatOf(seat)) : -1;
    });
    const position = tuplesOf(index, f).find((tuple) => tuple.entries.every((entry, m) => entry === entries[m]))?.position;
    return { family: id, option: position !== undefined && position <= options.length ? position : null };
  });
  const draft: Allocation = { version: 1, round: market.round, placements, families, blocking: [], verdict: 'unproven' };
  if (allocation.promoted) draft.promoted = allocation.promoted;
  const { blocking, stable } = verify(market, draft, { limit: 0 });
  return { ...draft, blocking: blocking[market.rules?.blocking ?? 'vacating'], verdict: stable ? 'stable' : 'unproven' };
}

function same(a: SeatChoice | null | undefined, b: SeatChoice | null | undefined): boolean {
  return a != null && b != null && a.facility === b.facility && a.seatType === b.seatType;
}
