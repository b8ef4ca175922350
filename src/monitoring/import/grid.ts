import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import type { Encoding } from '../../platform/table-file/csv-encoding.ts';
import { openCsvText } from '../../platform/table-file/csv-text.ts';
import { forbiddenCharacter } from '../../platform/table-file/hidden-character.ts';
import { readTable } from '../../platform/table-file/read-table.ts';
import { columnLetter, defaultLimits, type TableNote } from '../../platform/table-file/table-file.ts';
import { readDirectory, unpack, type ZipEntry } from '../../platform/table-file/zip-directory.ts';
import { csvRows, type GridRow } from './csv-rows.ts';

/** A file as rows of cells, before anybody says what is a header. */
export interface Grid {
  kind: 'csv' | 'xlsx';
  /** name of the file itself, also where it came in an archive */
  fileName: string;
  encoding?: string;
  separator?: string;
  sheet?: string;
  sheets?: readonly string[];
  /** horizontally merged cells of a sheet: a header over several columns */
  merged: readonly { line: number; from: number; to: number }[];
  /** what a person should know before they trust the file: codes are keys of the table texts */
  notes: readonly TableNote[];
  rows(): Iterable<GridRow>;
}

export interface GridChoices {
  encoding?: Encoding;
  separator?: string;
  sheet?: string;
}

/** A flat file of a million lines is some 80 MB; the archive it comes in is a tenth of it. */
export const gridLimits = { ...defaultLimits, unpackedBytes: 200 * 1024 * 1024, entries: 2_000 };

const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);

/**
 * Opens a CSV, XLSX or zipped CSV by its content. Refuses what src/platform/table-file refuses, and `archive-without-table`,
 * `archive-with-tables` {count} where a zip holds none or several,
 * `hidden-character` {line, column, character} where a control character stands in the file: it can neither be stored nor seen.
 */
export function openGrid(bytes: Uint8Array, fileName: string, choices: GridChoices = {}): Outcome<Grid> {
  if (bytes.length === 0) return refused('file-empty');
  if (isZip(bytes)) {
    const directory = readDirectory(bytes, gridLimits);
    if (!directory.ok) return directory;
    if (!directory.value.has('[Content_Types].xml')) return openArchive(bytes, directory.value, choices);
    return openSheet(bytes, fileName, choices);
  }
  const start = Buffer.from(bytes.subarray(0, 4)).toString('latin1');
  // Pictures, PDF and other mistakes: the table reader knows the sentence that helps.
  if (start.startsWith('%PDF') || start.startsWith('\u00d0\u00cf') || start.startsWith('\u0089PNG') || /^\s*[<{[]/.test(start)) {
    const read = readTable(bytes, fileName);
    if (!read.ok) return read;
  }
  return openText(bytes, fileName, choices);
}

/** Umlauts that were broken before: UTF-8 read as Windows-1252 and saved again, or lost altogether. */
const BROKEN_UMLAUT = /Ã[¤¶¼Ÿ„–œ]|\ufffd/;

function openText(bytes: Uint8Array, fileName: string, choices: GridChoices): Outcome<Grid> {
  const opened = openCsvText(bytes, choices);
  if (!opened.ok) return opened;
  const { encoding, guessed, separator, firstLine } = opened.value;
  // Programs of the eighties end their files with Ctrl-Z.
  const text = opened.value.text.replace(/\u001a\s*$/, '');
  const hidden = forbiddenCharacter(text);
  const placeOf = (index: number) => {
    const before = text.slice(0, index).split('\n');
    return { line: firstLine + before.length - 1, column: columnLetter(before.at(-1)!.split(separator).length - 1) };
  };
  if (hidden) return refused('hidden-character', { values: { ...placeOf(text.indexOf(String.fromCodePoint(Number.parseInt(hidden.character.slice(2), 16)))), character: hidden.character } });
  const broken = BROKEN_UMLAUT.exec(text);
  const notes: TableNote[] = [
    ...(guessed ? [{ code: 'encoding-guessed' as const, values: { encoding } }] : []),
    ...(broken ? [{ code: broken[0] === '\ufffd' ? 'replacement-character' as const : 'double-encoded' as const, ...placeOf(broken.index) }] : []),
  ];
  return accepted({ kind: 'csv', fileName, encoding, separator, merged: [], notes, rows: () => csvRows(text, separator, firstLine) });
}

/** What the reader says of its own guess of a header is not said: stacked headers are found elsewhere. */
const SAID: readonly TableNote['code'][] = ['several-sheets', 'hidden-sheet', 'hidden-rows', 'hidden-columns', 'cell-error', 'formula-without-value', 'extension-differs', 'double-encoded', 'replacement-character'];

function openSheet(bytes: Uint8Array, fileName: string, choices: GridChoices): Outcome<Grid> {
  const read = readTable(bytes, fileName, choices.sheet ? { sheet: choices.sheet } : {});
  if (!read.ok) return read;
  const { title, headerLine, header, rows, merged, sheet, sheets, notes } = read.value;
  const all: GridRow[] = [...title, { line: headerLine, cells: header }, ...rows];
  for (const { line, cells } of all) {
    for (const [index, cell] of cells.entries()) {
      const hidden = forbiddenCharacter(cell);
      if (hidden) return refused('hidden-character', { values: { line, column: columnLetter(index), character: hidden.character } });
    }
  }
  return accepted({ kind: 'xlsx', fileName, merged, notes: notes.filter(({ code }) => SAID.includes(code)), ...(sheet ? { sheet } : {}), ...(sheets ? { sheets } : {}), rows: () => all });
}

function openArchive(bytes: Uint8Array, entries: ReadonlyMap<string, ZipEntry>, choices: GridChoices): Outcome<Grid> {
  const tables = [...entries.values()].filter(({ name, size }) => /\.(csv|txt)$/i.test(name) && size > 0 && !name.startsWith('__MACOSX/'));
  if (tables.length === 0) return refused('archive-without-table');
  if (tables.length > 1) return refused('archive-with-tables', { values: { count: tables.length } });
  const content = unpack(bytes, tables[0]!);
  return content.ok ? openText(content.value, tables[0]!.name.split('/').at(-1)!, choices) : content;
}

/** The first rows, for looking at a file. */
export function firstRows(grid: Grid, most: number): GridRow[] {
  const found: GridRow[] = [];
  for (const row of grid.rows()) {
    found.push(row);
    if (found.length >= most) break;
  }
  return found;
}
