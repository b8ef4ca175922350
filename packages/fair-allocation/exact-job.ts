import { allocationOf } from './allocation.ts';
import { compile } from './compile-market.ts';
import { addCuts } from './exact-cuts.ts';
import { mixedIntegerProgram } from './exact-program.ts';
import type { Allocation, Market } from './model.ts';
import { bounding, type Bounds } from './siblings-bounds.ts';
import { siblingMarket, type SiblingMarket } from './siblings-market.ts';
import { solve } from './siblings-solve.ts';

/** What the solver has to offer: HiGHS' one-shot interface. */
export interface Solver {
  solve(problem: string, options: { mip_max_nodes: number; mip_rel_gap: number; output_flag: boolean; random_seed: number }): Solution;
}

interface Solution {
  Status: string;
  Columns: Record<string, object>;
}

export type Progress = (progress: { step: string; done: number; total: number }) => void;

/** Work, not time, ends the search: the same market gives the same answer on a slow machine. */
const mostRounds = 400;
const mostNodes = 20_000;

/**
 * First the search of `allocate` with ten times the effort; where it leaves the verdict open, the mixed-integer program on what the
 * bounds leave open. Its answer counts only when it passes the engine's own test for blocking families.
 */
export function allocateWith(solver: Solver, market: Market, effort: number, progress?: Progress): Allocation {
  const index = siblingMarket(compile(market));
  const found = solve(index, { effort, progress });
  if (found.verdict !== 'unproven') return allocationOf(market, index, found.choice, found.blocking, found.verdict);
  const answer = solveProgram(solver, index, progress);
  if (answer.choice) return allocationOf(market, index, answer.choice, [], 'stable');
  return allocationOf(market, index, found.choice, found.blocking, answer.isProven ? 'unsolvable' : 'unproven');
}

/** The mixed-integer program alone, on what the bounds leave open. `isProven`: the choice places most children, or there is no stable one. */
export function solveProgram(solver: Solver, index: SiblingMarket, progress?: Progress): { choice: Int32Array | undefined; isProven: boolean } {
  const bounder = bounding(index);
  const bounds = bounder.initial();
  if (!bounder.tighten(bounds, Array.from({ length: index.market.pools }, (_, p) => p))) return { choice: undefined, isProven: true };
  return solveWithin(solver, index, bounds, progress);
}

/** Solved, and what the solution violates added as rows, until nothing is violated. */
export function solveWithin(solver: Solver, index: SiblingMarket, bounds: Bounds, progress?: Progress): { choice: Int32Array | undefined; isProven: boolean } {
  const program = mixedIntegerProgram(index, bounds);
  for (let round = 0; round < mostRounds; round++) {
    progress?.({ step: 'mixed-integer program', done: round, total: mostRounds });
    if (program.rows.isImpossible) return { choice: undefined, isProven: true };
    let columns: Solution['Columns'] = {};
    if (program.rows.variables.size > 0) {
      const { Status, Columns } = solver.solve(program.rows.text(program.objective), { mip_max_nodes: mostNodes, mip_rel_gap: 0, output_flag: false, random_seed: 1 });
      if (Status !== 'Optimal') return { choice: undefined, isProven: Status === 'Infeasible' };
      columns = Columns;
    }
    const choice = program.choiceOf((name) => (columns[name] as { Primal?: number } | undefined)?.Primal ?? 0);
    if (addCuts(index, program, choice) === 0) return { choice, isProven: true };
  }
  return { choice: undefined, isProven: false };
}
