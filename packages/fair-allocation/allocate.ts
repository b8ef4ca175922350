import { allocationOf, placements } from './allocation.ts';
import { compile } from './compile-market.ts';
import { run } from './deferred-acceptance.ts';
import type { Allocation, Market } from './model.ts';
import { siblingMarket } from './siblings-market.ts';
import { search } from './siblings-search.ts';

export interface AllocateOptions {
  /** How many rounds the search for siblings may take after its first; 200 if not said. Changes nothing where the first one succeeds. */
  effort?: number;
  /** Called now and then; must not change the market. */
  progress?: (progress: { step: string; done: number; total: number }) => void;
}

/**
 * Allocates the seats of a market. Without families the result is stable and best for every child among the stable ones;
 * with families it is stable wherever the search finds it (`verdict`), otherwise the families that block are named.
 * Throws a MarketError on a market that cannot be allocated. A pure function of the market (and of `effort`).
 */
export function allocate(market: Market, { effort = 200, progress }: AllocateOptions = {}): Allocation {
  const compiled = compile(market);
  if (compiled.families === 0) {
    return { version: 1, round: market.round, placements: placements(market, compiled, run(compiled)), families: [], blocking: [], verdict: 'stable' };
  }
  const index = siblingMarket(compiled);
  const found = search(index, { rounds: effort, moves: 200 * (compiled.families + 50), progress: (done, total) => progress?.({ step: 'siblings', done, total }) });
  return allocationOf(market, index, found.choice, found.blocking, found.blocking.length === 0 ? 'stable' : 'unproven');
}
