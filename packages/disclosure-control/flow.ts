import type { Highs } from 'highs';
import type { Knowledge, Wanted } from './criterion.ts';
import { openProgram, type ProgramRow, type ProgramShape } from './solver.ts';
import type { System } from './system.ts';
import { wholeWitness, type Witness } from './witness.ts';

/** What it costs to let a cell take part in a change; Infinity forbids it. */
export type CostOf = (cell: number) => number;

/** Finds cheap changes that protect a cell. Stays in memory; must be closed. */
export interface Flow {
  /** Cells that may move at all. */
  candidates: readonly number[];
  /** The cheapest change as wanted, in whole numbers; undefined where no suppression whatever can protect the cell. */
  cheapest(cell: number, wanted: Wanted, costOf: CostOf): Witness | undefined;
  close(): void;
}

/** Cells that are suppressed anyway should still not be moved without need. */
const HARDLY = 1e-4;
const ENOUGH = 1e6;
/** Branch-and-bound nodes where the linear program finds fractions only. */
const NODES = 2000;

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

  const pricesFor = ({ amount }: Wanted, costOf: CostOf) => {
    const cost = new Float64Array(columns);
    const open = Float64Array.from(upper);
    candidates.forEach((cell, at) => {
      const price = costOf(cell);
      if (price === Infinity) open[2 * at] = open[2 * at + 1] = 0;
      else {
        cost[2 * at] = (HARDLY + price) / Math.max(1, Math.min(amount, rise[at]!));
        cost[2 * at + 1] = (HARDLY + price) / Math.max(1, Math.min(amount, fall[at]!));
      }
    });
    return { cost, open };
  };
  const changesOf = (values: Float64Array) => new Map(candidates.flatMap((cell, at): [number, number][] => {
    const change = values[2 * at]! - values[2 * at + 1]!;
    return Math.abs(change) > 1e-7 ? [[cell, change]] : [];
  }));

  return {
    candidates,
    cheapest(cell, wanted, costOf) {
      const column = columnOf.get(cell);
      if (column === undefined) return undefined;
      const lower = new Float64Array(columns);
      const { cost, open } = pricesFor(wanted, costOf);
      const [moves, stays] = wanted.direction === 1 ? [column, column + 1] : [column + 1, column];
      if (upper[moves]! < wanted.amount) return undefined;
      lower[moves] = open[moves] = wanted.amount;
      open[stays] = 0;
      program.model.changeColsCost(all, cost);
      program.model.changeColsBounds(all, lower, open);
      program.model.setLogicalBasis();
      const answer = program.solve();
      if (answer?.status !== 'optimal') return undefined;
      const changes = changesOf(answer.values);
      return wholeWitness(system, knowledge, changes) ?? inWholeNumbers(highs, { ...shape, lower, upper: open, cost }, changes, columnOf, costOf, changesOf);
    },
    close: () => program.close(),
  };
}

/** First with the cells of the fractional answer and those that cost nothing, then with all. */
function inWholeNumbers(highs: Highs, shape: ProgramShape, changes: ReadonlyMap<number, number>, columnOf: ReadonlyMap<number, number>, costOf: CostOf, changesOf: (values: Float64Array) => Map<number, number>): Witness | undefined {
  for (const few of [true, false]) {
    const upper = Float64Array.from(shape.upper);
    if (few) for (const [cell, column] of columnOf) if (!changes.has(cell) && costOf(cell) > 0) upper[column] = upper[column + 1] = 0;
    const program = openProgram(highs, { ...shape, upper, integer: true }, { mip_max_nodes: NODES });
    const answer = program.solve();
    program.close();
    if (answer?.status === 'optimal') return new Map([...changesOf(answer.values)].map(([cell, change]) => [cell, Math.round(change)]));
  }
  return undefined;
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
