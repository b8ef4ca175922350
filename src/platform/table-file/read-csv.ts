import { refused, type Outcome } from '../outcome.ts';
import { arrangeTable } from './arrange-table.ts';
import { decodeText, type Encoding } from './csv-encoding.ts';
import { readRecords } from './csv-records.ts';
import { findSeparator, separatorLine } from './csv-separator.ts';
import { withoutGuard } from './formula-guard.ts';
import type { TableFile, TableLimits, TableNote } from './table-file.ts';

export interface CsvChoices {
  encoding?: Encoding;
  separator?: string;
  headerLine?: number;
}

/** Reads a CSV text in whatever encoding and with whatever separator it comes. Refusals: see `decodeText`, `readRecords`, `arrangeTable`. */
export function readCsv(bytes: Uint8Array, limits: TableLimits, choices: CsvChoices = {}): Outcome<TableFile> {
  const decoded = decodeText(bytes, choices.encoding);
  if (!decoded.ok) return decoded;
  const { encoding, guessed } = decoded.value;
  if (decoded.value.text.trim() === '') return refused('file-empty');

  const named = separatorLine(decoded.value.text);
  const text = named ? decoded.value.text.slice(named.length) : decoded.value.text;
  const separator = choices.separator ?? named?.separator ?? findSeparator(text);
  const read = readRecords(text, separator, limits, Infinity, named ? 2 : 1);
  if (!read.ok) return read;

  const notes: TableNote[] = read.value.misplacedQuotes.map((line) => ({ code: 'quote-misplaced', line }));
  if (guessed) notes.unshift({ code: 'encoding-guessed', values: { encoding } });
  const records = read.value.records.map(({ line, cells }) => ({ line, cells: cells.map(withoutGuard) }));
  return arrangeTable({ kind: 'csv', encoding, separator, records, merged: [], notes }, limits, choices.headerLine);
}
