import highs from 'highs';
import { describe, expect, test } from 'vitest';
import { paperMarket } from './bench/paper-market.ts';
import { compile } from './compile-market.ts';
import { allocateExactly } from './exact.ts';
import { solveProgram } from './exact-job.ts';
import { placedChildren } from './placed-children.ts';
import { searchExactly } from './siblings-exact.ts';
import { siblingMarket } from './siblings-market.ts';

describe('the mixed-integer program', () => {
  test('comes to the same verdict and the same number of children as the search', async () => {
    const solver = await highs();
    for (const seed of [1, 8, 32, 89, 98, 99]) {
      const index = siblingMarket(compile(paperMarket({ children: 100, dispersion: 1, seed })));
      const found = searchExactly(index, { nodes: 4_000 });
      const solved = solveProgram(solver, index, 20);
      expect(solved.isProven, `seed ${seed}`).toBe(true);
      expect(solved.choice && placedChildren(index.market, solved.choice), `seed ${seed}`).toBe(found.choice && found.placed);
    }
  });

  test('runs beside the caller, in a worker, and gives up when time is up', async () => {
    const steps: string[] = [];
    const market = paperMarket({ children: 100, dispersion: 1, seed: 32 });
    expect(await allocateExactly(market, { progress: ({ step }) => steps.push(step) })).toMatchObject({ verdict: 'stable', blocking: [] });
    await expect(allocateExactly(market, { milliseconds: 1 })).rejects.toThrow('No answer within 1 ms');
  });
});
