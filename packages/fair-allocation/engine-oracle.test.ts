import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate } from './allocate.ts';
import { blockingFamiliesOf, everySeating, everyStable, isFeasible, ownOptions, singleBlocks, type Seats } from './oracle.fixture.ts';
import { mixedMarkets } from './oracle-markets.fixture.ts';
import type { Allocation, Applicant, Market, SeatChoice } from './model.ts';
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
      fc.property(chases, (market) => {
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

/** Two families and two single children who chase each other through three single seats, in all orders of priority. */
const chases: fc.Arbitrary<Market> = fc
  .array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 6, maxLength: 6 }), { minLength: 3, maxLength: 3 })
  .map((points): Market => {
    const facilities = ['sun', 'moon', 'star'];
    const seat = (f: number): SeatChoice => ({ facility: facilities[f]!, seatType: 'day' });
    const child = (id: string, number: number, wishes: number[]): Applicant => ({ id, wishes: wishes.map((f) => ({ ...seat(f), points: points[f]![number]! })) });
    return {
      version: 1,
      round: '2026',
      lottery: { seed: 'chase' },
      seatTypes: [{ id: 'day' }],
      facilities: facilities.map((id) => ({ id })),
      pools: facilities.map((id) => ({ id, facility: id, seatTypes: ['day'], capacity: 1 })),
      applicants: [child('a', 0, [0]), child('b', 1, [1]), child('c', 2, [0, 1]), child('d', 3, [2, 0]), child('e', 4, [1, 2]), child('f', 5, [2, 1])],
      families: [
        { id: 'north', members: ['a', 'b'], options: [{ seats: [seat(0), seat(1)] }] },
        { id: 'south', members: ['d', 'e'], options: [{ seats: [seat(2), seat(1)] }, { seats: [seat(0), seat(2)] }] },
      ],
    };
  });
