import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMonths, day } from '../../platform/day.ts';
import { countedType, fullDay } from './capacity.ts';
import { poolOf, seatType, taken } from './facilities.fixture.ts';
import { likelihoodOf, months, poolMonth } from './free-seats.ts';

const krippe = seatType();
const kindergarten = seatType({ key: 'kindergarten-40', ageBand: 'from-3', weeklyHours: 40, position: 2 });
const short = seatType({ key: 'kindergarten-30', ageBand: 'from-3', weeklyHours: 30, position: 1 });
const all = [krippe, kindergarten, short];

describe('a pool month by month', () => {
  test('a birthday moves a child to Ü3 where the pool has such places, to the nearest hours', () => {
    const nursery = seatType({ weeklyHours: 38 });
    const kinds = [nursery, kindergarten, short];
    const family = poolOf(15, [{ type: nursery, atMost: 3 }, { type: kindergarten }, { type: short }]);
    const child = taken(nursery, '2023-11-20');
    expect(poolMonth(family, kinds, [child], day('2026-11-01'), 'ni-nkitag')!.byType.map((one) => one.taken)).toEqual([1, 0, 0]);
    const after = poolMonth(family, kinds, [child], day('2026-12-01'), 'ni-nkitag')!;
    expect(after.byType.map((one) => one.taken)).toEqual([0, 1, 0]);
    expect(after.children).toEqual({ 'under-3': 0, 'from-3': 1, school: 0 });
    expect(after.threeInKrippe).toBe(0);
  });

  test('in a Krippe the child stays until the Kita year ends and is counted as three already', () => {
    const pool = poolOf(15, [{ type: krippe }]);
    const child = taken(krippe, '2023-11-20', '2025-08-01', '2027-08-01');
    expect(poolMonth(pool, all, [child], day('2027-07-01'), 'ni-nkitag')).toMatchObject({ taken: 1, free: 14, threeInKrippe: 1 });
    expect(poolMonth(pool, all, [child], day('2027-08-01'), 'ni-nkitag')).toMatchObject({ taken: 0, free: 15, threeInKrippe: 0 });
  });

  test('a change of size counts from its day on, and what is over is told', () => {
    const pool = poolOf(2, [{ type: krippe }], [{ from: '2027-01-01', seats: 1 }]);
    const children = [taken(krippe, '2025-01-05'), taken(krippe, '2025-02-05')];
    expect(poolMonth(pool, all, children, day('2026-12-01'), 'ni-nkitag')).toMatchObject({ seats: 2, free: 0, over: 0 });
    expect(poolMonth(pool, all, children, day('2027-01-01'), 'ni-nkitag')).toMatchObject({ seats: 1, free: 0, over: 1 });
  });

  test('before its first day there is no pool', () => expect(poolMonth(poolOf(5, [{ type: krippe }]), all, [], day('2024-07-01'), 'ni-nkitag')).toBeUndefined());

  test('given, free and over places always sum up to the places', () => fc.assert(fc.property(fc.nat(20), fc.array(fc.integer({ min: 0, max: 1500 }), { maxLength: 30 }), (seats, births) => {
    const pool = poolOf(seats, [{ type: krippe, atMost: 4 }, { type: kindergarten }]);
    const children = births.map((days) => taken(krippe, addMonths(day('2022-01-01'), Math.floor(days / 30))));
    const month = poolMonth(pool, all, children, day('2026-11-01'), 'ni-nkitag')!;
    expect(month.free + month.taken - month.over).toBe(seats);
    expect(month.byType.reduce((sum, one) => sum + one.taken, 0)).toBe(month.taken);
    for (const one of month.byType) expect(one.free).toBeLessThanOrEqual(month.free);
  })));

  test('months begin with the one a day lies in', () => expect(months(day('2026-11-22'), 3)).toEqual(['2026-11-01', '2026-12-01', '2027-01-01']));
});

describe('one more child', () => {
  const pool = poolOf(2, [{ type: krippe, atMost: 1 }, { type: kindergarten }]);

  test('is refused where the last place is given, and from which day on', () => {
    const there = [taken(kindergarten, '2022-01-05'), taken(kindergarten, '2022-02-05', '2027-02-01')];
    expect(fullDay(pool, all, there, taken(kindergarten, '2022-03-03', '2026-12-01'))).toEqual({ day: '2027-02-01', code: 'pool-full' });
    expect(fullDay(pool, all, there, taken(kindergarten, '2022-03-03', '2026-12-01', '2027-02-01'))).toBeUndefined();
  });

  test('is refused beyond the ceiling of its kind although the pool has places', () => {
    expect(fullDay(pool, all, [taken(krippe, '2025-01-05')], taken(krippe, '2025-03-03'))).toMatchObject({ code: 'pool-full' });
    expect(fullDay(pool, all, [taken(krippe, '2025-01-05')], taken(kindergarten, '2022-03-03'))).toBeUndefined();
  });

  test('is refused a kind the pool does not have, and before the pool begins', () => {
    expect(fullDay(pool, all, [], taken(short, '2022-01-01'))).toMatchObject({ code: 'seat-type-not-in-pool' });
    expect(fullDay(pool, all, [], taken(krippe, '2023-01-01', '2024-01-01'))).toMatchObject({ code: 'pool-not-open' });
  });

  test('is counted by its own kind as long as it is under three', () => expect(countedType(taken(krippe, '2025-01-05'), pool.pool, all, day('2026-11-01'))).toBe(krippe.id));
});

describe('what families are told', () => {
  const krippenplaces = (free: number, seats: number) => poolMonth(poolOf(seats, [{ type: krippe }]), all, Array.from({ length: seats - free }, () => taken(krippe, '2025-05-05')), day('2026-12-01'), 'ni-nkitag')!;

  test.each([[0, 20, 'rather-not'], [1, 20, 'rather-not'], [2, 20, 'few'], [3, 20, 'few'], [4, 20, 'likely'], [3, 5, 'likely'], [0, 0, undefined]] as const)(
    '%i free of %i: %s', (free, seats, word) => expect(likelihoodOf([krippenplaces(free, seats)], 'under-3', 0)).toBe(word));

  test('one free place is never told apart from none', () => fc.assert(fc.property(fc.integer({ min: 1, max: 60 }), (seats) => {
    expect(likelihoodOf([krippenplaces(1, seats)], 'under-3', 0)).toBe(likelihoodOf([krippenplaces(0, seats)], 'under-3', 0));
  }), { numRuns: 20 }));

  test('those whose first wish it is count before', () => {
    const month = poolMonth(poolOf(15, [{ type: krippe }]), all, [], day('2026-12-01'), 'ni-nkitag')!;
    expect(likelihoodOf([month], 'under-3', 0)).toBe('likely');
    expect(likelihoodOf([month], 'under-3', 13)).toBe('few');
    expect(likelihoodOf([month], 'under-3', 40)).toBe('rather-not');
    expect(likelihoodOf([month], 'from-3', 0)).toBeUndefined();
  });
});
