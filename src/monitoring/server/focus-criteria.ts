import { areasOn, type AreaLevel } from '../../areas/area-tree.ts';
import type { Criterion, FocusArea } from '../focus/focus.ts';
import type { IndicatorDefinition } from '../indicator.ts';
import { knownValue, type IndicatorColumn } from '../indicator-value.ts';
import { periodYear } from '../period.ts';
import { sayPeriod } from '../period-words.ts';
import { definitionOf, loadFigures, type Basis, type Figures, type FiguresSource } from './figures.ts';

export interface FocusWish {
  level: AreaLevel;
  size: number;
  basis: Basis;
  /** weight of each criterion by key, > 0 */
  weights: ReadonlyMap<string, number>;
}

export interface FocusData {
  areas: FocusArea[];
  criteria: Criterion[];
  /** indicators that can be criteria */
  offered: IndicatorDefinition[];
}

const YEARS_OF_DYNAMICS = 2;

/** The newest figures of the wished criteria over the areas of a level, and those of two years before where there are some. */
export async function loadFocus(view: FiguresSource, { level, basis, weights }: FocusWish): Promise<FocusData> {
  const figures = await loadFigures(view, basis);
  const keys = [...new Set(figures.columns.map(({ indicatorKey }) => indicatorKey))];
  const newest = keys.flatMap((key) => {
    const column = figures.columns.findLast(({ indicatorKey }) => indicatorKey === key)!;
    const definition = definitionOf(figures, column);
    return definition && isCriterion(definition) ? [{ key, column, definition }] : [];
  });
  const chosen = newest.filter(({ key }) => weights.has(key));
  const day = chosen.map(({ column }) => column.period.until).sort().at(-1) ?? view.clock.today();
  const areas = areasOn(figures.areas, day).filter((area) => area.level === level).map(({ id: areaId, name }) => ({ areaId, name }));
  return {
    areas, offered: newest.map(({ definition }) => definition),
    criteria: chosen.map(({ key, column, definition }): Criterion => {
      const before = earlier(figures, key, column);
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

function earlier({ columns }: Figures, key: string, { period }: IndicatorColumn): IndicatorColumn | undefined {
  return columns.findLast((column) => column.indicatorKey === key && periodYear(column.period) === periodYear(period) - YEARS_OF_DYNAMICS);
}

function valuesOf(areas: readonly FocusArea[], { values }: IndicatorColumn): Float64Array {
  const byArea = new Map(values.map((value) => [value.areaId, value]));
  return Float64Array.from(areas, ({ areaId }) => {
    const found = byArea.get(areaId);
    return (found && knownValue(found)) ?? Number.NaN;
  });
}
