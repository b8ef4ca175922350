import { describe, expect, test } from 'vitest';
import { day } from '../../platform/day.ts';
import { newId } from '../../platform/id.ts';
import { formsFor, groupRules, type GroupRule } from './group-rules.ts';
import { lostToInclusion, workOut, type KitaPlan, type PlannedArea } from './plan.ts';

const rules = groupRules('Niedersachsen', day('2026-08-01'));
const [mitte, nord] = [newId(), newId()];
/** Three years, all cohorts the same size: nobody moves. */
const steady = (children: number) => [2024, 2025, 2026].map((year) => ({ year, byAge: Array.from({ length: 7 }, () => children) }));
const area = (given: Partial<PlannedArea>): PlannedArea => ({
  areaId: mitte, name: 'Mitte', places: { 'under-3': 30, 'from-3': 90 }, inclusivePlaces: 0, weight: 1, cohorts: steady(30), enteredBirths: new Map(), ...given,
});
const plan = (given: Partial<KitaPlan> = {}): KitaPlan => ({
  id: newId(), name: 'Planung', planningDay: '10-01', firstYear: 2026, lastYear: 2029, forms: { 'under-3': undefined, 'from-3': undefined }, lostPerInclusive: undefined, projects: [], areas: [area({})],
  scenarios: [{ key: 'county', name: 'wie im Landkreis', quotas: { 'under-3': 0.4481, 'from-3': 0.98 } }], ...given,
});
const cell = (of: KitaPlan, band: 'under-3' | 'from-3', year: number, areaId = mitte) => workOut(of, rules).cells.find((one) => one.areaId === areaId && one.band === band && one.year === year)!;

describe('a plan of Kita places', () => {
  test('says for each year how many places and groups are missing', () => {
    expect(cell(plan(), 'under-3', 2026).balance).toMatchObject({ state: 'known', children: 90, places: 30, byScenario: [{ needed: 41, missing: 11, groups: 1 }] });
    expect(cell(plan(), 'from-3', 2028).balance).toMatchObject({ state: 'known', children: 90, places: 90, missing: { low: -1, high: -1 }, groups: { low: 0, high: 0 } });
  });

  test('counts a building project of the area from the day it opens', () => {
    const project = { id: newId(), name: 'Krippe am Bach', areaKey: mitte, band: 'under-3' as const, places: 15, from: day('2028-08-01'), state: 'decided' as const };
    const built = plan({ projects: [project] });
    expect([2027, 2028].map((year) => cell(built, 'under-3', year).balance)).toMatchObject([{ places: 30 }, { places: 45 }]);
    expect(cell(plan({ projects: [{ ...project, areaKey: nord }] }), 'under-3', 2028).balance).toMatchObject({ places: 30 });
  });

  test('takes off the places inclusive groups will cost, from the second year on', () => {
    const inclusive = plan({ areas: [area({ inclusivePlaces: 8 })] });
    expect([2026, 2027].map((year) => cell(inclusive, 'from-3', year).balance)).toMatchObject([{ places: 90 }, { places: 76 }]);
  });

  test('takes off what the plan says for each inclusive place, and nothing where nobody says it', () => {
    const places = (given: Partial<KitaPlan>, land: readonly GroupRule[]) => workOut(plan({ areas: [area({ inclusivePlaces: 8 })], ...given }), land).cells.find((one) => one.band === 'from-3' && one.year === 2027)!.balance;
    expect(places({ lostPerInclusive: 1.5 }, rules)).toMatchObject({ places: 78 });
    const kibiz = groupRules('Nordrhein-Westfalen', day('2026-08-01'));
    expect(places({}, kibiz)).toMatchObject({ places: 90 });
    expect(lostToInclusion(8, 'from-3', kibiz, plan())).toBeUndefined();
    expect(places({ lostPerInclusive: 1 }, kibiz)).toMatchObject({ places: 82 });
  });

  test('counts groups by the form the plan names; a form for both ages gives each only its part', () => {
    const kibiz = groupRules('Nordrhein-Westfalen', day('2026-08-01'));
    const groups = (forms: KitaPlan['forms']) => {
      const { balance } = workOut(plan({ forms, areas: [area({ places: { 'under-3': 20, 'from-3': 60 } })] }), kibiz).cells.find(({ band, year }) => band === 'under-3' && year === 2026)!;
      return balance.state === 'known' && balance.byScenario[0];
    };
    // 41 places are needed, 21 missing: three groups of form II, four of form I with six places each.
    expect(groups({ 'under-3': undefined, 'from-3': undefined })).toMatchObject({ missing: 21, groups: 3 });
    expect(groups({ 'under-3': 'I', 'from-3': undefined })).toMatchObject({ missing: 21, groups: 4 });
    expect(groups({ 'under-3': 'gibt-es-nicht', 'from-3': undefined })).toMatchObject({ groups: 3 });
    expect(formsFor('from-3', kibiz).map(({ key, places }) => [key, places])).toEqual([['III-ab', 25], ['III-c', 20], ['I', 14]]);
  });

  test('gives a range where births of the last three years differed', () => {
    const cohorts = steady(30).map((one, at) => ({ ...one, byAge: [20 + at * 10, ...one.byAge.slice(1)] }));
    const { balance } = cell(plan({ areas: [area({ cohorts })] }), 'under-3', 2029);
    expect(balance.state === 'known' && balance.missing.high - balance.missing.low).toBeGreaterThan(5);
  });

  test('takes births somebody entered, without a range', () => {
    const entered = plan({ areas: [area({ enteredBirths: new Map([[2027, 60], [2028, 60], [2029, 60]]) })] });
    const { balance, births } = cell(entered, 'under-3', 2027);
    expect(births).toBe('entered');
    expect(balance).toMatchObject({ children: 120 });
    expect(balance.state === 'known' && balance.missing).toMatchObject({ low: 24, high: 24 });
  });

  test('is unknown in sum as soon as one area is unknown, and says which it is', () => {
    const withGap = plan({ areas: [area({}), area({ areaId: nord, name: 'Nord', cohorts: [] })] });
    expect(cell(withGap, 'under-3', 2026, nord).balance).toEqual({ state: 'unknown', why: 'children' });
    expect(workOut(withGap, rules).totals[0]!.balance).toEqual({ state: 'unknown', why: 'children' });
    expect(cell(plan({ areas: [area({ places: { 'under-3': undefined, 'from-3': 90 } })] }), 'under-3', 2026).balance).toEqual({ state: 'unknown', why: 'places' });
  });

  test('adds up areas to the town', () => {
    const both = plan({ areas: [area({}), area({ areaId: nord, name: 'Nord' })] });
    expect(workOut(both, rules).totals.find(({ band, year }) => band === 'under-3' && year === 2026)!.balance).toMatchObject({ children: 180, places: 60, byScenario: [{ missing: 22, groups: 2 }] });
  });

  test('builds first where weighted need is greatest', () => {
    const both = plan({ areas: [area({}), area({ areaId: nord, name: 'Nord', weight: 2 })] });
    expect(workOut(both, rules).order['under-3'].map(({ areaKey }) => areaKey)).toEqual(['Nord', 'Mitte']);
  });
});
