import { sumAlongTree } from '../../areas/area-sums.ts';
import { addSums, nothingCounted, type CountSum } from '../../areas/child-count.ts';
import { listChildCounts, listReferenceDates, type ChildCountRow } from '../../areas/server/child-counts.ts';
import { listAreas, type AreaRow } from '../../areas/server/list-areas.ts';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import { isUuid, type Uuid } from '../../platform/id.ts';
import { AGES, type Cohorts } from '../kita-planning/cohort.ts';
import type { Band } from '../kita-planning/demand.ts';
import type { BuildingProject } from '../kita-planning/balance.ts';
import type { KitaPlan } from '../kita-planning/plan.ts';

export interface KitaPlanHead {
  id: Uuid;
  name: string;
  level: 'municipality' | 'quarter' | 'district';
  planningDay: KitaPlan['planningDay'];
  firstYear: number;
  lastYear: number;
  forms: KitaPlan['forms'];
  lostPerInclusive: KitaPlan['lostPerInclusive'];
}

/** A plan with what it is worked out of, and where the children come from. */
export interface LoadedKitaPlan extends KitaPlan {
  level: KitaPlanHead['level'];
  /** Stichtage of the counts, the oldest first */
  referenceDates: Day[];
  source: string | undefined;
}

export async function listKitaPlans(tx: Read, municipalityId: Uuid): Promise<KitaPlanHead[]> {
  const rows = await tx.selectFrom('monitoring.kita_plan').selectAll().where('municipality_id', '=', municipalityId).orderBy('first_year', 'desc').orderBy('name').execute();
  return rows.map(headOf);
}

export async function findKitaPlan(tx: Read, municipalityId: Uuid, id: string): Promise<KitaPlanHead> {
  const row = isUuid(id) ? await tx.selectFrom('monitoring.kita_plan').selectAll().where('municipality_id', '=', municipalityId).where('id', '=', id).executeTakeFirst() : undefined;
  if (!row) throw new NotFound();
  return headOf(row);
}

/** Everything a plan needs, in seven queries and one for each Stichtag of the six newest years. */
export async function loadKitaPlan(tx: Read, municipalityId: Uuid, id: string, today: Day): Promise<LoadedKitaPlan> {
  const head = await findKitaPlan(tx, municipalityId, id);
  const scenarios = await tx.selectFrom('monitoring.kita_plan_scenario').selectAll().where('municipality_id', '=', municipalityId).where('plan_id', '=', head.id).orderBy('position').orderBy('name').execute();
  const stated = new Map((await tx.selectFrom('monitoring.kita_plan_area').selectAll().where('municipality_id', '=', municipalityId).where('plan_id', '=', head.id).execute()).map((row) => [row.area_id, row]));
  const births = await tx.selectFrom('monitoring.kita_plan_births').selectAll().where('municipality_id', '=', municipalityId).where('plan_id', '=', head.id).execute();
  const projects = await tx.selectFrom('monitoring.kita_plan_project').selectAll().where('municipality_id', '=', municipalityId).where('plan_id', '=', head.id).orderBy('from_day').orderBy('name').execute();
  const all = await listAreas(tx, municipalityId, today);
  const { cohorts, referenceDates, source } = await loadCohorts(tx, municipalityId, all);
  return {
    ...head, referenceDates, source,
    scenarios: scenarios.map((row) => ({ key: row.id, name: row.name, quotas: { 'under-3': Number(row.quota_under_3), 'from-3': Number(row.quota_from_3) } })),
    areas: all.filter(({ level }) => level === head.level).map(({ id: areaId, name }) => ({
      areaId, name, cohorts: cohorts.get(areaId) ?? [],
      places: { 'under-3': stated.get(areaId)?.places_under_3 ?? undefined, 'from-3': stated.get(areaId)?.places_from_3 ?? undefined },
      inclusivePlaces: stated.get(areaId)?.inclusive_places ?? 0, weight: Number(stated.get(areaId)?.weight ?? 1),
      enteredBirths: new Map(births.filter((row) => row.area_id === areaId).map((row) => [row.year, row.births])),
    })),
    projects: projects.map((row) => ({ id: row.id, name: row.name, areaKey: row.area_id, band: row.band as Band, places: row.places, from: row.from_day, state: row.state as BuildingProject['state'] })),
  };
}

const YEARS_BACK = 6;

/** Children under seven by area and year, summed along the tree; of each year its newest Stichtag. */
async function loadCohorts(tx: Read, municipalityId: Uuid, areas: readonly AreaRow[]): Promise<{ cohorts: Map<Uuid, Cohorts[]>; referenceDates: Day[]; source: string | undefined }> {
  const days = await listReferenceDates(tx, municipalityId);
  const newest = days.filter((day, at) => days.findIndex((other) => other.slice(0, 4) === day.slice(0, 4)) === at).slice(0, YEARS_BACK).reverse();
  const cohorts = new Map<Uuid, Cohorts[]>();
  let source: string | undefined;
  for (const on of newest) {
    const counts = await listChildCounts(tx, municipalityId, on);
    source = counts[0]?.source ?? source;
    const byAge = Array.from({ length: AGES }, (_, age) => sumAlongTree(areas, ofAge(counts, age)));
    for (const { id } of areas) cohorts.set(id, [...(cohorts.get(id) ?? []), { year: Number(on.slice(0, 4)), byAge: byAge.map((sums) => known(sums.get(id))) }]);
  }
  return { cohorts, referenceDates: newest, source };
}

function ofAge(counts: readonly ChildCountRow[], age: number): Map<Uuid, CountSum> {
  const own = new Map<Uuid, CountSum>();
  for (const { areaId, ageYears, children } of counts) {
    if (ageYears === age) own.set(areaId, addSums(own.get(areaId) ?? nothingCounted, { known: children ?? 0, unknownParts: children === undefined ? 1 : 0, estimated: false }));
  }
  return own;
}

function known(sum: CountSum | undefined): number | undefined {
  return sum === undefined || sum.unknownParts > 0 ? undefined : sum.known;
}

interface HeadRow { id: Uuid; name: string; level: string; planning_day: string; first_year: number; last_year: number; form_under_3: string | null; form_from_3: string | null; lost_per_inclusive: string | number | null }

function headOf(row: HeadRow): KitaPlanHead {
  return {
    id: row.id, name: row.name, level: row.level as KitaPlanHead['level'], planningDay: row.planning_day as KitaPlan['planningDay'], firstYear: row.first_year, lastYear: row.last_year,
    forms: { 'under-3': row.form_under_3 ?? undefined, 'from-3': row.form_from_3 ?? undefined }, lostPerInclusive: row.lost_per_inclusive === null ? undefined : Number(row.lost_per_inclusive),
  };
}
