import type { Highs } from 'highs';
import type { Knowledge } from './criterion.ts';
import { roundedLeaves } from './leaf-rounding.ts';
import type { Pace } from './pace.ts';
import { openProgram, type ProgramRow } from './solver.ts';
import type { System } from './system.ts';
import { TableError } from './table-error.ts';

export interface Rounded {
  counts: Float64Array;
  /** Largest distance from a true count; below the base where the rounding is zero-restricted everywhere. */
  largestChange: number;
  /** Cells the method puts next to the truth, however far others may lie: whoever knows the method knows that. */
  isNear: (cell: number) => boolean;
}

/** Branch-and-bound nodes before the search accepts a larger distance. */
const NODES = 500;
/** Bases a figure may be away from its two neighbours before the task counts as infeasible. */
const FARTHEST = 3;
const SECONDS = 60;
/** Above this many cells integer programming takes minutes; then leaves are rounded and totals follow. */
const SMALL = 400;

/**
 * Controlled rounding (Cox & Ernst 1982): every count becomes a multiple of the base, next to the true one, and every total
 * is still the sum of its parts. In tables of more than two dimensions a zero-restricted rounding need not exist: then a
 * distance of one base more is tried (up to 3). Multiples of the base – 0 among them – stay as they are in the first try.
 * Up to 400 cells by integer programming, larger tables by rounded leaves: additive too, but totals may lie farther away.
 * Errors: `rules-infeasible` where no rounding is found. Complexity: integer programming with one column a cell.
 */
export async function controlledRounding(highs: Highs, system: System, base: number, seed: number, pace: Pace): Promise<Rounded> {
  if (!Number.isSafeInteger(base) || base < 3) throw new TableError('rule-invalid', `The rounding base must be a whole number ≥ 3 (${JSON.stringify(base)}).`);
  const known = system.cells.find((cell) => cell.status === 'known' && cell.count % base !== 0);
  if (known) throw new TableError('rules-infeasible', `The cell "${known.id}" is already public as ${known.count}; a rounding to multiples of ${base} cannot add up with it.`, { cells: [known.id] });
  if (system.size > SMALL) {
    await pace.step('round', 0, 1);
    const leaves = roundedLeaves(system, base, seed);
    if (leaves && addsUp(system, leaves.counts)) return { counts: leaves.counts, largestChange: farthest(system, leaves.counts), isNear: leaves.isLeaf };
  }
  pace.needRoom(system.size, system.rows.reduce((sum, row) => sum + row.cells.length, 0), 'rounding');
  for (let farther = 0; farther <= FARTHEST; farther++) {
    await pace.step('round', farther, FARTHEST + 1);
    pace.needTime();
    const counts = roundedWithin(highs, system, base, farther, Math.min(SECONDS, pace.secondsLeft()));
    if (counts) return { counts, largestChange: farthest(system, counts), isNear: () => farther === 0 };
  }
  throw new TableError('rules-infeasible', `No additive rounding to multiples of ${base} was found within ${FARTHEST} bases of the true counts.`);
}

/**
 * Columns: how many bases above the lower neighbour. Cost: the change of squared distance, so that the nearer multiple is
 * preferred; a diving LP first, since an integral corner is already optimal.
 */
function roundedWithin(highs: Highs, system: System, base: number, farther: number, seconds: number): Float64Array | undefined {
  const lowest = Float64Array.from(system.counts, (count) => Math.max(0, Math.floor(count / base) - farther));
  const fixed = (cell: number) => system.cells[cell]!.status === 'known' || (farther === 0 && system.counts[cell]! % base === 0);
  const width = Float64Array.from(system.counts, (count, cell) => (fixed(cell) ? 0 : Math.ceil(count / base) + farther - lowest[cell]!));
  const start = Float64Array.from(lowest, (value, cell) => (fixed(cell) ? system.counts[cell]! / base : value));
  const cost = Float64Array.from(system.counts, (count, cell) => (Math.abs((start[cell]! + 1) * base - count) - Math.abs(start[cell]! * base - count)) / base);
  const rows = system.rows.flatMap((row): ProgramRow[] => {
    if (row.lower !== 0 || row.upper !== 0) return [];
    const offset = row.cells.reduce((sum, cell, at) => sum + row.coefficients[at]! * start[cell]!, 0);
    return [{ columns: [...row.cells], values: [...row.coefficients], lower: -offset, upper: -offset }];
  });
  const program = openProgram(highs, { lower: new Float64Array(system.size), upper: width, cost, rows, integer: true }, { mip_max_nodes: NODES, mip_rel_gap: 0.05, ...(seconds < SECONDS ? { time_limit: Math.max(0.1, seconds) } : {}) });
  try {
    const answer = program.solve();
    if (!answer || answer.status === 'unbounded' || answer.objective === Infinity) return undefined;
    const counts = Float64Array.from(start, (value, cell) => (value + Math.round(answer.values[cell]!)) * base);
    return addsUp(system, counts) ? counts : undefined;
  } finally {
    program.close();
  }
}

function farthest(system: System, counts: Float64Array): number {
  return counts.reduce((most, count, cell) => Math.max(most, Math.abs(count - system.counts[cell]!)), 0);
}

function addsUp(system: System, counts: Float64Array): boolean {
  return system.rows.every((row) => row.lower !== 0 || row.upper !== 0 || row.cells.reduce((sum, cell, at) => sum + row.coefficients[at]! * counts[cell]!, 0) === 0);
}

/** The attacker knows base, method and largest distance: counts lie less than that from the figure shown, near ones less than the base. `floor`: of hidden cells. */
export function knowledgeOfRounding(system: System, base: number, { counts, largestChange, isNear }: Rounded, floor: (cell: number) => number): Knowledge {
  const distance = (cell: number) => (largestChange < base || isNear(cell) ? base - 1 : largestChange);
  const exact = (cell: number) => system.cells[cell]!.status === 'known';
  const hidden = (cell: number) => system.cells[cell]!.status === 'hidden';
  return {
    lower: Float64Array.from(counts, (count, cell) => (exact(cell) ? count : hidden(cell) ? Math.min(floor(cell), system.counts[cell]!) : Math.max(0, count - distance(cell)))),
    upper: Float64Array.from(counts, (count, cell) => (exact(cell) ? count : hidden(cell) ? Infinity : count + distance(cell))),
  };
}
