import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FAR, funnelLimits, funnelSizes, NEAR, outsideLimits, type FunnelPoint } from './funnel.ts';

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

  test('says of every area what its limits say, without working them out', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 900 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0.02, max: 0.98, noNaN: true }), (of, part, average) => {
      const count = Math.round(of * part);
      const isBeyond = (level: number) => { const [limits] = funnelLimits(average, [of], level); return count / of < limits!.low || count / of > limits!.high; };
      expect(outsideLimits(count, of, average)).toBe(isBeyond(FAR) ? 'far' : isBeyond(NEAR) ? 'near' : 'none');
    }), { numRuns: 300, seed: 4 });
  });

  test('is drawn at each size once, from the smallest to the largest area', () => {
    const sizes = funnelSizes(12, 900);
    expect([sizes[0], sizes.at(-1)]).toEqual([12, 900]);
    expect(new Set(sizes).size).toBe(sizes.length);
  });
});
