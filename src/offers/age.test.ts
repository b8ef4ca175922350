import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { languages } from '../platform/language.ts';
import { admits, sayAges } from './age.ts';
import { guideTexts } from './texts.ts';

const german = guideTexts.in('de');

describe('ages in words', () => {
  test.each([
    [undefined, undefined, 'Alter nicht angegeben'],
    [-9, undefined, 'ab der Schwangerschaft'],
    [-9, -1, 'in der Schwangerschaft'],
    [-9, 35, 'ab der Schwangerschaft bis 2 Jahre'],
    [0, undefined, 'ab der Geburt'],
    [0, 47, '0 bis 3 Jahre'],
    [0, 11, '0 bis 11 Monate'],
    [6, 18, '6 bis 18 Monate'],
    [36, undefined, 'ab 3 Jahren'],
    [12, undefined, 'ab 1 Jahr'],
    [undefined, 71, 'bis 5 Jahre'],
    [18, 71, '18 Monate bis 5 Jahre'],
    [72, 131, '6 bis 10 Jahre'],
    [24, 35, '2 Jahre'],
  ])('from %s to %s months: „%s“', (minimumAgeMonths, maximumAgeMonths, words) => {
    expect(sayAges({ minimumAgeMonths, maximumAgeMonths }, german)).toBe(words);
  });

  test('are said in every language for whatever ages there are, without a hole in the sentence', () => {
    const month = fc.option(fc.integer({ min: -9, max: 300 }), { nil: undefined });
    fc.assert(fc.property(month, month, fc.constantFrom(...languages), (a, b, language) => {
      const [minimumAgeMonths, maximumAgeMonths] = a !== undefined && b !== undefined && a > b ? [b, a] : [a, b];
      const said = sayAges({ minimumAgeMonths, maximumAgeMonths }, guideTexts.in(language));
      expect(said.length).toBeGreaterThan(2);
      expect(said).not.toMatch(/[{}]|undefined|NaN|age\./);
    }));
  });
});

test('both ends are included, and an unknown end shuts nobody out', () => {
  const from6to18 = { minimumAgeMonths: 6, maximumAgeMonths: 18 };
  expect([5, 6, 18, 19].map((month) => admits(from6to18, month))).toEqual([false, true, true, false]);
  expect(admits({}, 200)).toBe(true);
});
