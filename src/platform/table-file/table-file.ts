/** A row of a table as the person sees it: `line` is the physical line of a CSV file or the row number of a sheet, from 1. */
export interface TableRow {
  line: number;
  cells: string[];
}

/** Something the reader noticed and did not change; codes are keys of `tableTexts`. */
export interface TableNote {
  code: TableNoteCode;
  line?: number;
  /** name of the column in the header, or its letter where the header is empty */
  column?: string;
  values?: Record<string, string | number>;
}

export type TableNoteCode =
  | 'rows-above-header'
  | 'header-twice'
  | 'header-empty'
  | 'row-short'
  | 'row-long'
  | 'quote-misplaced'
  | 'hidden-character'
  | 'double-encoded'
  | 'replacement-character'
  | 'encoding-guessed'
  | 'extension-differs'
  | 'cell-error'
  | 'formula-without-value'
  | 'several-sheets'
  | 'hidden-sheet'
  | 'hidden-rows'
  | 'hidden-columns'
  | 'merged-cells'
  | 'more-notes';

/** Horizontally merged cells of a sheet: columns `from` to `to` (0-based, both included) of one line. */
export interface MergedCells {
  line: number;
  from: number;
  to: number;
}

/**
 * A table read from a file. Cells are texts as a German reader sees them: dates as ISO days, numbers with decimal comma and
 * without grouping (XLSX) or as typed (CSV). Rows are as wide as the header; a wider row keeps its surplus cells and is noted.
 */
export interface TableFile {
  kind: 'csv' | 'xlsx';
  /** of a CSV file, as people know it: `UTF-8`, `Windows-1252` … */
  encoding?: string;
  separator?: string;
  sheet?: string;
  /** all visible sheets of the workbook */
  sheets?: string[];
  /** rows above the header: titles, dates, remarks */
  title: TableRow[];
  headerLine: number;
  header: string[];
  rows: TableRow[];
  merged: MergedCells[];
  notes: TableNote[];
}

export interface TableLimits {
  /** bytes of the file itself */
  bytes: number;
  /** bytes of all parts of a workbook after unpacking */
  unpackedBytes: number;
  /** parts of a workbook */
  entries: number;
  /** how many times larger a part of a workbook may be than its packed form (parts above 1 MB) */
  ratio: number;
  rows: number;
  columns: number;
  cells: number;
  /** characters of one cell */
  cellLength: number;
  /** characters of all cells together; a workbook can point to one long text from every cell */
  characters: number;
}

export const defaultLimits: TableLimits = {
  bytes: 10 * 1024 * 1024,
  unpackedBytes: 50 * 1024 * 1024,
  entries: 20_000,
  ratio: 250,
  rows: 200_000,
  columns: 2_000,
  cells: 3_000_000,
  cellLength: 100_000,
  characters: 60_000_000,
};

/** Name of a column by its place: 0 → `A`, 25 → `Z`, 26 → `AA`. */
export function columnLetter(index: number): string {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** What a person calls the column: its header, or its letter where the header is empty. */
export function columnName(header: string[], index: number): string {
  return header[index]?.trim() || columnLetter(index);
}
