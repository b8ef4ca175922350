import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day, type Day } from '../../platform/day.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { SeatType } from '../facilities/facility.ts';
import type { PoolHistory } from '../facilities/capacity.ts';
import type { Placement } from '../facilities/placement.ts';
import { demandAndSupply, placesByBand, together } from './demand-supply.ts';

const type = (key: string, ageBand: SeatType['ageBand']): SeatType => ({ id: newId(), key, names: { de: key }, ageBand, weeklyHours: 30, isInclusive: false, position: 1 });
const [krippe, kiga, hort] = [type('krippe', 'under-3'), type('kiga', 'from-3'), type('hort', 'school')];
const types = [krippe, kiga, hort];
const pool = (seats: number, ...kinds: [SeatType, number | null][]) => ({ seats, types: kinds.map(([{ id }, atMost]) => ({ seatTypeId: id, atMost })) });

describe('places by age', () => {
  test('are all of one band where a pool gives out one', () => {
    expect(placesByBand(pool(15, [krippe, null]), types)).toEqual({ byBand: { 'under-3': 15, 'from-3': 0, school: 0 }, shared: 0 });
  });

  test('are parted by the ceiling of the younger', () => {
    expect(placesByBand(pool(20, [krippe, 5], [kiga, null]), types)).toEqual({ byBand: { 'under-3': 5, 'from-3': 15, school: 0 }, shared: 0 });
  });

  test('are never parted by a guess', () => {
    expect(placesByBand(pool(20, [krippe, null], [kiga, null]), types)).toEqual({ byBand: { 'under-3': 0, 'from-3': 0, school: 0 }, shared: 20 });
  });

  test('never sum up to more than the pool has', () => {
    const kind = fc.tuple(fc.constantFrom(...types), fc.option(fc.integer({ min: 0, max: 30 })));
    fc.assert(fc.property(fc.integer({ min: 0, max: 40 }), fc.uniqueArray(kind, { selector: ([{ id }]) => id, minLength: 1 }), (seats, kinds) => {
      const { byBand, shared } = placesByBand(pool(seats, ...kinds), types);
      expect(byBand['under-3'] + byBand['from-3'] + byBand.school + shared).toBeLessThanOrEqual(seats);
      expect(Math.min(byBand['under-3'], byBand['from-3'], byBand.school, shared)).toBeGreaterThanOrEqual(0);
    }));
  });
});

describe('demand and supply', () => {
  const [area, home, facilityId, poolId, child, other] = Array.from({ length: 6 }, () => newId()) as [Uuid, Uuid, Uuid, Uuid, Uuid, Uuid];
  const history: PoolHistory = {
    pool: { id: poolId, facilityId, name: 'Krippe', openSeats: 'last', validFrom: day('2020-08-01'), validUntil: null, ...pool(2, [krippe, null]) },
    states: [{ from: day('2020-08-01'), openSeats: 'last', ...pool(2, [krippe, null]) }, { from: day('2027-01-01'), openSeats: 'last', ...pool(3, [krippe, null]) }],
  };
  const placement: Placement = { id: newId(), childId: child, bornOn: day('2025-02-01'), facilityId, poolId, seatTypeId: krippe.id, groupId: null, startsOn: day('2026-09-01'), endsOn: day('2027-02-01'), expectedEndsOn: day('2027-02-01'), source: 'office' };
  const months = ['2026-08-01', '2026-12-01', '2027-01-01', '2027-02-01'] as Day[];
  const cells = demandAndSupply({
    rulePack: 'ni-nkitag', months, histories: [history], seatTypes: types, areaOfFacility: new Map([[facilityId, area]]), placements: [placement],
    waiting: [
      { childId: other, bornOn: day('2026-01-10'), expectedOn: null, areaId: home, wishedStart: day('2026-12-01') },
      { childId: child, bornOn: day('2025-02-01'), expectedOn: null, areaId: null, wishedStart: day('2026-08-01') },
    ],
  });
  const at = (areaId: Uuid | null, month: string) => cells.find((cell) => cell.areaId === areaId && cell.month === month && cell.band === 'under-3');

  test('show places where the Kita is and children where they live', () => {
    expect(at(area, '2026-12-01')).toMatchObject({ places: 2, taken: 1, waiting: 0 });
    expect(at(home, '2026-12-01')).toMatchObject({ places: 0, waiting: 1 });
    expect(at(home, '2026-08-01')).toBeUndefined();
  });

  test('count a child with a place as no longer waiting, and again when the place has ended', () => {
    expect(at(null, '2026-08-01')).toMatchObject({ waiting: 1 });
    expect(at(null, '2026-12-01')).toBeUndefined();
    expect(at(null, '2027-02-01')).toMatchObject({ waiting: 1 });
  });

  test('follow a pool that grows', () => {
    expect(months.map((month) => together(cells, 'under-3', month).places)).toEqual([2, 2, 3, 3]);
  });
});
