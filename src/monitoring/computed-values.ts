import type { ComputedArea, ComputedColumn } from './compute.ts';
import { NO_DATA, SHOWN, TOO_SMALL, UNKNOWN } from './compute.ts';
import { whyUnknown } from './count-column.ts';
import type { IndicatorColumn, IndicatorState, IndicatorValue } from './indicator-value.ts';

/** Columns as records, for showing: areas there is no figure of are left out. */
export function indicatorColumn(column: ComputedColumn, areas: readonly ComputedArea[]): IndicatorColumn {
  const values = areas.flatMap(({ id }, at): IndicatorValue[] => {
    const result = stateAt(column, at);
    return result ? [{ areaId: id, result, ...(column.summed[at] ? { derived: 'sum' as const } : {}) }] : [];
  });
  return {
    indicatorKey: column.definition.key, definitionId: column.definition.id, period: column.period,
    ...(column.basePeriod ? { basePeriod: column.basePeriod } : {}), values,
  };
}

export function stateAt(column: ComputedColumn, at: number): IndicatorState | undefined {
  const state = column.states[at]!;
  if (state === NO_DATA) return undefined;
  if (state === TOO_SMALL) return { state: 'too-small' };
  if (state !== SHOWN) return { state: 'unknown', why: whyUnknown(state - UNKNOWN) };
  const [numerator, denominator] = [column.numerators[at]!, column.denominators[at]!];
  return {
    state: 'shown', value: column.values[at]!,
    ...(Number.isNaN(numerator) ? {} : { numerator }), ...(Number.isNaN(denominator) ? {} : { denominator }),
  };
}
