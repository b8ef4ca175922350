/** A line of a file as it stands: nothing trimmed, because indentation means something. `line` counts from 1. */
export interface GridRow {
  line: number;
  cells: readonly string[];
}

const [QUOTE, CR, LF, SPACE] = ['"', 13, 10, 32] as const;
/** A cell in quotes may go over so many lines; a quote that nothing closes until then was never meant as one. */
const MOST_LINES_OF_A_CELL = 50;
const MOST_OF_A_CELL = 100_000;

/**
 * Reads a CSV text line by line without ever holding all of it as cells: a million lines are read in one pass. A cell in quotes may go over several lines.
 * A quote that does not hold a whole cell is text, so that it never takes the lines below it along. Empty lines are left out. O(length).
 */
export function* csvRows(text: string, separator: string, firstLine = 1): Generator<GridRow> {
  let at = 0;
  let line = firstLine;
  while (at < text.length) {
    const end = endOfLine(text, at);
    const content = text.slice(at, end);
    if (content.includes(QUOTE)) {
      const row = quotedRow(text, at, separator);
      if (row.cells.some((cell) => cell !== '')) yield { line, cells: row.cells };
      at = afterBreak(text, row.end);
      line += row.lines;
      continue;
    }
    if (content !== '') {
      const cells = content.split(separator);
      if (cells.some((cell) => cell !== '')) yield { line, cells };
    }
    at = afterBreak(text, end);
    line += 1;
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

/** A line with quotes, and the lines its cells go on over: `end` is where its last one ends, `lines` how many they are. */
function quotedRow(text: string, start: number, separator: string): { cells: string[]; end: number; lines: number } {
  const cells: string[] = [];
  let [at, end, lines] = [start, endOfLine(text, start), 1];
  for (;;) {
    const quoted = text[at] === QUOTE ? quotedCell(text, at, separator, MOST_LINES_OF_A_CELL - lines) : undefined;
    if (quoted) {
      cells.push(quoted.cell);
      at = quoted.after;
      lines += quoted.breaks;
      if (quoted.breaks > 0) end = endOfLine(text, at);
    } else {
      const next = text.indexOf(separator, at);
      const until = next === -1 || next > end ? end : next;
      cells.push(text.slice(at, until));
      at = until;
    }
    if (at >= end) return { cells, end, lines };
    at += 1;
    // A separator at the very end of the line opens one more cell, which is empty.
    if (at === end) return { cells: [...cells, ''], end, lines };
  }
}

/** A cell from its opening quote to the separator or the end of the line behind its closing one; undefined where the quotes hold no whole cell. */
function quotedCell(text: string, at: number, separator: string, mostBreaks: number): { cell: string; after: number; breaks: number } | undefined {
  let [cell, from] = ['', at + 1];
  for (;;) {
    const quote = text.indexOf(QUOTE, from);
    if (quote === -1 || quote - at > MOST_OF_A_CELL) return undefined;
    cell += text.slice(from, quote);
    if (text[quote + 1] === QUOTE) {
      cell += QUOTE;
      from = quote + 2;
      continue;
    }
    let after = quote + 1;
    // Some programs pad columns with blanks behind the closing quote.
    while (text.charCodeAt(after) === SPACE && separator !== ' ') after += 1;
    const code = text.charCodeAt(after);
    if (after < text.length && text[after] !== separator && code !== LF && code !== CR) return undefined;
    const breaks = cell.split('\n').length - 1;
    return breaks > mostBreaks ? undefined : { cell, after, breaks };
  }
}
