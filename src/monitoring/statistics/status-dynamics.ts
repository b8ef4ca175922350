import { zScores } from '../composite.ts';

/** Social status of an area against the average of all, from the index's distance in standard deviations. */
export type StatusClass = 'high' | 'middle' | 'low' | 'very-low';
export type DynamicsClass = 'positive' | 'stable' | 'negative';

export const statusClasses: readonly StatusClass[] = ['high', 'middle', 'low', 'very-low'];
export const dynamicsClasses: readonly DynamicsClass[] = ['positive', 'stable', 'negative'];

/** In standard deviations; positive is burden. */
export const STATUS_CUTS = { high: -1, low: 1, veryLow: 1.5 } as const;
export const DYNAMICS_CUT = 1;

export interface BurdenColumn {
  /** one for each area; NaN is unknown */
  values: Float64Array;
  /** −1 for a resource: more of it is less burden */
  sign: 1 | -1;
}

/**
 * Index of several indicators: z-scores added up, the sum standardised once more – as the Berlin Monitoring Soziale Stadtentwicklung does with its
 * three and Hamburg's Sozialmonitoring with its seven indicators. NaN where any of them is unknown. O(areas × indicators).
 */
export function standardizedSum(columns: readonly BurdenColumn[]): Float64Array {
  const size = columns[0]?.values.length ?? 0;
  const everywhere = Array.from({ length: size }, (_, place) => place);
  const scores = columns.map(({ values }) => zScores(values, everywhere));
  const sums = Float64Array.from(everywhere, (place) => columns.reduce((sum, { sign }, at) => sum + sign * scores[at]![place]!, 0));
  return zScores(sums, everywhere);
}

/** Class of a status index; undefined where it is unknown. Cut points −1, 1 and 1.5. (MSS 2021, ch. 2) */
export function statusClass(index: number): StatusClass | undefined {
  if (Number.isNaN(index)) return undefined;
  if (index < STATUS_CUTS.high) return 'high';
  if (index <= STATUS_CUTS.low) return 'middle';
  return index <= STATUS_CUTS.veryLow ? 'low' : 'very-low';
}

/** Class of a dynamics index, made of changes of the same indicators; undefined where it is unknown. Cut points ±1. */
export function dynamicsClass(index: number): DynamicsClass | undefined {
  if (Number.isNaN(index)) return undefined;
  if (index < -DYNAMICS_CUT) return 'positive';
  return index <= DYNAMICS_CUT ? 'stable' : 'negative';
}

/** How many areas lie in each of the twelve fields of status × dynamics; areas unknown in one of them are not counted. */
export function statusByDynamics(status: Float64Array, dynamics: Float64Array): Map<`${StatusClass} ${DynamicsClass}`, number> {
  const counts = new Map(statusClasses.flatMap((row) => dynamicsClasses.map((column) => [`${row} ${column}` as const, 0])));
  status.forEach((index, place) => {
    const [row, column] = [statusClass(index), dynamicsClass(dynamics[place]!)];
    if (row && column) counts.set(`${row} ${column}`, counts.get(`${row} ${column}`)! + 1);
  });
  return counts;
}
