import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shrunkShares } from './shrinkage.ts';

const areas = fc.array(fc.integer({ min: 1, max: 400 }).chain((of) => fc.record({ count: fc.integer({ min: 0, max: of }), of: fc.constant(of) })), { minLength: 2, maxLength: 40 });

describe('shares drawn towards the average', () => {
  test('lie between an area’s own share and the average', () => {
    fc.assert(fc.property(areas, (given) => {
      const { average, shares } = shrunkShares(given);
      given.forEach(({ count, of }, at) => {
        const own = count / of;
        expect(shares[at]!).toBeGreaterThanOrEqual(Math.min(own, average) - 1e-12);
        expect(shares[at]!).toBeLessThanOrEqual(Math.max(own, average) + 1e-12);
      });
    }));
  });

  test('keep more of the own share where more children live', () => {
    const { weights } = shrunkShares([{ count: 9, of: 20 }, { count: 300, of: 1000 }, { count: 20, of: 400 }, { count: 90, of: 150 }]);
    expect(weights[1]!).toBeGreaterThan(weights[2]!);
    expect(weights[2]!).toBeGreaterThan(weights[3]!);
    expect(weights[3]!).toBeGreaterThan(weights[0]!);
  });

  test('are the average everywhere where areas differ by chance only', () => {
    const { variance, shares, average } = shrunkShares([{ count: 21, of: 100 }, { count: 19, of: 100 }, { count: 20, of: 100 }]);
    expect(variance).toBe(0);
    expect(new Set(shares)).toEqual(new Set([average]));
  });

  test('of an area without children are the average, and without any children there is none', () => {
    expect(shrunkShares([{ count: 0, of: 0 }, { count: 30, of: 60 }, { count: 2, of: 60 }]).shares[0]).toBeCloseTo(32 / 120, 12);
    expect(shrunkShares([{ count: 0, of: 0 }]).average).toBeNaN();
  });
});
