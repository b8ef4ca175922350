import type { Highs } from 'highs';
import { changeRow } from './change-row.ts';
import type { Knowledge, Wanted } from './criterion.ts';
import { openProgram, type Program, type ProgramRow } from './solver.ts';
import type { System } from './system.ts';
import { wholeWitness, type Witness } from './witness.ts';

/** Somebody with the publication, the relations and a linear program. Must be closed. */
export interface Attack {
  /** The narrowest interval the attacker can prove for a cell (linear program; Infinity where nothing bounds it). */
  interval(cell: number): { lower: number; upper: number };
  /** Another table, in whole numbers, that looks the same and differs as wanted at the cell; undefined where there is none. */
  witness(cell: number, wanted: Wanted): Witness | undefined;
  close(): void;
}

const TOLERANCE = 1e-6;
/** Stands for "without bound": the simplex method is not always sure about rays, but about large numbers it is. More where counts are larger. */
const FAR = 1e7;
/** Branch-and-bound nodes for the rare case that only fractional tables are found at first. */
const NODES = 20_000;

/**
 * Cells the attacker cannot compute by elimination of rows with a single unknown are the columns, as changes from the truth.
 * Complexity: building O(terms); each question one linear program over the undetermined cells, started from the last basis.
 */
export function openAttack(highs: Highs, system: System, knowledge: Knowledge): Attack {
  const { cells, rows } = undetermined(system, knowledge);
  const columnOf = new Map(cells.map((cell, column) => [cell, column]));
  const low = Float64Array.from(cells, (cell) => knowledge.lower[cell]! - system.counts[cell]!);
  const far = system.counts.reduce((most, count) => Math.max(most, 4 * count), FAR);
  const high = Float64Array.from(cells, (cell) => Math.min(far, knowledge.upper[cell]! - system.counts[cell]!));
  const shape = { lower: low, upper: high, rows: rows.map((row) => changeRow(system, row, columnOf)) };
  let program: Program | undefined;
  /** The farthest changes met in any answer so far: where they reach the end of what is known, nothing need be asked. */
  const [lowest, highest] = [new Float64Array(cells.length), new Float64Array(cells.length)];
  const linear = () => (program ??= openProgram(highs, shape, { presolve: 'off' }));

  /** How far the cell can move in a direction, at most `limit`. */
  const reach = (column: number, direction: 1 | -1, limit: number): { moved: number; values: Float64Array } => {
    const { model, solve } = linear();
    model.changeColCost(column, -direction);
    if (direction === 1) model.changeColBounds(column, low[column]!, Math.min(high[column]!, limit));
    else model.changeColBounds(column, Math.max(low[column]!, -limit), high[column]!);
    const answer = solve();
    model.changeColCost(column, 0);
    model.changeColBounds(column, low[column]!, high[column]!);
    if (!answer) throw new Error('The true table must be feasible for the attacker.');
    answer.values.forEach((value, at) => {
      if (value < lowest[at]!) lowest[at] = value;
      if (value > highest[at]!) highest[at] = value;
    });
    const moved = Math.abs(answer.values[column]!);
    return { moved: moved > far / 2 ? Infinity : moved, values: answer.values };
  };

  return {
    interval(cell) {
      const column = columnOf.get(cell);
      const count = system.counts[cell]!;
      if (column === undefined) return { lower: count, upper: count };
      const down = lowest[column]! <= low[column]! + TOLERANCE ? -low[column]! : reach(column, -1, Infinity).moved;
      const up = highest[column]! >= high[column]! - TOLERANCE && high[column]! < far ? high[column]! : reach(column, 1, Infinity).moved;
      return { lower: count - tidy(down), upper: count + tidy(up) };
    },
    witness(cell, { direction, amount }) {
      const column = columnOf.get(cell);
      if (column === undefined) return undefined;
      const { moved, values } = reach(column, direction, amount);
      if (moved < amount - TOLERANCE) return undefined;
      const changes = new Map([...values].flatMap((value, at): [number, number][] => (Math.abs(value) > TOLERANCE ? [[cells[at]!, value]] : [])));
      return wholeWitness(system, knowledge, changes) ?? searchWhole(highs, shape, cells, column, direction * amount);
    },
    close: () => program?.close(),
  };
}

function tidy(value: number): number {
  return Math.abs(value - Math.round(value)) < TOLERANCE ? Math.round(value) : value;
}

/** Integer programming: is there a table in whole numbers at least? */
function searchWhole(highs: Highs, shape: { lower: Float64Array; upper: Float64Array; rows: ProgramRow[] }, cells: readonly number[], column: number, change: number): Witness | undefined {
  const lower = Float64Array.from(shape.lower);
  const upper = Float64Array.from(shape.upper);
  if (change > 0) lower[column] = change;
  else upper[column] = change;
  const program = openProgram(highs, { ...shape, lower, upper, integer: true }, { mip_max_nodes: NODES });
  try {
    const answer = program.solve();
    if (answer?.status !== 'optimal') return undefined;
    return new Map([...answer.values].flatMap((value, at): [number, number][] => (Math.round(value) === 0 ? [] : [[cells[at]!, Math.round(value)]])));
  } finally {
    program.close();
  }
}

/** Cells left after solving, again and again, every equation with one unknown; and the rows that tie them. */
function undetermined(system: System, knowledge: Knowledge): { cells: number[]; rows: number[] } {
  const open = new Set<number>();
  for (let cell = 0; cell < system.size; cell++) if (knowledge.lower[cell]! < knowledge.upper[cell]!) open.add(cell);
  const unknowns = system.rows.map((row) => row.cells.reduce((count, cell) => count + (open.has(cell) ? 1 : 0), 0));
  const queue = unknowns.flatMap((count, row) => (count === 1 && isEquation(system, row) ? [row] : []));
  for (let row = queue.pop(); row !== undefined; row = queue.pop()) {
    const cell = system.rows[row]!.cells.find((candidate, at) => open.has(candidate) && system.rows[row]!.coefficients[at] !== 0);
    if (cell === undefined) continue;
    open.delete(cell);
    for (const other of system.rowsOf[cell]!) {
      unknowns[other]!--;
      if (unknowns[other] === 1 && isEquation(system, other)) queue.push(other);
    }
  }
  return { cells: [...open].sort((one, other) => one - other), rows: unknowns.flatMap((count, row) => (count > 0 ? [row] : [])) };
}

function isEquation(system: System, row: number): boolean {
  return system.rows[row]!.lower === system.rows[row]!.upper;
}
