import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day, type Day } from '../../platform/day.ts';
import { fullDay, shareNeededOn, type TakenSeat } from './capacity.ts';
import { poolOf, seatType, taken } from './facilities.fixture.ts';
import { poolMonth } from './free-seats.ts';
import { childrenByWeekday, placesUsed } from './seat-share.ts';
import { weekdays, type SharePart, type Weekday } from './share-part.ts';

const krippe = seatType();
const on = day('2026-11-01');
const part = (shareId: string, days: readonly number[], endsOn: string | null = null, startsOn = '2026-08-01'): SharePart => ({ shareId, startsOn: day(startsOn), endsOn: endsOn as Day | null, days: days as Weekday[] });
const pair = (shareId: string, first: readonly number[], second: readonly number[], endsOn: string | null = null): TakenSeat[] =>
  [{ ...taken(krippe, '2024-10-05'), shares: [part(shareId, first, endsOn)] }, { ...taken(krippe, '2024-11-05'), shares: [part(shareId, second, endsOn)] }];

describe('two children who share a place', () => {
  test('use one place together, and come on their own days', () => {
    const children = [...pair('a', [1, 2], [3, 4, 5]), taken(krippe, '2024-12-01')];
    const month = poolMonth(poolOf(2, [{ type: krippe, atMost: 2 }]), [krippe], children, on, 'ni-nkitag')!;
    expect(month).toMatchObject({ taken: 2, shared: 1, free: 0, over: 0, byWeekday: { 1: 2, 2: 2, 3: 2, 4: 2, 5: 2 }, children: { 'under-3': 3 } });
    expect(month.byType.map(({ taken: used, free }) => [used, free])).toEqual([[2, 0]]);
  });

  test('need a place each again when one of them leaves or the sharing ends', () => {
    const [first, second] = pair('a', [1, 2], [3], '2027-02-01') as [TakenSeat, TakenSeat];
    expect([placesUsed([first, second], on), placesUsed([first, second], day('2027-02-01'))]).toEqual([1, 2]);
    expect(placesUsed([{ ...first, expectedEndsOn: day('2026-10-01') }, second], on)).toBe(1);
    expect(childrenByWeekday([{ ...first, expectedEndsOn: day('2026-10-01') }, second], on)).toEqual({ 1: 1, 2: 1, 3: 1, 4: 1, 5: 1 });
  });

  test('let a third child in only while they share', () => {
    const pool = poolOf(2, [{ type: krippe }]);
    const third = { ...taken(krippe, '2025-01-01'), startsOn: day('2026-12-01') };
    expect(fullDay(pool, [krippe], pair('a', [1, 2], [3]), third)).toBeUndefined();
    expect(fullDay(pool, [krippe], pair('a', [1, 2], [3], '2027-02-01'), third)).toEqual({ day: '2027-02-01', code: 'pool-full' });
    expect(fullDay(poolOf(9, [{ type: krippe, atMost: 2 }]), [krippe], pair('a', [1, 2], [3], '2027-02-01'), third)).toEqual({ day: '2027-02-01', code: 'pool-full' });
  });

  test('go on sharing while nobody can give the second a place of its own', () => {
    const children = [...pair('a', [1], [2]), taken(krippe, '2025-01-01')];
    expect(shareNeededOn(poolOf(2, [{ type: krippe }]), [krippe], children, 'a', on)).toBe(on);
    expect(shareNeededOn(poolOf(3, [{ type: krippe }], [{ from: '2027-01-01', seats: 2 }]), [krippe], children, 'a', on)).toBe('2027-01-01');
    expect(shareNeededOn(poolOf(3, [{ type: krippe }]), [krippe], children, 'a', on)).toBeUndefined();
  });

  test('never make more children than places on a weekday, however places are given and shared', () => {
    const child = fc.record({ from: fc.integer({ min: 0, max: 11 }), months: fc.integer({ min: 1, max: 12 }), joins: fc.boolean(), days: fc.subarray([...weekdays], { minLength: 1, maxLength: 4 }), shareUntil: fc.option(fc.integer({ min: 1, max: 14 }), { nil: null }) });
    const month = (at: number) => day(`${2026 + Math.floor((7 + at) / 12)}-${String(((7 + at) % 12) + 1).padStart(2, '0')}-01`);
    fc.assert(fc.property(fc.integer({ min: 1, max: 4 }), fc.array(child, { maxLength: 14 }), (seats, wanted) => {
      const pool = poolOf(seats, [{ type: krippe }]);
      const given: TakenSeat[] = [];
      for (const [at, one] of wanted.entries()) {
        const seat: TakenSeat = { ...taken(krippe, null), startsOn: month(one.from), expectedEndsOn: month(one.from + one.months) };
        const partner = one.joins ? given.findIndex(({ shares, startsOn, expectedEndsOn }) => !shares && startsOn <= seat.startsOn && expectedEndsOn! > seat.startsOn) : -1;
        const until = one.shareUntil === null ? null : month(one.from + one.shareUntil);
        const rest = weekdays.filter((weekday) => !one.days.includes(weekday));
        const joined = partner < 0 ? seat : { ...seat, shares: [part(`s${at}`, one.days, until, seat.startsOn)] };
        const others = given.map((other, index) => (index === partner ? { ...other, shares: [part(`s${at}`, rest, until, seat.startsOn)] } : other));
        if (!fullDay(pool, [krippe], others, joined)) given.splice(0, given.length, ...others, joined);
      }
      return Array.from({ length: 26 }, (_, at) => month(at)).every((first) => Object.values(childrenByWeekday(given, first)).every((children) => children <= seats));
    }));
  });
});
