import type { Uuid } from '../../platform/id.ts';
import type { DynamicsClass, StatusClass } from '../statistics/status-dynamics.ts';
import type { OtherChoice } from '../statistics/weight-sensitivity.ts';
import type { Criterion, FocusTable } from './focus.ts';
import type { FocusMethodName } from './method.ts';

/** A table as it is frozen with a decision: everything that was seen, in plain JSON. */
export interface FocusRecord {
  /** missing in decisions older than the choice of a method: Berlin's */
  method?: FocusMethodName;
  /** names of the method's indicators there were no figures of */
  missing?: string[];
  criteria: (Pick<Criterion, 'key' | 'name' | 'weight' | 'isResource' | 'time' | 'unit' | 'decimals'>)[];
  size: number;
  rows: {
    areaId: Uuid; name: string; values: (number | null)[]; scores: (number | null)[]; index: number | null;
    status?: StatusClass; dynamics?: DynamicsClass; isChosen: boolean; isCertain: boolean; isSmall?: boolean;
  }[];
  others: { key: string; change: OtherChoice['change']; joins: string[]; leaves: string[] }[];
}

export function recordOf(criteria: readonly Criterion[], { rows, sensitivity }: FocusTable, size: number, method: FocusMethodName, missing: readonly string[]): FocusRecord {
  const nameAt = (place: number) => rows.find((row) => row.place === place)!.name;
  return {
    size, method, missing: [...missing],
    criteria: criteria.map(({ key, name, weight, isResource, time, unit, decimals }) => ({ key, name, weight, isResource, time, unit, decimals })),
    rows: rows.map(({ areaId, name, values, scores, index, status, dynamics, isChosen, isCertain, isSmall }) => ({
      areaId, name, values: values.map((value) => value ?? null), scores: scores.map((score) => score ?? null), index: index ?? null,
      ...(status ? { status } : {}), ...(dynamics ? { dynamics } : {}), isChosen, isCertain, ...(isSmall ? { isSmall } : {}),
    })),
    others: sensitivity.others.filter(({ joins, leaves }) => joins.length > 0 || leaves.length > 0)
      .map(({ key, change, joins, leaves }) => ({ key, change, joins: joins.map(nameAt), leaves: leaves.map(nameAt) })),
  };
}
