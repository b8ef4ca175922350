import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addMonths, day, parseDay, weekday } from './day.ts';

const anyDay = fc.date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true }).map((date) => day(date.toISOString().slice(0, 10)));

describe('a day of the calendar', () => {
  test('is read only if it exists', () => {
    expect(parseDay('2024-02-29')).toBe('2024-02-29');
    for (const text of ['2026-02-29', '2026-13-01', '2026-1-1', '01.08.2026', '', '2026-08-01T00:00']) expect(parseDay(text)).toBeUndefined();
    expect(() => day('2026-02-30')).toThrow(RangeError);
  });

  test('comes back after going forth any number of days, across changes of the clocks', () => {
    fc.assert(fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (from, count) => addDays(addDays(from, count), -count) === from));
    expect(addDays(day('2026-03-28'), 2)).toBe('2026-03-30');
  });

  test('a month later keeps its number, or is the last day of a shorter month', () => {
    expect(addMonths(day('2026-01-31'), 1)).toBe('2026-02-28');
    expect(addMonths(day('2026-12-15'), 2)).toBe('2027-02-15');
    fc.assert(fc.property(anyDay, fc.integer({ min: -100, max: 100 }), (from, count) => Number(addMonths(from, count).slice(8)) <= Number(from.slice(8))));
  });

  test('has a weekday that moves on by one each day', () => {
    expect(weekday(day('2026-11-22'))).toBe(7);
    fc.assert(fc.property(anyDay, (from) => weekday(addDays(from, 1)) === (weekday(from) % 7) + 1));
  });
});
