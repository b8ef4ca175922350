import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { day } from '../platform/day.ts';
import { newId } from '../platform/id.ts';
import { listChildCounts } from './server/child-counts.ts';
import { listAllAreas, listAreas } from './server/list-areas.ts';

let house: TestApp;
let planner: string;

beforeAll(async () => {
  house = await testApp();
  planner = await house.signIn(['planner']);
});
afterAll(() => house.close());

const csv = (text: string, name = 'datei.csv') => new File([text], name);
const square = (x: number) => [[[x, 51.9], [x + 0.1, 51.9], [x + 0.1, 52], [x, 52], [x, 51.9]]];
const geojson = (names: string[]) => new File([JSON.stringify({
  type: 'FeatureCollection', features: names.map((name, at) => ({ type: 'Feature', properties: { NAME: name, NR: String(at + 1) }, geometry: { type: 'Polygon', coordinates: square(9.7 + at / 10) } })),
})], 'bezirke.geojson');

async function upload(path: string, file: File): Promise<string> {
  const answer = await house.submit(path, { file }, { cookie: planner });
  expect(answer.status, await answer.clone().text()).toBe(303);
  return answer.headers.get('location')!;
}

const boundaries = { nameColumn: 'NAME', keyColumn: 'NR', level: 'district', mode: 'correct', from: '2020-01-01', source: 'Vermessungsamt' };

test('a planner reads boundaries, children and streets from files and sees them on the map', async () => {
  const preview = await upload('/musterstadt/verwaltung/gebiete/grenzen', geojson(['Nord', 'Süd']));
  expect(await (await house.get(preview, planner)).text()).toContain('2 Gebiete');
  expect((await house.submit(preview, boundaries, { cookie: planner })).status).toBe(303);

  const children = await upload('/musterstadt/verwaltung/kinderzahlen/import', csv('Gebiet;Alter;Anzahl;Stichtag\nNord;0;12;31.12.2025\nNord;1;.;31.12.2025\nSüd;0;7;31.12.2025\nMond;0;7;31.12.2025\n'));
  const shown = await (await house.get(children, planner)).text();
  expect(shown).toContain('Ein Gebiet „Mond“ gibt es hier nicht.');
  const unseen = await house.submit(children, { source: 'Einwohnermeldewesen' }, { cookie: planner });
  expect([unseen.status, (await unseen.text()).includes('dass der Rest übernommen werden soll')]).toEqual([422, true]);
  expect((await house.submit(children, { source: 'Einwohnermeldewesen', seen: 'on' }, { cookie: planner })).headers.get('location')).toBe('/musterstadt/verwaltung/kinderzahlen?stichtag=2025-12-31');

  const counts = await house.database.read(house.town.id, (tx) => listChildCounts(tx, house.town.id, day('2025-12-31')));
  expect(counts.map((count) => count.children).sort()).toEqual([12, 7, undefined]);
  const page = await (await house.get('/musterstadt/verwaltung/gebiete', planner)).text();
  expect(page).toContain('12 bekannt, ein Wert unbekannt');
  expect(page).toContain('<svg class="map"');

  const streets = await upload('/musterstadt/verwaltung/strassen/import', csv('Straße;von;bis;gerade/ungerade;Bezirk\nHauptstraße;1;20;alle;Nord\nHauptstraße;21;;alle;Süd\n'));
  expect((await house.submit(streets, {}, { cookie: planner })).status).toBe(303);
  expect(await (await house.get('/musterstadt/verwaltung/strassen?strasse=Hauptstr.&nummer=22a', planner)).text()).toContain('Hauptstraße 22a liegt in: Süd');
});

test('changed boundaries make new areas, and last year\'s figures keep last year\'s areas', async () => {
  const preview = await upload('/musterstadt/verwaltung/gebiete/grenzen', geojson(['Nord', 'Süd-Neu']));
  expect((await house.submit(preview, { ...boundaries, mode: 'change', from: '2026-01-01' }, { cookie: planner })).status).toBe(303);
  await house.database.read(house.town.id, async (tx) => {
    expect((await listAreas(tx, house.town.id, day('2025-12-31'))).map((area) => area.name).sort()).toEqual(['Nord', 'Süd']);
    expect((await listAreas(tx, house.town.id, day('2026-01-01'))).map((area) => area.name).sort()).toEqual(['Nord', 'Süd-Neu']);
    const old = (await listAllAreas(tx, house.town.id)).find((area) => area.name === 'Süd')!;
    expect((await listChildCounts(tx, house.town.id, day('2025-12-31'))).some((count) => count.areaId === old.id)).toBe(true);
  });
});

test('a file that is no map, an unknown one and one of another town are refused with a reason', async () => {
  const preview = await upload('/musterstadt/verwaltung/gebiete/grenzen', csv('kein;Plan\n', 'plan.geojson'));
  expect(await (await house.get(preview, planner)).text()).toContain('weder GeoJSON noch GeoPackage');
  expect((await house.get(`/musterstadt/verwaltung/gebiete/grenzen/${newId()}`, planner)).status).toBe(404);
  const neighbour = await house.signIn(['planner'], { town: house.otherTown.id });
  expect((await house.get(preview.replace('musterstadt', 'nachbarstadt'), neighbour)).status).toBe(404);
  expect((await house.get('/musterstadt/verwaltung/gebiete/grenzen', await house.signIn(['navigator']))).status).toBe(403);
});
