import { cellText, type CellContent } from './cell-content.ts';
import { withGuard } from './formula-guard.ts';

const BOM = '\ufeff';
const LINES_AT_ONCE = 500;

/**
 * A CSV file as German spreadsheets open it without asking: UTF-8 with byte order mark, `;`, CRLF, decimal comma; texts that a
 * spreadsheet would run as formulas are guarded, and `readTable` takes the guard away again. Comes in pieces, so that a list
 * of any length needs no memory.
 */
export async function* csvPieces(header: string[], rows: Iterable<CellContent[]> | AsyncIterable<CellContent[]>): AsyncGenerator<string> {
  let piece = BOM + csvLine(header);
  let lines = 1;
  for await (const row of rows) {
    piece += csvLine(row);
    lines += 1;
    if (lines < LINES_AT_ONCE) continue;
    yield piece;
    piece = '';
    lines = 0;
  }
  if (piece !== '') yield piece;
}

/** The same as the body of a response. */
export function csvStream(header: string[], rows: Iterable<CellContent[]> | AsyncIterable<CellContent[]>): ReadableStream<Uint8Array> {
  const pieces = csvPieces(header, rows);
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}

/** The same in one go, for short lists. */
export function writeCsv(header: string[], rows: Iterable<CellContent[]>): Uint8Array {
  const lines = [BOM, csvLine(header)];
  for (const row of rows) lines.push(csvLine(row));
  return new TextEncoder().encode(lines.join(''));
}

function csvLine(cells: CellContent[]): string {
  return `${cells.map(csvCell).join(';')}\r\n`;
}

function csvCell(content: CellContent): string {
  // numbers and days are never run as formulas, and a guard would make them texts
  if (typeof content !== 'string') return cellText(content);
  const text = withGuard(content);
  return /[";,|\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
