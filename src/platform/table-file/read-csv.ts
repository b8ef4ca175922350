import type { Outcome } from '../outcome.ts';
import { arrangeTable } from './arrange-table.ts';
import type { Encoding } from './csv-encoding.ts';
import { readRecords } from './csv-records.ts';
import { openCsvText } from './csv-text.ts';
import { withoutGuard } from './formula-guard.ts';
import type { TableFile, TableLimits, TableNote } from './table-file.ts';

export interface CsvChoices {
  encoding?: Encoding;
  separator?: string;
  headerLine?: number;
}

/** Reads a CSV text in whatever encoding and with whatever separator it comes. Refusals: see `decodeText`, `readRecords`, `arrangeTable`. */
export function readCsv(bytes: Uint8Array, limits: TableLimits, choices: CsvChoices = {}): Outcome<TableFile> {
  const opened = openCsvText(bytes, choices);
  if (!opened.ok) return opened;
  const { text, encoding, guessed, separator, firstLine } = opened.value;
  const read = readRecords(text, separator, limits, Infinity, firstLine);
  if (!read.ok) return read;

  const notes: TableNote[] = read.value.misplacedQuotes.map((line) => ({ code: 'quote-misplaced', line }));
  if (guessed) notes.unshift({ code: 'encoding-guessed', values: { encoding } });
  const records = read.value.records.map(({ line, cells }) => ({ line, cells: cells.map(withoutGuard) }));
  return arrangeTable({ kind: 'csv', encoding, separator, records, merged: [], notes }, limits, choices.headerLine);
}
