import { accepted, refused, type Outcome } from '../outcome.ts';
import type { TableLimits, TableRow } from './table-file.ts';

export interface CsvRecords {
  records: TableRow[];
  /** lines where text follows a closing quote; the cell is kept as it stands, quotes included */
  misplacedQuotes: number[];
}

const QUOTE = '"';
const CR = 13;
const LF = 10;

type CsvLimits = Pick<TableLimits, 'rows' | 'columns' | 'cells' | 'cellLength' | 'characters'>;

/**
 * RFC 4180 with what spreadsheets write in practice: any line end, quotes inside an unquoted cell are text, empty lines are skipped.
 * `line` of a record is the physical line on which it starts, also after cells with line breaks (csv-parse counts CRLF inside quotes
 * twice, which is why this is written here; its cells are the test oracle). `most` stops after so many records.
 * Refuses `quote-unclosed`, `quote-unbalanced` (with line) and what is larger than the limits. O(length).
 */
export function readRecords(text: string, separator: string, limits: CsvLimits, most = Infinity, firstLine = 1): Outcome<CsvRecords> {
  const records: TableRow[] = [];
  const misplacedQuotes: number[] = [];
  const end = text.length;
  const separatorCode = separator.charCodeAt(0);
  let at = 0;
  let line = firstLine;
  let cellCount = 0;

  while (at < end && records.length < most) {
    const cells: string[] = [];
    const recordLine = line;
    let filled = false;
    let open = true;
    while (open) {
      let cell: string | undefined;
      if (text[at] === QUOTE) {
        const quoted = readQuoted(text, at, separatorCode);
        if (quoted.kind === 'unclosed') return refused('quote-unclosed', { values: { line } });
        const breaks = countLineBreaks(text, at, quoted.after);
        if (quoted.kind === 'closed') {
          cell = quoted.cell;
          at = quoted.after;
          line += breaks;
        } else if (breaks > 0) {
          return refused('quote-unbalanced', { values: { line, until: line + breaks } });
        } else {
          misplacedQuotes.push(line);
        }
      }
      if (cell === undefined) {
        const from = at;
        while (at < end) {
          const code = text.charCodeAt(at);
          if (code === separatorCode || code === LF || code === CR) break;
          at += 1;
        }
        cell = text.slice(from, at);
      }
      if (cell.length > limits.cellLength) return refused('cell-too-long', { values: { line, column: cells.length + 1, limit: limits.cellLength } });
      cells.push(cell);
      if (cell !== '') filled = true;
      cellCount += 1;
      if (cells.length > limits.columns && filled) return refused('too-many-columns', { values: { line: recordLine, limit: limits.columns } });
      if (cellCount > limits.cells) return refused('too-many-cells', { values: { limit: limits.cells } });
      const code = at < end ? text.charCodeAt(at) : -1;
      if (code === separatorCode) {
        at += 1;
        continue;
      }
      if (code === CR && text.charCodeAt(at + 1) === LF) at += 1;
      if (code !== -1) {
        at += 1;
        line += 1;
      }
      open = false;
    }
    if (!filled) {
      cellCount -= cells.length;
      continue;
    }
    records.push({ line: recordLine, cells });
    if (records.length > limits.rows) return refused('too-many-rows', { values: { limit: limits.rows } });
  }
  return accepted({ records, misplacedQuotes });
}

type Quoted = { kind: 'closed' | 'misplaced'; cell: string; after: number } | { kind: 'unclosed' };

function readQuoted(text: string, at: number, separatorCode: number): Quoted {
  const parts: string[] = [];
  let from = at + 1;
  for (;;) {
    const quote = text.indexOf(QUOTE, from);
    if (quote === -1) return { kind: 'unclosed' };
    if (text[quote + 1] === QUOTE) {
      parts.push(text.slice(from, quote + 1));
      from = quote + 2;
      continue;
    }
    parts.push(text.slice(from, quote));
    let after = quote + 1;
    // some programs pad columns with blanks after the closing quote
    while (text[after] === ' ' && separatorCode !== 32) after += 1;
    const code = after < text.length ? text.charCodeAt(after) : separatorCode;
    const kind = code === separatorCode || code === CR || code === LF ? 'closed' : 'misplaced';
    return { kind, cell: parts.join(''), after };
  }
}

function countLineBreaks(text: string, from: number, until: number): number {
  let breaks = 0;
  for (let at = from; at < until; at += 1) {
    const code = text.charCodeAt(at);
    if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) breaks += 1;
  }
  return breaks;
}
