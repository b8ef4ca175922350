import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, day, type Day } from '../../platform/day.ts';
import { ageBandOn, ageBands, kitaYearStart, schoolStartOf, thirdBirthdayOf } from './age-band.ts';
import { endByAge } from './placement.ts';

const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays(day('1995-01-01'), days));

describe('the age band of a child', () => {
  test.each([
    ['2024-03-15', '2027-03-14', 'under-3'],
    ['2024-03-15', '2027-03-15', 'from-3'],
    ['2024-02-29', '2027-02-28', 'under-3'],
    ['2024-02-29', '2027-03-01', 'from-3'],
    ['2020-09-30', '2026-07-31', 'from-3'],
    ['2020-09-30', '2026-08-01', 'school'],
    ['2020-10-01', '2026-08-01', 'from-3'],
    ['2020-10-01', '2027-08-01', 'school'],
    ['2012-05-05', '2026-05-04', 'school'],
    ['2012-05-05', '2026-05-05', undefined],
    ['2027-01-01', '2026-12-31', undefined],
  ])('born on %s it is on %s: %s', (born, on, band) => expect(ageBandOn(day(born), day(on))).toBe(band));

  test('only ever rises, day by day, from the day of birth on', () => fc.assert(fc.property(anyDay, fc.integer({ min: 0, max: 5000 }), (born, later) => {
    const place = (on: Day) => ageBands.indexOf(ageBandOn(born, on)!);
    expect(place(addDays(born, later + 1))).toBeGreaterThanOrEqual(place(addDays(born, later)));
  })));

  test('changes to Ü3 on the third birthday and not a day earlier', () => fc.assert(fc.property(anyDay, (born) => {
    const third = thirdBirthdayOf(born);
    expect(ageBandOn(born, third)).toBe('from-3');
    expect(ageBandOn(born, addDays(third, -1))).toBe('under-3');
  })));
});

describe('a place ends by age', () => {
  test.each([
    ['2024-03-15', 'under-3', '2027-08-01'],
    ['2024-07-31', 'under-3', '2027-08-01'],
    ['2024-08-01', 'under-3', '2027-08-01'],
    ['2024-08-02', 'under-3', '2028-08-01'],
    ['2020-09-30', 'from-3', '2026-08-01'],
    ['2020-10-01', 'from-3', '2027-08-01'],
    ['2012-02-29', 'school', '2026-03-01'],
  ] as const)('born on %s, place %s: first day without it %s', (born, band, end) => expect(endByAge(day(born), band)).toBe(end));

  test('a Krippe place never before the third birthday and at most a year after', () => fc.assert(fc.property(anyDay, (born) => {
    const end = endByAge(born, 'under-3');
    const third = thirdBirthdayOf(born);
    expect(end >= third && end <= addDays(third, 366)).toBe(true);
    expect(kitaYearStart(end)).toBe(end);
  })));

  test('school begins in the August before or after the sixth birthday', () => fc.assert(fc.property(anyDay, (born) => {
    const years = Number(schoolStartOf(born).slice(0, 4)) - Number(born.slice(0, 4));
    expect([6, 7]).toContain(years);
  })));
});
