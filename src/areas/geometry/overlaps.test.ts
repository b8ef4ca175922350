import fc from 'fast-check';
import type { MultiPolygon, Position } from 'geojson';
import { expect, test } from 'vitest';
import { findOverlaps } from './overlaps.ts';

test('areas side by side, at a corner and inside the hole of another do not overlap', () => {
  const ringWithHole: MultiPolygon = { type: 'MultiPolygon', coordinates: [[box(0, 0, 100), box(30, 30, 40)]] };
  const areas = [ringWithHole, area(box(30, 30, 40)), area(box(100, 0, 100)), area(box(100, 100, 100))];
  expect(findOverlaps(areas)).toEqual({ found: [], complete: true });
});

test('an area inside another and an area drawn twice overlap wholly', () => {
  const { found } = findOverlaps([area(box(0, 0, 100)), area(box(20, 20, 10)), area(box(0, 0, 100))]);
  expect(found.map(({ first, second, squareMetres }) => [first, second, Math.round(squareMetres / 10) * 10])).toEqual([
    [0, 2, 10_000],
    [0, 1, 100],
    [1, 2, 100],
  ]);
});

test('two squares overlap by what width and height say, give or take the distance of the lines', () => {
  const side = fc.integer({ min: 50, max: 500 });
  const shift = fc.integer({ min: -600, max: 600 });
  fc.assert(
    fc.property(side, side, shift, shift, (a, b, x, y) => {
      const common = Math.max(0, Math.min(a, x + b) - Math.max(0, x)) * Math.max(0, Math.min(a, y + b) - Math.max(0, y));
      const found = findOverlaps([area(box(0, 0, a)), area(box(x, y, b))]).found[0]?.squareMetres ?? 0;
      expect(Math.abs(found - common)).toBeLessThan(2 * 500);
    }),
  );
});

test('what is too much to compare is given up and said so', () => {
  expect(findOverlaps([area(box(0, 0, 100)), area(box(0, 0, 100))], { budget: 10 })).toEqual({ found: [], complete: false });
});

function area(...rings: Position[][]): MultiPolygon {
  return { type: 'MultiPolygon', coordinates: rings.map((ring) => [ring]) };
}

function box(x: number, y: number, side: number): Position[] {
  return [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]];
}
