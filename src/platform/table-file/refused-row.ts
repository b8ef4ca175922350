import { accepted, refused, type Outcome } from '../outcome.ts';

/** A row, or a cell of it, that cannot be imported; nothing of its row is. */
export interface RefusedRow {
  line: number;
  /** name of the column in the file */
  column?: string;
  /** key in the texts of the part that imports */
  code: string;
  values: Record<string, string | number>;
}

/**
 * The rows to store. Nothing is stored as long as rows were refused that the person has not seen: refuses `refused-rows-unseen`
 * with their number, and `nothing-to-import` where no row is left.
 */
export function acceptRows<Row>(rows: Row[], refusedRows: readonly RefusedRow[], { refusedRowsSeen }: { refusedRowsSeen: boolean }): Outcome<Row[]> {
  if (rows.length === 0) return refused('nothing-to-import');
  const lines = new Set(refusedRows.map(({ line }) => line)).size;
  return lines > 0 && !refusedRowsSeen ? refused('refused-rows-unseen', { values: { count: lines } }) : accepted(rows);
}
