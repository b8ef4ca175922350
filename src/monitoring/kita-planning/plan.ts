import { day, type Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { balanceOf, buildingOrder, placesOn, type Balance, type BuildingProject } from './balance.ts';
import { birthsRange, projectCohorts, transitionFactors, type Cohorts, type Projection } from './cohort.ts';
import { bands, childrenOf, sixYearOldsInKita, type Band, type QuotaScenario } from './demand.ts';
import { formsFor, placesLostToInclusion, type GroupRule } from './group-rules.ts';

export interface PlannedArea {
  areaId: Uuid;
  name: string;
  /** undefined: nobody has said how many there are */
  places: Readonly<Record<Band, number | undefined>>;
  /** to be made in this area */
  inclusivePlaces: number;
  /** above 1: a missing place weighs more here („Brennpunkt“) */
  weight: number;
  /** counted so far, any order */
  cohorts: readonly Cohorts[];
  enteredBirths: ReadonlyMap<number, number>;
}

export interface PlanProject extends BuildingProject {
  id: Uuid;
  name: string;
}

export interface KitaPlan {
  id: Uuid;
  name: string;
  planningDay: '10-01' | '12-31';
  firstYear: number;
  lastYear: number;
  /** keys of the forms new groups are counted by; undefined: the first of the Land */
  forms: Readonly<Record<Band, string | undefined>>;
  /** places that go for each inclusive one; undefined: as the Land's rule says */
  lostPerInclusive: number | undefined;
  scenarios: readonly QuotaScenario[];
  areas: readonly PlannedArea[];
  projects: readonly PlanProject[];
}

export interface PlanCell {
  areaId: Uuid;
  band: Band;
  year: number;
  births: Projection['births'];
  balance: Balance;
}

export interface PlanResult {
  years: number[];
  cells: PlanCell[];
  /** all areas together; unknown as soon as one is */
  totals: PlanCell[];
  /** cohorts grow by these from one birthday to the next, in all areas together: single areas are too small for factors of their own */
  factors: (number | undefined)[];
  order: Record<Band, ReturnType<typeof buildingOrder>>;
}

/** The rule new groups of a band are counted by: the form the plan names, else the first of the Land. */
export function ruleOf(band: Band, rules: readonly GroupRule[], forms: KitaPlan['forms']): GroupRule | undefined {
  const all = formsFor(band, rules);
  return all.find(({ key }) => key === forms[band]) ?? all[0];
}

/** Places of a band that go where inclusive ones are to be made; undefined where neither the plan nor the Land says how many. */
export function lostToInclusion(inclusivePlaces: number, band: Band, rules: readonly GroupRule[], { forms, lostPerInclusive }: Pick<KitaPlan, 'forms' | 'lostPerInclusive'>): number | undefined {
  if (inclusivePlaces === 0 || band === 'under-3') return 0;
  if (lostPerInclusive !== undefined) return Math.ceil(inclusivePlaces * lostPerInclusive);
  const [inclusive, plain] = [rules.find((rule) => rule.band === band && rule.inclusivePlaces), ruleOf(band, rules, forms)];
  return inclusive && plain ? placesLostToInclusion(inclusivePlaces, inclusive, plain).placesLost : undefined;
}

/**
 * What is missing by area, band and year. Projects count from their day; places that inclusive groups will cost are taken off from the second
 * planned year on, since none is made at once. The building order is that of the last year. O(areas × years × scenarios).
 */
export function workOut(plan: KitaPlan, rules: readonly GroupRule[]): PlanResult {
  const years = Array.from({ length: plan.lastYear - plan.firstYear + 1 }, (_, at) => plan.firstYear + at);
  const together = sumCohorts(plan.areas.map(({ cohorts }) => cohorts));
  const factors = transitionFactors(together);
  const cells = plan.areas.flatMap((area) => cellsOf(area, plan, years, factors, rules));
  const totals = bands.flatMap((band) => years.map((year): PlanCell => totalOf(cells.filter((cell) => cell.band === band && cell.year === year), band, year, plan)));
  const orderOf = (band: Band) => buildingOrder(cells.flatMap((cell) => {
    if (cell.band !== band || cell.year !== plan.lastYear || cell.balance.state !== 'known') return [];
    const area = plan.areas.find(({ areaId }) => areaId === cell.areaId)!;
    return [{ areaKey: area.name, missing: cell.balance.missing.high, weight: area.weight }];
  }));
  return { years, cells, totals, factors, order: { 'under-3': orderOf('under-3'), 'from-3': orderOf('from-3') } };
}

function cellsOf(area: PlannedArea, plan: KitaPlan, years: readonly number[], factors: PlanResult['factors'], rules: readonly GroupRule[]): PlanCell[] {
  const expected = projected(area, plan, factors, area.enteredBirths);
  const range = birthsRange(area.cohorts);
  const withBirths = (births: number | undefined) => projected(area, plan, factors, new Map([
    ...(births === undefined ? [] : years.map((year) => [year, births] as const)), ...area.enteredBirths,
  ]));
  const [low, high] = [withBirths(range?.low), withBirths(range?.high)];
  const sixth = sixYearOldsInKita(plan.planningDay);
  return bands.flatMap((band) => {
    const rule = ruleOf(band, rules, plan.forms);
    return years.map((year): PlanCell => {
      const children = (projections: ReadonlyMap<number, Projection>) => childrenOf(band, projections.get(year)?.byAge ?? [], sixth);
      const [middle, least, most] = [children(expected), children(low), children(high)];
      const known = middle === undefined ? undefined : { expected: middle, low: Math.min(least ?? middle, middle), high: Math.max(most ?? middle, middle) };
      const places = placesIn(area, band, day(`${year}-${plan.planningDay}`), plan, rules, year > plan.firstYear);
      return { areaId: area.areaId, band, year, births: expected.get(year)?.births ?? 'unknown', balance: balanceOf(known, places, band, plan.scenarios, rule) };
    });
  });
}

function projected(area: PlannedArea, plan: KitaPlan, factors: PlanResult['factors'], enteredBirths: ReadonlyMap<number, number>): Map<number, Projection> {
  if (area.cohorts.length === 0) return new Map();
  return new Map(projectCohorts(area.cohorts, { until: plan.lastYear, factors, enteredBirths }).map((projection) => [projection.year, projection]));
}

function placesIn(area: PlannedArea, band: Band, on: Day, plan: KitaPlan, rules: readonly GroupRule[], withInclusion: boolean): number | undefined {
  const existing = area.places[band];
  if (existing === undefined) return undefined;
  const places = placesOn(existing, plan.projects.filter((project) => project.areaKey === area.areaId && project.band === band), on);
  return withInclusion ? Math.max(0, places - (lostToInclusion(area.inclusivePlaces, band, rules, plan) ?? 0)) : places;
}

/** Years all areas have figures of, added up; an age unknown in one area is unknown together. */
function sumCohorts(areas: readonly (readonly Cohorts[])[]): Cohorts[] {
  const years = [...new Set(areas.flatMap((cohorts) => cohorts.map(({ year }) => year)))].sort((one, other) => one - other);
  return years.flatMap((year) => {
    const ofYear = areas.map((cohorts) => cohorts.find((one) => one.year === year));
    if (ofYear.some((one) => one === undefined)) return [];
    const ages = Math.max(...ofYear.map((one) => one!.byAge.length));
    return [{ year, byAge: Array.from({ length: ages }, (_, age) => ofYear.reduce((sum: number | undefined, one) => plus(sum, one!.byAge[age]), 0)) }];
  });
}

function plus(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? undefined : one + other;
}

function totalOf(cells: readonly PlanCell[], band: Band, year: number, plan: KitaPlan): PlanCell {
  const unknown = cells.find(({ balance }) => balance.state === 'unknown')?.balance;
  const balances = cells.flatMap(({ balance }) => (balance.state === 'known' ? [balance] : []));
  const isGrouped = balances.every(({ groups }) => groups !== undefined);
  const add = (pick: (balance: (typeof balances)[number]) => number) => balances.reduce((sum, balance) => sum + pick(balance), 0);
  const children = add((balance) => balance.children);
  const places = add((balance) => balance.places);
  const balance: Balance = unknown ?? (balances.length === 0 ? { state: 'unknown', why: 'children' } : {
    state: 'known', children, places, quota: children === 0 ? undefined : places / children,
    byScenario: plan.scenarios.map(({ key }, at) => ({
      scenario: key, needed: add((one) => one.byScenario[at]!.needed), missing: add((one) => one.byScenario[at]!.missing), ...(isGrouped ? { groups: add((one) => one.byScenario[at]!.groups!) } : {}),
    })),
    missing: { low: add((one) => one.missing.low), high: add((one) => one.missing.high) },
    ...(isGrouped ? { groups: { low: add((one) => one.groups!.low), high: add((one) => one.groups!.high) } } : {}),
  });
  return { areaId: cells[0]?.areaId ?? plan.id, band, year, births: cells[0]?.births ?? 'unknown', balance };
}
