import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cochranArmitage, trendOf, type YearlyShare } from './trend.ts';

const years = (counts: readonly number[], of = 200): YearlyShare[] => counts.map((count, at) => ({ year: 2020 + at, count, of }));

describe('the trend of a share', () => {
  test('is Armitage’s for the textbook’s example', () => {
    // Armitage, Berry & Matthews 2002, example 15.1: tonsils' size and carriers of Streptococcus pyogenes: 19/516, 29/589, 24/293; χ² for trend 7.19
    const { chiSquare } = cochranArmitage([{ year: -1, count: 19, of: 516 }, { year: 0, count: 29, of: 589 }, { year: 1, count: 24, of: 293 }]);
    expect(chiSquare).toBeCloseTo(7.19, 1);
  });

  test('is seen where five years rise, and turned round where they are read backwards', () => {
    expect(trendOf(years([40, 48, 55, 66, 72]))).toMatchObject({ direction: 'rising', isSteady: true });
    expect(trendOf(years([72, 66, 55, 48, 40]))).toMatchObject({ direction: 'falling', isSteady: true });
  });

  test('is not claimed of small numbers that waver', () => {
    expect(trendOf(years([4, 6, 5, 7, 6], 30))).toMatchObject({ direction: 'none' });
  });

  test('is not claimed where one odd year makes it', () => {
    const odd = trendOf(years([50, 46, 45, 44, 84]));
    expect(odd).toMatchObject({ direction: 'none', isSteady: false });
    expect((odd as { probability: number }).probability).toBeLessThan(0.05);
  });

  test('needs five years with somebody in them', () => {
    expect(trendOf(years([40, 48, 55, 66]))).toEqual({ direction: 'too-short', years: 4 });
    expect(trendOf([...years([40, 48, 55, 66]), { year: 2024, count: 0, of: 0 }])).toMatchObject({ direction: 'too-short' });
  });

  test('is the same however the years are counted, and without one equal shares have χ² 0', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 5, maxLength: 8 }), fc.integer({ min: -3000, max: 3000 }), (counts, shift) => {
      const here = cochranArmitage(years(counts, 100));
      const moved = cochranArmitage(years(counts, 100).map((point) => ({ ...point, year: point.year + shift })));
      expect(moved.chiSquare).toBeCloseTo(here.chiSquare, 6);
      expect(moved.slope).toBeCloseTo(here.slope, 9);
    }));
    expect(trendOf(years([30, 30, 30, 30, 30]))).toMatchObject({ direction: 'none', slope: 0, chiSquare: 0 });
  });
});
