import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { replaceStreetList, storeAreas } from '../areas/server/store-areas.ts';
import { streetKey } from '../areas/street-key.ts';
import { storeOrganizations } from '../network/server/store-organizations.ts';
import { day } from '../platform/day.ts';
import { newId, type Uuid } from '../platform/id.ts';
import { listLocations } from './server/locations.ts';
import { listFields, listPhases, listTransitions } from './server/phases.ts';
import { storeServices } from './server/store-services.ts';
import { newService } from './service.ts';

let house: TestApp;
let coordinator: string;
let north: Uuid;
const at = (path: string) => `/musterstadt/verwaltung/${path}`;
const read = <Value>(work: (tx: never, id: Uuid) => Promise<Value>) => house.database.read(house.town.id, (tx) => work(tx as never, house.town.id));
const send = (path: string, fields: Record<string, string>, to?: string) => house.submit(at(path), fields, { cookie: coordinator, ...(to ? { to: at(to) } : {}) });

beforeAll(async () => {
  house = await testApp();
  coordinator = await house.signIn(['coordinator']);
  north = await house.database.write(house.town.id, async (tx) => {
    const areas = await storeAreas(tx, house.town.id, [{ key: 'nord', level: 'quarter', name: 'Nordstadt', validFrom: day('2020-01-01'), position: 1 }]);
    await replaceStreetList(tx, house.town.id, [{ areaId: areas.get('nord')!, street: 'Birkenstieg', streetKey: streetKey('Birkenstieg'), side: 'all' }]);
    return areas.get('nord')!;
  });
});
afterAll(() => house.close());

async function addOffer(parts: { phaseIds?: Uuid[]; fieldIds?: Uuid[] }): Promise<void> {
  await house.database.write(house.town.id, async (tx) => {
    const organizationId = newId();
    await storeOrganizations(tx, house.town.id, [{ id: organizationId, name: `Verein ${organizationId}`, sector: 'club', isDemo: false }], house.house.clock);
    await storeServices(tx, house.town.id, [newService({ id: newId(), organizationId, name: 'Teestube', ...parts })], house.house.clock);
  });
}

test('life phases are added in their order, shown in years, and the page leads to the question of holes', async () => {
  expect(await (await house.get(at('lebensphasen'), coordinator)).text()).toContain('Noch keine Lebensphase');
  expect((await send('lebensphasen/neu', { 'name-de': '3 bis 6 Jahre', fromMonth: '36', untilMonth: '72', place: '1' })).status).toBe(303);
  const first = await send('lebensphasen/neu', { 'name-de': 'Frühe Jahre', 'name-tr': 'İlk yıllar', fromMonth: '-9', untilMonth: '36', place: '1' });
  const page = await (await house.get(first.headers.get('location')!, coordinator)).text();
  for (const words of ['Gespeichert.', 'Beginn der Schwangerschaft', '3 Jahre (36 Monate)', '/musterstadt/verwaltung/kette/altersgruppen']) expect(page).toContain(words);
  expect(await read(listPhases)).toMatchObject([{ key: 'fruehe-jahre', names: { de: 'Frühe Jahre', tr: 'İlk yıllar' }, position: 1 }, { key: '3-bis-6-jahre', position: 2 }]);
  const backwards = await send('lebensphasen/neu', { 'name-de': 'Verkehrt', fromMonth: '72', untilMonth: '36', place: '1' });
  expect([backwards.status, (await backwards.text()).includes('Das Ende liegt nicht nach dem Anfang.')]).toEqual([422, true]);
});

test('a phase moves and is renamed under its old key; a transition joins two phases once', async () => {
  const [early, kita] = await read(listPhases);
  expect((await send(`lebensphasen/${early!.id}`, { 'name-de': '0 bis 3 Jahre', fromMonth: '0', untilMonth: '36', place: '2' })).status).toBe(303);
  expect((await read(listPhases)).map(({ key, names }) => [key, names.de])).toEqual([['3-bis-6-jahre', '3 bis 6 Jahre'], ['fruehe-jahre', '0 bis 3 Jahre']]);
  const transition = { 'name-de': 'In die Kita', fromPhaseId: early!.id, toPhaseId: kita!.id, place: '1' };
  expect((await send('lebensphasen/uebergang/neu', transition)).status).toBe(303);
  expect(await (await send('lebensphasen/uebergang/neu', transition)).text()).toContain('Diesen Übergang gibt es schon: „In die Kita“.');
  expect(await (await send('lebensphasen/uebergang/neu', { ...transition, toPhaseId: early!.id })).text()).toContain('führt in eine andere Lebensphase');
});

test('what an offer names or a transition needs is not removed, everything else is after a confirmation', async () => {
  const [kita, early] = await read(listPhases);
  await addOffer({ phaseIds: [kita!.id] });
  const used = await send(`lebensphasen/${kita!.id}`, { confirmed: 'on' }, `lebensphasen/${kita!.id}/entfernen`);
  expect([used.status, (await used.text()).includes('Ein Angebot nennt diesen Eintrag')]).toEqual([422, true]);
  const remove = () => send(`lebensphasen/${early!.id}`, { confirmed: 'on' }, `lebensphasen/${early!.id}/entfernen`);
  expect(await (await send(`lebensphasen/${early!.id}`, {}, `lebensphasen/${early!.id}/entfernen`)).text()).toContain('Bitte bestätigen Sie');
  expect(await (await remove()).text()).toContain('hängen Übergänge (In die Kita)');
  const [transition] = await read(listTransitions);
  expect((await send(`lebensphasen/uebergang/${transition!.id}`, { confirmed: 'on' }, `lebensphasen/uebergang/${transition!.id}/entfernen`)).status).toBe(303);
  expect((await remove()).status).toBe(303);
  expect((await read(listPhases)).map(({ id }) => id)).toEqual([kita!.id]);
});

test('a renamed field of action is found under its new name; one in use is not removed; a strange picture is refused', async () => {
  expect((await send('handlungsfelder/neu', { 'name-de': 'Beratung', icon: 'talk', place: '1' })).status).toBe(303);
  const [field] = await read(listFields);
  await addOffer({ fieldIds: [field!.id] });
  expect((await send(`handlungsfelder/${field!.id}`, { 'name-de': 'Sprechstunde', icon: 'talk', place: '1' })).status).toBe(303);
  expect(await (await house.get('/musterstadt/angebote?suche=Sprechstunde', coordinator)).text()).toContain('Teestube');
  expect(await (await house.get('/musterstadt/angebote?suche=Beratung', coordinator)).text()).not.toContain('Teestube');
  expect((await send(`handlungsfelder/${field!.id}`, { confirmed: 'on' }, `handlungsfelder/${field!.id}/entfernen`)).status).toBe(422);
  expect((await send('handlungsfelder/neu', { 'name-de': 'Neu', icon: '<svg>', place: '1' })).status).toBe(422);
});

test('the street list proposes the area of a place, and it is stored only when it is saved again', async () => {
  const place = { name: 'Familientreff', street: 'Birkenstieg', houseNumber: '20', postalCode: '31061', stepFree: 'partly', latitude: '51,98', longitude: '9,82' };
  const proposed = await send('orte/neu', { ...place, areaId: '' });
  const text = await proposed.text();
  expect([proposed.status, text.includes('liegt diese Anschrift in „Nordstadt“'), text.includes(`value="${north}" selected`)]).toEqual([422, true, true]);
  expect(await read(listLocations)).toEqual([]);
  expect((await send('orte/neu', { ...place, areaId: north })).status).toBe(303);
  expect(await read(listLocations)).toMatchObject([{ areaId: north, latitude: 51.98, longitude: 9.82, stepFree: 'partly' }]);
  const page = await (await house.get(at('orte?suche=birken'), coordinator)).text();
  for (const words of ['Familientreff', 'Birkenstieg 20, 31061', 'Nordstadt', 'teilweise']) expect(page).toContain(words);
  expect(await (await house.get(at('orte?ohne-gebiet=on'), coordinator)).text()).toContain('Kein Ort passt');
  expect(await (await house.get(at('orte.csv'), coordinator)).text()).toContain('Familientreff;Birkenstieg;20;31061;;Nordstadt;51,98;9,82;teilweise');
});

test('half a coordinate, four digits of a postcode and the same place twice are refused', async () => {
  const faults = { stepFree: 'unknown', areaId: 'none', name: 'Anderer Ort' };
  expect(await (await send('orte/neu', { ...faults, latitude: '51,9' })).text()).toContain('beide angegeben sein oder keine');
  expect(await (await send('orte/neu', { ...faults, postalCode: '1067' })).text()).toContain('Das ist keine Postleitzahl');
  expect(await (await send('orte/neu', { ...faults, name: 'familientreff', street: 'Birkenstieg', houseNumber: '20', postalCode: '31061' })).text()).toContain('gibt es schon');
  expect((await read(listLocations)).length).toBe(1);
});

test('records of another town look missing, and a navigator keeps none of these lists', async () => {
  const neighbour = await house.signIn(['coordinator'], { town: house.otherTown.id });
  const [phase, place] = [(await read(listPhases))[0]!, (await read(listLocations))[0]!];
  for (const path of [`lebensphasen/${phase.id}`, `orte/${place.id}`, `handlungsfelder/${newId()}`, 'lebensphasen/uebergang/1']) {
    expect((await house.get(`/nachbarstadt/verwaltung/${path}`, neighbour)).status).toBe(404);
  }
  const navigator = await house.signIn(['navigator']);
  for (const path of ['lebensphasen', 'handlungsfelder', 'orte']) expect((await house.get(at(path), navigator)).status).toBe(403);
});
