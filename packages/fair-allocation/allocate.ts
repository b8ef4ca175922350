import { allocationOf, placements } from './allocation.ts';
import { compile } from './compile-market.ts';
import type { Compiled } from './compiled.ts';
import { run } from './deferred-acceptance.ts';
import type { Allocation, Market } from './model.ts';
import { siblingMarket } from './siblings-market.ts';
import { solve, type SolveOptions } from './siblings-solve.ts';
import { runWithTies, solveWithTies, type SolvedMost } from './ties.ts';

export interface AllocateOptions {
  /** How long to search where siblings make it hard (rounds of repair, a twentieth of the nodes of the exact search); 200 if not said. */
  effort?: number;
  /** Called now and then; must not change the market. */
  progress?: (progress: { step: string; done: number; total: number }) => void;
}

/**
 * Allocates the seats of a market. Without families the result is stable and best for every child among the stable ones;
 * with families it is stable, and places as many children as any stable one, wherever the search ends within `effort`; where nothing
 * is stable the verdict says so, and the fewest families found that block are named.
 * Throws a MarketError on a market that cannot be allocated. A pure function of the market (and of `effort`).
 */
export function allocate(market: Market, { effort = 200, progress }: AllocateOptions = {}): Allocation {
  const compiled = compile(market);
  const isMost = compiled.promotion > 0;
  const named = (promoted: readonly number[]) => (isMost ? { promoted: promoted.map((i) => market.applicants[i]!.id) } : {});
  if (compiled.families === 0) {
    const { granted, promoted } = isMost ? runWithTies(compiled) : { granted: run(compiled), promoted: [] };
    return { version: 1, round: market.round, placements: placements(market, compiled, granted), families: [], blocking: [], verdict: 'stable', ...named(promoted) };
  }
  const { index, solution, promoted } = isMost ? solveWithTies(compiled, { effort, progress }) : solvedOnce(compiled, { effort, progress });
  return { ...allocationOf(market, index, solution.choice, solution.blocking, solution.verdict), ...named(promoted) };
}

function solvedOnce(compiled: Compiled, options: SolveOptions): SolvedMost {
  const index = siblingMarket(compiled);
  return { index, solution: solve(index, options), promoted: [] };
}
