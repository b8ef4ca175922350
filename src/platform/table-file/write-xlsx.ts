import writeExcelFile from 'write-excel-file/node';
import { accepted, refused, type Outcome } from '../outcome.ts';
import type { CellContent } from './cell-content.ts';

/** What Excel can hold in a cell and in a sheet. */
const LONGEST_TEXT = 32_767;
const MOST_ROWS = 1_048_576;
const FIRST_SAFE_DAY = '1900-03-01';

/**
 * A workbook with one sheet: bold header that stays on top, numbers as numbers, days as days, every text typed as text, so that
 * nothing in it is ever run as a formula. Refuses `cell-too-long` (with line and column) and `too-many-rows`: Excel would call the
 * file damaged. The whole workbook is held in memory; long lists belong into CSV.
 */
export async function writeXlsx(sheet: string, header: string[], rows: CellContent[][]): Promise<Outcome<Uint8Array>> {
  if (rows.length >= MOST_ROWS) return refused('too-many-rows', { values: { limit: MOST_ROWS - 1 } });
  for (const [index, row] of [header, ...rows].entries()) {
    const column = row.findIndex((cell) => typeof cell === 'string' && cell.length > LONGEST_TEXT);
    if (column !== -1) return refused('cell-too-long', { values: { line: index + 1, column: column + 1, limit: LONGEST_TEXT } });
  }
  const widths = header.map((name, column) => ({ width: widthOf(name, rows, column) }));
  const data = [header.map((name) => ({ ...textCell(name), fontWeight: 'bold' as const })), ...rows.map((row) => row.map(workbookCell))];
  const name = sheet.replace(/[[\]/\\:*?]/g, ' ').slice(0, 31).trim() || 'Tabelle';
  const buffer = await writeExcelFile(data, { sheet: name, columns: widths, stickyRowsCount: 1 }).toBuffer();
  return accepted(new Uint8Array(buffer));
}

function workbookCell(content: CellContent) {
  if (content === null || content === undefined || content === '') return null;
  if (typeof content === 'number') return Number.isFinite(content) ? { value: content, type: Number } : null;
  if (typeof content === 'string') return textCell(content);
  if (content.day < FIRST_SAFE_DAY) return textCell(content.day);
  return { value: new Date(`${content.day}T00:00:00Z`), type: Date, format: 'dd.mm.yyyy' };
}

function textCell(text: string) {
  return { value: escapeText(text), type: String };
}

/* XML cannot hold these, and the library would drop them in silence. */
// oxlint-disable-next-line no-control-regex
const UNWRITABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffd-\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** `_xHHHH_` for what XML cannot hold (ECMA-376 22.9.2.19), and `_x005F_` where a text itself looks like that. */
function escapeText(text: string): string {
  return text
    .replace(/_(?=x[0-9A-F]{4}_)/gi, '_x005F_')
    .replace(UNWRITABLE, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);
}

function widthOf(name: string, rows: CellContent[][], column: number): number {
  const longest = rows.slice(0, 200).reduce((most, row) => {
    const cell = row[column];
    return Math.max(most, typeof cell === 'string' ? cell.length : 10);
  }, name.length);
  return Math.min(60, longest + 2);
}
