import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocationOf } from './allocation.ts';
import { paperMarket } from './bench/paper-market.ts';
import { compile } from './compile-market.ts';
import { everyStable } from './oracle.fixture.ts';
import { mixedMarkets } from './oracle-markets.fixture.ts';
import { searchExactly } from './siblings-exact.ts';
import { siblingMarket } from './siblings-market.ts';
import { solve } from './siblings-solve.ts';
import { verify } from './verify.ts';

const exactly = (market: Parameters<typeof compile>[0]) => searchExactly(siblingMarket(compile(market)), { nodes: 10_000 });

describe('the exact search', () => {
  test('finds the stable allocation with most children placed, or proves that there is none, in small markets with everything mixed', () => {
    let unsolvable = 0;
    fc.assert(fc.property(mixedMarkets({ families: true, children: 5 }), (market) => {
      const all = everyStable(market);
      const found = exactly(market);
      expect(found.isProven).toBe(true);
      expect(found.choice !== undefined).toBe(all.length > 0);
      if (all.length > 0) expect(found.placed).toBe(Math.max(...all.map((seats) => [...seats.values()].filter(Boolean).length)));
      else unsolvable++;
    }), { numRuns: 250, seed: 7 });
    expect(unsolvable, 'markets without a stable allocation among those tried').toBeGreaterThan(0);
  });

  test('settles markets like those of the paper; what it finds the independent verifier finds stable', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const market = paperMarket({ children: 100, dispersion: 1, seed });
      const index = siblingMarket(compile(market));
      const solution = solve(index, { effort: 200 });
      const allocation = allocationOf(market, index, solution.choice, solution.blocking, solution.verdict);
      expect(solution.isBest).toBe(true);
      expect(verify(market, allocation)).toMatchObject({ ok: true, stable: seed !== 8 });
      expect(allocation.blocking.length, `seed ${seed}`).toBe(seed === 8 ? 1 : 0);
    }
  });
});
