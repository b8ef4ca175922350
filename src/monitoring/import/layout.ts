import type { GridRow } from './csv-rows.ts';
import { looksLikeFigure } from './figure-text.ts';
import type { Grid } from './grid.ts';
import { readPeriod } from './period-text.ts';
import { HEADER_JOINT } from './recipe.ts';

/** Where the parts of a file lie: title, up to five stacked header lines, data. */
export interface Layout {
  title: readonly GridRow[];
  headerLines: readonly number[];
  /** a text for each column: its header lines from top to bottom, each word once */
  headers: readonly string[];
  /** the words of each column's header apart */
  headerWords: readonly (readonly string[])[];
  firstDataLine: number;
  width: number;
}

const MOST_HEADERS = 5;
const LOOK_AT = 120;
/** The machine formats of GENESIS name their columns and end in marks of quality, which are no figures. */
const FLAT = /^(?:Statistik_Code|statistics_code)$/;

/**
 * Finds the header by looking for the first line of data: one with figures (or symbols) behind words, followed by another. The lines
 * of at least two words directly above it are the header – or all lines that leave the first column empty, as GENESIS stacks them.
 */
export function layoutOf(rows: readonly GridRow[], merged: Grid['merged'] = []): Layout | undefined {
  const seen = rows.slice(0, LOOK_AT);
  const flat = seen.findIndex(({ cells }) => FLAT.test(cells[0] ?? ''));
  const at = flat >= 0 && seen[flat + 1] ? flat + 1 : seen.findIndex((row, index) => isData(row) && (seen[index + 1] === undefined || isData(seen[index + 1]!) || isSparse(seen[index + 1]!)) && index > 0);
  if (at <= 0) return undefined;
  const first = Math.max(0, at - MOST_HEADERS);
  let from = at - 1;
  while (from > first && isHeader(seen[from - 1]!, seen[from]!)) from -= 1;
  if (filled(seen[from]!) < 2 && at - 1 > from) from += 1;
  const header = seen.slice(from, at);
  const width = widthOf(header, seen.slice(at), merged);
  const stacked = header.map((row) => spread(row, width, merged.filter(({ line }) => line === row.line), header.length > 1));
  const headerWords = Array.from({ length: width }, (_, column) => {
    const words = stacked.map((line) => clean(line[column] ?? '')).filter((word) => word !== '');
    return words.filter((word, index) => words.indexOf(word) === index);
  });
  return {
    title: seen.slice(0, from), headerLines: header.map(({ line }) => line), headerWords, headers: headerWords.map((words) => words.join(HEADER_JOINT)),
    firstDataLine: seen[at]!.line, width,
  };
}

const filled = ({ cells }: GridRow) => cells.filter((cell) => cell.trim() !== '').length;
const clean = (text: string) => text.replace(/\s+/g, ' ').trim();

/** As wide as the header; wider only where most rows go on: one that does has a comma too many, and no further column. */
function widthOf(header: readonly GridRow[], data: readonly GridRow[], merged: Grid['merged']): number {
  const named = Math.max(...header.map(({ line, cells }) => Math.max(lastFilled(cells), ...merged.filter((one) => one.line === line).map(({ to }) => to)) + 1));
  const wider = data.map(({ cells }) => lastFilled(cells) + 1).filter((width) => width > named);
  return wider.length * 2 > data.filter((row) => !isSparse(row)).length ? Math.max(...wider) : named;
}

function lastFilled(cells: readonly string[]): number {
  let at = cells.length - 1;
  while (at >= 0 && cells[at]!.trim() === '') at -= 1;
  return at;
}

/** Words in front, figures behind; a header of years („2020;2021“) has no word in front that is an area, so its first cell decides. */
function isData({ cells }: GridRow): boolean {
  const texts = cells.map((cell) => cell.trim());
  const first = texts.findIndex((text) => text !== '');
  if (first === -1 || first > 1) return false;
  const rest = texts.slice(first + 1).filter((text) => text !== '');
  if (rest.length === 0) return false;
  const figures = rest.filter((text) => looksLikeFigure(text) && !isHeaderYear(text)).length;
  const last = texts[lastFilled(texts)]!;
  return figures >= 1 && looksLikeFigure(last) && !rest.every(isHeaderYear);
}

/** Years and days stand in headers too. */
function isHeaderYear(text: string): boolean {
  return /^(?:19|20)\d\d$/.test(text) || /^\d{1,2}\.\d{1,2}\.(?:19|20)\d\d$/.test(text);
}

function isSparse(row: GridRow): boolean {
  return filled(row) <= 1;
}

/** A line belongs to the header where it leaves the first column empty, or has several words and stands directly above. */
function isHeader(row: GridRow, below: GridRow): boolean {
  if (below.line - row.line > 2) return false;
  if (row.cells[0]?.trim() === '' && filled(row) >= 1) return true;
  return filled(row) >= 2;
}

/** A word over several columns stands in the first of them: it is spread over the empty ones to its right. */
function spread({ cells }: GridRow, width: number, merged: readonly { from: number; to: number }[], isStacked: boolean): string[] {
  const line = Array.from({ length: width }, (_, index) => cells[index] ?? '');
  for (const { from, to } of merged) for (let at = from + 1; at <= Math.min(to, width - 1); at += 1) line[at] ||= line[from]!;
  if (!isStacked || merged.length > 0) return line;
  const first = line.findIndex((cell) => cell.trim() !== '');
  for (let at = first + 1; first >= 0 && at < width; at += 1) if (line[at]!.trim() === '') line[at] = line[at - 1]!;
  return line;
}

/** Time named in the title: „Stichtag 31.12.2022“, „Berichtsmonat: Juni 2017“. */
export function titleWords(layout: Layout): string[] {
  return layout.title.flatMap(({ cells }) => cells.map((cell) => cell.trim()).filter((cell) => cell !== ''));
}

export function periodOfTitle(layout: Layout, yearMeans: 'year' | 'stichtag') {
  for (const words of titleWords(layout)) {
    const found = /(?:stichtag|stand|berichtsmonat|berichtsjahr|zum|am|jahr|datenstand)\s*:?\s*(\d{1,2}\.\s?(?:\d{1,2}\.|[A-Za-zä]+)\s?(?:19|20)\d\d|[A-Za-zä]+ (?:19|20)\d\d|(?:19|20)\d\d(?:\/\d\d(?:\d\d)?)?)/i.exec(words);
    const period = readPeriod(words, yearMeans) ?? (found ? readPeriod(found[1]!, yearMeans) : undefined);
    if (period) return period;
  }
  return undefined;
}
