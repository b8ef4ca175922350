import { accepted, refused, type Outcome } from '../outcome.ts';
import { columnLetter, type MergedCells, type TableLimits, type TableNote, type TableRow } from './table-file.ts';
import { noteBook } from './table-notes.ts';
import { numberText } from './xlsx-number.ts';
import { unescapeText, type Workbook } from './xlsx-workbook.ts';
import { readXml } from './xml-events.ts';

export interface SheetContent {
  records: TableRow[];
  merged: MergedCells[];
  notes: TableNote[];
}

const MOST_MERGED = 10_000;

interface Cell {
  column: number;
  type: string;
  style: number;
  value?: string;
  text: string;
  formula: boolean;
}

/** Thrown inside the reader when a limit is passed; never leaves this file. */
class PastLimit extends Error {
  readonly code: string;
  readonly values: Record<string, string | number>;
  constructor(code: string, values: Record<string, string | number>) {
    super(code);
    this.code = code;
    this.values = values;
  }
}

/** Reads the rows of a sheet; only cells with content count against the limits, however far out they stand. Throws XmlFault. O(length). */
export function readSheet(xml: string, workbook: Workbook, limits: TableLimits): Outcome<SheetContent> {
  const notes = noteBook();
  const records: TableRow[] = [];
  const merged: MergedCells[] = [];
  let line = 0;
  let cells: string[] = [];
  let filled = 0;
  let cell: Cell | undefined;
  let into: 'value' | 'text' | undefined;
  let nextColumn = 0;
  let count = 0;
  let characters = 0;
  let hiddenRows = 0;
  let hiddenColumns = 0;
  let inReading = 0;

  function keep(done: Cell): void {
    const text = cellText(done, line, workbook, notes.add);
    if (text === '') return;
    if (done.column >= limits.columns) throw new PastLimit('too-many-columns', { line, limit: limits.columns });
    if (text.length > limits.cellLength) throw new PastLimit('cell-too-long', { line, column: done.column + 1, limit: limits.cellLength });
    count += 1;
    characters += text.length;
    if (count > limits.cells || characters > limits.characters) throw new PastLimit('too-many-cells', { limit: limits.cells });
    while (cells.length < done.column) cells.push('');
    cells[done.column] = text;
    filled += 1;
  }

  try {
    readXml(xml, {
      open(name, attribute) {
        if (name === 'row') {
          line = Number(attribute('r') ?? line + 1);
          cells = [];
          filled = 0;
          nextColumn = 0;
          if (['1', 'true'].includes(attribute('hidden') ?? '')) hiddenRows += 1;
        } else if (name === 'c') {
          const column = columnOf(attribute('r')) ?? nextColumn;
          nextColumn = column + 1;
          cell = { column, type: attribute('t') ?? 'n', style: Number(attribute('s') ?? -1), text: '', formula: false };
        } else if (name === 'col' && ['1', 'true'].includes(attribute('hidden') ?? '')) {
          hiddenColumns += 1;
        } else if (name === 'f' && cell) cell.formula = true;
        else if (name === 'rPh') inReading += 1;
        else if (name === 'v' && cell) into = 'value';
        else if (name === 't' && cell && inReading === 0) into = 'text';
        else if (name === 'mergeCell') addMerged(merged, attribute('ref') ?? '', limits);
      },
      close(name) {
        if (name === 'c' && cell) {
          keep(cell);
          cell = undefined;
        } else if (name === 'row') {
          if (filled === 0) return;
          records.push({ line, cells });
          if (records.length > limits.rows) throw new PastLimit('too-many-rows', { limit: limits.rows });
        } else if (name === 'rPh') inReading -= 1;
        else if (name === 'v' || name === 't') into = undefined;
      },
      text(value) {
        if (!cell || !into) return;
        if (into === 'value') cell.value = (cell.value ?? '') + value;
        else cell.text += value;
      },
    });
  } catch (fault) {
    if (fault instanceof PastLimit) return refused(fault.code, { values: fault.values });
    throw fault;
  }
  // rows may come in any order, and one number may come twice
  records.sort((one, other) => one.line - other.line);
  if (hiddenRows > 0) notes.add({ code: 'hidden-rows', values: { count: hiddenRows } });
  if (hiddenColumns > 0) notes.add({ code: 'hidden-columns' });
  if (merged.length > 0) notes.add({ code: 'merged-cells', line: merged[0]!.line, values: { count: merged.length } });
  return accepted({ records, merged: merged.filter(({ from, to }) => to > from), notes: notes.all() });
}

function cellText(cell: Cell, line: number, workbook: Workbook, note: (note: TableNote) => void): string {
  const column = columnLetter(cell.column);
  if (cell.formula && cell.value === undefined && cell.text === '') {
    note({ code: 'formula-without-value', line, column });
    return '';
  }
  const value = cell.value ?? '';
  switch (cell.type) {
    case 's':
      return workbook.texts[Number(value)] ?? '';
    case 'inlineStr':
      return unescapeText(cell.text);
    case 'str':
      return unescapeText(value);
    case 'b':
      return value === '1' ? 'WAHR' : value === '0' ? 'FALSCH' : '';
    case 'e':
      note({ code: 'cell-error', line, column, values: { error: value } });
      return value;
    case 'd':
      return value.replace(/T00:00(:00(\.0+)?)?Z?$/, '').replace('T', ' ');
    default: {
      if (value.trim() === '') return '';
      const text = numberText(value, workbook.styles[cell.style] ?? { kind: 'plain' }, workbook.date1904);
      if (text === undefined) note({ code: 'cell-error', line, column, values: { error: value } });
      return text ?? value;
    }
  }
}

/** `AB12` → 27; undefined for no reference. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/i.exec(reference ?? '')?.[0].toUpperCase();
  if (!letters) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function addMerged(merged: MergedCells[], reference: string, limits: TableLimits): void {
  const match = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/i.exec(reference);
  if (!match || merged.length >= MOST_MERGED) return;
  const to = Math.min(columnOf(match[3])!, limits.columns - 1);
  merged.push({ line: Number(match[2]), from: columnOf(match[1])!, to });
}
