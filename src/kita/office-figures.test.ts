import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { listMeasures } from '../monitoring/server/definitions.ts';
import { openPacks } from '../monitoring/server/packs.ts';
import { day } from '../platform/day.ts';
import { storeFamily, storeKitaTown, type KitaTown } from './office.fixture.ts';
import { startPlacement } from './server/placements.ts';

let house: TestApp;
let town: KitaTown;
let office: string;
let planner: string;
const base = '/musterstadt/verwaltung/kita';

beforeAll(async () => {
  house = await testApp();
  const { clock, configuration: { secretKey } } = house.house;
  town = await house.database.write(house.town.id, async (tx) => {
    const made = await storeKitaTown(tx, house.town.id, clock);
    const placed = await storeFamily(tx, house.town.id, clock, secretKey, made, { child: 'Ada', family: 'Platz', bornOn: '2024-03-12' });
    await storeFamily(tx, house.town.id, clock, secretKey, made, { child: 'Bo', family: 'Wartet', bornOn: '2025-09-01' });
    await storeFamily(tx, house.town.id, clock, secretKey, made, { child: 'Cem', family: 'Gesperrt', bornOn: '2025-09-01', isBlocked: true });
    const outcome = await startPlacement(tx, house.town.id, clock, { childId: placed.childId, facilityId: made.facilityId, poolId: made.poolId, seatTypeId: made.seatTypeId, groupId: made.groupId, startsOn: day('2026-08-01'), source: 'office' });
    if (!outcome.ok) throw new Error(outcome.refusals[0]!.code);
    return made;
  });
  office = await house.signIn(['kita-office']);
  planner = await house.signIn(['planner']);
});
afterAll(() => house.close());

const html = async (path: string, cookie = office) => (await house.get(path, cookie)).text();
const post = (path: string, fields: Record<string, string>, to: string, cookie = office) => house.submit(path, fields, { cookie, to });

describe('statistics of the Kita office', () => {
  test('show places at the Kita and children where they live, in a drawing, a table and a file', async () => {
    const page = await html(`${base}/statistik?jahr=2027`, planner);
    expect(page).toContain('Nordviertel');
    expect(page).toContain('Gebiet unbekannt oder gesperrt');
    expect(page).toContain('<svg');
    const csv = await html(`${base}/statistik/daten.csv?jahr=2027`);
    expect(csv).toContain('Nordviertel;unter drei Jahren;2027-08-01;0;0;0;1');
    expect(csv).toContain('Gebiet unbekannt oder gesperrt;unter drei Jahren;2027-08-01;0;0;0;1');
  });

  test('are closed to those who only coordinate', async () => {
    expect((await house.get(`${base}/statistik`, await house.signIn(['coordinator']))).status).toBe(403);
  });

  test('go to the monitoring sealed, with one Stichtag, and again without change', async () => {
    expect((await post(`${base}/statistik`, { on: '2027-01-01' }, `${base}/statistik/monitoring`)).status).toBe(422);
    expect((await post(`${base}/statistik`, { on: '2026-11-01' }, `${base}/statistik/monitoring`)).status).toBe(303);
    const { measures, packs, runs } = await house.database.read(house.town.id, async (tx) => ({
      measures: await listMeasures(tx, house.town.id), packs: await openPacks(tx, house.town.id, house.house.configuration, { measures: ['kita-children'] }),
      runs: await tx.selectFrom('monitoring.import_run').select(['source', 'stichtag', 'observations']).execute(),
    }));
    expect(measures.find(({ key }) => key === 'kita-children')?.protection).toBe('social');
    expect(packs.length).toBe(1);
    expect(runs).toEqual([{ source: 'Kita-Büro', stichtag: '2026-11-01', observations: 1 }]);
    // The run is listed where all figures come from.
    expect(await html('/musterstadt/verwaltung/monitoring/import', planner)).toContain('Kita-Büro');
  });

  test('set the places of a Kita plan, unknown where nobody said for which age they are', async () => {
    const created = await house.submit('/musterstadt/verwaltung/kita-planung', { name: 'Plan', level: 'quarter', planningDay: '10-01', firstYear: '2027', lastYear: '2028' }, { cookie: planner });
    const plan = created.headers.get('location')!.split('/').at(-1)!;
    expect((await post(`${base}/statistik`, { plan }, `${base}/statistik/plan`, planner)).status).toBe(303);
    const places = () => house.database.read(house.town.id, (tx) => tx.selectFrom('monitoring.kita_plan_area').select(['area_id', 'places_under_3', 'places_from_3']).execute());
    expect(await places()).toEqual([{ area_id: town.areaId, places_under_3: null, places_from_3: null }]);
    await house.database.write(house.town.id, (tx) => tx.updateTable('kita.seat_pool_type').set({ at_most: 4 }).where('seat_type_id', '=', town.seatTypeId).execute());
    await post(`${base}/statistik`, { plan }, `${base}/statistik/plan`, planner);
    expect(await places()).toEqual([{ area_id: town.areaId, places_under_3: 4, places_from_3: 6 }]);
  });
});

describe('the key date', () => {
  test('finds a group without staff, and is content with two people in the core and edge time', async () => {
    expect(await html(`${base}/meldungen`)).toContain('keine anrechenbare Kraft eingetragen');
    const staff = `${base}/meldungen/personal/${town.facilityId}`;
    const person = { group: town.groupId, qualification: 'skilled', weeklyHours: '35', coreHours: '25', edgeHours: '5', validFrom: '2026-08-01', label: '' };
    expect((await post(staff, { ...person, coreHours: '40' }, staff)).status).toBe(422);
    expect((await post(staff, { ...person, edgeHours: '10,5' }, staff)).status).toBe(422);
    expect((await post(staff, { ...person, qualification: 'erfunden' }, staff)).status).toBe(422);
    expect((await post(staff, person, staff)).status).toBe(303);
    const lacking = await html(`${base}/meldungen`);
    for (const words of ['Kernzeit: 25 von 50 Stunden besetzt, es fehlen 25 (§ 11 Abs. 1 NKiTaG)', 'Randzeit: 5 von 10 Stunden besetzt, es fehlen 5 (§ 11 Abs. 1 NKiTaG)', 'Nicht im Wortlaut geprüft: ']) expect(lacking).toContain(words);
    await post(staff, { ...person, qualification: 'assistant', weeklyHours: '30,5' }, staff);
    expect(await html(`${base}/meldungen`)).toContain('stimmig');
  });

  test('tells what is different from last year', async () => {
    const page = await html(`${base}/meldungen?stichtag=2026-10-01`);
    expect(page).toContain('Unterschiede zum Vorjahr');
    expect(page).toMatch(/Kita Sonnenhof, Käfer.*Kinder.*0.*1/s);
  });

  test('gives groups, children and staff as CSV and XLSX, without a name', async () => {
    const csv = await html(`${base}/meldungen/gruppen.csv?stichtag=2026-10-01`);
    expect(csv).toContain('2026-10-01;Kirchenkreis Musterland;Kita Sonnenhof;Käfer;');
    expect(csv).toContain(';2;1;65,5;');
    expect(await html(`${base}/meldungen/personal.csv?stichtag=2026-10-01`)).toContain('pädagogische Assistenzkraft;30,5;25;5');
    expect(await html(`${base}/meldungen/kinder.csv?stichtag=2026-10-01`)).toContain('unter 3;30;1;0');
    const xlsx = await house.get(`${base}/meldungen/gruppen.xlsx?stichtag=2026-10-01`, office);
    expect([...new Uint8Array(await xlsx.arrayBuffer()).slice(0, 2)]).toEqual([0x50, 0x4b]);
    expect((await house.get(`${base}/meldungen/geheim.csv`, office)).status).toBe(404);
  });

  test('lets staff of another facility alone: a foreign group or a guessed id is not found', async () => {
    const staff = `${base}/meldungen/personal/${town.facilityId}`;
    expect((await post(staff, { id: town.facilityId, validUntil: '2026-11-22' }, `${staff}/beenden`)).status).toBe(404);
    expect((await house.get(`${base}/meldungen/personal/${town.groupId}`, office)).status).toBe(404);
  });
});
