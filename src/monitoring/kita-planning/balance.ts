import type { Day } from '../../platform/day.ts';
import { placesNeeded, type Band, type QuotaScenario } from './demand.ts';
import { groupsFor, type GroupRule } from './group-rules.ts';

/** Places that come or go with a day: a new house, an extension, a group that closes (negative). */
export interface BuildingProject {
  areaKey: string;
  band: Band;
  places: number;
  /** first day they can be used */
  from: Day;
  state: 'idea' | 'planned' | 'decided' | 'building' | 'open';
}

/** Places of a band in an area on a day: those there are, and projects in use by then – ideas never, plans only where asked for. */
export function placesOn(existing: number, projects: readonly BuildingProject[], on: Day, { withPlans = false } = {}): number {
  const counted: readonly BuildingProject['state'][] = withPlans ? ['planned', 'decided', 'building', 'open'] : ['decided', 'building', 'open'];
  return projects.filter(({ from, state }) => from <= on && counted.includes(state)).reduce((sum, { places }) => sum + places, existing);
}

export interface ScenarioBalance {
  scenario: string;
  needed: number;
  /** negative: more places than needed */
  missing: number;
  /** missing where the Land's group sizes are not known: never 0 */
  groups?: number;
}

export type Balance =
  | { state: 'unknown'; why: 'children' | 'places' }
  | { state: 'known'; children: number; places: number; quota: number | undefined; byScenario: ScenarioBalance[]; missing: { low: number; high: number }; groups?: { low: number; high: number } };

/**
 * What is missing of a band in an area and year under each scenario, and from which to which. `children` as a range where births to come may
 * lie between the smallest and largest cohort; `children` of the result is the middle figure. O(scenarios).
 */
export function balanceOf(
  children: { expected: number; low: number; high: number } | undefined, places: number | undefined, band: Band, scenarios: readonly QuotaScenario[], rule: Pick<GroupRule, 'places'> | undefined,
): Balance {
  if (children === undefined) return { state: 'unknown', why: 'children' };
  if (places === undefined) return { state: 'unknown', why: 'places' };
  const under = (count: number, { key, quotas }: QuotaScenario): ScenarioBalance => {
    const needed = placesNeeded(count, quotas[band]);
    return { scenario: key, needed, missing: needed - places, ...(rule ? { groups: groupsFor(needed - places, rule) } : {}) };
  };
  const all = scenarios.flatMap((scenario) => [children.low, children.high].map((count) => under(count, scenario)));
  return {
    state: 'known', children: children.expected, places, quota: children.expected === 0 ? undefined : places / children.expected,
    byScenario: scenarios.map((scenario) => under(children.expected, scenario)),
    missing: rangeOf(all.map(({ missing }) => missing)), ...(rule ? { groups: rangeOf(all.map(({ groups = 0 }) => groups)) } : {}),
  };
}

/** Where to build first: missing places times the area's weight („Brennpunkt“), the larger first; areas that lack nothing are left out. */
export function buildingOrder(areas: readonly { areaKey: string; missing: number; weight: number }[]): { areaKey: string; missing: number; weight: number; urgency: number }[] {
  return areas.filter(({ missing }) => missing > 0).map((area) => ({ ...area, urgency: area.missing * area.weight }))
    .sort((one, other) => other.urgency - one.urgency || other.missing - one.missing || one.areaKey.localeCompare(other.areaKey, 'de'));
}

function rangeOf(numbers: readonly number[]): { low: number; high: number } {
  return { low: Math.min(...numbers), high: Math.max(...numbers) };
}
