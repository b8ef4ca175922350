import type { NamedArea } from '../../areas/area-name.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { UnknownWhy } from '../../platform/table-file/cell-value.ts';
import type { NumberFormat } from '../../platform/table-file/number-format.ts';
import type { RefusedRow } from '../../platform/table-file/refused-row.ts';
import { breakdownKey, parseBreakdown, type Breakdown } from '../breakdown.ts';
import { Draft } from '../draft.ts';
import type { Figure } from '../figure.ts';
import type { Measure } from '../indicator.ts';
import { parsePeriodKey, periodKey, type Period } from '../period.ts';
import { areaLookup, type AreaLookup } from './area-lookup.ts';
import { categoryOf, readBreakdownWord } from './breakdown-text.ts';
import type { GridRow } from './csv-rows.ts';
import { readFigure } from './figure-text.ts';
import { readPeriod } from './period-text.ts';
import type { Recipe, RecipeColumn } from './recipe.ts';

export interface ImportGround {
  areas: readonly NamedArea[];
  measures: readonly Measure[];
  recipe: Recipe;
  /** number format of the value columns, found from the file where the recipe leaves it open */
  format: NumberFormat;
  firstDataLine: number;
  /** depths of indentation in the column of names, for tables without keys */
  indentation?: readonly number[];
}

/** All figures of one measure and period. */
export interface DraftPack {
  measure: string;
  period: Period;
  draft: Draft;
}

export interface ImportTally {
  lines: number;
  observations: number;
  repeated: number;
  unknowns: Partial<Record<UnknownWhy, number>>;
  nothing: number;
  /** lines of areas of other municipalities */
  strangers: number;
  /** lines of areas that no longer existed */
  dissolved: number;
  /** lines that are no data: footers, headings */
  remarks: number;
  /** words of the measure column nothing was said about, with how many lines */
  measuresLeftOut: Record<string, number>;
  refusedLines: number;
  /** the first of them; see MOST_REFUSED */
  refusedRows: RefusedRow[];
  areas: Set<Uuid>;
}

export const MOST_REFUSED = 500;
/** No name, key or figure is so long. */
export const LONGEST_CELL = 5_000;
const FOOT = /^_{3,}/;
const WHOLE_TOWN = /^(?:gesamtstadt|stadt(?:gebiet)? (?:insgesamt|gesamt)|insgesamt|gesamt|summe|stadt|kommune insgesamt|zusammen)$/i;

/**
 * Reads rows one by one by a recipe: call `take` for each row of the file in order, then look at `drafts` and `tally`. A row is taken
 * whole or refused whole; refusals name line, column and reason (keys of the part's import texts), never another row's content.
 */
export class ObservationReader {
  readonly drafts = new Map<string, DraftPack>();
  readonly tally: ImportTally = {
    lines: 0, observations: 0, repeated: 0, unknowns: {}, nothing: 0, strangers: 0, dissolved: 0, remarks: 0, measuresLeftOut: {}, refusedLines: 0, refusedRows: [], areas: new Set(),
  };
  readonly #ground: ImportGround;
  readonly #lookup: AreaLookup;
  readonly #columns: Record<RecipeColumn['role'], RecipeColumn[]>;
  readonly #measures: ReadonlyMap<string, Measure>;
  readonly #fixed: Period | undefined;
  readonly #periods = new Map<string, Period | undefined>();
  readonly #people = new Map<string, Breakdown | undefined>();
  readonly #packs = new Map<Period, Map<string, DraftPack>>();
  readonly #breakdowns = new Map<string, string>();
  readonly #town: NamedArea | undefined;
  /** place of the last column that has a name, or a meaning nobody has to add something to */
  readonly #last: number;
  #ended = false;

  constructor(ground: ImportGround) {
    this.#ground = ground;
    this.#lookup = areaLookup(ground.areas, { indentation: ground.indentation ?? [], officialKeys: ground.recipe.strangers === 'skip' });
    const of = (role: RecipeColumn['role']) => ground.recipe.columns.filter((column) => column.role === role);
    this.#columns = {
      ignore: [], 'area-key': of('area-key'), 'area-name': of('area-name'), time: of('time'), people: of('people'), category: of('category'), measure: of('measure'), value: of('value'),
    };
    this.#measures = new Map(ground.measures.map((measure) => [measure.key, measure]));
    this.#fixed = ground.recipe.period ? parsePeriodKey(ground.recipe.period) : undefined;
    this.#last = Math.max(...ground.recipe.columns.filter(({ header, role, measure }) => header !== '' || (role === 'value' ? measure !== undefined : role !== 'ignore')).map(({ index }) => index));
    const towns = ground.areas.filter(({ level, validUntil }) => level === 'municipality' && !validUntil);
    this.#town = towns.length === 1 ? towns[0] : undefined;
  }

  take(row: GridRow): void {
    if (this.#ended || row.line < this.#ground.firstDataLine) return;
    if (FOOT.test(row.cells[0]?.trim() ?? '')) {
      this.#ended = true;
      this.tally.remarks += 1;
      return;
    }
    const cell = (column: RecipeColumn | undefined) => (column ? (row.cells[column.index] ?? '') : '');
    const values = this.#columns.value.filter((column) => cell(column).trim() !== '');
    if (values.length === 0) {
      this.tally.remarks += 1;
      return;
    }
    this.tally.lines += 1;
    const refuse = (code: string, column: RecipeColumn | undefined, about: Record<string, string | number> = {}) => this.#refuse(row.line, code, column, about);

    const long = row.cells.findIndex((text) => text.length > LONGEST_CELL);
    if (long >= 0) return refuse('cell-too-long', undefined, { line: row.line, column: long + 1, limit: LONGEST_CELL });
    // „12,5“ between commas is two cells: what stands beyond the last column would be half of a figure.
    const surplus = row.cells.findLastIndex((text, index) => index > this.#last && text.trim() !== '');
    if (surplus >= 0) return refuse('row-long', undefined, { line: row.line, found: surplus + 1, expected: this.#last + 1 });
    const time = this.#timeOf(values, cell);
    if (time === 'unreadable') return refuse('time-not-read', this.#columns.time[0], { text: cell(this.#columns.time[0]).trim().slice(0, 40) });
    const on = time?.until ?? this.#firstPeriod(values)?.until;
    const area = this.#areaOf(cell(this.#columns['area-key'][0]), cell(this.#columns['area-name'][0]), on);
    if (!area.ok) {
      const { code, values: about } = area.refusals[0]!;
      if (code === 'area-not-valid' && this.#allDashes(values, cell)) this.tally.dissolved += 1;
      else if (code === 'area-missing' && values.length === 1 && !this.#columns.value.some((column) => /\d/.test(cell(column)))) this.tally.remarks += 1;
      else if (code === 'area-unknown' && this.#ground.recipe.strangers === 'skip') this.tally.strangers += 1;
      else refuse(code, this.#columns['area-name'][0] ?? this.#columns['area-key'][0], about);
      return;
    }
    if (this.#ground.recipe.dissolvedByDashes && this.#columns.value.length > 1 && this.#allDashes(values, cell)) {
      this.tally.dissolved += 1;
      return;
    }
    this.#figures(row, area.value, time, cell);
  }

  #figures(row: GridRow, area: NamedArea, time: Period | undefined, cell: (column: RecipeColumn | undefined) => string): void {
    const people: Breakdown = {};
    for (const column of [...this.#columns.people, ...this.#columns.category]) {
      const read = this.#peopleOf(cell(column), column.role === 'category');
      if (!read) return this.#refuse(row.line, 'people-not-read', column, { text: cell(column).trim().slice(0, 40) });
      Object.assign(people, read);
    }
    const peopleKey = breakdownKey(people);
    const word = cell(this.#columns.measure[0]).trim();
    const words = this.#ground.recipe.measures ?? {};
    const named = this.#columns.measure.length === 0 ? this.#ground.recipe.measure : Object.hasOwn(words, word) ? words[word] : undefined;
    // A word nobody has seen and left out is no word to leave out.
    if (this.#columns.measure.length > 0 && !Object.hasOwn(words, word)) return this.#refuse(row.line, 'measure-word-new', this.#columns.measure[0], { text: word.slice(0, 40) });
    if (this.#columns.measure.length > 0 && !named) {
      this.tally.measuresLeftOut[word] = (this.tally.measuresLeftOut[word] ?? 0) + 1;
      return;
    }
    const found: { pack: DraftPack; breakdown: string; figure: Figure; column: RecipeColumn }[] = [];
    for (const column of this.#columns.value) {
      const key = named ?? column.measure;
      if (!key) continue;
      const measure = this.#measures.get(key);
      if (!measure) return this.#refuse(row.line, 'measure-unknown', column, { text: key });
      const period = column.period ? this.#periodOf(column.period) : time;
      if (!period) return this.#refuse(row.line, 'time-missing', column);
      const figure = readFigure(cell(column), { dash: this.#ground.recipe.dash, format: this.#ground.format, whole: measure.isCount && measure.decimals === 0 });
      if (!figure.ok) return this.#refuse(row.line, figure.refusals[0]!.code, column, figure.refusals[0]!.values);
      found.push({ pack: this.#packOf(key, period), breakdown: this.#breakdownOf(peopleKey, people, column.breakdown ?? ''), figure: figure.value, column });
    }
    for (const { pack, breakdown, figure, column } of found) this.#put(row.line, area, pack, breakdown, figure, column);
    if (found.length > 0) this.tally.areas.add(area.id);
  }

  #put(line: number, area: NamedArea, { draft }: DraftPack, breakdown: string, figure: Figure, column: RecipeColumn): void {
    const put = draft.put(area.id, breakdown, figure, line);
    if (put.kind === 'contradicts') return this.#refuse(line, 'row-contradicts', column, { otherLine: put.line });
    if (put.kind === 'same') {
      this.tally.repeated += 1;
      return;
    }
    this.tally.observations += 1;
    if (figure.kind === 'nothing') this.tally.nothing += 1;
    if (figure.kind === 'unknown') this.tally.unknowns[figure.why] = (this.tally.unknowns[figure.why] ?? 0) + 1;
  }

  #packOf(measure: string, period: Period): DraftPack {
    let ofPeriod = this.#packs.get(period);
    if (!ofPeriod) {
      ofPeriod = new Map();
      this.#packs.set(period, ofPeriod);
    }
    let pack = ofPeriod.get(measure);
    if (!pack) {
      const key = `${measure}|${periodKey(period)}`;
      pack = this.drafts.get(key) ?? { measure, period, draft: new Draft() };
      this.drafts.set(key, pack);
      ofPeriod.set(measure, pack);
    }
    return pack;
  }

  /** What the line says about people, narrowed by what the column says. */
  #breakdownOf(peopleKey: string, people: Breakdown, column: string): string {
    const key = `${peopleKey}|${column}`;
    let known = this.#breakdowns.get(key);
    if (known === undefined) {
      known = breakdownKey({ ...people, ...(column === '' ? {} : (parseBreakdown(column) ?? {})) });
      this.#breakdowns.set(key, known);
    }
    return known;
  }

  #areaOf(key: string, name: string, on: Day | undefined) {
    const found = this.#lookup.find(key, name, on);
    if (!found.ok && this.#town && WHOLE_TOWN.test((name.trim() || key.trim()))) return { ok: true as const, value: this.#town };
    return found;
  }

  #timeOf(values: readonly RecipeColumn[], cell: (column: RecipeColumn | undefined) => string): Period | undefined | 'unreadable' {
    const column = this.#columns.time[0];
    if (!column) return this.#fixed;
    const text = cell(column).trim();
    if (text === '' && this.#fixed) return this.#fixed;
    return this.#periodOf(text) ?? (values.every(({ period }) => period !== undefined) ? undefined : 'unreadable');
  }

  #firstPeriod(values: readonly RecipeColumn[]): Period | undefined {
    const key = values.find(({ period }) => period !== undefined)?.period;
    return key ? this.#periodOf(key) : undefined;
  }

  #periodOf(text: string): Period | undefined {
    if (!this.#periods.has(text)) this.#periods.set(text, parsePeriodKeyOrText(text, this.#ground.recipe));
    return this.#periods.get(text);
  }

  #peopleOf(text: string, isCategory: boolean): Breakdown | undefined {
    const word = text.trim();
    const key = `${isCategory}|${word}`;
    if (this.#people.has(key)) return this.#people.get(key);
    const said = Object.hasOwn(this.#ground.recipe.words ?? {}, word) ? this.#ground.recipe.words![word] : undefined;
    const read = said === undefined ? undefined : parseBreakdown(said);
    const known = read ?? (word === '' ? {} : readWord(word, isCategory, this.#ground.recipe.lastYearIncluded));
    this.#people.set(key, known);
    return known;
  }

  #allDashes(values: readonly RecipeColumn[], cell: (column: RecipeColumn) => string): boolean {
    return values.every((column) => /^[-–—−]$/.test(cell(column).trim()));
  }

  #refuse(line: number, code: string, column: RecipeColumn | undefined, values: Record<string, string | number> = {}): void {
    const rows = this.tally.refusedRows;
    if (rows.at(-1)?.line !== line) this.tally.refusedLines += 1;
    if (rows.length < MOST_REFUSED) rows.push({ line, code, values, ...(column ? { column: column.header } : {}) });
  }
}

function readWord(word: string, isCategory: boolean, lastYearIncluded: boolean): Breakdown | undefined {
  const read = readBreakdownWord(word, lastYearIncluded);
  if (read?.kind === 'everybody') return {};
  if (read?.kind === 'narrower') return read.breakdown;
  return isCategory ? categoryOf(word) : undefined;
}

function parsePeriodKeyOrText(text: string, recipe: Recipe): Period | undefined {
  return readPeriod(text, recipe.yearMeans) ?? parsePeriodKey(text);
}
