import type { Uuid } from '../../platform/id.ts';
import { compositeIndex, zScores } from '../composite.ts';
import { dynamicsClass, standardizedSum, statusClass, type DynamicsClass, type StatusClass } from '../statistics/status-dynamics.ts';
import { weightSensitivity, type Sensitivity } from '../statistics/weight-sensitivity.ts';

/** An indicator among the criteria, with its values over the same areas, now and (for the dynamics) some years ago. */
export interface Criterion {
  key: string;
  name: string;
  /** > 0 */
  weight: number;
  isResource: boolean;
  /** time of the values as text: „31.12.2024“ */
  time: string;
  unit: string;
  decimals: number;
  /** one for each area; NaN is unknown, kept secret or too small */
  now: Float64Array;
  /** the same before; missing where there is no earlier time */
  before?: Float64Array;
}

export interface FocusArea {
  areaId: Uuid;
  name: string;
  /** missing: not known */
  inhabitants?: number;
}

export interface FocusRow extends FocusArea {
  place: number;
  /** one for each criterion, undefined where unknown */
  values: (number | undefined)[];
  scores: (number | undefined)[];
  /** weighted mean of the scores; undefined where one is unknown: such an area is never ranked silently */
  index?: number;
  status?: StatusClass;
  dynamics?: DynamicsClass;
  isChosen: boolean;
  /** chosen under every other weighting looked at */
  isCertain: boolean;
  /** left out of the method: too few people live here */
  isSmall: boolean;
}

export interface FocusTable {
  /** most burdened first, unknown ones last */
  rows: FocusRow[];
  sensitivity: Sensitivity;
}

/**
 * The reproducible table a choice of focus areas is made from: z-scores (population's standard deviation) of each criterion, their weighted mean,
 * status and dynamics in the published classes, the `size` most burdened, and whether other weights would choose otherwise. Areas that are known to
 * have fewer people than the method asks for are left out. O(criteria² × areas).
 */
export function focusTable(areas: readonly FocusArea[], all: readonly Criterion[], size: number, minimumInhabitants = 0): FocusTable {
  const among = areas.map((_, place) => place);
  const isSmall = (place: number) => (areas[place]!.inhabitants ?? Number.POSITIVE_INFINITY) < minimumInhabitants;
  const leftOut = (values: Float64Array) => values.map((value, place) => (isSmall(place) ? Number.NaN : value));
  const criteria = all.map(({ now, before, ...criterion }): Criterion => ({ ...criterion, now: leftOut(now), ...(before ? { before: leftOut(before) } : {}) }));
  const sign = ({ isResource }: Criterion): 1 | -1 => (isResource ? -1 : 1);
  const scores = criteria.map((criterion) => zScores(criterion.now, among).map((score) => sign(criterion) * score));
  const index = compositeIndex(criteria.map((criterion) => ({ values: criterion.now, weight: criterion.weight, sign: sign(criterion) })), among);
  const status = standardizedSum(criteria.map((criterion) => ({ values: criterion.now, sign: sign(criterion) })));
  const dynamics = dynamicsOf(criteria);
  const sensitivity = weightSensitivity(criteria.map(({ key, weight }, at) => ({ key, weight, scores: scores[at]! })), size);
  const rows = areas.map((area, place): FocusRow => {
    const [one, other] = [statusClass(status[place]!), dynamics && dynamicsClass(dynamics[place]!)];
    return {
      ...area, place, values: all.map(({ now }) => known(now[place]!)), scores: scores.map((column) => known(column[place]!)),
      ...(Number.isNaN(index[place]!) ? {} : { index: index[place]! }), ...(one ? { status: one } : {}), ...(other ? { dynamics: other } : {}),
      isSmall: isSmall(place), isChosen: sensitivity.chosen.includes(place), isCertain: sensitivity.certain.includes(place),
    };
  });
  return { rows: rows.sort((one, other) => (other.index ?? -Infinity) - (one.index ?? -Infinity) || one.name.localeCompare(other.name, 'de')), sensitivity };
}

/** Changes of all criteria, standardised; only where each has an earlier time. */
function dynamicsOf(criteria: readonly Criterion[]): Float64Array | undefined {
  if (criteria.some(({ before }) => before === undefined)) return undefined;
  return standardizedSum(criteria.map(({ now, before, isResource }) => ({ values: now.map((value, place) => value - before![place]!), sign: isResource ? -1 : 1 })));
}

function known(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}
