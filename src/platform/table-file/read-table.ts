import { accepted, refused, type Outcome } from '../outcome.ts';
import { withHeaderAt } from './arrange-table.ts';
import type { Encoding } from './csv-encoding.ts';
import { recogniseFile } from './file-kind.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import { defaultLimits, type TableFile, type TableLimits } from './table-file.ts';

/** What a person may choose in the form when the reader chose wrongly. */
export interface TableChoices {
  limits?: Partial<TableLimits>;
  sheet?: string;
  encoding?: Encoding;
  separator?: string;
  /** line of the header, where it is not the first line that names columns */
  headerLine?: number;
}

/**
 * Reads a CSV or XLSX file by its content, whatever its name says; the name only leads to a note when it claims something else.
 * Everything that cannot be read without loss is a refusal (keys of `tableTexts`), everything odd a note with line and column.
 * Nothing is held back: 10 MB take about a second and run in one go, so call it in a job or a worker for large files. O(bytes).
 */
export function readTable(bytes: Uint8Array, fileName: string, choices: TableChoices = {}): Outcome<TableFile> {
  const limits = { ...defaultLimits, ...choices.limits };
  if (bytes.length === 0) return refused('file-empty');
  if (bytes.length > limits.bytes) return refused('file-too-large', { values: { limit: Math.floor(limits.bytes / 1024 / 1024) } });
  const recognised = recogniseFile(bytes, limits);
  if (!recognised.ok) return recognised;
  const { kind } = recognised.value;
  const read =
    kind === 'xlsx'
      ? readXlsx(bytes, recognised.value.entries, limits, choices.sheet, choices.headerLine)
      : readCsv(bytes, limits, choices);
  if (!read.ok) return read;
  const extension = /\.([a-z0-9]{1,5})$/i.exec(fileName)?.[1]?.toLowerCase();
  const expected = kind === 'xlsx' ? ['xlsx', 'xlsm'] : ['csv', 'txt', 'tsv', 'tab'];
  if (extension === undefined || expected.includes(extension)) return read;
  return accepted({ ...read.value, notes: [{ code: 'extension-differs', values: { extension, kind } }, ...read.value.notes] });
}

/** The same file, read again with the header on another line. */
export function readHeaderAt(table: TableFile, line: number, limits: Partial<TableLimits> = {}): Outcome<TableFile> {
  return withHeaderAt(table, line, { ...defaultLimits, ...limits });
}
