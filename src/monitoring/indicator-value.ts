import type { Uuid } from '../platform/id.ts';
import type { UnknownWhy } from '../platform/table-file/cell-value.ts';
import type { Period } from './period.ts';

/**
 * An indicator's value for an area and period, raw or released in the same shape.
 * `suppressed` only comes out of releases; `too-small`: the denominator is below the definition's minimum.
 */
export type IndicatorState =
  | { state: 'shown'; value: number; numerator?: number; denominator?: number }
  | { state: 'suppressed' }
  | { state: 'too-small' }
  | { state: 'unknown'; why: UnknownWhy };

export interface IndicatorValue {
  areaId: Uuid;
  result: IndicatorState;
  /** summed from the areas below, or carried over a changed boundary */
  derived?: 'sum' | 'carried';
}

/** One indicator at one time for all areas there are figures of. */
export interface IndicatorColumn {
  indicatorKey: string;
  definitionId: Uuid;
  period: Period;
  /** time of the denominator (or of the earlier figure of a change) where it is another one: must be said beside the value */
  basePeriod?: Period;
  values: readonly IndicatorValue[];
}

export function knownValue({ result }: Pick<IndicatorValue, 'result'>): number | undefined {
  return result.state === 'shown' ? result.value : undefined;
}

const byArea = new WeakMap<readonly IndicatorValue[], Map<Uuid, IndicatorState>>();

/** The result of an area in a column; a column is sorted by areas once, when it is first asked. O(1). */
export function resultIn({ values }: Pick<IndicatorColumn, 'values'>, areaId: Uuid): IndicatorState | undefined {
  let results = byArea.get(values);
  if (!results) byArea.set(values, results = new Map(values.map((value) => [value.areaId, value.result])));
  return results.get(areaId);
}
