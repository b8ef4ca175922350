import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate } from './allocate.ts';
import { blockingFamiliesOf, everySeating, everyStable, isFeasible, ownOptions, singleBlocks, type Seats } from './oracle.fixture.ts';
import { chasingMarkets, mixedMarkets } from './oracle-markets.fixture.ts';
import type { Allocation, Market } from './model.ts';
import { verify } from './verify.ts';

const seatsOf = (allocation: Allocation): Seats => new Map(allocation.placements.map(({ applicant, seat }) => [applicant, seat]));
const placed = (seats: Seats): number => [...seats.values()].filter((seat) => seat !== null).length;

function position(market: Market, child: string, seats: Seats): number {
  const options = ownOptions(market.applicants.find(({ id }) => id === child)!);
  return options.findIndex((seat) => JSON.stringify(seat) === JSON.stringify(seats.get(child) ?? null));
}

describe('the engine against every allocation there is, on small markets with everything mixed', () => {
  test('without siblings: stable, and no child has it better in any other stable allocation', () => {
    fc.assert(
      fc.property(mixedMarkets({ families: false, children: 5 }), (market) => {
        const result = allocate(market);
        expect(verify(market, result)).toMatchObject({ ok: true, stable: true, violations: [] });
        const all = everyStable(market);
        expect(all.length).toBeGreaterThan(0);
        const seats = seatsOf(result);
        for (const other of all)
          for (const { id } of market.applicants) expect(position(market, id, seats)).toBeLessThanOrEqual(position(market, id, other));
      }),
      { numRuns: 100 },
    );
  });

  test('with siblings: stable and as many placed as in any stable allocation, whenever there is one', () => {
    fc.assert(
      fc.property(mixedMarkets({ families: true, children: 5 }), (market) => {
        const result = allocate(market);
        const verification = verify(market, result);
        expect(verification).toMatchObject({ ok: true, violations: [] });
        expect(isFeasible(market, seatsOf(result))).toBe(true);
        const all = everyStable(market);
        expect(verification.stable).toBe(all.length > 0);
        if (all.length > 0) expect(placed(seatsOf(result))).toBe(Math.max(...all.map(placed)));
        else expectFewestBlocking(market, result);
      }),
      { numRuns: 150 },
    );
  });

  test('where nothing is stable, it is proven, and no allocation leaves fewer families with a better claim', () => {
    let unsolvable = 0;
    fc.assert(
      fc.property(chasingMarkets, (market) => {
        const result = allocate(market);
        expect(verify(market, result).ok).toBe(true);
        if (everyStable(market).length > 0) return;
        unsolvable++;
        expectFewestBlocking(market, result);
      }),
      { numRuns: 60 },
    );
    expect(unsolvable).toBeGreaterThan(5);
  });
});

function expectFewestBlocking(market: Market, result: Allocation): void {
  expect(result.verdict).toBe('unsolvable');
  const numbers = [...everySeating(market)]
    .filter((seats) => isFeasible(market, seats) && !market.applicants.some((child) => singleBlocks(market, seats, child)))
    .map((seats) => blockingFamiliesOf(market, seats).length);
  expect(result.blocking).toHaveLength(Math.min(...numbers));
}
