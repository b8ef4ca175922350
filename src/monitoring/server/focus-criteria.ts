import { areasOn, type AreaLevel } from '../../areas/area-tree.ts';
import { catalogueIndicators } from '../catalogue.ts';
import type { Criterion, FocusArea } from '../focus/focus.ts';
import { focusMethod, type FocusMethodName } from '../focus/method.ts';
import type { IndicatorDefinition } from '../indicator.ts';
import { knownValue, type IndicatorColumn } from '../indicator-value.ts';
import { periodYear } from '../period.ts';
import { sayPeriod } from '../period-words.ts';
import { definitionOf, loadFigures, type Basis, type Figures, type FiguresSource } from './figures.ts';

export interface FocusWish {
  level: AreaLevel;
  size: number;
  basis: Basis;
  method: FocusMethodName;
  /** weight of each criterion by key, > 0; a method with indicators of its own takes those, all the same */
  weights: ReadonlyMap<string, number>;
}

export interface FocusData {
  areas: FocusArea[];
  criteria: Criterion[];
  /** indicators that can be criteria */
  offered: IndicatorDefinition[];
  /** names of the method's own indicators there are no figures of */
  missing: string[];
}

/** The newest figures of the wished criteria over the areas of a level, and those of some years before where there are any. */
export async function loadFocus(view: FiguresSource, { level, basis, method, weights: wished }: FocusWish): Promise<FocusData> {
  const { yearsOfDynamics, indicators } = focusMethod[method];
  const weights = indicators ? new Map(indicators.map((key) => [key, 1])) : wished;
  const figures = await loadFigures(view, basis);
  const keys = [...new Set(figures.columns.map(({ indicatorKey }) => indicatorKey))];
  const newest = keys.flatMap((key) => {
    const column = figures.columns.findLast(({ indicatorKey }) => indicatorKey === key)!;
    const definition = definitionOf(figures, column);
    return definition && (isCriterion(definition) || indicators?.includes(key)) ? [{ key, column, definition }] : [];
  });
  const chosen = newest.filter(({ key }) => weights.has(key));
  const day = chosen.map(({ column }) => column.period.until).sort().at(-1) ?? view.clock.today();
  const inhabitants = inhabitantsOf(figures, day);
  const areas = areasOn(figures.areas, day).filter((area) => area.level === level)
    .map(({ id: areaId, name }): FocusArea => ({ areaId, name, ...(inhabitants.has(areaId) ? { inhabitants: inhabitants.get(areaId)! } : {}) }));
  return {
    areas, offered: newest.map(({ definition }) => definition).filter(isCriterion), missing: (indicators ?? []).filter((key) => !newest.some((one) => one.key === key)).map(nameOf),
    criteria: chosen.map(({ key, column, definition }): Criterion => {
      const before = earlier(figures, key, column, yearsOfDynamics);
      return {
        key, name: definition.names.de, weight: weights.get(key)!, isResource: definition.polarity === 'resource', time: sayPeriod(column.period, 'de', 'short'),
        unit: definition.unit, decimals: definition.decimals, now: valuesOf(areas, column), ...(before ? { before: valuesOf(areas, before) } : {}),
      };
    }),
  };
}

/** What can be compared between areas of different size, and has a bad side. */
function isCriterion({ formula, polarity }: IndicatorDefinition): boolean {
  return polarity !== 'neutral' && (formula.kind === 'share' || formula.kind === 'rate' || formula.kind === 'change' || formula.kind === 'mean');
}

/** How many people live in each area on the newest day that is known. */
function inhabitantsOf({ columns }: Figures, day: string): Map<string, number> {
  const column = columns.findLast(({ indicatorKey, period }) => indicatorKey === 'population' && period.until <= day);
  return new Map((column?.values ?? []).flatMap((value) => (knownValue(value) === undefined ? [] : [[value.areaId, knownValue(value)!] as const])));
}

function nameOf(key: string): string {
  return catalogueIndicators.find((indicator) => indicator.key === key)?.names.de ?? key;
}

function earlier({ columns }: Figures, key: string, { period }: IndicatorColumn, years: number): IndicatorColumn | undefined {
  return columns.findLast((column) => column.indicatorKey === key && periodYear(column.period) === periodYear(period) - years);
}

function valuesOf(areas: readonly FocusArea[], { values }: IndicatorColumn): Float64Array {
  const byArea = new Map(values.map((value) => [value.areaId, value]));
  return Float64Array.from(areas, ({ areaId }) => {
    const found = byArea.get(areaId);
    return (found && knownValue(found)) ?? Number.NaN;
  });
}
