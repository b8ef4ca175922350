import { allocationOf } from './allocation.ts';
import { compile } from './compile-market.ts';
import { mixedIntegerProgram } from './exact-program.ts';
import type { Allocation, Market } from './model.ts';
import { blockingAgents } from './siblings-blocking.ts';
import { bounding } from './siblings-bounds.ts';
import { siblingMarket, type SiblingMarket } from './siblings-market.ts';
import { solve } from './siblings-solve.ts';
import { siblingState } from './siblings-state.ts';

/** What the solver has to offer: HiGHS' one-shot interface. */
export interface Solver {
  solve(problem: string, options: { time_limit: number; mip_rel_gap: number; output_flag: boolean; random_seed: number }): { Status: string; Columns: Record<string, object> };
}

export type Progress = (progress: { step: string; done: number; total: number }) => void;

/**
 * First the search of `allocate` with ten times the effort; where it leaves the verdict open, the mixed-integer program on what the
 * bounds leave open. Its answer counts only when it passes the engine's own test for blocking families.
 */
export function allocateWith(solver: Solver, market: Market, seconds: number, progress?: Progress): Allocation {
  const index = siblingMarket(compile(market));
  const found = solve(index, { effort: 2_000, progress });
  if (found.verdict !== 'unproven') return allocationOf(market, index, found.choice, found.blocking, found.verdict);
  progress?.({ step: 'mixed-integer program', done: 0, total: 1 });
  const answer = solveProgram(solver, index, seconds);
  progress?.({ step: 'mixed-integer program', done: 1, total: 1 });
  if (answer.choice) return allocationOf(market, index, answer.choice, [], 'stable');
  return allocationOf(market, index, found.choice, found.blocking, answer.isProven ? 'unsolvable' : 'unproven');
}

/** The mixed-integer program alone. `isProven`: the choice places most children, or there is no stable one. */
export function solveProgram(solver: Solver, index: SiblingMarket, seconds: number): { choice: Int32Array | undefined; isProven: boolean } {
  const bounder = bounding(index);
  const bounds = bounder.initial();
  if (!bounder.tighten(bounds, Array.from({ length: index.market.pools }, (_, p) => p))) return { choice: undefined, isProven: true };
  const program = mixedIntegerProgram(index, bounds);
  if (!program) return { choice: undefined, isProven: false };
  const { Status, Columns } = solver.solve(program.text, { time_limit: seconds, mip_rel_gap: 0, output_flag: false, random_seed: 1 });
  if (Status === 'Infeasible') return { choice: undefined, isProven: true };
  if (Status !== 'Optimal' && Status !== 'Time limit reached') return { choice: undefined, isProven: false };
  const choice = program.choiceOf((name) => (Columns[name] as { Primal?: number } | undefined)?.Primal ?? 0);
  const state = siblingState(index);
  state.restore(choice);
  return blockingAgents(index, state).length === 0 ? { choice, isProven: Status === 'Optimal' } : { choice: undefined, isProven: false };
}
