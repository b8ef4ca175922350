import type { ProgramRow } from './solver.ts';
import type { System } from './system.ts';

/** A row of the system as a row over changes from the true counts, on those cells that are columns; the others do not change. */
export function changeRow(system: System, at: number, columnOf: ReadonlyMap<number, number>): ProgramRow {
  const row = system.rows[at]!;
  const columns: number[] = [];
  const values: number[] = [];
  let value = 0;
  row.cells.forEach((cell, index) => {
    value += row.coefficients[index]! * system.counts[cell]!;
    const column = columnOf.get(cell);
    if (column === undefined) return;
    columns.push(column);
    values.push(row.coefficients[index]!);
  });
  return row.lower === row.upper ? { columns, values, lower: 0, upper: 0 } : { columns, values, lower: row.lower - value, upper: row.upper - value };
}
