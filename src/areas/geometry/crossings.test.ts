import fc from 'fast-check';
import type { Position } from 'geojson';
import { expect, test } from 'vitest';
import { findCrossings } from './crossings.ts';

test('a ring that crosses itself is found with its place', () => {
  const bowTie: Position[] = [[0, 0], [100, 100], [100, 0], [0, 100], [0, 0]];
  expect(findCrossings([bowTie])).toEqual({ found: [{ first: 0, second: 0, at: [50, 50] }], complete: true });
});

test('borders that touch, share corners or share edges do not cross', () => {
  const one: Position[] = [[0, 0], [100, 0], [100, 100], [0, 100], [0, 0]];
  const beside: Position[] = [[100, 0], [200, 0], [200, 100], [100, 100], [100, 0]];
  const cornerOnEdge: Position[] = [[50, 100], [80, 200], [20, 200], [50, 100]];
  const slightlyOver: Position[] = [[50, 0.005], [80, -100], [20, -100], [50, 0.005]];
  expect(findCrossings([one, beside, cornerOnEdge, slightlyOver])).toEqual({ found: [], complete: true });
});

test('any two lines that cross in the open are found, wherever they lie and whichever way they run', () => {
  const far = fc.integer({ min: 10, max: 1000 });
  fc.assert(
    fc.property(fc.integer(), fc.integer(), far, far, far, far, fc.boolean(), fc.boolean(), (x, y, a, b, c, d, turnFirst, turnSecond) => {
      const centre = [x % 5_000_000, y % 5_000_000] as const;
      const first: Position[] = [[centre[0] - a, centre[1]], [centre[0] + b, centre[1]]];
      const second: Position[] = [[centre[0], centre[1] - c], [centre[0], centre[1] + d]];
      const { found } = findCrossings([turnFirst ? first.toReversed() : first, turnSecond ? second.toReversed() : second]);
      expect(found).toHaveLength(1);
      expect(found[0]!.at[0]).toBeCloseTo(centre[0], 3);
      expect(found[0]!.at[1]).toBeCloseTo(centre[1], 3);
    }),
  );
});

test('what is too much to compare is given up and said so, never passed as faultless', () => {
  const combs = Array.from({ length: 200 }, (_, at) => [[0, at], [1000, at]] as Position[]);
  expect(findCrossings(combs, { budget: 100 })).toEqual({ found: [], complete: false });
  expect(findCrossings(combs)).toEqual({ found: [], complete: true });
});
