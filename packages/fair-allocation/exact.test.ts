import fc from 'fast-check';
import highs from 'highs';
import { describe, expect, test } from 'vitest';
import { paperMarket } from './bench/paper-market.ts';
import { compile } from './compile-market.ts';
import { allocate } from './allocate.ts';
import { townMarket } from './bench/town-market.ts';
import { allocateExactly } from './exact.ts';
import { allocateWith, solveProgram, solveWithin } from './exact-job.ts';
import { chasingMarkets, mixedMarkets } from './oracle-markets.fixture.ts';
import { everyStable } from './oracle.fixture.ts';
import { bounding } from './siblings-bounds.ts';
import { verify } from './verify.ts';
import { placedChildren } from './placed-children.ts';
import { searchExactly } from './siblings-exact.ts';
import { siblingMarket } from './siblings-market.ts';

describe('the mixed-integer program', () => {
  test('comes to the same verdict and the same number of children as the search', async () => {
    const solver = await highs();
    for (const seed of [1, 8, 32, 89, 98, 99]) {
      const index = siblingMarket(compile(paperMarket({ children: 100, dispersion: 1, seed })));
      const found = searchExactly(index, { nodes: 4_000 });
      const solved = solveProgram(solver, index);
      expect(solved.isProven, `seed ${seed}`).toBe(true);
      expect(solved.choice && placedChildren(index.market, solved.choice), `seed ${seed}`).toBe(found.choice && found.placed);
    }
  });

  test('with everything mixed – guaranteed seats, upper bounds, holders – finds the largest stable allocation, or proves that there is none', async () => {
    const solver = await highs();
    let unsolvable = 0;
    fc.assert(fc.property(fc.oneof(mixedMarkets({ families: true, children: 5 }), chasingMarkets), (market) => {
      const all = everyStable(market);
      const index = siblingMarket(compile(market));
      const most = Math.max(-1, ...all.map((seats) => [...seats.values()].filter(Boolean).length));
      for (const solved of [solveProgram(solver, index), solveWithin(solver, index, bounding(index).initial())]) {
        expect(solved.isProven).toBe(true);
        expect(solved.choice ? placedChildren(index.market, solved.choice) : -1).toBe(most);
      }
      if (all.length === 0) unsolvable++;
    }), { numRuns: 120 });
    expect(unsolvable, 'markets without a stable allocation among those tried').toBeGreaterThan(0);
  });

  test('settles what the search had to leave open, also where pools have guaranteed seats', async () => {
    const solver = await highs();
    const market = townMarket({ children: 200, seed: 4, rather: 1 });
    expect(allocate(market, { effort: 0 }).verdict).toBe('unproven');
    const settled = allocateWith(solver, market, 0);
    expect(settled.verdict).toBe('unsolvable');
    expect(settled.verdict).toBe(allocate(market).verdict);
    expect(verify(market, settled).ok).toBe(true);
  });

  test('runs beside the caller, in a worker, and gives up when time is up', async () => {
    const steps: string[] = [];
    const market = paperMarket({ children: 100, dispersion: 1, seed: 32 });
    expect(await allocateExactly(market, { progress: ({ step }) => steps.push(step) })).toMatchObject({ verdict: 'stable', blocking: [] });
    await expect(allocateExactly(market, { milliseconds: 1 })).rejects.toThrow('No answer within 1 ms');
  });
});
