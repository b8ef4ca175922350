import { knownAreas } from '../../areas/server/known-areas.ts';
import type { AreaRow } from '../../areas/server/list-areas.ts';
import type { View } from '../../platform/house.ts';
import { indicatorColumn } from '../computed-values.ts';
import { definitionOn, type IndicatorDefinition } from '../indicator.ts';
import type { IndicatorColumn } from '../indicator-value.ts';
import { comparePeriods } from '../period.ts';
import { listDefinitions } from './definitions.ts';
import { rawValues } from './raw-values.ts';
import { releasedValues } from './released-values.ts';

/** raw: social data, only behind a permission that protects them. */
export type Basis = 'raw' | 'released';

export interface Figures {
  areas: readonly AreaRow[];
  definitions: IndicatorDefinition[];
  /** by key and time */
  columns: IndicatorColumn[];
}

/** What figures are read through: a page's view, or an action's transaction. */
export type FiguresSource = Pick<View, 'tx' | 'configuration' | 'clock'> & { town: Pick<View['town'], 'id'> };

/** Figures of the wished indicators (all without a wish) with the areas they are of. */
export async function loadFigures(view: FiguresSource, basis: Basis, wished?: readonly string[]): Promise<Figures> {
  if (basis === 'raw') {
    const { areas, definitions, columns } = await rawValues(view.tx, view.town.id, view.configuration, wished);
    return { areas, definitions, columns: columns.map((column) => indicatorColumn(column, areas)).sort(inTime) };
  }
  const columns = await releasedValues(view.tx, view.town.id, wished ? { indicators: wished } : {});
  return { areas: await knownAreas(view.tx, view.town.id), definitions: await listDefinitions(view.tx, view.town.id), columns: [...columns].sort(inTime) };
}

function inTime(one: IndicatorColumn, other: IndicatorColumn): number {
  return one.indicatorKey.localeCompare(other.indicatorKey) || comparePeriods(one.period, other.period);
}

/** What the key meant at the time of a column; the newest meaning if that is gone. */
export function definitionOf({ definitions }: Pick<Figures, 'definitions'>, { indicatorKey, definitionId, period }: IndicatorColumn): IndicatorDefinition | undefined {
  const own = definitions.filter(({ key }) => key === indicatorKey);
  return own.find(({ id }) => id === definitionId) ?? definitionOn(own, period.until) ?? own.at(-1);
}
