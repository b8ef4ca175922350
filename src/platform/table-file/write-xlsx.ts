import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { accepted, refused, type Outcome } from '../outcome.ts';
import type { CellContent } from './cell-content.ts';
import { columnLetter } from './table-file.ts';
import { escapeXml, fixedParts, sheetEnd, sheetStart, styles } from './xlsx-parts.ts';

/** What Excel can hold in a cell and in a sheet. */
const LONGEST_TEXT = 32_767;
const MOST_ROWS = 1_048_576;
/* Days since 30 December 1899, right from 1 March 1900 on; before, Excel believes in a leap day that never was. */
const EPOCH = Date.UTC(1899, 11, 30);
const FIRST_SAFE_DAY = '1900-03-01';
const ROWS_AT_ONCE = 500;

/**
 * A workbook with one sheet: bold header that stays on top, numbers as numbers, days as days, every text typed as text, so that
 * nothing in it is ever run as a formula, not even when somebody edits the cell. Rows may come from anywhere one by one; only the
 * packed file is held in memory. `readTable` gives the same texts back. Own writer: write-excel-file 4.1.1 damages texts such as
 * „constructor“, drops characters in silence and wants all rows at once.
 * Refuses `cell-too-long` (with line and column) and `too-many-rows`: Excel would call the file damaged.
 */
export async function writeXlsx(sheet: string, header: string[], rows: Iterable<CellContent[]> | AsyncIterable<CellContent[]>): Promise<Outcome<Uint8Array>> {
  const pieces: Uint8Array[] = [];
  const zip = new Zip((fault, piece) => {
    if (fault) throw fault;
    pieces.push(piece);
  });
  for (const [name, content] of Object.entries(fixedParts(sheet))) {
    const part = new ZipPassThrough(name);
    zip.add(part);
    part.push(strToU8(content), true);
  }
  const part = new ZipDeflate('xl/worksheets/sheet1.xml', { level: 6 });
  zip.add(part);
  let line = 1;
  let xml = sheetStart(header.map((name) => Math.min(60, Math.max(12, name.length + 3)))) + sheetRow(header, line, styles.header);
  for await (const row of rows) {
    line += 1;
    if (line > MOST_ROWS) return refused('too-many-rows', { values: { limit: MOST_ROWS - 1 } });
    const column = row.findIndex((cell) => typeof cell === 'string' && cell.length > LONGEST_TEXT);
    if (column !== -1) return refused('cell-too-long', { values: { line, column: column + 1, limit: LONGEST_TEXT } });
    xml += sheetRow(row, line);
    if (line % ROWS_AT_ONCE !== 0) continue;
    part.push(strToU8(xml), false);
    xml = '';
  }
  part.push(strToU8(xml + sheetEnd), true);
  zip.end();
  return accepted(new Uint8Array(Buffer.concat(pieces)));
}

function sheetRow(cells: readonly CellContent[], line: number, style?: number): string {
  return `<row r="${line}">${cells.map((content, index) => cellXml(content, `${columnLetter(index)}${line}`, style)).join('')}</row>`;
}

function cellXml(content: CellContent, reference: string, style?: number): string {
  if (content === null || content === undefined || content === '') return '';
  if (typeof content === 'number') return Number.isFinite(content) ? `<c r="${reference}"><v>${content}</v></c>` : '';
  if (typeof content === 'string') return textXml(content, reference, style ?? (/^[\d=+\-@'\t\r\n]/.test(content) ? styles.text : styles.plain));
  if (content.day < FIRST_SAFE_DAY) return textXml(content.day, reference, styles.text);
  return `<c r="${reference}" s="${styles.day}"><v>${(Date.parse(`${content.day}T00:00:00Z`) - EPOCH) / 86_400_000}</v></c>`;
}

function textXml(text: string, reference: string, style: number): string {
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
}
