import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { funnelLimits, funnelSizes, type FunnelPoint } from './funnel.ts';

describe('a funnel', () => {
  test('lies around its average and narrows with size', () => {
    fc.assert(fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), (average) => {
      const [small, large] = [30, 3000].map((of) => funnelLimits(average, [of], 0.95)[0]!) as [FunnelPoint, FunnelPoint];
      expect(small.low).toBeLessThanOrEqual(large.low + 1e-9);
      expect(large.low).toBeLessThan(average);
      expect(average).toBeLessThan(large.high);
      expect(large.high).toBeLessThanOrEqual(small.high + 1e-9);
    }));
  });

  test('agrees with the normal limits where areas are large', () => {
    const [point] = funnelLimits(0.2, [100_000], 0.95);
    const reach = 1.959964 * Math.sqrt((0.2 * 0.8) / 100_000);
    expect(point!.low).toBeCloseTo(0.2 - reach, 4);
    expect(point!.high).toBeCloseTo(0.2 + reach, 4);
  });

  test('is wider at 99.8 than at 95 percent', () => {
    const [near] = funnelLimits(0.3, [200], 0.95);
    const [far] = funnelLimits(0.3, [200], 0.998);
    expect(far!.low).toBeLessThan(near!.low);
    expect(far!.high).toBeGreaterThan(near!.high);
  });

  test('is drawn at each size once, from the smallest to the largest area', () => {
    const sizes = funnelSizes(12, 900);
    expect([sizes[0], sizes.at(-1)]).toEqual([12, 900]);
    expect(new Set(sizes).size).toBe(sizes.length);
  });
});
