import type { Highs } from 'highs';
import type { Knowledge, Wanted } from './criterion.ts';
import { openProgram, type ProgramRow, type ProgramShape } from './solver.ts';
import type { System } from './system.ts';
import { isAnotherTable, wholeWitness, type Witness } from './witness.ts';

/** What it costs to let a cell take part in a change; Infinity forbids it. */
export type CostOf = (cell: number) => number;

/** Finds cheap changes that protect a cell. Stays in memory; must be closed. */
export interface Flow {
  /** Cells that may move at all. */
  candidates: readonly number[];
  /**
   * A cheap change as wanted, in whole numbers, the cheapest one where the linear program finds it; undefined where there is none. Where
   * it finds fractions only, other corners near by are tried, then a short search among the cells they need; `thorough`: and a long
   * one among all cells.
   */
  cheapest(cell: number, wanted: Wanted, costOf: CostOf, thorough: boolean): Witness | undefined;
  close(): void;
}

/** Cells that are suppressed anyway should still not be moved without need. */
const HARDLY = 1e-4;
const ENOUGH = 1e6;
/** Branch-and-bound nodes where the linear program finds fractions only. */
const NODES = { short: 50, long: 2000 };
/** Corners asked for before that, with costs moved by up to so much. */
const OTHER_CORNERS = 4;
const MOVED = 0.5;
/** Multiples of it spread evenly in [0, 1) (the plastic number). */
const SPREAD = 0.7548776662466927;

/**
 * Minimum-cost flow through the relations (Kelly, Golden & Assad 1992; Fischetti & Salazar 2001, section 5): every cell
 * may rise and fall at a cost, every relation stays in balance, and the primary cell must move as wanted.
 * Costs are ≥ 0, so the empty change is dual feasible and the dual simplex starts from it every time.
 * `knowledge` says which cells may move how far: all that could be suppressed, a pattern already found, or everything rounded.
 * Complexity: one linear program with 2 columns a candidate and a row a relation for each question.
 */
export function openFlow(highs: Highs, system: System, knowledge: Knowledge): Flow {
  const candidates = Array.from({ length: system.size }, (_, cell) => cell).filter((cell) => knowledge.lower[cell]! < knowledge.upper[cell]!);
  const columnOf = new Map(candidates.map((cell, at) => [cell, 2 * at]));
  const fall = candidates.map((cell) => system.counts[cell]! - knowledge.lower[cell]!);
  const rise = candidates.map((cell) => Math.min(ENOUGH, knowledge.upper[cell]! - system.counts[cell]!));
  const columns = 2 * candidates.length;
  const upper = Float64Array.from({ length: columns }, (_, column) => (column % 2 === 0 ? rise : fall)[column >> 1]!);
  const shape: ProgramShape = { lower: new Float64Array(columns), upper, rows: system.rows.flatMap((_, at) => flowRow(system, at, columnOf)) };
  const program = openProgram(highs, shape, { presolve: 'off', simplex_strategy: 1, dual_simplex_cost_perturbation_multiplier: 0 });
  const all = { kind: 'range', from: 0, to: columns - 1 } as const;

  const costsFor = (prices: readonly number[], { amount }: Wanted, corner: number) => Float64Array.from({ length: columns }, (_, column) => {
    const price = prices[column >> 1]!;
    const moved = 1 + (corner === 0 ? 0 : MOVED * ((corner * (column + 1) * SPREAD) % 1));
    return price === Infinity ? 0 : (moved * (HARDLY + price)) / Math.max(1, Math.min(amount, (column % 2 === 0 ? rise : fall)[column >> 1]!));
  });
  const changesOf = (values: Float64Array) => new Map(candidates.flatMap((cell, at): [number, number][] => {
    const change = values[2 * at]! - values[2 * at + 1]!;
    return Math.abs(change) > 1e-7 ? [[cell, change]] : [];
  }));

  return {
    candidates,
    cheapest(cell, wanted, costOf, thorough) {
      const column = columnOf.get(cell);
      if (column === undefined) return undefined;
      const [moves, stays] = wanted.direction === 1 ? [column, column + 1] : [column + 1, column];
      if (upper[moves]! < wanted.amount) return undefined;
      const prices = candidates.map(costOf);
      const lower = new Float64Array(columns);
      const open = upper.map((most, at) => (prices[at >> 1] === Infinity ? 0 : most));
      lower[moves] = open[moves] = wanted.amount;
      open[stays] = 0;
      program.model.changeColsBounds(all, lower, open);
      const needed = new Set<number>();
      for (let corner = 0; corner <= OTHER_CORNERS; corner++) {
        program.model.changeColsCost(all, costsFor(prices, wanted, corner));
        program.model.setLogicalBasis();
        const answer = program.solve();
        if (answer?.status !== 'optimal') return undefined;
        const changes = changesOf(answer.values);
        const whole = wholeWitness(system, knowledge, changes);
        if (whole) return whole;
        for (const moved of changes.keys()) needed.add(moved);
      }
      const found = (most: Float64Array, nodes: number) => {
        const witness = inWholeNumbers(highs, { ...shape, lower, upper: most, cost: costsFor(prices, wanted, 0) }, nodes, changesOf);
        return witness && isAnotherTable(system, knowledge, witness) ? witness : undefined;
      };
      const few = open.map((most, at) => (needed.has(candidates[at >> 1]!) || prices[at >> 1] === 0 ? most : 0));
      return found(few, NODES.short) ?? (thorough ? found(open, NODES.long) : undefined);
    },
    close: () => program.close(),
  };
}

function inWholeNumbers(highs: Highs, shape: ProgramShape, nodes: number, changesOf: (values: Float64Array) => Map<number, number>): Witness | undefined {
  const program = openProgram(highs, { ...shape, integer: true }, { mip_max_nodes: nodes });
  try {
    const answer = program.solve();
    return answer && answer.objective < Infinity ? new Map([...changesOf(answer.values)].map(([cell, change]) => [cell, Math.round(change)])) : undefined;
  } finally {
    program.close();
  }
}

function flowRow(system: System, at: number, columnOf: ReadonlyMap<number, number>): ProgramRow[] {
  const row = system.rows[at]!;
  const columns: number[] = [];
  const values: number[] = [];
  let value = 0;
  row.cells.forEach((cell, index) => {
    const coefficient = row.coefficients[index]!;
    value += coefficient * system.counts[cell]!;
    const column = columnOf.get(cell);
    if (column === undefined) return;
    columns.push(column, column + 1);
    values.push(coefficient, -coefficient);
  });
  if (columns.length === 0) return [];
  return [row.lower === row.upper ? { columns, values, lower: 0, upper: 0 } : { columns, values, lower: row.lower - value, upper: row.upper - value }];
}
