/** How a sheet of paper is set: one column, the same set smaller, or two columns. */
export type SheetLayout = 'roomy' | 'dense' | 'columns';

export interface SheetPages<Entry> {
  layout: SheetLayout;
  /** one side of A4 each; almost always one */
  pages: Entry[][];
}

/** Measured with Chromium, A4 (tests/journeys/sheet.journey.ts): so many offers fill one side of paper. */
const ROOMY = 4;
const DENSE = 6;
/** Lines of sentences a side in two columns has room for besides its ten offers; a row is as tall as its longer half. */
const LINES_LEFT = 4;
const LINE = 38;

/**
 * Divides a list into sides of paper. Up to six offers stand below each other; from seven on in two columns; only where long sentences take more
 * room than one side has, a second one follows. `sentences`: characters of what is written to each entry.
 */
export function sheetPages<Entry>(entries: readonly Entry[], sentences: (entry: Entry) => number): SheetPages<Entry> {
  if (entries.length <= DENSE) return { layout: entries.length <= ROOMY ? 'roomy' : 'dense', pages: [[...entries]] };
  const lines = entries.map((entry) => Math.ceil(sentences(entry) / LINE));
  const inRows = lines.reduce((sum, _, index) => (index % 2 === 0 ? sum + Math.max(lines[index]!, lines[index + 1] ?? 0) : sum), 0);
  if (inRows <= LINES_LEFT) return { layout: 'columns', pages: [[...entries]] };
  const half = Math.ceil(entries.length / 2);
  return { layout: 'dense', pages: [entries.slice(0, half), entries.slice(half)] };
}
