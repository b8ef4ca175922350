import type { Clock } from '../../platform/clock.ts';
import type { Write } from '../../platform/database.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { BuildingProject } from '../kita-planning/balance.ts';
import type { KitaPlanHead } from './kita-plans.ts';

export interface NewKitaPlan extends Omit<KitaPlanHead, 'id' | 'forms' | 'lostPerInclusive'> {
  forms?: Partial<KitaPlanHead['forms']>;
  lostPerInclusive?: number;
  scenarios: readonly { name: string; under3: number; from3: number }[];
  areas: readonly { areaId: Uuid; under3?: number; from3?: number; inclusive?: number; weight?: number; births?: Readonly<Record<string, number>> }[];
  projects: readonly (Omit<BuildingProject, 'areaKey'> & { areaId: Uuid; name: string })[];
}

/** Stores a whole plan: for demonstrations and imports. */
export async function storeKitaPlan(tx: Write, municipalityId: Uuid, plan: NewKitaPlan, clock: Clock): Promise<Uuid> {
  const id = newId();
  const row = () => ({ municipality_id: municipalityId, id: newId(), plan_id: id });
  await tx.insertInto('monitoring.kita_plan').values({
    municipality_id: municipalityId, id, name: plan.name, level: plan.level, planning_day: plan.planningDay, first_year: plan.firstYear, last_year: plan.lastYear, created_at: clock.now(),
    form_under_3: plan.forms?.['under-3'] ?? null, form_from_3: plan.forms?.['from-3'] ?? null, lost_per_inclusive: plan.lostPerInclusive ?? null,
  }).execute();
  await tx.insertInto('monitoring.kita_plan_scenario').values(plan.scenarios.map(({ name, under3, from3 }, position) => ({ ...row(), name, quota_under_3: under3, quota_from_3: from3, position }))).execute();
  await tx.insertInto('monitoring.kita_plan_area').values(plan.areas.map(({ areaId, under3, from3, inclusive, weight }) => ({
    ...row(), area_id: areaId, places_under_3: under3 ?? null, places_from_3: from3 ?? null, inclusive_places: inclusive ?? null, weight: weight ?? 1,
  }))).execute();
  const births = plan.areas.flatMap(({ areaId, births: expected = {} }) => Object.entries(expected).map(([year, count]) => ({ ...row(), area_id: areaId, year: Number(year), births: count })));
  if (births.length > 0) await tx.insertInto('monitoring.kita_plan_births').values(births).execute();
  const projects = plan.projects.map(({ areaId, name, band, places, from, state }) => ({ ...row(), area_id: areaId, name, band, places, from_day: from, state }));
  if (projects.length > 0) await tx.insertInto('monitoring.kita_plan_project').values(projects).execute();
  return id;
}
