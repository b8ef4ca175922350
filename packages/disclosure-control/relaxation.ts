import type { Highs } from 'highs';
import type { Criterion } from './criterion.ts';
import { attackerCuts, bridgeCuts, type Cut } from './cut.ts';
import { mustShow } from './gauss.ts';
import type { Pattern } from './gauss.ts';
import type { Pace } from './pace.ts';
import type { Primary } from './primary.ts';
import type { Rule } from './rule.ts';
import { openProgram, type Program } from './solver.ts';
import type { System } from './system.ts';

/** Steps of the simplex method spent on a guess which cell to divide at. */
const PROBE_STEPS = 60;
const NO_LIMIT = 2_147_483_647;

/** A pattern with fractions: how much of each cell is suppressed (0 … 1), and what that costs. No pattern in whole cells can cost less. */
export interface Fractional {
  y: Float64Array;
  /** How much more than nothing a cell would have to be worth before it paid to suppress it; 0 = it may well be part of a cheapest pattern. */
  reduced: Float64Array;
  cost: number;
}

/** The linear relaxation of the search for the cheapest pattern: learns inequalities from its own answers. Stays in memory; must be closed. */
export interface Relaxation {
  /** Cost of suppressing a cell; 0 for primary and hidden cells, which are suppressed anyway. */
  costs: Float64Array;
  /** Cells a method decides about. */
  open: readonly number[];
  /** Cheapest fractional pattern under all inequalities so far; undefined where none costs less than the ceiling. */
  solve(): Fractional | undefined;
  /** Cheapest fractional pattern if the cells cost as given; undefined where there is none. */
  solveFor(costs: Float64Array): Float64Array | undefined;
  /** Adds the inequalities a fractional pattern violates; how many. Bridges first: they are cheap, and the attacker's then say something new. */
  learn(y: ArrayLike<number>, askAttacker: boolean): number;
  add(cut: Cut): void;
  /** All inequalities so far. */
  cuts: readonly Cut[];
  /** Whether the inequalities have used up the memory bound: then nothing more is learned. */
  isFull(pace: Pace): boolean;
  fix(cell: number, value: 0 | 1): void;
  /** What the cheapest pattern would cost if an open cell were fixed, after a few steps of the simplex method; Infinity where the ceiling is reached. */
  probe(cell: number, value: 0 | 1): number;
  release(cell: number): void;
  /** Patterns that cost as much or more need not be found. */
  ceiling(cost: number): void;
  close(): void;
}

/** Complexity: one linear program with a column a cell and a row an inequality for each answer, started from the last one. */
export function openRelaxation(highs: Highs, system: System, primaries: readonly Primary[], rule: Rule, criterion: Criterion): Relaxation {
  const byCell = new Map(primaries.map((primary) => [primary.cell, primary]));
  const costs = Float64Array.from(system.weights, (weight, cell) => (byCell.has(cell) || system.cells[cell]!.status === 'hidden' ? 0 : weight));
  const lower = Float64Array.from(costs, (cost) => (cost === 0 ? 1 : 0));
  const upper = Float64Array.from(costs, (cost, cell) => (cost > 0 && mustShow(system, cell, rule) ? 0 : 1));
  const program: Program = openProgram(highs, { lower, upper, cost: costs, rows: [] }, { presolve: 'off' });
  const cuts: Cut[] = [];
  let terms = 0;
  const add = (cut: Cut) => {
    cuts.push(cut);
    terms += cut.cells.length;
    program.model.addRow(cut.bound, highs.infinity, { indices: cut.cells, values: cut.coefficients });
  };
  const setOptions = (options: Record<string, number>) => program.model.options.set(options as Parameters<typeof program.model.options.set>[0]);
  return {
    costs, add, cuts,
    isFull: (pace) => !pace.hasRoom(system.size, terms),
    open: [...costs.keys()].filter((cell) => lower[cell]! < upper[cell]!),
    solve() {
      const answer = program.solve();
      return answer?.status === 'optimal' ? { y: answer.values, reduced: answer.reduced, cost: answer.objective } : undefined;
    },
    solveFor(asked) {
      const all = { kind: 'range', from: 0, to: system.size - 1 } as const;
      program.model.changeColsCost(all, asked);
      const answer = program.solve();
      program.model.changeColsCost(all, costs);
      return answer?.status === 'optimal' ? answer.values : undefined;
    },
    learn(y, askAttacker) {
      const bridges = bridgeCuts(system, byCell, y, rule, criterion);
      const learned = bridges.length > 0 || !askAttacker ? bridges : attackerCuts(highs, system, primaries, y, rule, criterion);
      learned.forEach(add);
      return learned.length;
    },
    fix: (cell, value) => program.model.changeColBounds(cell, value, value),
    release: (cell) => program.model.changeColBounds(cell, 0, 1),
    probe(cell, value) {
      program.model.changeColBounds(cell, value, value);
      setOptions({ simplex_iteration_limit: PROBE_STEPS });
      const answer = program.solve();
      setOptions({ simplex_iteration_limit: NO_LIMIT });
      program.model.changeColBounds(cell, 0, 1);
      return !answer || answer.status === 'cut-off' ? Infinity : answer.objective;
    },
    ceiling: (cost) => setOptions({ objective_bound: cost }),
    close: () => program.close(),
  };
}

/** What a pattern costs by the relaxation's weights. */
export function costOf({ costs }: Pick<Relaxation, 'costs'>, pattern: Pattern): number {
  return pattern.reduce((sum, suppressed, cell) => sum + suppressed * costs[cell]!, 0);
}

/** Learns until nothing more is violated, or for so many rounds; undefined where no pattern satisfies the inequalities. */
export async function tightened(relaxation: Relaxation, { rounds, attacks }: { rounds: number; attacks: number }, pace: Pace): Promise<Fractional | undefined> {
  let answer = relaxation.solve();
  let asked = 0;
  for (let round = 0; answer && round < rounds && !pace.isOver() && !relaxation.isFull(pace); round++) {
    await pace.step('bound', round, rounds);
    const bridges = relaxation.learn(answer.y, false);
    if (bridges === 0 && (asked++ === attacks || relaxation.learn(answer.y, true) === 0)) return answer;
    answer = relaxation.solve();
  }
  return answer;
}

/** How promising each cell is, 0 … 1: 1 where the relaxation suppresses it or could do so at no cost. Without an answer all are. */
export function promiseOf(system: System, answer: Fractional | undefined): Float64Array {
  return Float64Array.from(system.weights, (weight, cell) => (!answer || answer.y[cell]! > 0 ? 1 : Math.max(0, 1 - answer.reduced[cell]! / weight)));
}
