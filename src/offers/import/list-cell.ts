/*
 * Several values in one cell stand between bars: „Beratung | Bewegung“. A value that has a bar, a semicolon, a line break or a quote
 * of its own stands in quotes, its quotes doubled, as in CSV.
 */
const NEEDS_QUOTES = /["|;\r\n]|^\s|\s$/;

export function joinList(items: readonly string[]): string {
  return items.map((item) => (NEEDS_QUOTES.test(item) || item === '' ? quoted(item) : item)).join(' | ');
}

export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** Splits at any of the marks (single characters) outside quotes; quotes stay on. Empty pieces are left out. O(length). */
export function splitOutsideQuotes(cell: string, marks: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  let open = false;
  // a lone quote is an inch or a slip, and no quote
  const quotes = (cell.split('"').length - 1) % 2 === 0;
  for (const character of cell) {
    if (quotes && character === '"') open = !open;
    if (!open && marks.includes(character)) {
      pieces.push(piece);
      piece = '';
    } else {
      piece += character;
    }
  }
  return [...pieces, piece].map((one) => one.trim()).filter((one) => one !== '');
}

/** The values of a list cell: bars, semicolons and line breaks divide. */
export function splitList(cell: string): string[] {
  return splitOutsideQuotes(cell, '|;\r\n').map(withoutQuotes);
}

/** Takes off quotes around the whole text. */
export function withoutQuotes(text: string): string {
  return /^"(?:[^"]|"")*"$/.test(text) ? text.slice(1, -1).replaceAll('""', '"') : text;
}
