import { fewestBlocking } from './siblings-fewest.ts';
import { searchExactly } from './siblings-exact.ts';
import type { SiblingMarket } from './siblings-market.ts';
import { search } from './siblings-search.ts';

export interface Solution {
  /** Choice of each agent (see `SiblingMarket`). */
  readonly choice: Int32Array;
  /** Agents that block, ascending; empty = stable. */
  readonly blocking: readonly number[];
  readonly verdict: 'stable' | 'unsolvable' | 'unproven';
  /** For `stable`: proven that no stable allocation places more children. For `unsolvable`: proven that fewer coalitions (or, as many with fewer children) are impossible. */
  readonly isBest: boolean;
}

export interface SolveOptions {
  /** Rounds of repair, and a twentieth of the nodes the exact search may look at. */
  effort: number;
  progress?: (progress: { step: string; done: number; total: number }) => void;
}

/**
 * Siblings, from certainty to search: the exact search first, because in markets like those of a town its conclusions settle nearly
 * everything; where it finds that nothing is stable, or gives up, the repair looks for the fewest blocking families.
 */
export function solve(index: SiblingMarket, { effort, progress }: SolveOptions): Solution {
  const nodes = 20 * effort;
  const exact = searchExactly(index, { nodes, progress: (done) => progress?.({ step: 'exact', done, total: nodes }) });
  if (exact.choice) return { choice: exact.choice, blocking: [], verdict: 'stable', isBest: exact.isProven };
  const repaired = search(index, {
    rounds: exact.isProven ? Math.min(effort, 12) : effort, enough: exact.isProven ? 1 : 0, moves: 200 * (index.market.families + 50), progress: (done, total) => progress?.({ step: 'repair', done, total }),
  });
  if (repaired.blocking.length === 0) return { ...repaired, verdict: 'stable', isBest: false };
  const fewest = fewestBlocking(index, repaired, { nodes, progress });
  return { ...fewest, verdict: exact.isProven ? 'unsolvable' : 'unproven' };
}
