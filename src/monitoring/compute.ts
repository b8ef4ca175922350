import type { Area } from '../areas/area-tree.ts';
import type { Day } from '../platform/day.ts';
import { areaFrames, type AreaFrame } from './area-frame.ts';
import { compositeIndex } from './composite.ts';
import { addColumns, breakdownIndexes, emptyColumn, placesIn, readColumn, sumUpwards, type CountColumn } from './count-column.ts';
import { ABSENT, LAST_KNOWN, markCode } from './figure.ts';
import { breakdownKey } from './breakdown.ts';
import { factorOf, sameTime, type Formula, type Term, type TimeRule } from './formula.ts';
import { definitionOn, type IndicatorDefinition } from './indicator.ts';
import type { MeasurePack, Pack } from './pack.ts';
import { comparePeriods, daysBetween, periodKey, samePeriod, yearsBefore, type Period } from './period.ts';

/** The area list everything is worked out over; results stand in its order. */
export type ComputedArea = Pick<Area, 'id' | 'parentId' | 'level' | 'validFrom' | 'validUntil'>;

export const SHOWN = 0;
export const NO_DATA = 1;
export const TOO_SMALL = 2;
/** States from here on are marks of figure.ts, moved up by this much: 12 + mark. */
export const UNKNOWN = 12;

/** An indicator at one time over all areas, as columns. */
export interface ComputedColumn {
  definition: IndicatorDefinition;
  period: Period;
  basePeriod?: Period;
  /** NaN where state is not SHOWN */
  values: Float64Array;
  numerators: Float64Array;
  denominators: Float64Array;
  states: Uint8Array;
  summed: Uint8Array;
}

type Definitions = readonly IndicatorDefinition[];

/**
 * Works out all indicators for all areas and periods there are packs of. Definitions of different times may be given for one key;
 * each period takes the one that holds on its last day. Order of the result: as the definitions, then in time.
 * O(observations + indicators × periods × areas).
 */
export function computeIndicators(packs: readonly MeasurePack[], definitions: Definitions, areas: readonly ComputedArea[]): ComputedColumn[] {
  const house = new Workshop(packs, definitions, areas);
  return [...new Set(definitions.map(({ key }) => key))].flatMap((key) => house.columnsOf(key));
}

/** Keeps what is read and worked out once; indicators that name others ask here. */
export class Workshop {
  readonly definitions: Definitions;
  readonly areas: readonly ComputedArea[];
  readonly frames: ReturnType<typeof areaFrames>;
  readonly #packs = new Map<string, MeasurePack[]>();
  readonly #columns = new Map<string, CountColumn | undefined>();
  readonly #places = new Map<Pack['areas'], Int32Array>();
  readonly #done = new Map<string, readonly ComputedColumn[]>();

  constructor(packs: readonly MeasurePack[], definitions: Definitions, areas: readonly ComputedArea[]) {
    this.definitions = definitions;
    this.areas = areas;
    this.frames = areaFrames(areas);
    for (const pack of packs.toSorted((one, other) => comparePeriods(one.period, other.period))) {
      const known = this.#packs.get(pack.measure);
      if (known) known.push(pack);
      else this.#packs.set(pack.measure, [pack]);
    }
  }

  columnsOf(key: string): readonly ComputedColumn[] {
    const known = this.#done.get(key);
    if (known) return known;
    // Set before others are asked: definitions in a circle, which the rules refuse, end as no data.
    this.#done.set(key, []);
    const own = this.definitions.filter((definition) => definition.key === key);
    const columns = own.flatMap((definition) => this.#compute(definition)).sort((one, other) => comparePeriods(one.period, other.period));
    this.#done.set(key, columns);
    return columns;
  }

  #compute(definition: IndicatorDefinition): ComputedColumn[] {
    const { formula } = definition;
    const holds = ({ period }: { period: Period }) => definitionOn([definition], period.until) !== undefined;
    if (formula.kind === 'change') return this.#changes(definition, formula).filter(holds);
    if (formula.kind === 'index') return this.#indexes(definition, formula).filter(holds);
    const periods = (this.#packs.get(formula.numerator[0]?.measure ?? '') ?? []).map(({ period }) => period);
    return periods.filter((period) => holds({ period })).flatMap((period) => this.#ratio(definition, formula, period) ?? []);
  }

  #ratio(definition: IndicatorDefinition, formula: Exclude<Formula, { kind: 'change' | 'index' }>, period: Period): ComputedColumn | undefined {
    const numerator = this.#sum(formula.numerator, period);
    if (!numerator) return undefined;
    const column = blankColumn(definition, period, this.areas.length);
    if (formula.kind === 'count') {
      fill(column, numerator, undefined, 1);
      return column;
    }
    if (formula.kind === 'part') {
      const frame = this.frames.on(period.until);
      fill(column, numerator, ofTheWhole(numerator, formula.of === 'parent' ? frame.parent : frame.municipality), factorOf(formula));
      return column;
    }
    const found = this.#denominator(formula.denominator, period, formula.time ?? sameTime);
    if (found && !samePeriod(found.period, period)) column.basePeriod = found.period;
    fill(column, numerator, found?.column ?? emptyColumn(this.areas.length), factorOf(formula));
    return column;
  }

  #denominator(terms: readonly Term[], period: Period, rule: TimeRule): { column: CountColumn; period: Period } | undefined {
    const known = (this.#packs.get(terms[0]?.measure ?? '') ?? []).map((pack) => pack.period);
    const candidates = known.filter((one) => samePeriod(one, period) || (rule.match !== 'same' && daysBetween(one.until, period.until) <= rule.tolerance
      && (rule.match === 'nearest' || one.until <= period.until)));
    const distance = (one: Period) => (samePeriod(one, period) ? -1 : daysBetween(one.until, period.until));
    for (const candidate of candidates.sort((one, other) => distance(one) - distance(other))) {
      const column = this.#sum(terms, candidate);
      if (column) return { column, period: candidate };
    }
    return undefined;
  }

  /** The terms added up; undefined where one of them has no figures of that period and breakdown at all. */
  #sum(terms: readonly Term[], period: Period): CountColumn | undefined {
    let sum: CountColumn | undefined;
    for (const term of terms) {
      const column = this.term(term, period);
      if (!column) return undefined;
      sum = sum ? addColumns(sum, column, term.sign ?? 1) : column;
    }
    return sum;
  }

  /** The count of a measure for some of the people at a time, over all areas; undefined where there are no such figures at all. */
  term({ measure, breakdown = {} }: Omit<Term, 'sign'>, period: Period): CountColumn | undefined {
    const key = `${measure}|${periodKey(period)}|${breakdownKey(breakdown)}`;
    if (this.#columns.has(key)) return this.#columns.get(key);
    const found = (this.#packs.get(measure) ?? []).find((one) => samePeriod(one.period, period));
    const indexes = found && breakdownIndexes(found.pack, breakdown);
    let column: CountColumn | undefined;
    if (found && indexes) {
      column = readColumn(found.pack, indexes, this.#placesOf(found.pack), this.areas.length);
      sumUpwards(column, this.frames.on(period.until).below);
    }
    this.#columns.set(key, column);
    return column;
  }

  #placesOf(pack: Pack): Int32Array {
    const places = this.#places.get(pack.areas) ?? placesIn(pack, this.frames.indexOfArea);
    this.#places.set(pack.areas, places);
    return places;
  }

  #changes(definition: IndicatorDefinition, formula: Extract<Formula, { kind: 'change' }>): ComputedColumn[] {
    const columns = this.columnsOf(formula.indicator);
    return columns.flatMap((now) => {
      const then = columns.find(({ period }) => samePeriod(period, yearsBefore(now.period, formula.years)));
      if (!then) return [];
      const column = { ...blankColumn(definition, now.period, this.areas.length), basePeriod: then.period };
      for (let at = 0; at < this.areas.length; at += 1) {
        const state = now.states[at] === SHOWN ? then.states[at]! : now.states[at]!;
        const [new_, old] = [now.values[at]!, then.values[at]!];
        // From nothing there is no percentage.
        if (state === SHOWN && formula.as === 'percent' && old === 0) column.states[at] = UNKNOWN + markCode('not-meaningful');
        else column.states[at] = state;
        if (column.states[at] === SHOWN) column.values[at] = formula.as === 'percent' ? ((new_ - old) / Math.abs(old)) * 100 : new_ - old;
      }
      return [column];
    });
  }

  /** z-scores are taken among the areas of one level; an index is only as new as its oldest figure, so all must be of one year's end or the nearest before. */
  #indexes(definition: IndicatorDefinition, formula: Extract<Formula, { kind: 'index' }>): ComputedColumn[] {
    const parts = formula.components.map(({ indicator, weight }) => ({ weight, columns: this.columnsOf(indicator) }));
    const first = parts[0]?.columns ?? [];
    return first.flatMap(({ period }) => {
      const matching = parts.map(({ columns }) => nearestWithinAYear(columns, period.until));
      if (matching.some((column) => column === undefined)) return [];
      const components = matching.map((column, at) => ({
        values: column!.values, weight: parts[at]!.weight, sign: column!.definition.polarity === 'resource' ? -1 as const : 1 as const,
      }));
      const column = blankColumn(definition, period, this.areas.length);
      const other = matching.find((one) => !samePeriod(one!.period, period));
      if (other) column.basePeriod = other.period;
      column.states.fill(NO_DATA);
      for (const places of this.frames.on(period.until).levels.values()) {
        const index = compositeIndex(components, places);
        for (const place of places) {
          column.values[place] = index[place]!;
          const lacking = matching.find((one) => one!.states[place] !== SHOWN);
          column.states[place] = Number.isNaN(index[place]!) ? (lacking?.states[place] ?? NO_DATA) : SHOWN;
        }
      }
      return [column];
    });
  }
}

function nearestWithinAYear(columns: readonly ComputedColumn[], until: Day): ComputedColumn | undefined {
  return columns.filter(({ period }) => daysBetween(period.until, until) < 366)
    .sort((one, other) => daysBetween(one.period.until, until) - daysBetween(other.period.until, until))[0];
}

function blankColumn(definition: IndicatorDefinition, period: Period, size: number): ComputedColumn {
  const nothing = () => new Float64Array(size).fill(Number.NaN);
  return { definition, period, values: nothing(), numerators: nothing(), denominators: nothing(), states: new Uint8Array(size).fill(NO_DATA), summed: new Uint8Array(size) };
}

function ofTheWhole(column: CountColumn, above: AreaFrame['parent']): CountColumn {
  const whole = emptyColumn(column.values.length);
  above.forEach((place, at) => {
    if (place < 0) return;
    whole.values[at] = column.values[place]!;
    whole.marks[at] = column.marks[place]!;
  });
  return whole;
}

function fill(column: ComputedColumn, numerator: CountColumn, denominator: CountColumn | undefined, factor: number): void {
  const { minimumDenominator } = column.definition;
  for (let at = 0; at < column.values.length; at += 1) {
    const [top, bottom] = [numerator.marks[at]!, denominator ? denominator.marks[at]! : markCode('number')];
    column.summed[at] = numerator.summed[at]! | (denominator?.summed[at] ?? 0);
    if (top === ABSENT || bottom === ABSENT) continue;
    if (top > LAST_KNOWN || bottom > LAST_KNOWN) {
      column.states[at] = UNKNOWN + Math.max(top, bottom);
      continue;
    }
    const [part, whole] = [numerator.values[at]!, denominator ? denominator.values[at]! : 1];
    column.numerators[at] = part;
    if (denominator) column.denominators[at] = whole;
    // Nobody there is no share of 0: 0 of 0 means nothing.
    if (denominator && (whole < minimumDenominator || whole === 0)) column.states[at] = whole === 0 ? UNKNOWN + markCode('not-meaningful') : TOO_SMALL;
    else {
      column.states[at] = SHOWN;
      column.values[at] = (part / whole) * factor;
    }
  }
}
