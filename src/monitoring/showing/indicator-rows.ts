import type { Area } from '../../areas/area-tree.ts';
import type { Uuid } from '../../platform/id.ts';
import { factorOf, type Formula } from '../formula.ts';
import { knownValue, resultIn, type IndicatorColumn, type IndicatorState } from '../indicator-value.ts';
import { comparedWith, rateInterval, shareInterval, type Interval } from '../statistics/interval.ts';
import { shrunkShares } from '../statistics/shrinkage.ts';
import { trendOf, type Trend } from '../statistics/trend.ts';
import { periodYear } from '../period.ts';

/** An area with all that is said of its indicator at one time; values and intervals in the indicator's unit. */
export interface IndicatorRow {
  areaId: Uuid;
  name: string;
  /** missing: there is no figure at all */
  result?: IndicatorState;
  interval?: Interval;
  /** against the average of the municipality */
  compared?: ReturnType<typeof comparedWith>;
  /** drawn towards the average, for shares with known counts */
  shrunk?: number;
  trend?: Trend;
  /** of all whom the indicator counts, how many live here; 0…1 */
  ofIndicator?: number;
  /** of all its denominator counts */
  ofBase?: number;
}

export type ShownArea = Pick<Area, 'id' | 'name' | 'key' | 'level' | 'parentId' | 'validFrom' | 'validUntil'>;

/** Confidence interval of a value whose counts are known, in its unit; only shares and rates have one. */
export function intervalOf(result: IndicatorState | undefined, formula: Formula): Interval | undefined {
  const counts = countsOf(result);
  if (!counts || (formula.kind !== 'share' && formula.kind !== 'rate')) return undefined;
  const factor = factorOf(formula);
  const { count, of } = counts;
  const { low, high } = formula.kind === 'share' && count <= of ? shareInterval(count, of) : rateInterval(count, of);
  return { low: low * factor, high: high * factor };
}

export function countsOf(result: IndicatorState | undefined): { count: number; of: number } | undefined {
  if (result?.state !== 'shown' || result.numerator === undefined || result.denominator === undefined) return undefined;
  return result.denominator > 0 && result.numerator >= 0 ? { count: result.numerator, of: result.denominator } : undefined;
}

interface RowsOf {
  areas: readonly ShownArea[];
  column: IndicatorColumn;
  /** all times of the indicator, for the trend; without them no trend is told */
  columns?: readonly IndicatorColumn[];
  formula: Formula;
  /** value of the municipality, if known */
  average: number | undefined;
}

/** One row for each area, in the order given. O(areas × times). */
export function indicatorRows({ areas, column, columns, formula, average }: RowsOf): IndicatorRow[] {
  const counted = areas.flatMap(({ id }) => {
    const counts = countsOf(resultIn(column, id));
    return counts ? [{ id, ...counts }] : [];
  });
  const isShare = formula.kind === 'share';
  const shrinkage = isShare && counted.every(({ count, of }) => count <= of) ? shrunkShares(counted) : undefined;
  const shrunk = new Map(shrinkage ? counted.map(({ id }, at) => [id, shrinkage.shares[at]! * factorOf(formula)]) : []);
  // Shares of the whole only where no area is missing: a part of an unknown whole says nothing.
  const isWhole = counted.length === areas.length && areas.length > 1;
  const [all, base] = [counted.reduce((sum, { count }) => sum + count, 0), counted.reduce((sum, { of }) => sum + of, 0)];
  return areas.map(({ id, name }): IndicatorRow => {
    const result = resultIn(column, id);
    const interval = intervalOf(result, formula);
    const counts = countsOf(result);
    const trend = columns && trendOfArea(id, columns, formula);
    return {
      areaId: id, name, ...(result ? { result } : {}), ...(interval ? { interval } : {}), ...(trend ? { trend } : {}),
      ...(interval && average !== undefined ? { compared: comparedWith(interval, average) } : {}),
      ...(shrunk.has(id) ? { shrunk: shrunk.get(id)! } : {}),
      ...(isShare && isWhole && counts && all > 0 && base > 0 ? { ofIndicator: counts.count / all, ofBase: counts.of / base } : {}),
    };
  });
}

/** Trend of a share with known counts over all its times; other indicators have none. */
export function trendOfArea(areaId: Uuid, columns: readonly IndicatorColumn[], formula: Formula): Trend | undefined {
  if (formula.kind !== 'share') return undefined;
  const points = columns.flatMap((column) => {
    const counts = countsOf(resultIn(column, areaId));
    return counts && counts.count <= counts.of ? [{ year: periodYear(column.period), ...counts }] : [];
  });
  return points.length === 0 ? undefined : trendOf(points);
}

export interface YearValue {
  year: number;
  /** missing: unknown */
  value?: number;
  interval?: Interval;
}

/**
 * The years of an area, before its last change of boundaries those of the area it came from (same level and key, ended the day it began).
 * `areas`: at least those that ended. `breaks`: first years in new boundaries – lines must not run across them. Of several times in a year the last one. O(areas + times).
 */
export function yearsOf(area: ShownArea, areas: readonly ShownArea[], columns: readonly IndicatorColumn[], formula: Formula): { points: YearValue[]; breaks: number[] } {
  const points = new Map<number, YearValue>();
  const breaks: number[] = [];
  for (let at: ShownArea | undefined = area, guard = 0; at && guard <= areas.length; at = predecessor(at, areas), guard += 1) {
    let isOwn = false;
    for (const column of columns) {
      const result = resultIn(column, at.id);
      const value = result && knownValue({ result });
      const interval = intervalOf(result, formula);
      const year = periodYear(column.period);
      if (!result || (at !== area && points.has(year))) continue;
      isOwn = true;
      points.set(year, { year, ...(value === undefined ? {} : { value }), ...(interval ? { interval } : {}) });
    }
    const before = predecessor(at, areas);
    if (isOwn && before) breaks.push(Math.min(...columns.filter((column) => resultIn(column, at!.id)).map(({ period }) => periodYear(period))));
  }
  const years = [...points.values()].sort((one, other) => one.year - other.year);
  return { points: years, breaks: breaks.filter((year) => years.some((point) => point.year < year)) };
}

function predecessor(area: ShownArea, areas: readonly ShownArea[]): ShownArea | undefined {
  return areas.find((other) => other.id !== area.id && other.level === area.level && other.key === area.key && other.validUntil === area.validFrom);
}
