import { describe, expect, test } from 'vitest';
import { allocate } from './allocate.ts';
import type { Market } from './model.ts';
import { statistics, type Cell } from './statistics.ts';

const sun = { facility: 'sun', seatType: 'day' };
const moon = { facility: 'moon', seatType: 'day' };

function aTown(change: Partial<Market> = {}): Market {
  return {
    version: 1,
    round: '2026',
    lottery: { seed: 'published' },
    seatTypes: [{ id: 'day' }],
    facilities: [{ id: 'sun' }, { id: 'moon' }, { id: 'star' }],
    pools: [
      { id: 'sun', facility: 'sun', seatTypes: ['day'], capacity: 2, reserves: [{ id: 'r', trait: 'inclusion', seats: 1, kind: 'hard' }] },
      { id: 'moon', facility: 'moon', seatTypes: ['day'], capacity: 1 },
      { id: 'star', facility: 'star', seatTypes: ['day'], capacity: 3 },
    ],
    applicants: [
      { id: 'ada', wishes: [{ ...sun, points: 9 }] },
      { id: 'bo', wishes: [{ ...sun, points: 5 }, moon] },
      { id: 'cem', wishes: [{ ...sun, points: 1 }] },
      { id: 'dina', wishes: [sun], holds: { facility: 'star', seatType: 'day' } },
      { id: 'eli', wishes: [{ ...sun, ineligible: 'too young' }] },
    ],
    ...change,
  };
}

const openly = (cells: readonly Cell[]): Cell[] => [...cells];

describe('the figures of a round', () => {
  test('say how many have which wish, who has none, and why seats stay empty', () => {
    const market = aTown();
    expect(statistics(market, allocate(market))).toEqual({
      applicants: 5,
      placed: 3,
      withoutSeat: 1,
      kept: 1,
      fates: [
        { category: 'wish-1', count: 1 },
        { category: 'wish-2', count: 1 },
        { category: 'kept', count: 1 },
        { category: 'none', count: 1 },
        { category: 'nothing-asked', count: 1 },
      ],
      families: { all: 0, first: 0, lastResort: 0, together: 0, apart: 0 },
      seats: {
        all: 6,
        given: 3,
        unfilled: [
          { pool: 'sun', free: 1, why: 'reserved' },
          { pool: 'star', free: 2, why: 'no-demand' },
        ],
      },
    });
  });

  test('count families by what they got, and siblings apart', () => {
    const market = aTown({
      families: [
        { id: 'north', members: ['ada', 'bo'], options: [{ seats: [sun, sun] }, { seats: [sun, moon] }] },
        { id: 'south', members: ['cem', 'eli'], options: [{ seats: [sun, null] }] },
      ],
    });
    expect(statistics(market, allocate(market)).families).toEqual({ all: 2, first: 0, lastResort: 1, together: 0, apart: 1 });
  });

  test('seats only siblings asked for in vain are said to be so', () => {
    const market = aTown({
      applicants: [
        { id: 'ada', wishes: [moon] },
        { id: 'bo', wishes: [moon, sun] },
      ],
      families: [{ id: 'north', members: ['ada', 'bo'], options: [{ seats: [moon, moon] }] }],
    });
    expect(statistics(market, allocate(market)).seats.unfilled).toContainEqual({ pool: 'moon', free: 1, why: 'siblings' });
  });

  test('by group they pass through the disclosure rule, which sees the totals too', () => {
    const market = aTown();
    const seen: Cell[][] = [];
    const { byGroup } = statistics(market, allocate(market), {
      groupsOf: (child) => (child < 'c' ? ['north'] : ['south']),
      disclose: (cells) => {
        seen.push([...cells]);
        return cells.map((cell) => (cell.count !== null && cell.count < 2 ? { ...cell, count: null } : cell));
      },
    });
    expect(seen[0]!.filter(({ group }) => group === null).map(({ count }) => count)).toEqual([1, 1, 1, 1, 1]);
    expect(byGroup).toHaveLength(3 * 5);
    expect(byGroup!.filter(({ count }) => count === 1)).toEqual([]);
  });

  test('a disclosure rule that answers with another table is refused', () => {
    const market = aTown();
    const allocation = allocate(market);
    const groupsOf = () => ['all'];
    expect(() => statistics(market, allocation, { groupsOf, disclose: (cells) => openly(cells).slice(1) })).toThrow(RangeError);
    expect(() => statistics(market, allocation, { groupsOf, disclose: (cells) => openly(cells).reverse() })).toThrow(RangeError);
  });
});
