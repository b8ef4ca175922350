import { groupedBy } from '../../platform/grouped.ts';
import { statistics, type Allocation, type Market, type Statistics, type Violation } from '@lueckenlos/fair-allocation';

/** What a run may tell without naming anybody; counts of the office, before any rule of disclosure. */
export interface RunFigures {
  applicants: number;
  /** children who asked for a place they do not hold */
  asking: number;
  placed: number;
  withoutSeat: number;
  nothingAsked: number;
  kept: number;
  /** children who asked, by the rank of what they have now: 1 = first wish */
  byRank: readonly { rank: number; count: number }[];
  families: Statistics['families'];
  seats: { all: number; given: number };
  unfilled: readonly { poolId: string; facilityId: string; free: number; why: Statistics['seats']['unfilled'][number]['why'] }[];
  /** families with a better claim the result names: what cannot be avoided with siblings */
  blockingFamilies: number;
  /** by kind of violation somebody answers for */
  excepted: readonly { kind: Violation['kind']; count: number }[];
}

export function runFigures(market: Market, allocation: Allocation, excepted: readonly Violation[] = []): RunFigures {
  const told = statistics(market, allocation);
  const asking = market.applicants.map(({ wishes, locked }) => !locked && wishes.some(({ ineligible }) => ineligible === undefined));
  const ranks = allocation.placements.flatMap(({ rank }, at) => (asking[at] && rank !== null ? [rank] : []));
  const byRank = [...groupedBy(ranks, String)].map(([rank, all]) => ({ rank: Number(rank), count: all.length })).sort((a, b) => a.rank - b.rank);
  const facilityOf = new Map(market.pools.map(({ id, facility }) => [id, facility]));
  return {
    applicants: told.applicants, asking: asking.filter(Boolean).length, placed: told.placed, withoutSeat: told.withoutSeat, kept: told.kept,
    nothingAsked: told.fates.find(({ category }) => category === 'nothing-asked')?.count ?? 0, byRank, families: told.families, seats: { all: told.seats.all, given: told.seats.given },
    unfilled: told.seats.unfilled.map(({ pool, free, why }) => ({ poolId: pool, facilityId: facilityOf.get(pool)!, free, why })),
    blockingFamilies: allocation.blocking.length,
    excepted: [...groupedBy(excepted, ({ kind }) => kind)].map(([kind, all]) => ({ kind: kind as Violation['kind'], count: all.length })),
  };
}
