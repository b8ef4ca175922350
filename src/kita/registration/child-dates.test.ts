import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, day } from '../../platform/day.ts';
import { birthRefusal, startMonths, startRefusal } from './child-dates.ts';

const today = day('2026-11-22');

describe('a birthday', () => {
  test.each([
    ['born', '2026-11-22', undefined], ['born', '2026-11-23', 'birth-in-future'], ['born', '2012-11-23', undefined], ['born', '2012-11-22', 'birth-too-long-ago'], ['born', '1926-11-22', 'birth-too-long-ago'],
    ['expected', '2027-03-01', undefined], ['expected', '2027-09-19', 'expected-too-far'], ['expected', '2026-11-01', undefined], ['expected', '2026-10-01', 'expected-past'],
  ] as const)('%s on %s: %s', (kind, date, refusal) => {
    expect(birthRefusal(kind, day(date), today)).toBe(refusal);
  });

  test('is never accepted in the future for a child that is born', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 5000 }), (days) => {
      expect(birthRefusal('born', addDays(today, days), today)).toBe('birth-in-future');
    }));
  });
});

describe('a start', () => {
  test('may be wished from this month to four years ahead, always a first of a month', () => {
    const months = startMonths(today);
    expect([months[0], months.at(-1)]).toEqual(['2026-11-01', '2030-11-01']);
    expect(startRefusal(day('2026-10-01'), [], today)).toBe('start-not-offered');
    expect(startRefusal(day('2027-08-02'), [], today)).toBe('start-not-offered');
  });

  test('lies not before the birth of any of the children', () => {
    expect(startRefusal(day('2027-02-01'), [day('2027-03-10')], today)).toBe('start-before-birth');
    expect(startRefusal(day('2027-03-01'), [day('2027-03-10')], today)).toBeUndefined();
  });
});
