import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readDemoFiles } from '../../database/demo/demo-files.ts';
import { testApp, type TestApp } from '../../tests/app.ts';
import { storeAreas, type NewArea } from '../areas/server/store-areas.ts';
import { newId } from '../platform/id.ts';
import { loadServices } from './server/load-services.ts';
import { listLocations } from './server/locations.ts';
import { storeServices } from './server/store-services.ts';
import { storePhases } from './server/store-phases.ts';
import { defaultPhases, phaseRecords } from './default-phases.ts';

let house: TestApp;
let coordinator: string;
const start = '/musterstadt/verwaltung/angebote/import';
const handbook = (name: string) => new File([readFileSync(new URL(`../../docs/handbuch/${name}`, import.meta.url))], name);
const csv = (text: string) => new File([text], 'angebote.csv');

beforeAll(async () => {
  house = await testApp();
  coordinator = await house.signIn(['coordinator']);
  const { areas } = readDemoFiles('alfeld').areas;
  await house.database.write(house.town.id, async (tx) => {
    await storePhases(tx, house.town.id, phaseRecords(defaultPhases));
    await storeAreas(tx, house.town.id, areas.map(({ parent, ...area }) => ({ ...area, ...(parent ? { parentKey: parent } : {}) }) as NewArea));
  });
});
afterAll(() => house.close());

/** Uploads a file, keeps the proposed columns and returns the address of its preview. */
async function upToPreview(file: File, changed: Record<string, string> = {}): Promise<string> {
  const uploaded = await house.submit(start, { file }, { cookie: coordinator });
  expect(uploaded.status, await uploaded.clone().text()).toBe(303);
  const columns = uploaded.headers.get('location')!;
  const html = await (await house.get(columns, coordinator)).text();
  const chosen = [...html.matchAll(/<select[^>]*name="(column-\d+)"[^>]*>(.*?)<\/select>/gs)].map(([, name, options]) => [name!, /<option value="([^"]*)" selected/.exec(options!)?.[1] ?? ''] as const);
  expect(chosen.length).toBeGreaterThan(0);
  const mapped = await house.submit(columns, { ...Object.fromEntries(chosen), yearsUntil: 'birthday', sheet: '', headerLine: '', ...changed }, { cookie: coordinator });
  expect(mapped.status, await mapped.clone().text()).toBe(303);
  return mapped.headers.get('location')!;
}

async function accept(preview: string, fields: Record<string, string> = {}): Promise<Response> {
  const html = await (await house.get(preview, coordinator)).text();
  const counted = /name="counted" value="([^"]*)"/.exec(html)![1]!;
  return house.submit(preview, { counted, status: 'active', ...fields }, { cookie: coordinator });
}

/** Numbers of the page's list: new, changed, unchanged, refused. */
const counts = (html: string) => [...html.matchAll(/<dd>(kein|ein|\d+)e? (?:Angebote?|Zeilen?)<\/dd>/g)].map(([, count]) => ({ kein: 0, ein: 1 })[count!] ?? Number(count));
const services = () => house.database.read(house.town.id, (tx) => loadServices(tx, house.town.id));

test('the sample file of the handbook is read in with its organizations and places; the same file again changes nothing', async () => {
  const preview = await upToPreview(handbook('beispiel-angebote.csv'));
  const shown = await (await house.get(preview, coordinator)).text();
  expect(counts(shown)).toEqual([12, 0, 0, 0]);
  expect(shown).toContain('neue Träger');
  expect(shown).toMatch(/Übernommen wird: .*Monat/);
  expect(await services()).toEqual([]);

  const result = (await accept(preview)).headers.get('location')!;
  expect(counts(await (await house.get(result, coordinator)).text())).toEqual([12, 0, 0, 0]);
  const stored = await services();
  expect(stored).toHaveLength(12);
  expect(stored.find(({ externalId }) => externalId === 'neu-2026-01')).toMatchObject({ name: 'Eltern-Kind-Frühstück Nordstadt', status: 'active', capacityPlaces: 15, minimumAgeMonths: 0, maximumAgeMonths: 35 });
  expect((await house.get('/musterstadt/angebote', coordinator)).status).toBe(200);

  const again = await upToPreview(handbook('beispiel-angebote.csv'));
  expect(counts(await (await house.get(again, coordinator)).text())).toEqual([0, 0, 12, 0]);
  const nothing = (await accept(again)).headers.get('location')!;
  expect(await (await house.get(nothing, coordinator)).text()).toContain('Die Tabelle sagt nichts Neues');
  expect((await services()).map(({ version }) => version)).toEqual(Array.from({ length: 12 }, () => 1));
});

test('an export read in again changes nothing, whoever typed the offers', async () => {
  await house.database.write(house.town.id, async (tx) => {
    const [service] = await loadServices(tx, house.town.id);
    await storeServices(tx, house.town.id, [{ ...service!, summary: 'Von Hand geändert', fingerprint: 'manual' }], house.house.clock);
  });
  const exported = await (await house.get('/musterstadt/angebote.csv', coordinator)).arrayBuffer();
  const shown = await (await house.get(await upToPreview(new File([exported], 'angebote.csv')), coordinator)).text();
  const [added, changed, unchanged, refused] = counts(shown);
  expect([added, changed, refused]).toEqual([0, 0, 0]);
  expect(unchanged).toBeGreaterThanOrEqual(11);
});

test('the faulty file names its three bad rows with line, column and reason, and waits until they were seen', async () => {
  const preview = await upToPreview(handbook('beispiel-angebote-fehlerhaft.csv'));
  const shown = await (await house.get(preview, coordinator)).text();
  expect(counts(shown).at(-1)).toBe(3);
  expect(shown).toContain('3 Zeilen werden nicht übernommen');
  for (const reason of ['Das Ende liegt vor dem Anfang', '„Wassersport“ steht nicht in der Liste', 'Diese Zeiten sind nicht eindeutig']) expect(shown).toContain(reason);
  const table = await (await house.get(preview.replace('vorschau', 'abgelehnt.csv'), coordinator)).text();
  expect(table.trim().split('\r\n')).toHaveLength(4);
  expect(table).toContain('fehler-2');

  const before = (await services()).length;
  const unseen = await accept(preview);
  expect([unseen.status, (await services()).length]).toEqual([422, before]);
  expect((await accept(preview, { seen: 'on' })).status).toBe(303);
  expect((await services()).some(({ externalId }) => externalId === 'gut-1')).toBe(true);
  expect((await services()).some(({ externalId }) => externalId?.startsWith('fehler'))).toBe(false);
  expect(await (await house.get(preview, coordinator)).text()).toContain('Diese Tabelle wurde schon übernommen');
});

test('what a table has no column for stays, what it says is taken, and the preview names the fields', async () => {
  const name = 'Eltern-Kind-Frühstück Nordstadt';
  const preview = await upToPreview(csv(`Kennung;Träger;Name;Plätze\nneu-2026-01;Familienzentrum KITZ;${name};20\n`));
  const shown = await (await house.get(preview, coordinator)).text();
  expect(counts(shown)).toEqual([0, 1, 0, 0]);
  expect(shown).toMatch(/<td[^>]*>Plätze<\/td>/);
  expect((await accept(preview)).status).toBe(303);
  const stored = (await services()).find((service) => service.name === name)!;
  expect(stored).toMatchObject({ capacityPlaces: 20, maximumAgeMonths: 35, languages: expect.arrayContaining(['tr']) });
  expect([stored.places.length, stored.schedules.length]).toEqual([1, 1]);
});

test('new offers may wait as drafts, an organization in another spelling is the same, and a place keeps what is known of it', async () => {
  const places = () => house.database.read(house.town.id, (tx) => listLocations(tx, house.town.id));
  const before = await places();
  const preview = await upToPreview(csv('Träger;Name;Ort (Name);Straße;Hausnummer;Barrierefrei\nFAMILIENZENTRUM KITZ;Nähcafé;Nachbarschaftsraum Nordstadt;Birkenstieg;20;nein\n'));
  const shown = await (await house.get(preview, coordinator)).text();
  expect(shown).toContain('Nachbarschaftsraum Nordstadt: andere Angabe, ob er ohne Stufen erreichbar ist');
  expect(shown).toContain('Alle Träger und Orte sind schon im Verzeichnis.');
  expect((await accept(preview, { status: 'draft' })).status).toBe(303);
  expect((await services()).find((service) => service.name === 'Nähcafé')).toMatchObject({ status: 'draft' });
  expect(await places()).toEqual(before);
});

test('a preview that is no longer true stores nothing', async () => {
  const row = 'Träger;Name\nTurnverein;Kinderturnen\n';
  const [one, other] = [await upToPreview(csv(row)), await upToPreview(csv(row))];
  expect((await accept(one)).status).toBe(303);
  const late = await house.submit(other, { counted: '1-0-0-0', status: 'active' }, { cookie: coordinator });
  expect([late.status, (await late.text()).includes('hat sich etwas im Verzeichnis geändert')]).toEqual([422, true]);
  expect((await services()).filter((service) => service.name === 'Kinderturnen')).toHaveLength(1);
});

test('columns without a name for the offer, and one field for two columns, are refused in words', async () => {
  const uploaded = await house.submit(start, { file: csv('Spalte 1;Titel A\nTurnverein;Kinderturnen\n') }, { cookie: coordinator });
  const columns = uploaded.headers.get('location')!;
  const missing = await house.submit(columns, { yearsUntil: 'birthday', 'column-0': 'name', 'column-1': 'name' }, { cookie: coordinator });
  const text = await missing.text();
  expect(missing.status).toBe(422);
  for (const sentence of ['Dieses Feld ist schon einer anderen Spalte zugeordnet', 'Bitte wählen Sie die Spalte für „Träger“']) expect(text).toContain(sentence);
  expect((await house.submit(columns, { yearsUntil: 'birthday', 'column-0': 'organization_name', 'column-1': 'name' }, { cookie: coordinator })).status).toBe(303);
});

test('a file that is no table is refused at once; foreign runs look missing; navigators may not import', async () => {
  const picture = await house.submit(start, { file: new File([new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0, 0])], 'bild.csv') }, { cookie: coordinator });
  expect(picture.status).toBe(422);
  const preview = await upToPreview(csv('Träger;Name\nA;B\n'));
  const neighbour = await house.signIn(['coordinator'], { town: house.otherTown.id });
  for (const path of [preview, preview.replace('/vorschau', ''), preview.replace('vorschau', 'ergebnis'), preview.replace('vorschau', 'abgelehnt.csv')]) {
    expect((await house.get(path.replace('musterstadt', 'nachbarstadt'), neighbour)).status).toBe(404);
  }
  expect((await house.get(`${start}/${newId()}/vorschau`, coordinator)).status).toBe(404);
  expect((await house.get(start, await house.signIn(['navigator']))).status).toBe(403);
});
