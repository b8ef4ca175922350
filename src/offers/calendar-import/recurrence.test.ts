import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { addDays, day, type Day } from '../../platform/day.ts';
import { readDayRule, ruleDays, type RecurData } from './recurrence.ts';

function byLibrary(rule: string, start: Day, count: number): string[] {
  const iterator = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromDateString(start));
  const found: string[] = [];
  for (let next = iterator.next(); next && found.length < count; next = iterator.next()) found.push(next.toString().slice(0, 10));
  return found;
}

function ours(rule: string, start: Day, count: number): string[] {
  const recur = ICAL.Recur.fromString(rule);
  const read = readDayRule(recur.toJSON() as RecurData);
  if (!read) throw new Error('not understood');
  const until = recur.until ? (recur.until.toString().slice(0, 10) as Day) : undefined;
  return ruleDays({ ...read, ...(until ? { until } : {}) }, start, addDays(start, 366 * 8)).slice(0, count);
}

const weekdays = fc.uniqueArray(fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'), { minLength: 1, maxLength: 4 });
const rules = fc.oneof(
  fc.record({ interval: fc.integer({ min: 1, max: 9 }) }).map(({ interval }) => `FREQ=DAILY;INTERVAL=${interval}`),
  fc.record({ interval: fc.integer({ min: 1, max: 5 }), days: weekdays, wkst: fc.constantFrom('MO', 'SU') }).map(({ interval, days, wkst }) => `FREQ=WEEKLY;INTERVAL=${interval};WKST=${wkst};BYDAY=${days.join()}`),
  fc.record({ interval: fc.integer({ min: 1, max: 4 }), nth: fc.constantFrom('1', '2', '3', '4', '-1', '-2'), on: fc.constantFrom('MO', 'WE', 'SU') }).map(({ interval, nth, on }) => `FREQ=MONTHLY;INTERVAL=${interval};BYDAY=${nth}${on}`),
  fc.record({ dates: fc.uniqueArray(fc.constantFrom(1, 15, 28, 31, -1), { minLength: 1 }) }).map(({ dates }) => `FREQ=MONTHLY;BYMONTHDAY=${dates.join()}`),
  fc.record({ month: fc.integer({ min: 1, max: 12 }), nth: fc.constantFrom('1', '-1'), on: fc.constantFrom('TU', 'SA') }).map(({ month, nth, on }) => `FREQ=YEARLY;BYMONTH=${month};BYDAY=${nth}${on}`),
);

describe('When something recurs', () => {
  it('is read as the library for calendars reads it, rule for rule', () => {
    fc.assert(fc.property(rules, fc.integer({ min: 0, max: 1_000 }), (rule, offset) => {
      // A start the rule does not give is a date of its own for the standard, but not for the library.
      const asked = addDays(day('2026-01-05'), offset);
      const first = byLibrary(rule, asked, 1)[0] as Day;
      expect(ours(rule, first, 6)).toEqual(byLibrary(rule, first, 6));
    }), { numRuns: 80 });
  });

  it('ends with its last day or its number of dates', () => {
    expect(ours('FREQ=WEEKLY;UNTIL=20261208', day('2026-11-24'), 9)).toEqual(['2026-11-24', '2026-12-01', '2026-12-08']);
    expect(ours('FREQ=WEEKLY;COUNT=2', day('2026-11-24'), 9)).toEqual(['2026-11-24', '2026-12-01']);
  });

  it('knows the last Friday as Outlook writes it', () => {
    expect(ours('FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1', day('2026-11-27'), 2)).toEqual(['2026-11-27', '2026-12-25']);
  });

  it('counts the first day even where the rule does not give it', () => {
    expect(ours('FREQ=WEEKLY;BYDAY=TU', day('2026-11-23'), 2)).toEqual(['2026-11-23', '2026-11-24']);
  });

  it('ends although the rule names a day no month has', () => {
    expect(ours('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', day('2026-02-01'), 5)).toEqual(['2026-02-01']);
  });

  it.each(['FREQ=SECONDLY', 'FREQ=YEARLY;BYWEEKNO=3', 'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=2', 'FREQ=DAILY;BYHOUR=9,10', 'FREQ=YEARLY;BYDAY=20MO'])('is not guessed: %s', (rule) => {
    expect(readDayRule(ICAL.Recur.fromString(rule).toJSON() as RecurData)).toBeUndefined();
  });
});
