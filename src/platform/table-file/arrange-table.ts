import { accepted, refused, type Outcome } from '../outcome.ts';
import { hiddenCharacters } from './hidden-character.ts';
import { columnLetter, columnName, type MergedCells, type TableFile, type TableLimits, type TableRow } from './table-file.ts';
import { noteBook, type NoteBook } from './table-notes.ts';

/** UTF-8 that was once read as Windows-1252 and saved again: Ã¤ for ä, â€ž for „. */
const DOUBLE_ENCODED = /Ã[¤¶¼Ÿ„–œ]|â€[žœ“”™]/;

const LOOK_FOR_HEADER = 50;

export interface RawTable extends Pick<TableFile, 'kind' | 'encoding' | 'separator' | 'sheet' | 'sheets' | 'merged' | 'notes'> {
  /** every row that has any text, in order */
  records: TableRow[];
}

/**
 * Makes a table of the rows of a file: finds the header (the first row that names two different columns, else the first row), cuts
 * columns that are empty from top to bottom, fills short rows and notes what is uneven or invisible. O(cells).
 */
export function arrangeTable(raw: RawTable, limits: TableLimits, headerLine?: number): Outcome<TableFile> {
  const notes = noteBook();
  for (const note of raw.notes) notes.add(note);
  const records = raw.records.map((row) => ({ line: row.line, cells: row.cells.map((cell) => cell.normalize('NFC')) }));
  if (records.length === 0) return refused('file-empty');

  const headerAt = findHeader(records, raw.merged, headerLine);
  if (headerAt === -1) return refused('header-not-found', { values: { line: headerLine ?? 1 } });
  const headerRow = records[headerAt]!;
  const header = trimEnd(fillMerged(headerRow, raw.merged).map((cell) => cell.replace(/\s+/gu, ' ').trim()));
  const title = records.slice(0, headerAt);
  const body = records.slice(headerAt + 1);
  if (body.length === 0) return refused('file-without-rows', { values: { line: headerRow.line } });

  const width = columnsWithContent(header, body);
  if (width * body.length > limits.cells) return refused('too-many-cells', { values: { limit: limits.cells } });
  noteHeader(header, width, notes);
  const rows = body.map((row) => fit(row, header, width, raw.kind, notes));
  if (title.length > 0) notes.add({ code: 'rows-above-header', line: headerRow.line, values: { count: title.length } });
  noteTexts(header, rows, notes);

  const { records: _records, ...facts } = raw;
  return accepted({ ...facts, title, headerLine: headerRow.line, header: padded(header, width), rows, notes: notes.all() });
}

/** The same file with another line as header; refuses `header-not-found` where that line has no text. */
export function withHeaderAt(table: TableFile, line: number, limits: TableLimits): Outcome<TableFile> {
  const { title, headerLine, header, rows, notes, ...facts } = table;
  const derived = new Set(['rows-above-header', 'header-twice', 'header-empty', 'row-short', 'row-long', 'hidden-character', 'double-encoded', 'replacement-character', 'more-notes']);
  const records = [...title, { line: headerLine, cells: header }, ...rows];
  return arrangeTable({ ...facts, records, notes: notes.filter(({ code }) => !derived.has(code)) }, limits, line);
}

function findHeader(records: TableRow[], merged: MergedCells[], line?: number): number {
  if (line !== undefined) return records.findIndex((row) => row.line === line);
  const named = records.slice(0, LOOK_FOR_HEADER).findIndex((row) => new Set(fillMerged(row, merged).filter((cell) => cell.trim() !== '')).size > 1);
  return Math.max(named, 0);
}

/** A merged header stands over all its columns; merged cells in the body are not filled, only noted by the reader. */
function fillMerged(row: TableRow, merged: MergedCells[]): string[] {
  const own = merged.filter(({ line }) => line === row.line);
  if (own.length === 0) return row.cells;
  const cells = [...row.cells];
  for (const { from, to } of own) {
    for (let index = from; index <= to; index += 1) cells[index] ||= cells[from] ?? '';
  }
  return Array.from(cells, (cell) => cell ?? '');
}

function trimEnd(cells: string[]): string[] {
  let length = cells.length;
  while (length > 0 && cells[length - 1]!.trim() === '') length -= 1;
  return cells.slice(0, length);
}

/** As wide as the header; wider where most rows go on, for that is a column without a name and not a slip in one row. */
function columnsWithContent(header: string[], body: TableRow[]): number {
  const widths = body.map(({ cells }) => trimEnd(cells).length).filter((width) => width > header.length);
  return widths.length * 2 > body.length ? Math.max(...widths.slice(0, 1000)) : header.length;
}

function padded(cells: string[], width: number): string[] {
  return cells.length >= width ? cells : [...cells, ...new Array<string>(width - cells.length).fill('')];
}

function noteHeader(header: string[], width: number, notes: NoteBook): void {
  const seen = new Set<string>();
  for (let index = 0; index < width; index += 1) {
    const name = header[index] ?? '';
    if (name === '') notes.add({ code: 'header-empty', column: columnLetter(index) });
    else if (seen.has(name.toLowerCase())) notes.add({ code: 'header-twice', column: name });
    seen.add(name.toLowerCase());
  }
}

function fit(row: TableRow, header: string[], width: number, kind: TableFile['kind'], notes: NoteBook): TableRow {
  if (row.cells.length === width) return row;
  if (row.cells.length < width) {
    // a sheet has no ends of rows; in a CSV file a short row may have lost a cell in the middle
    if (kind === 'csv') notes.add({ code: 'row-short', line: row.line, values: { found: row.cells.length, expected: width } });
    return { line: row.line, cells: padded(row.cells, width) };
  }
  const surplus = trimEnd(row.cells.slice(width));
  if (surplus.length > 0) notes.add({ code: 'row-long', line: row.line, values: { found: width + surplus.length, expected: header.length } });
  return { line: row.line, cells: row.cells.slice(0, width + surplus.length) };
}

function noteTexts(header: string[], rows: TableRow[], notes: NoteBook): void {
  for (const row of rows) {
    row.cells.forEach((cell, index) => {
      // printable ASCII is nearly every cell
      if (/^[ -~]*$/.test(cell)) return;
      const column = columnName(header, index);
      for (const { character } of hiddenCharacters(cell)) notes.add({ code: 'hidden-character', line: row.line, column, values: { character } });
      if (DOUBLE_ENCODED.test(cell)) notes.add({ code: 'double-encoded', line: row.line, column });
      if (cell.includes('\ufffd')) notes.add({ code: 'replacement-character', line: row.line, column });
    });
  }
}
