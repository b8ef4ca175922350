import { expect, test } from 'vitest';
import { allocate } from '@lueckenlos/fair-allocation';
import { townMarket } from '../../packages/fair-allocation/bench/town-market.ts';
import { faultsOf, type AllocationFile, type MarketFile } from './stability.ts';

test('the second program agrees with the first about towns with siblings, holders and guaranteed seats', () => {
  for (const [seed, rather] of [[1, 0], [2, 0.5], [3, 1], [4, 1]] as const) {
    const market = townMarket({ children: 300, seed, rather });
    expect(faultsOf(market as MarketFile, allocate(market)), `town ${seed}`).toEqual([]);
  }
});

test('the second program sees a child that was passed over, one in a seat it never asked for, and one that lost its seat', () => {
  const market = townMarket({ children: 700, seed: 5 });
  const allocation = allocate(market);
  const change = (applicant: string, seat: AllocationFile['placements'][number]['seat']): AllocationFile => ({ ...allocation, placements: allocation.placements.map((one) => (one.applicant === applicant ? { ...one, seat } : one)) });
  const families = new Set(market.families!.flatMap(({ members }) => members));
  const happy = allocation.placements.find(({ applicant, rank, kept }) => rank === 1 && !kept && !families.has(applicant))!;
  expect(faultsOf(market as MarketFile, change(happy.applicant, null)).join()).toContain(`child ${happy.applicant} has a better claim`);
  const foreign = { facility: market.facilities.find(({ id }) => !market.applicants.find((child) => child.id === happy.applicant)!.wishes.some(({ facility }) => facility === id))!.id, seatType: happy.seat!.seatType };
  expect(faultsOf(market as MarketFile, change(happy.applicant, foreign)).join()).toContain('may not have');
  const holder = market.applicants.find(({ holds }) => holds)!;
  expect(faultsOf(market as MarketFile, change(holder.id, null)).join()).toContain('lost the seat it held');
});
