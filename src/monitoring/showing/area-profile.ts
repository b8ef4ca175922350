import type { Uuid } from '../../platform/id.ts';
import type { Day } from '../../platform/day.ts';
import type { IndicatorDefinition } from '../indicator.ts';
import { knownValue, type IndicatorColumn, type IndicatorState } from '../indicator-value.ts';
import { isMixed } from '../period.ts';
import { comparedWith } from '../statistics/interval.ts';
import { intervalOf } from './indicator-rows.ts';

/** An indicator in one area, as an area's profile lists it. */
export interface ProfileLine {
  definition: IndicatorDefinition;
  column: IndicatorColumn;
  result: IndicatorState;
  /** of the municipality at the same time */
  average?: number;
  compared?: ReturnType<typeof comparedWith>;
  /** numerator and denominator are of different days */
  isMixed: boolean;
}

interface ProfileOf {
  areaId: Uuid;
  /** whose value is compared with; missing for the municipality itself */
  townId?: Uuid | undefined;
  /** in time, oldest first */
  columns: readonly IndicatorColumn[];
  definitionOf: (column: IndicatorColumn) => IndicatorDefinition | undefined;
  /** figures of later times are left out */
  until: Day;
}

/** Everything known of an area, each indicator at its newest time up to a day; indicators without a figure of the area are left out. O(columns × areas). */
export function areaProfile({ areaId, townId, columns, definitionOf, until }: ProfileOf): ProfileLine[] {
  const newest = new Map<string, { column: IndicatorColumn; result: IndicatorState }>();
  for (const column of columns) {
    if (column.period.until > until) continue;
    const found = column.values.find((value) => value.areaId === areaId);
    if (found) newest.set(column.indicatorKey, { column, result: found.result });
  }
  return [...newest.values()].flatMap(({ column, result }): ProfileLine[] => {
    const definition = definitionOf(column);
    if (!definition) return [];
    const ofTown = townId === undefined ? undefined : column.values.find((value) => value.areaId === townId);
    const average = ofTown && knownValue(ofTown);
    const interval = intervalOf(result, definition.formula);
    return [{
      definition, column, result, ...(average === undefined ? {} : { average }), ...(interval && average !== undefined ? { compared: comparedWith(interval, average) } : {}),
      isMixed: column.basePeriod !== undefined && isMixed([column.period, column.basePeriod]),
    }];
  }).sort((one, other) => one.definition.position - other.definition.position);
}
