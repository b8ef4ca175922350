import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { publicCategories, publicFigures, SMALLEST } from './public-figures.ts';

const figures = (first: number, second: number, third: number, none: number, kept: number) => ({ asking: first + second + third + none + kept, byRank: [{ rank: 1, count: first }, { rank: 2, count: second }, { rank: 3, count: third }], withoutSeat: none });

describe('what everybody may know of a decided round', () => {
  test('small groups are withheld, and a further one with them, so that the total does not tell', () => {
    expect(publicFigures(figures(80, 10, 4, 3, 20))).toEqual({ asking: 117, counts: { first: 80, other: null, none: null, kept: 20 } });
  });

  test('larger groups are told, and that nobody went without a place', () => {
    expect(publicFigures(figures(80, 10, 4, 0, 20)).counts).toEqual({ first: 80, other: 14, none: 0, kept: 20 });
  });

  test('of a handful of children nothing is told', () => {
    expect(publicFigures(figures(3, 0, 0, 1, 0))).toEqual({ asking: null, counts: { first: null, other: null, none: null, kept: null } });
  });

  test('whatever the counts: no group under five can be read off or worked out', () => {
    const counts = fc.oneof(fc.nat(8), fc.nat(300));
    fc.assert(fc.property(counts, counts, counts, counts, counts, (first, second, third, none, kept) => {
      const told = publicFigures(figures(first, second, third, none, kept));
      const shown = publicCategories.flatMap((category) => told.counts[category] ?? []);
      expect(shown.every((count) => count === 0 || count >= SMALLEST)).toBe(true);
      const hidden = publicCategories.length - shown.length;
      if (told.asking === null || hidden === 0) return;
      expect(hidden).toBeGreaterThan(1);
      expect(told.asking - shown.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(SMALLEST);
    }));
  });
});
