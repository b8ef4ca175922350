import { readRecords } from './csv-records.ts';
import { defaultLimits } from './table-file.ts';

export const separators = [';', '\t', ',', '|'] as const;

const LOOK_AT = 40;
const LOOK_AT_CHARACTERS = 200_000;

/** `sep=;` as the first line: Excel's own way to name the separator. Length includes the line end. */
export function separatorLine(text: string): { separator: string; length: number } | undefined {
  const match = /^"?sep=([^\r\n])"?[ \t;,]*(\r\n|\r|\n|$)/i.exec(text);
  return match ? { separator: match[1]!, length: match[0].length } : undefined;
}

/**
 * Finds the separator by reading the first lines with each candidate, quotes respected: the best one splits the most lines into the
 * same number of columns. Decimal commas also split evenly, but not the header; on a tie the order is `;` tab `,` `|`.
 * A text that no candidate splits is one column.
 */
export function findSeparator(text: string): string {
  const start = text.slice(0, LOOK_AT_CHARACTERS);
  const isCut = start.length < text.length;
  const scored = separators.map((separator) => ({ separator, score: evenness(start, separator, isCut) }));
  return scored.sort((one, other) => other.score - one.score)[0]!.separator;
}

function evenness(text: string, separator: string, isCut: boolean): number {
  const limits = { ...defaultLimits, columns: Infinity, cellLength: Infinity };
  const read = readRecords(text, separator, limits, LOOK_AT);
  // a quote left open may only mean that the sample ends inside a cell, or that this candidate is wrong
  const all = read.ok ? read.value.records : recordsBeforeFault(text, separator, limits);
  // the last line of a sample may be half a line
  const records = isCut && all.length > 1 && all.length < LOOK_AT ? all.slice(0, -1) : all;
  const widths = new Map<number, number>();
  for (const { cells } of records) if (cells.length > 1) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
  const [width, lines] = [...widths].sort((one, other) => other[1] - one[1] || other[0] - one[0])[0] ?? [0, 0];
  if (lines === 0) return 0;
  const share = lines / records.length;
  const headerSplits = (records.find(({ cells }) => cells.filter(Boolean).length > 1) ?? records[0])!.cells.length === width;
  return share + (headerSplits ? 0.25 : 0) + Math.min(width, 20) / 1000;
}

function recordsBeforeFault(text: string, separator: string, limits: Parameters<typeof readRecords>[2]) {
  for (let most = LOOK_AT; most >= 1; most = Math.floor(most / 2)) {
    const read = readRecords(text, separator, limits, most);
    if (read.ok) return read.value.records;
  }
  return [];
}
