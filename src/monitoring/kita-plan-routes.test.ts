import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { storeChildCounts } from '../areas/server/child-counts.ts';
import { storeAreas } from '../areas/server/store-areas.ts';
import { withClient } from '../platform/database-roles.ts';
import { day } from '../platform/day.ts';

let house: TestApp;
let planner: string;
let plan: string;
let mitte: string;
let nord: string;
const base = '/musterstadt/verwaltung/kita-planung';

beforeAll(async () => {
  house = await testApp();
  const { clock } = house.house;
  await house.database.write(house.town.id, async (tx) => {
    const validFrom = day('2020-01-01');
    const ids = await storeAreas(tx, house.town.id, [
      { level: 'municipality', key: 'stadt', name: 'Musterstadt', position: 0, validFrom },
      { parentKey: 'stadt', level: 'quarter', key: 'mitte', name: 'Mitte', position: 1, validFrom },
      { parentKey: 'stadt', level: 'quarter', key: 'nord', name: 'Nord', position: 2, validFrom },
    ]);
    const areas = ['mitte', 'nord'].map((key) => ids.get(key)!);
    mitte = areas[0]!;
    nord = areas[1]!;
    for (const year of [2023, 2024, 2025]) {
      const counts = areas.flatMap((areaId) => Array.from({ length: 7 }, (_, ageYears) => ({ areaId, ageYears, children: 30 })));
      await storeChildCounts(tx, house.town.id, day(`${year}-12-31`), counts, 'Einwohnermelderegister', clock);
    }
  });
  planner = await house.signIn(['planner']);
});
afterAll(() => house.close());

/** As the operator would correct it. */
const setLand = (land: string) => withClient(house.test.owner, async (client) => {
  await client.query(`begin; set local app.municipality = '${house.town.id}'; update accounts.municipality set land = '${land}'; commit`);
});
const post = (path: string, fields: Record<string, string>, to = path) => house.submit(path, fields, { cookie: planner, to });
const html = async (path: string, cookie = planner) => (await house.get(path, cookie)).text();

describe('planning Kita places', () => {
  test('begins with a plan whose years make sense', async () => {
    const refused = await post(base, { name: 'Planung', level: 'quarter', planningDay: '10-01', firstYear: '2026', lastYear: '2020' });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('Das letzte Jahr darf nicht vor dem ersten liegen');
    const created = await post(base, { name: 'Planung 2026 bis 2029', level: 'quarter', planningDay: '10-01', firstYear: '2026', lastYear: '2029' });
    expect(created.status).toBe(303);
    plan = created.headers.get('location')!;
    expect(await html(plan)).toContain('Noch keine Quote');
  });

  test('shows what is missing once quotas and places are known, and unknown until then', async () => {
    await post(plan, { scenario: 'wie im Landkreis', quotaUnder3: '44,81', quotaFrom3: '98' }, `${plan}/quoten`);
    expect(await html(plan)).toContain('unbekannt: Plätze nicht eingetragen');
    await post(`${plan}/gebiet/${mitte}`, { placesUnder3: '30', placesFrom3: '100', inclusivePlaces: '', weight: '1,5', births: '' });
    await post(`${plan}/gebiet/${nord}`, { placesUnder3: '45', placesFrom3: '90', inclusivePlaces: '', weight: '1', births: '' });
    const page = await html(plan);
    expect(page).toContain('11 Plätze');
    expect(page).toContain('30 Plätze für 90 Kinder (33,33\u00a0%)');
    expect(page).not.toContain('unbekannt: Plätze');
  });

  test('takes a decided building project into account from its day, an idea never', async () => {
    const project = { project: 'Krippe am Bach', area: mitte, band: 'under-3', places: '15', from: '2028-08-01', state: 'decided' };
    expect((await post(plan, project, `${plan}/vorhaben`)).status).toBe(303);
    await post(plan, { ...project, project: 'Traum', places: '60', state: 'idea' }, `${plan}/vorhaben`);
    expect(await html(plan)).toContain('45 Plätze für 90 Kinder (50,00\u00a0%)');
    expect(await html(plan)).not.toContain('105 Plätze');
  });

  test('keeps what was typed where births cannot be read', async () => {
    const answer = await post(`${plan}/gebiet/${nord}`, { placesUnder3: '45', placesFrom3: '90', inclusivePlaces: '', weight: '1', births: '2027: viele' });
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain('ist nicht zu lesen');
    expect(page).toContain('value="2027: viele"');
  });

  test('says the need in sentences on one page, and hands the county its data', async () => {
    expect(await html(`${plan}/seite`)).toMatch(/wie im Landkreis – im Jahr 2029 werden 82 Plätze gebraucht, 90 sind vorhanden/);
    const data = await html(`${plan}/daten.csv`);
    expect(data).toContain('Musterstadt;;Mitte;mitte;Kinder unter drei Jahren;2026;01.10.;wie im Landkreis;90;30;41;11;1;Krippengruppe;;;2025-12-31;Einwohnermelderegister;2026-11-');
  });

  test('counts groups in North Rhine-Westphalia by the form of KiBiz somebody chose, and says what inclusion costs or that nobody said so', async () => {
    await setLand('Nordrhein-Westfalen');
    await post(`${plan}/gebiet/${mitte}`, { placesUnder3: '30', placesFrom3: '100', inclusivePlaces: '4', weight: '1,5', births: '' });
    expect(await html(plan)).toContain('2 Gruppen');
    expect(await html(plan)).toContain('ist nicht eingetragen; abgezogen wird nichts');
    const refused = await post(plan, { formUnder3: 'krippe', formFrom3: '', lostPerInclusive: '' }, `${plan}/gruppen`);
    expect(refused.status).toBe(422);
    expect((await post(plan, { formUnder3: 'I', formFrom3: 'III-c', lostPerInclusive: '1,5' }, `${plan}/gruppen`)).status).toBe(303);
    const [page, paper, data] = [await html(plan), await html(`${plan}/seite`), await html(`${plan}/daten.csv`)];
    for (const said of [page, paper]) expect(said).toContain('Neue inklusive Plätze: 4. Dadurch fallen vom zweiten Jahr an 6 Plätze weg.');
    expect(page).toContain('Gruppenform I (zwei Jahre bis Einschulung), 6 Plätze');
    expect(data).toContain('"Gruppenform III, 45 Stunden";4;');
    await setLand('Niedersachsen');
  });

  test('says so where the group sizes of a Land are not known, and counts no group then', async () => {
    await setLand('Hessen');
    const [page, paper, data] = [await html(plan), await html(`${plan}/seite`), await html(`${plan}/daten.csv`)];
    await setLand('Niedersachsen');
    for (const said of [page, paper]) expect(said).toContain('Für Hessen sind keine Gruppengrößen hinterlegt, nur für Niedersachsen und Nordrhein-Westfalen');
    expect(paper).not.toContain('keine Gruppe<');
    expect(data).toContain('wie im Landkreis;90;30;41;11;;;;Gruppengrößen;');
  });

  test('is closed to those who do not plan, and unknown to the neighbouring town', async () => {
    expect((await house.get(plan, await house.signIn(['navigator']))).status).toBe(403);
    const neighbour = await house.signIn(['planner'], { town: house.otherTown.id });
    const foreign = plan.replace('/musterstadt/', '/nachbarstadt/');
    expect((await house.get(foreign, neighbour)).status).toBe(404);
    expect((await house.get(`${base.replace('musterstadt', 'nachbarstadt')}/kein-plan`, neighbour)).status).toBe(404);
  });
});
