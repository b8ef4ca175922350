import { expect, test } from 'vitest';
import { compile } from '../compile-market.ts';
import type { Market } from '../model.ts';
import { siblingMarket } from '../siblings-market.ts';
import { solve } from '../siblings-solve.ts';
import { leastBlocking } from './coalition-bound.ts';
import { paperMarket } from './paper-market.ts';
import { townMarket } from './town-market.ts';

/** The same market twice, side by side. */
function twice(source: Market): Market {
  const named = (copy: string) => JSON.parse(JSON.stringify(source).replace(/"(kita|facility|child|family)-/g, `"${copy}-$1-`)) as Market;
  const [one, two] = [named('1'), named('2')];
  return { ...one, facilities: [...one.facilities, ...two.facilities], pools: [...one.pools, ...two.pools], applicants: [...one.applicants, ...two.applicants], families: [...one.families!, ...two.families!] };
}

test('where some family blocks in every allocation, two such towns that know nothing of each other leave two', () => {
  const source = paperMarket({ children: 40, dispersion: 1, seed: 11, siblings: 0.6 });
  expect(leastBlocking(siblingMarket(compile(source)), { seconds: 60 })).toMatchObject({ atLeast: 1, disjoint: [5] });
  expect(leastBlocking(siblingMarket(compile(twice(source))), { seconds: 60 })).toMatchObject({ atLeast: 2, disjoint: [5, 5] });
});

test('never more is claimed than the engine leaves blocking, and nothing where all is stable', () => {
  let found = 0;
  for (let seed = 7; seed <= 11; seed++) {
    for (const source of [paperMarket({ children: 40, dispersion: 1, seed, siblings: 0.6 }), townMarket({ children: 250, seed, rather: 1 })]) {
      const index = siblingMarket(compile(source));
      const { atLeast } = leastBlocking(index, { seconds: 60 });
      expect(atLeast).toBeLessThanOrEqual(solve(index, { effort: 50 }).blocking.length);
      found += atLeast;
    }
  }
  expect(found).toBeGreaterThan(0);
});
