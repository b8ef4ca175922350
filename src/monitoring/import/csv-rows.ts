import { readRecords } from '../../platform/table-file/csv-records.ts';
import { defaultLimits } from '../../platform/table-file/table-file.ts';

/** A line of a file as it stands: nothing trimmed, because indentation means something. `line` counts from 1. */
export interface GridRow {
  line: number;
  cells: readonly string[];
}

const QUOTE = 34;

/**
 * Reads a CSV text line by line without ever holding all of it as cells: a million lines are read in one pass. A cell in quotes may
 * go over several lines. Empty lines are left out. O(length).
 */
export function* csvRows(text: string, separator: string, firstLine = 1): Generator<GridRow> {
  let at = 0;
  let line = firstLine;
  while (at < text.length) {
    let end = endOfLine(text, at);
    const from = line;
    let content = text.slice(at, end);
    line += 1;
    if (content.includes('"')) {
      while (oddQuotes(content) && end < text.length) {
        const next = endOfLine(text, afterBreak(text, end));
        content = text.slice(at, next);
        end = next;
        line += 1;
      }
      const read = readRecords(content, separator, defaultLimits, 1);
      // A quote that is never closed is text: the row is refused later, not the whole file here.
      const cells = read.ok ? (read.value.records[0]?.cells ?? []) : content.split(separator);
      if (cells.some((cell) => cell !== '')) yield { line: from, cells };
    } else if (content !== '') {
      const cells = content.split(separator);
      if (cells.some((cell) => cell !== '')) yield { line: from, cells };
    }
    at = afterBreak(text, end);
  }
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  if (end === -1) return text.endsWith('\r') ? Math.max(from, text.length - 1) : text.length;
  return end > from && text[end - 1] === '\r' ? end - 1 : end;
}

function afterBreak(text: string, end: number): number {
  return text[end] === '\r' ? end + 2 : end + 1;
}

function oddQuotes(content: string): boolean {
  let quotes = 0;
  for (let at = 0; at < content.length; at += 1) if (content.charCodeAt(at) === QUOTE) quotes += 1;
  return quotes % 2 === 1;
}
