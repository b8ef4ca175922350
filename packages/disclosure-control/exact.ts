import type { Highs } from 'highs';
import { openAttack } from './attack.ts';
import { knowledgeOfPattern, wantedFor, type Criterion } from './criterion.ts';
import { attackerCuts, bridgeCuts, type Cut } from './cut.ts';
import { mustShow, type Pattern } from './gauss.ts';
import type { Pace } from './pace.ts';
import type { Primary } from './primary.ts';
import type { Rule } from './rule.ts';
import { openProgram, type Program } from './solver.ts';
import type { System } from './system.ts';

export interface Optimum {
  pattern: Pattern;
  /** Weight of the secondary suppressions. */
  cost: number;
  /** No pattern can cost less than this. */
  bound: number;
  proven: boolean;
}

const ROUNDS = 60;
/** Rounds of cuts that hardly move the bound before integer programming takes over. */
const PATIENCE = 6;
const NODES = 20_000;
const TOLERANCE = 1e-6;

interface Search {
  system: System;
  primaries: readonly Primary[];
  byCell: ReadonlyMap<number, Primary>;
  rule: Rule;
  criterion: Criterion;
  highs: Highs;
  master: Program;
  /** 1 where all weights are whole numbers: costs below one more are as good. */
  unit: number;
  pace: Pace;
  best: Optimum;
}

/**
 * The cheapest pattern, proven (Fischetti & Salazar 2001): a 0/1 program over the cells that starts without constraints and
 * learns them – bridges and attacker's cuts – from its own answers, first fractional, then whole. `start` must be safe.
 * Stops with `proven: false` and the best safe pattern after a bound on nodes or the time limit.
 * Complexity: exponential at worst; meant for up to some 1,200 cells with few primary cells.
 */
export async function provenOptimum(highs: Highs, system: System, primaries: readonly Primary[], rule: Rule, criterion: Criterion, start: Pattern, pace: Pace): Promise<Optimum> {
  const byCell = new Map(primaries.map((primary) => [primary.cell, primary]));
  const costs = Float64Array.from(system.weights, (weight, cell) => (byCell.has(cell) || system.cells[cell]!.status === 'hidden' ? 0 : weight));
  const costOf = (pattern: Pattern) => pattern.reduce((sum, suppressed, cell) => sum + suppressed * costs[cell]!, 0);
  const lower = Float64Array.from(costs, (cost) => (cost === 0 ? 1 : 0));
  const upper = Float64Array.from(costs, (cost, cell) => (cost > 0 && mustShow(system, cell, rule) ? 0 : 1));
  const master = openProgram(highs, { lower, upper, cost: costs, rows: [] }, { presolve: 'off' });
  const unit = costs.every(Number.isSafeInteger) ? 1 : 0;
  const search: Search = { system, primaries, byCell, rule, criterion, highs, master, unit, pace, best: { pattern: start, cost: costOf(start), bound: 0, proven: primaries.length === 0 } };
  try {
    if (!search.best.proven) await tightenBound(search);
    if (!search.best.proven) await branch(search, costOf);
    return search.best;
  } finally {
    master.close();
  }
}

/** Whether the best pattern cannot be beaten any more, given a bound. */
function isProven({ best, unit }: Search): boolean {
  return best.bound > best.cost - (unit || TOLERANCE * Math.max(1, best.cost)) + (unit ? TOLERANCE : 0);
}

async function tightenBound(search: Search): Promise<void> {
  const { master, pace } = search;
  let waited = 0;
  for (let round = 0; round < ROUNDS && waited < PATIENCE && !pace.isOver(); round++) {
    await pace.step('exact', round, ROUNDS);
    const answer = master.solve()!;
    waited = answer.objective > search.best.bound + 0.01 ? 0 : waited + 1;
    search.best.bound = Math.max(search.best.bound, answer.objective);
    if (isProven(search)) {
      search.best.proven = true;
      return;
    }
    if (addCuts(search, answer.values) === 0) return;
  }
}

/** Bridges first: they are cheap, and the attacker's cuts then say something new. */
function addCuts({ highs, system, primaries, byCell, rule, criterion, master }: Search, y: ArrayLike<number>): number {
  const bridges = bridgeCuts(system, byCell, y, rule, criterion);
  const cuts = bridges.length > 0 ? bridges : attackerCuts(highs, system, primaries, y, rule, criterion);
  cuts.forEach((cut) => addCut(highs, master, cut));
  return cuts.length;
}

function addCut(highs: Highs, { model }: Program, { cells, coefficients, bound }: Cut): void {
  model.addRow(bound, highs.infinity, { indices: cells, values: coefficients });
}

async function branch(search: Search, costOf: (pattern: Pattern) => number): Promise<void> {
  const { master, system, pace, unit } = search;
  const { model } = master;
  const columns = Int32Array.from({ length: system.size }, (_, cell) => cell);
  model.changeColsIntegrality({ kind: 'set', indices: columns }, new Int32Array(system.size).fill(1));
  model.options.set({ presolve: 'on', mip_rel_gap: 0, mip_abs_gap: unit ? 1 - TOLERANCE : TOLERANCE, mip_max_nodes: NODES } as Parameters<typeof model.options.set>[0]);
  for (let turn = 0; !pace.isOver(); turn++) {
    await pace.step('exact', turn, turn + 1);
    if (Number.isFinite(pace.secondsLeft())) model.options.set('time_limit', Math.max(0.1, model.getRunTime() + pace.secondsLeft()));
    model.setSolution({ colValue: Float64Array.from(search.best.pattern) });
    const answer = master.solve();
    if (!answer) throw new Error('A safe pattern satisfies every cut.');
    search.best.bound = Math.max(search.best.bound, Number(model.info.get('mip_dual_bound')));
    search.best.proven = isProven(search);
    if (search.best.proven || answer.status !== 'optimal') return;
    const pattern = Uint8Array.from(answer.values, (value) => Math.round(value));
    if (addCuts(search, pattern) === 0 && takeIfSafe(search, pattern, costOf(pattern))) return;
  }
}

/** A pattern no cut excludes is tried in whole numbers; if that fails, at least one more cell must be suppressed. */
function takeIfSafe(search: Search, pattern: Pattern, cost: number): boolean {
  const { highs, system, primaries, rule, criterion, master } = search;
  const attack = openAttack(highs, system, knowledgeOfPattern(system, pattern, rule, criterion));
  const isSafe = primaries.every((primary) => wantedFor(primary, criterion).some((wanted) => attack.witness(primary.cell, wanted)));
  attack.close();
  if (!isSafe) {
    const shown = [...pattern].flatMap((suppressed, cell) => (suppressed === 0 ? [cell] : []));
    addCut(highs, master, { cells: shown, coefficients: shown.map(() => 1), bound: 1 });
    return false;
  }
  if (cost <= search.best.cost) search.best = { ...search.best, pattern, cost };
  search.best.proven = isProven(search);
  return true;
}
