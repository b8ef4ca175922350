import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, day, type Day } from '../../platform/day.ts';
import { ageBandOn, ageBands, kitaYearStart, thirdBirthdayOf } from './age-band.ts';
import { endByAge } from './placement.ts';
import { rulePacks } from './rule-pack.ts';
import { schoolStartOf, schoolStartRules, type SchoolStartRule } from './school-start.ts';

const anyPack = fc.constantFrom(...rulePacks);
const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays(day('1995-01-01'), days));

describe('the age band of a child', () => {
  test.each([
    ['2024-03-15', '2027-03-14', 'under-3', 'under-3'],
    ['2024-03-15', '2027-03-15', 'from-3', 'from-3'],
    ['2024-02-29', '2027-02-28', 'under-3', 'under-3'],
    ['2024-02-29', '2027-03-01', 'from-3', 'from-3'],
    ['2020-09-30', '2026-07-31', 'from-3', 'from-3'],
    ['2020-09-30', '2026-08-01', 'school', 'school'],
    ['2020-10-01', '2026-07-31', 'from-3', 'from-3'],
    ['2020-10-01', '2026-08-01', 'school', 'from-3'],
    ['2020-10-02', '2026-08-01', 'from-3', 'from-3'],
    ['2020-10-02', '2027-08-01', 'school', 'school'],
    ['2012-05-05', '2026-05-04', 'school', 'school'],
    ['2012-05-05', '2026-05-05', undefined, undefined],
    ['2027-01-01', '2026-12-31', undefined, undefined],
  ] as const)('born on %s it is on %s: %s in Niedersachsen, %s in Nordrhein-Westfalen', (born, on, inNi, inNw) => {
    expect(ageBandOn(day(born), day(on), 'ni-nkitag')).toBe(inNi);
    expect(ageBandOn(day(born), day(on), 'nw-kibiz')).toBe(inNw);
  });

  test('only ever rises, day by day, from the day of birth on', () => fc.assert(fc.property(anyDay, fc.integer({ min: 0, max: 5000 }), anyPack, (born, later, pack) => {
    const place = (on: Day) => ageBands.indexOf(ageBandOn(born, on, pack)!);
    expect(place(addDays(born, later + 1))).toBeGreaterThanOrEqual(place(addDays(born, later)));
  })));

  test('changes to Ü3 on the third birthday and not a day earlier', () => fc.assert(fc.property(anyDay, anyPack, (born, pack) => {
    const third = thirdBirthdayOf(born);
    expect(ageBandOn(born, third, pack)).toBe('from-3');
    expect(ageBandOn(born, addDays(third, -1), pack)).toBe('under-3');
  })));
});

describe('a place ends by age', () => {
  test.each([
    ['2024-03-15', 'under-3', '2027-08-01'],
    ['2024-07-31', 'under-3', '2027-08-01'],
    ['2024-08-01', 'under-3', '2027-08-01'],
    ['2024-08-02', 'under-3', '2028-08-01'],
    ['2020-09-30', 'from-3', '2026-08-01'],
    ['2020-10-01', 'from-3', '2026-08-01'],
    ['2020-10-02', 'from-3', '2027-08-01'],
    ['2012-02-29', 'school', '2026-03-01'],
  ] as const)('born on %s, place %s: first day without it %s', (born, band, end) => expect(endByAge(day(born), band, 'ni-nkitag')).toBe(end));

  test('a Krippe place never before the third birthday and at most a year after', () => fc.assert(fc.property(anyDay, (born) => {
    const end = endByAge(born, 'under-3', 'ni-nkitag');
    const third = thirdBirthdayOf(born);
    expect(end >= third && end <= addDays(third, 366)).toBe(true);
    expect(kitaYearStart(end)).toBe(end);
  })));

  test('of a child of 1 October in Nordrhein-Westfalen a year after one in Niedersachsen', () => {
    expect(endByAge(day('2020-10-01'), 'from-3', 'nw-kibiz')).toBe('2027-08-01');
  });
});

describe('school', () => {
  test('begins in the August before or after the sixth birthday, and never later for who is older', () => fc.assert(fc.property(anyDay, anyPack, (born, pack) => {
    expect([6, 7]).toContain(Number(schoolStartOf(born, pack).slice(0, 4)) - Number(born.slice(0, 4)));
    expect(schoolStartOf(addDays(born, 1), pack) >= schoolStartOf(born, pack)).toBe(true);
  })));

  test('begins by the rule of its own year where the law changes, in whatever order the rules are written', () => {
    const june: SchoolStartRule = { rulePack: 'nw-kibiz', validFrom: day('2030-08-01'), lastBirthday: '06-30', source: 'invented' };
    const september: SchoolStartRule = { ...june, validFrom: day('2012-08-01'), lastBirthday: '09-30' };
    const otherLand: SchoolStartRule = { ...june, rulePack: 'ni-nkitag', lastBirthday: '01-31' };
    for (const written of [[june, september, otherLand], [otherLand, september, june]]) {
      const rules = schoolStartRules(written);
      expect(schoolStartOf(day('2023-09-30'), 'nw-kibiz', rules)).toBe('2029-08-01');
      expect(schoolStartOf(day('2024-09-30'), 'nw-kibiz', rules)).toBe('2031-08-01');
    }
  });
});
