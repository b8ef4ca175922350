import * as v from 'valibot';
import { action, type ActionContext } from '../../platform/action.ts';
import { choice, dayField, numberField, optionalText, text, uuidField, wholeNumber } from '../../platform/field.ts';
import { NotFound } from '../../platform/failure.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused } from '../../platform/outcome.ts';
import { readExpectedBirths } from '../kita-planning/expected-births.ts';
import type { Band } from '../kita-planning/demand.ts';
import { formsFor, groupRules } from '../kita-planning/group-rules.ts';
import { editKitaPlan } from '../kita-plan-permissions.ts';
import { findKitaPlan } from './kita-plans.ts';

const most = 100_000;
const optionalCount = () => v.pipe(optionalText(10), v.regex(/^\d{0,6}$/, 'not-a-number'), v.transform((typed) => (typed === '' ? null : Number(typed))));
const optionalDecimal = (least: number, most: number) => v.pipe(optionalText(10), v.regex(/^(\d{1,2}([.,]\d)?)?$/, 'not-a-number'), v.transform((typed) => (typed === '' ? null : Number(typed.replace(',', '.')))), v.nullable(v.pipe(v.number(), v.minValue(least, 'too-small'), v.maxValue(most, 'too-big'))));
const year = () => wholeNumber(2000, 2100);
const LONGEST_PLAN = 15;

/** A new plan with the quota of today to begin with. Leads to its id. */
export const createKitaPlan = action({
  may: editKitaPlan,
  audit: 'monitoring.kita-plan.created',
  input: v.object({ name: text(120), level: choice(['municipality', 'quarter', 'district']), planningDay: choice(['10-01', '12-31']), firstYear: year(), lastYear: year() }),
  async run({ tx, municipalityId, who, clock, concerns }, { name, level, planningDay, firstYear, lastYear }) {
    if (lastYear < firstYear || lastYear > firstYear + LONGEST_PLAN) return refused('plan-years', { field: 'lastYear', values: { most: LONGEST_PLAN } });
    const id = newId();
    await tx.insertInto('monitoring.kita_plan').values({
      municipality_id: municipalityId, id, name, level, planning_day: planningDay, first_year: firstYear, last_year: lastYear, created_at: clock.now(), created_by: who.personId ?? null,
    }).execute();
    concerns(id, ['name', 'level', 'planningDay', 'firstYear', 'lastYear']);
    return accepted(id);
  },
});

/** The forms new groups are counted by and what inclusion costs; empty: as the Land's rules say. */
export const saveGroupForms = action({
  may: editKitaPlan,
  audit: 'monitoring.kita-plan.groups-saved',
  input: v.object({ plan: uuidField(), formUnder3: optionalText(40), formFrom3: optionalText(40), lostPerInclusive: optionalDecimal(0, 10) }),
  async run({ tx, municipalityId, clock, concerns }, { plan, formUnder3, formFrom3, lostPerInclusive }) {
    const { id } = await findKitaPlan(tx, municipalityId, plan);
    const { land } = await tx.selectFrom('accounts.municipality').select('land').where('municipality_id', '=', municipalityId).executeTakeFirstOrThrow();
    const rules = groupRules(land, clock.today());
    const isForm = (band: Band, wished: string) => wished === '' || formsFor(band, rules).some(({ key }) => key === wished);
    if (!isForm('under-3', formUnder3)) return refused('choose-one', { field: 'formUnder3' });
    if (!isForm('from-3', formFrom3)) return refused('choose-one', { field: 'formFrom3' });
    await tx.updateTable('monitoring.kita_plan').set({ form_under_3: formUnder3 || null, form_from_3: formFrom3 || null, lost_per_inclusive: lostPerInclusive })
      .where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
    concerns(id, ['forms', 'lostPerInclusive']);
    return accepted(id);
  },
});

/** What share of children is to have a place; typed in percent. */
export const addScenario = action({
  may: editKitaPlan,
  audit: 'monitoring.kita-plan.scenario-added',
  input: v.object({ plan: uuidField(), scenario: text(80), quotaUnder3: numberField(0, 120), quotaFrom3: numberField(0, 120) }),
  async run({ tx, municipalityId, concerns }, { plan, scenario, quotaUnder3, quotaFrom3 }) {
    const { id } = await findKitaPlan(tx, municipalityId, plan);
    const others = await tx.selectFrom('monitoring.kita_plan_scenario').select('name').where('municipality_id', '=', municipalityId).where('plan_id', '=', id).execute();
    if (others.some(({ name }) => name === scenario)) return refused('scenario-exists', { field: 'scenario' });
    await tx.insertInto('monitoring.kita_plan_scenario').values({
      municipality_id: municipalityId, id: newId(), plan_id: id, name: scenario, quota_under_3: quotaUnder3 / 100, quota_from_3: quotaFrom3 / 100, position: others.length,
    }).execute();
    concerns(id, ['scenarios']);
    return accepted(id);
  },
});

export const removeScenario = action({
  may: editKitaPlan,
  audit: 'monitoring.kita-plan.scenario-removed',
  input: v.object({ plan: uuidField(), scenario: uuidField() }),
  async run(context, { plan, scenario }) {
    return remove(context, plan, 'monitoring.kita_plan_scenario', scenario, 'scenarios');
  },
});

/** Places, weight, inclusive places and expected births of one area. */
export const savePlannedArea = action({
  may: editKitaPlan,
  audit: 'monitoring.kita-plan.area-saved',
  input: v.object({
    plan: uuidField(), area: uuidField(), placesUnder3: optionalCount(), placesFrom3: optionalCount(), inclusivePlaces: optionalCount(), weight: numberField(0.1, 10), births: optionalText(500),
  }),
  async run({ tx, municipalityId, concerns }, { plan, area, placesUnder3, placesFrom3, inclusivePlaces, weight, births: typed }) {
    const { id, firstYear, lastYear } = await findKitaPlan(tx, municipalityId, plan);
    await demandArea(tx, municipalityId, area);
    const births = readExpectedBirths(typed, firstYear, lastYear);
    if (!births.ok) return births;
    const change = { places_under_3: placesUnder3, places_from_3: placesFrom3, inclusive_places: inclusivePlaces, weight };
    await tx.insertInto('monitoring.kita_plan_area').values({ municipality_id: municipalityId, id: newId(), plan_id: id, area_id: area, ...change })
      .onConflict((conflict) => conflict.columns(['municipality_id', 'plan_id', 'area_id']).doUpdateSet(change)).execute();
    await tx.deleteFrom('monitoring.kita_plan_births').where('municipality_id', '=', municipalityId).where('plan_id', '=', id).where('area_id', '=', area).execute();
    const rows = [...births.value].map(([of, count]) => ({ municipality_id: municipalityId, id: newId(), plan_id: id, area_id: area, year: of, births: count }));
    if (rows.length > 0) await tx.insertInto('monitoring.kita_plan_births').values(rows).execute();
    concerns(id, ['places', 'weight', 'inclusivePlaces', 'births']);
    return accepted(id);
  },
});

/** Places that come or go with a day. */
export const addProject = action({
  may: editKitaPlan,
  audit: 'monitoring.kita-plan.project-added',
  input: v.object({
    plan: uuidField(), project: text(120), area: uuidField(), band: choice(['under-3', 'from-3']), places: wholeNumber(-most, most), from: dayField(),
    state: choice(['idea', 'planned', 'decided', 'building', 'open']),
  }),
  async run({ tx, municipalityId, concerns }, { plan, project, area, band, places, from, state }) {
    const { id } = await findKitaPlan(tx, municipalityId, plan);
    if (places === 0) return refused('no-places', { field: 'places' });
    await demandArea(tx, municipalityId, area);
    await tx.insertInto('monitoring.kita_plan_project').values({ municipality_id: municipalityId, id: newId(), plan_id: id, area_id: area, name: project, band, places, from_day: from, state }).execute();
    concerns(id, ['projects']);
    return accepted(id);
  },
});

export const removeProject = action({
  may: editKitaPlan,
  audit: 'monitoring.kita-plan.project-removed',
  input: v.object({ plan: uuidField(), project: uuidField() }),
  async run(context, { plan, project }) {
    return remove(context, plan, 'monitoring.kita_plan_project', project, 'projects');
  },
});

async function remove({ tx, municipalityId, concerns }: ActionContext, plan: Uuid, from: 'monitoring.kita_plan_project' | 'monitoring.kita_plan_scenario', what: Uuid, field: string) {
  const { id } = await findKitaPlan(tx, municipalityId, plan);
  await tx.deleteFrom(from).where('municipality_id', '=', municipalityId).where('plan_id', '=', id).where('id', '=', what).execute();
  concerns(id, [field]);
  return accepted(id);
}

async function demandArea(tx: ActionContext['tx'], municipalityId: Uuid, area: Uuid): Promise<void> {
  const found = await tx.selectFrom('areas.area').select('id').where('municipality_id', '=', municipalityId).where('id', '=', area).executeTakeFirst();
  if (!found) throw new NotFound();
}
