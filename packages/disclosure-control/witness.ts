import type { Knowledge } from './criterion.ts';
import type { System } from './system.ts';

/**
 * Changes (cell → whole number ≠ 0) that turn the true table into another one with the same published figures:
 * whoever reads the publication cannot tell the two apart.
 */
export type Witness = ReadonlyMap<number, number>;

const EXACT = 1e-6;
/** Fractional corners of these polytopes have small denominators; larger ones are left to integer programming. */
const LARGEST_MULTIPLE = 6;

/** Whole-number changes from a solution of the linear program, or a multiple of it where that stays inside the knowledge. */
export function wholeWitness(system: System, knowledge: Knowledge, changes: ReadonlyMap<number, number>): Witness | undefined {
  for (let multiple = 1; multiple <= LARGEST_MULTIPLE; multiple++) {
    const whole = new Map<number, number>();
    let fits = true;
    for (const [cell, change] of changes) {
      const times = change * multiple;
      const rounded = Math.round(times);
      const after = system.counts[cell]! + rounded;
      fits &&= Math.abs(times - rounded) < EXACT * multiple && after >= knowledge.lower[cell]! && after <= knowledge.upper[cell]!;
      if (!fits) break;
      if (rounded !== 0) whole.set(cell, rounded);
    }
    if (fits && keepsRows(system, whole)) return whole;
  }
  return undefined;
}

/** Whether the changes are a witness indeed: in whole numbers, within what is known of each cell, true to every relation and fact. By additions alone. */
export function isAnotherTable(system: System, knowledge: Knowledge, changes: Witness): boolean {
  for (const [cell, change] of changes) {
    const after = system.counts[cell]! + change;
    if (!Number.isSafeInteger(change) || after < knowledge.lower[cell]! || after > knowledge.upper[cell]!) return false;
  }
  return keepsRows(system, changes);
}

/** Whether every relation and fact still holds after the changes. Exact for whole changes. Complexity: O(rows touched × length). */
export function keepsRows(system: System, changes: Witness): boolean {
  const touched = new Set([...changes.keys()].flatMap((cell) => system.rowsOf[cell]!));
  for (const at of touched) {
    const row = system.rows[at]!;
    let change = 0;
    let value = 0;
    row.cells.forEach((cell, index) => {
      change += row.coefficients[index]! * (changes.get(cell) ?? 0);
      value += row.coefficients[index]! * system.counts[cell]!;
    });
    if (row.lower === row.upper ? change !== 0 : value + change < row.lower - 1e-9 || value + change > row.upper + 1e-9) return false;
  }
  return true;
}
