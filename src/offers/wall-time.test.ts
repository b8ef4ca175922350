import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, day, type Day } from '../platform/day.ts';
import { plainCalendar } from './holidays/day-calendar.ts';
import { isOpenAt, openTimeAt } from './open-now.ts';
import { areTimesInOrder, instantOf, spanOf, wallClock } from './wall-time.ts';
import type { WeeklyRule } from './schedule.ts';

const rule = (known: Partial<WeeklyRule> = {}): WeeklyRule => ({ weekday: 7, opensAt: '01:00', closesAt: '02:30', intervalWeeks: 1, byAppointment: false, note: '', ...known });
const open = (one: WeeklyRule, at: string) => isOpenAt([one], [], plainCalendar, new Date(at));
const two = (value: number) => String(value).padStart(2, '0');
const anyDay = fc.integer({ min: 0, max: 7_000 }).map((count) => addDays('2015-01-01' as Day, count));
const anyTime = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map(([hour, minute]) => `${two(hour)}:${two(minute)}`);

describe('the clock on the wall and the instant', () => {
  test('are each other’s answer for every time of every day, but for those that are not there or twice', () => {
    fc.assert(fc.property(anyDay, anyTime, (on, time) => {
      const shown = wallClock(instantOf(on, time));
      const isGap = shown.time !== time;
      // Only in the hour that is left out in spring: 2:30 counts on to 3:30.
      if (isGap) expect([on.slice(5, 7), time.slice(0, 2), Number(shown.time.slice(0, 2)) - Number(time.slice(0, 2))]).toEqual(['03', '02', 1]);
      else expect(shown).toEqual({ day: on, time });
    }));
  });

  test('agree with what Intl says of the offset at that instant', () => {
    const offset = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Berlin', timeZoneName: 'longOffset' });
    fc.assert(fc.property(anyDay, anyTime, (on, time) => {
      const instant = instantOf(on, time);
      const hours = Number(/GMT\+0?(\d)/.exec(offset.format(instant))![1]);
      const wall = Date.parse(`${on}T${time}:00Z`);
      // In the gap the time counts on from before the change.
      expect([0, 3_600_000]).toContain(instant.getTime() + hours * 3_600_000 - wall);
    }));
  });

  test('of a time that comes twice the first is meant', () => {
    expect(instantOf(day('2026-10-25'), '02:30').toISOString()).toBe('2026-10-25T00:30:00.000Z');
    expect(instantOf(day('2026-03-29'), '02:30').toISOString()).toBe('2026-03-29T01:30:00.000Z');
  });
});

describe('open in the nights in which the clocks change', () => {
  test('what closes at 2:30 is open for 90 minutes on the day of 25 hours, and not again an hour later', () => {
    expect(['2026-10-24T23:00:00Z', '2026-10-25T00:29:00Z', '2026-10-25T00:30:00Z', '2026-10-25T01:15:00Z'].map((at) => open(rule(), at))).toEqual([true, true, false, false]);
  });

  test('what opens at 2:30 stays open through the hour that comes twice', () => {
    const late = rule({ opensAt: '02:30', closesAt: '04:00' });
    expect(['2026-10-25T00:29:00Z', '2026-10-25T00:30:00Z', '2026-10-25T01:15:00Z', '2026-10-25T02:59:00Z', '2026-10-25T03:00:00Z'].map((at) => open(late, at))).toEqual([false, true, true, true, false]);
  });

  test('what passes over midnight is open until the morning of the next day, three hours of wall time less an hour in spring', () => {
    const night = rule({ weekday: 6, opensAt: '22:00', closesAt: '06:00' });
    const { from, until } = spanOf(day('2026-03-28'), night);
    expect((until.getTime() - from.getTime()) / 3_600_000).toBe(7);
    expect(['2026-03-28T20:59:00Z', '2026-03-28T21:00:00Z', '2026-03-29T03:59:00Z', '2026-03-29T04:00:00Z'].map((at) => open(night, at))).toEqual([false, true, true, false]);
  });

  test('whatever opens and closes is open exactly in between', () => {
    fc.assert(fc.property(anyDay, anyTime, anyTime, fc.integer({ min: -60 * 30, max: 60 * 60 }), (on, opensAt, closesAt, minutes) => {
      fc.pre(areTimesInOrder(opensAt, closesAt));
      const exception = { onDay: on, kind: 'extra' as const, opensAt, closesAt, note: '' };
      const { from, until } = spanOf(on, exception);
      const instant = new Date(instantOf(on, '00:00').getTime() + minutes * 60_000);
      expect(openTimeAt([], [exception], plainCalendar, instant) !== undefined).toBe(from <= instant && instant < until);
    }));
  });
});

test('two times belong together in order, over a night, or round the clock – the table thinks so as well', () => {
  expect([['09:00', '12:00'], ['22:00', '06:00'], ['18:00', '00:00'], ['00:00', '00:00']].map(([from, to]) => areTimesInOrder(from!, to!))).toEqual([true, true, true, true]);
  expect([['11:00', '09:00'], ['09:00', '09:00'], ['14:00', '09:00']].map(([from, to]) => areTimesInOrder(from!, to!))).toEqual([false, false, false]);
});
