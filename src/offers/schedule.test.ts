import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, day, weekday, type Day } from '../platform/day.ts';
import { plainCalendar } from './holidays/day-calendar.ts';
import { isOpenAt } from './open-now.ts';
import { holdsOn, nextDates, occurrencesOn, type WeeklyRule } from './schedule.ts';
import { wallClock } from './wall-time.ts';

const rule = (known: Partial<WeeklyRule> = {}): WeeklyRule => ({ weekday: 2, opensAt: '09:30', closesAt: '11:00', intervalWeeks: 1, byAppointment: false, note: '', ...known });
const days = (rules: WeeklyRule[], from: string, count: number) => nextDates(rules, [], plainCalendar, day(from), count).map((date) => date.day);

describe('a weekly rule', () => {
  test('holds on its weekday, from its first day to the day before its end', () => {
    const limited = rule({ validFrom: day('2026-11-10'), validUntil: day('2026-11-24') });
    expect(days([limited], '2026-11-01', 9)).toEqual(['2026-11-10', '2026-11-17']);
  });

  test('every second week counts from its first day, across the turn of the year', () => {
    expect(days([rule({ intervalWeeks: 2, firstDay: day('2026-12-15') })], '2026-12-01', 3)).toEqual(['2026-12-15', '2026-12-29', '2027-01-12']);
  });

  test('the first and the last Tuesday of the month are what the calendar says', () => {
    expect(days([rule({ weekOfMonth: 1 })], '2026-11-01', 3)).toEqual(['2026-11-03', '2026-12-01', '2027-01-05']);
    expect(days([rule({ weekOfMonth: 5 })], '2026-11-01', 3)).toEqual(['2026-11-24', '2026-12-29', '2027-01-26']);
  });
});

describe('a day that differs', () => {
  test('closed takes the rule away, extra adds a time – also on the same day', () => {
    const on = day('2026-11-24');
    const exceptions = [{ onDay: on, kind: 'closed' as const, note: '' }, { onDay: on, kind: 'extra' as const, opensAt: '14:00', closesAt: '15:00', note: 'Ersatz' }];
    expect(occurrencesOn([rule()], exceptions, plainCalendar, on).map(({ opensAt, note }) => [opensAt, note])).toEqual([['14:00', 'Ersatz']]);
  });
});

describe('open at an instant', () => {
  test('goes by the clock on the wall in summer and winter time', () => {
    const sunday = rule({ weekday: 7, opensAt: '01:00', closesAt: '04:00' });
    // 29 March 2026: at 2:00 the clocks go to 3:00. 25 October 2026: at 3:00 back to 2:00.
    expect(isOpenAt([sunday], [], plainCalendar, new Date('2026-03-29T01:30:00Z'))).toBe(true);
    expect(isOpenAt([sunday], [], plainCalendar, new Date('2026-03-29T02:00:00Z'))).toBe(false);
    expect(isOpenAt([sunday], [], plainCalendar, new Date('2026-10-25T02:30:00Z'))).toBe(true);
    expect(isOpenAt([sunday], [], plainCalendar, new Date('2026-10-25T03:00:00Z'))).toBe(false);
  });

  test('opens at the minute and is closed at the minute it ends', () => {
    const at = (time: string) => isOpenAt([rule()], [], plainCalendar, new Date(`2026-11-24T${time}:00+01:00`));
    expect(['09:29', '09:30', '10:59', '11:00'].map(at)).toEqual([false, true, true, false]);
  });
});

describe('whatever the rule', () => {
  const anyDay = fc.integer({ min: 0, max: 3_000 }).map((count) => addDays('2024-01-01' as Day, count));
  const anyRule = fc.record({ weekday: fc.integer({ min: 1, max: 7 }), intervalWeeks: fc.integer({ min: 1, max: 8 }), firstDay: anyDay, nth: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }) })
    .map(({ weekday: on, intervalWeeks, firstDay, nth }) => rule(nth === undefined ? { weekday: on, intervalWeeks, firstDay } : { weekday: on, weekOfMonth: nth }));

  test('the next dates are in order, hold, and leave out no day that holds', () => {
    fc.assert(fc.property(anyRule, anyDay, (one, from) => {
      const found = nextDates([one], [], plainCalendar, from, 5).map((date) => date.day);
      expect(found).toEqual([...new Set(found)].sort());
      for (const date of found) expect(weekday(date)).toBe(one.weekday);
      const last = found.at(-1) ?? from;
      for (let date = from; date <= last; date = addDays(date, 1)) expect(found.includes(date)).toBe(holdsOn(one, date));
    }));
  });

  test('the clock on the wall agrees with the day in Germany', () => {
    fc.assert(fc.property(fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }), (instant) => {
      const { day: on, time } = wallClock(instant);
      const back = [`${on}T${time}:00+01:00`, `${on}T${time}:00+02:00`].map((text) => Date.parse(text));
      expect(back.some((value) => instant.getTime() - value >= 0 && instant.getTime() - value < 60_000)).toBe(true);
    }));
  });
});
