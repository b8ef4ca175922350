import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agesInYears, monthsOfYears } from './age-years.ts';

describe('ages in years', () => {
  test('say „bis 3 Jahre“ for everything up to the day before the fourth birthday', () => {
    expect(agesInYears({ minimumAgeMonths: 0, maximumAgeMonths: 47 })).toEqual({ minimum_age: 0, maximum_age: 3 });
    expect(agesInYears({ minimumAgeMonths: 6, maximumAgeMonths: 18 })).toEqual({ minimum_age: 0.5, maximum_age: 1.5 });
  });
  test('leave out what nobody knows, and never say an age below 0', () => {
    expect(agesInYears({})).toEqual({});
    expect(agesInYears({ minimumAgeMonths: -9, maximumAgeMonths: -1 })).toEqual({ minimum_age: 0, maximum_age: 0 });
  });
  test('of whole years lead back to the same months', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 27 }), fc.integer({ min: 0, max: 27 }), (from, years) => {
      const ages = agesInYears({ minimumAgeMonths: from * 12, maximumAgeMonths: (from + years) * 12 + 11 });
      expect(monthsOfYears(ages.minimum_age!, 'minimum')).toBe(from * 12);
      expect(monthsOfYears(ages.maximum_age!, 'maximum')).toBe((from + years) * 12 + 11);
    }));
  });
});
