import type { Compiled } from './compiled.ts';
import { blockingCoalitions } from './blocking-coalitions.ts';
import { grantedWishes } from './granted-wishes.ts';
import type { Allocation, Market, Placement } from './model.ts';
import type { SiblingMarket } from './siblings-market.ts';

/** Back from numbers to names. O(applicants + families). */
export function allocationOf(source: Market, index: SiblingMarket, choice: Int32Array, blocking: readonly number[], verdict: Allocation['verdict']): Allocation {
  const { market } = index;
  const families = source.families ?? [];
  return {
    version: 1, round: source.round, placements: placements(source, market, grantedWishes(market, choice)), verdict,
    families: families.map(({ id }, f) => ({ family: id, option: market.optionNumber[choice[market.applicants + f]!]! || null })),
    blocking: blockingCoalitions(source, index, choice, blocking),
  };
}

export function placements(source: Market, market: Compiled, granted: Int32Array): Placement[] {
  return source.applicants.map(({ id, wishes, holds }, i) => {
    const wish = granted[i]!;
    if (wish < 0) return { applicant: id, seat: null, rank: null, kept: false };
    const number = market.wishNumber[wish]!;
    const { facility, seatType } = number === 0 ? holds! : wishes[number - 1]!;
    const kept = holds !== undefined && holds.facility === facility && holds.seatType === seatType;
    return { applicant: id, seat: { facility, seatType }, rank: number === 0 ? null : number, kept };
  });
}
