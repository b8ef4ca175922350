import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byar, comparedWith, exactPoisson, rateInterval, shareInterval } from './interval.ts';

const counts = fc.integer({ min: 1, max: 50_000 }).chain((of) => fc.tuple(fc.integer({ min: 0, max: of }), fc.constant(of)));

describe('the interval of a share', () => {
  test('is Newcombe’s for his examples', () => {
    // Newcombe 1998, Statistics in Medicine 17, table I, method 3: 81/263, 15/148, 0/20, 1/29
    for (const [count, of, low, high] of [[81, 263, 0.2553, 0.3662], [15, 148, 0.0624, 0.1605], [0, 20, 0, 0.1611], [1, 29, 0.0061, 0.1718]] as const) {
      const found = shareInterval(count, of);
      expect([found.low.toFixed(4), found.high.toFixed(4)]).toEqual([low.toFixed(4), high.toFixed(4)]);
    }
  });

  test('holds the share and never leaves 0 to 1', () => {
    fc.assert(fc.property(counts, ([count, of]) => {
      const { low, high } = shareInterval(count, of);
      expect(low >= 0 && high <= 1 && low <= count / of && count / of <= high).toBe(true);
    }));
  });

  test('is mirrored when those who are not are counted instead', () => {
    fc.assert(fc.property(counts, ([count, of]) => {
      const one = shareInterval(count, of);
      const other = shareInterval(of - count, of);
      expect(one.low).toBeCloseTo(1 - other.high, 10);
    }));
  });

  test('of more than all, of nobody or of less than none is refused', () => {
    for (const [count, of] of [[3, 2], [0, 0], [-1, 5], [Number.NaN, 5]] as const) expect(() => shareInterval(count, of)).toThrow(RangeError);
  });
});

describe('the interval of a rate', () => {
  test('is the table’s for few events', () => {
    // Exact Poisson limits, 95 %: 0 → 0 to 3.689, 5 → 1.623 to 11.668
    expect(exactPoisson(0)).toEqual({ low: 0, high: expect.closeTo(3.6889, 3) });
    expect(exactPoisson(5)).toEqual({ low: expect.closeTo(1.6235, 3), high: expect.closeTo(11.6683, 3) });
  });

  test('passes from exact to Byar without a jump anybody would see', () => {
    for (const events of [10, 20, 100, 1000]) {
      expect(byar(events).low / exactPoisson(events).low).toBeCloseTo(1, 2);
      expect(byar(events).high / exactPoisson(events).high).toBeCloseTo(1, 2);
    }
  });

  test('is per one of the exposure, and refused without one', () => {
    expect(rateInterval(20, 1000).high * 1000).toBeCloseTo(byar(20).high, 10);
    expect(() => rateInterval(3, 0)).toThrow(RangeError);
  });
});

test('an area is called higher or lower only where its whole interval is', () => {
  expect(comparedWith({ low: 0.2, high: 0.4 }, 0.15)).toBe('higher');
  expect(comparedWith({ low: 0.2, high: 0.4 }, 0.3)).toBe('not-distinguishable');
  expect(comparedWith({ low: 0.2, high: 0.4 }, 0.5)).toBe('lower');
});
