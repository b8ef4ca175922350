import type { Day } from '../platform/day.ts';
import { groupedBy } from '../platform/grouped.ts';
import type { Uuid } from '../platform/id.ts';
import { accepted, refused, type Outcome, type Refusal } from '../platform/outcome.ts';
import { readCount, type Count, type UnknownWhy } from '../platform/table-file/cell-value.ts';
import { columnNumberFormat, type NumberFormat } from '../platform/table-file/number-format.ts';
import { acceptRows, type RefusedRow } from '../platform/table-file/refused-row.ts';
import { columnName, type TableFile, type TableRow } from '../platform/table-file/table-file.ts';
import { readAge, type AgeWords } from './age-column.ts';
import { areaNames, type AreaNames, type NamedArea } from './area-name.ts';
import { areaOfRow } from './area-of-row.ts';
import { checkSums, type StatedSum, type SumCheck } from './child-count-sums.ts';
import { childCountKey, oldestYear, sumCounts, type ChildCount, type CountSum } from './child-count.ts';
import { findChildCountColumns, type ChildCountColumns } from './child-count-columns.ts';
import { commonReferenceDay, daysInHeader, rowReferenceDay } from './reference-day.ts';

export interface ChildCountChoices {
  /** the Stichtag of the form, for tables that name none */
  stichtag?: Day;
  today: Day;
}

/** What the import would do, for the person to see before anything is stored. */
export interface ChildCountPreview {
  shape: 'long' | 'wide';
  headerLine: number;
  counts: ChildCount[];
  refusedRows: RefusedRow[];
  /** per Stichtag and area: children of all ages given */
  sums: { areaId: Uuid; on: Day; sum: CountSum; years: number }[];
  /** unknown counts by their reason */
  unknowns: { why: UnknownWhy; count: number }[];
  /** totals the table states itself, and areas against the areas below them: those that do not add up or cannot be checked */
  checks: SumCheck[];
  /** totals that add up */
  agreeing: number;
  /** lines that are no data: sources, footnotes, headings */
  remarks: { line: number; text: string }[];
  /** the column of numbers, where its format could not be told: those cells are refused */
  notes: Refusal[];
}

/** One cell of the table with what it is about. */
interface Figure {
  line: number;
  column: string;
  area: NamedArea | 'total';
  age: Exclude<AgeWords, { kind: 'band' }>;
  on: Day;
  count: Count;
}

const MOST_DAYS = 100;
const TOTAL_ROW = /^(?:insgesamt|gesamt(?:summe|stadt|ergebnis)?|summe|total|zusammen|alle (?:bezirke|gebiete|ortsteile|stadtteile|quartiere))$|\b(?:insgesamt|gesamt|zusammen)$/i;

/**
 * Reads children per area and single year of age from a long or wide table. Every row is taken whole or refused whole, with line,
 * column and reason; areas are matched by key or exact name, never by likeness. The same file gives the same counts.
 * Refuses `columns-not-found`, `age-bands-only`, `stichtag-differs`, `stichtag-unclear`, `stichtag-too-many`. O(cells).
 */
export function readChildCounts(file: TableFile, areas: readonly NamedArea[], choices: ChildCountChoices): Outcome<ChildCountPreview> {
  const found = findChildCountColumns(file);
  if (!found.ok) return found;
  const { table, columns } = found.value;
  const common = commonReferenceDay(daysInHeader(table), choices.stichtag);
  if (!common.ok) return common;

  const format = numberFormatOf(table, columns);
  const reader: RowReader = {
    table, columns, names: areaNames(areas), common: common.value, today: choices.today, format: format.ok ? format.value : 'either',
  };
  const refusedRows: RefusedRow[] = [];
  const remarks: ChildCountPreview['remarks'] = [];
  let figures: Figure[] = [];
  for (const row of table.rows) {
    const read = readRow(reader, row);
    if (read.kind === 'remark') remarks.push({ line: row.line, text: read.text });
    else if (read.refused.length > 0) refusedRows.push(...read.refused);
    else figures.push(...read.figures);
  }
  const days = new Set(figures.map(({ on }) => on)).size;
  if (days > MOST_DAYS) return refused('stichtag-too-many', { values: { count: days, limit: MOST_DAYS } });
  const doubles = findDoubles(figures);
  refusedRows.push(...doubles.refused);
  figures = figures.filter(({ line }) => !doubles.lines.has(line));

  const { counts, stated } = split(figures);
  const { checks, agreeing } = checkSums(counts, stated, areas, refusedRows.length > 0);
  return accepted({
    shape: columns.shape, headerLine: table.headerLine, counts, refusedRows: refusedRows.sort((one, other) => one.line - other.line),
    sums: sumsOf(counts), unknowns: unknownsOf(counts), checks, agreeing, remarks,
    notes: [...(format.ok ? [] : format.refusals), ...ignoredAges(columns)],
  });
}

/** The counts to store; see {@link acceptRows}. */
export function acceptChildCounts(preview: ChildCountPreview, seen: { refusedRowsSeen: boolean }): Outcome<ChildCount[]> {
  return acceptRows(preview.counts, preview.refusedRows, seen);
}

interface RowReader {
  table: TableFile;
  columns: ChildCountColumns;
  names: AreaNames;
  common: Day | undefined;
  today: Day;
  format: NumberFormat;
}

type RowResult = { kind: 'remark'; text: string } | { kind: 'row'; figures: Figure[]; refused: RefusedRow[] };

function readRow({ table, columns, names, common, today, format }: RowReader, { line, cells }: TableRow): RowResult {
  const cell = (index: number | undefined) => (index === undefined ? '' : (cells[index] ?? ''));
  const refusedHere: RefusedRow[] = [];
  const refuse = (column: string | undefined, refusals: readonly Refusal[]) => {
    for (const { code, values } of refusals) refusedHere.push({ line, ...(column === undefined ? {} : { column }), code, values: values ?? {} });
  };
  const places = columns.shape === 'long' ? [columns.count] : columns.ages.map(({ index }) => index);
  const filled = places.some((index) => cell(index).trim() !== '');

  const day = rowReferenceDay(cell(columns.day), common, today);
  const [key, name] = [cell(columns.key), cell(columns.name)];
  const area = areaOfRow(names, key, name, day.ok ? day.value : undefined);
  const isTotal = !area.ok && TOTAL_ROW.test((name || key).trim());
  if (!filled && !area.ok && !isTotal) return { kind: 'remark', text: cells.filter((text) => text.trim() !== '').join(' ').slice(0, 200) };

  if (!area.ok && !isTotal) refuse(headerOf(table, columns.name ?? columns.key), area.refusals);
  if (!day.ok) refuse(headerOf(table, columns.day), day.refusals);
  if (!filled && columns.shape === 'wide') refusedHere.push({ line, code: 'row-without-counts', values: {} });

  const figures: Figure[] = [];
  const take = (index: number, age: Figure['age']) => {
    const column = columnName(table.header, index);
    const count = readCount(cell(index), format);
    if (!count.ok) refuse(column, count.refusals);
    else if (day.ok) figures.push({ line, column, area: area.ok ? area.value : 'total', age, on: day.value, count: count.value });
  };
  if (columns.shape === 'wide') {
    for (const { index, age } of columns.ages) take(index, age);
  } else {
    const age = readAge(cell(columns.age));
    const code = ageRefusal(cell(columns.age), age);
    if (code) refuse(headerOf(table, columns.age), [{ code, values: { text: cell(columns.age).trim().slice(0, 60) } }]);
    else take(columns.count, age as Figure['age']);
  }
  return { kind: 'row', figures, refused: refusedHere };
}

function headerOf(table: TableFile, index: number | undefined): string | undefined {
  return index === undefined ? undefined : columnName(table.header, index);
}

function ageRefusal(text: string, age: AgeWords | undefined): string | undefined {
  if (text.trim() === '') return 'age-missing';
  if (!age) return 'age-not-read';
  if (age.kind === 'band') return 'age-not-single';
  return age.kind === 'year' && age.year > oldestYear ? 'age-too-old' : undefined;
}

/** All numbers of the table are in one format, so all its columns of numbers are looked at together. */
function numberFormatOf(table: TableFile, columns: ChildCountColumns): Outcome<NumberFormat> {
  const places = columns.shape === 'long' ? [columns.count] : columns.ages.map(({ index }) => index);
  const cells = table.rows.flatMap(({ line, cells: texts }) => places.map((index) => ({ line, text: texts[index] ?? '' })));
  return columnNumberFormat(cells, { whole: true });
}

/** Ages above 26 and bands, which no count of a single year can come from: named, not silently dropped. */
function ignoredAges(columns: ChildCountColumns): Refusal[] {
  if (columns.shape === 'long' || columns.ignored.length === 0) return [];
  return [{ code: 'age-columns-ignored', values: { count: columns.ignored.length, columns: columns.ignored.slice(0, 10).join(', ') } }];
}

/** The same area, age and Stichtag twice: the second row is refused, and the first as well where they differ. */
function findDoubles(figures: readonly Figure[]): { lines: Set<number>; refused: RefusedRow[] } {
  const first = new Map<string, Figure>();
  const lines = new Set<number>();
  const refusedRows: RefusedRow[] = [];
  const refuse = (figure: Figure, other: Figure, code: string) => {
    if (lines.has(figure.line)) return;
    lines.add(figure.line);
    refusedRows.push({ line: figure.line, column: figure.column, code, values: { otherLine: other.line } });
  };
  for (const figure of figures) {
    if (figure.area === 'total' || figure.age.kind !== 'year') continue;
    const key = childCountKey({ areaId: figure.area.id, ageYears: figure.age.year, on: figure.on });
    const earlier = first.get(key);
    if (!earlier) {
      first.set(key, figure);
      continue;
    }
    const same = JSON.stringify(earlier.count) === JSON.stringify(figure.count);
    refuse(figure, earlier, same ? 'row-twice' : 'row-contradicts');
    if (!same && earlier.line !== figure.line) refuse(earlier, figure, 'row-contradicts');
  }
  return { lines, refused: refusedRows };
}

function split(figures: readonly Figure[]): { counts: ChildCount[]; stated: StatedSum[] } {
  const counts: ChildCount[] = [];
  const stated: StatedSum[] = [];
  for (const { line, column, area, age, on, count } of figures) {
    if (area !== 'total' && age.kind === 'year') counts.push({ areaId: area.id, ageYears: age.year, on, count });
    else stated.push({ line, column, on, count, ...(area === 'total' ? {} : { areaId: area.id }), age });
  }
  return { counts, stated };
}

function sumsOf(counts: readonly ChildCount[]): ChildCountPreview['sums'] {
  const groups = groupedBy(counts, ({ on, areaId }) => `${on}|${areaId}`);
  return [...groups.values()].map((group) => ({ areaId: group[0]!.areaId, on: group[0]!.on, years: group.length, sum: sumCounts(group.map(({ count }) => count)) }));
}

function unknownsOf(counts: readonly ChildCount[]): ChildCountPreview['unknowns'] {
  const found = new Map<UnknownWhy, number>();
  for (const { count } of counts) if (count.kind === 'unknown') found.set(count.why, (found.get(count.why) ?? 0) + 1);
  return [...found].map(([why, count]) => ({ why, count }));
}
