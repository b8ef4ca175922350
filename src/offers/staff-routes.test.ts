import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { storeOrganizations } from '../network/server/store-organizations.ts';
import { createApp } from '../platform/app.tsx';
import { newId, type Uuid } from '../platform/id.ts';
import { offersRoutes } from './routes.tsx';
import { searchRoutes } from './search-routes.tsx';
import { loadServices } from './server/load-services.ts';
import { sampleDirectory, type SampleDirectory } from './server/sample-directory.ts';
import { storeServices } from './server/store-services.ts';

let house: TestApp;
let directory: SampleDirectory;
let coordinator: string;
const otherOrganization = newId();

beforeAll(async () => {
  house = await testApp();
  house.app = createApp(house.house, { assetsFolder: 'dist', townRoutes: [searchRoutes, offersRoutes], siteRoutes: [] });
  directory = await house.database.write(house.town.id, (tx) => sampleDirectory(tx, house.town.id, house.house.clock));
  await house.database.write(house.town.id, (tx) => storeOrganizations(tx, house.town.id, [{ id: otherOrganization, name: 'Turnverein', sector: 'club', isDemo: false }], house.house.clock));
  coordinator = await house.signIn(['coordinator']);
});
afterAll(() => house.close());

const LIST = '/musterstadt/verwaltung/angebote';
const store = async (name: string, known: Parameters<SampleDirectory['service']>[1] = {}) => {
  const record = directory.service(name, known);
  await house.database.write(house.town.id, (tx) => storeServices(tx, house.town.id, [record], house.house.clock));
  return record.id;
};
const load = (id: Uuid) => house.database.read(house.town.id, async (tx) => (await loadServices(tx, house.town.id, [id]))[0]!);

/** A page as this person gets it, and a post of its form with the app's own routes. */
const get = (path: string, cookie = '') => Promise.resolve(house.app.request(new URL(path, 'http://localhost:3000'), { headers: cookie ? { Cookie: cookie } : {} }));
async function post(path: string, fields: Record<string, string | string[]>, { cookie = coordinator, from = path } = {}) {
  const html = await (await get(from, cookie)).text();
  const secret = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
  const body = new FormData();
  for (const [name, value] of Object.entries({ _csrf: secret('_csrf'), _submission: newId(), ...fields })) for (const one of [value].flat()) body.append(name, one);
  return house.app.request(new URL(path, 'http://localhost:3000'), { method: 'POST', body, headers: { Origin: 'http://localhost:3000', Cookie: cookie } });
}
const filled = () => ({ organizationId: directory.organizationId, name: 'Väterfrühstück', outreach: 'no', freeOfCharge: 'yes', walkIn: 'yes', staffing: 'volunteer', responsibleLevel: 'provider', status: 'active' });

describe('the coordinator', () => {
  test('enters an offer with places, times, telephone and price, and families find it at once', async () => {
    const answer = await post(`${LIST}/neu`, {
      ...filled(), freeOfCharge: 'no', summary: 'Reden und essen', ageFrom: '0', ageFromUnit: 'years', ageTo: '3', ageToUnit: 'years', fields: [directory.fields.advice], languages: ['de', 'tr'],
      'places.0.locationId': directory.locationId, 'places.0.description': 'Saal',
      'schedules.0.weekday': '6', 'schedules.0.opensAt': '09:30', 'schedules.0.closesAt': '11:30', 'schedules.0.recurrence': 'n1', 'schedules.0.locationId': directory.locationId,
      'schedules.1.weekday': '1', 'schedules.1.opensAt': '', 'schedules.1.closesAt': '', 'schedules.1.recurrence': '1',
      'phones.0.number': '05181 70 30', 'costs.0.amount': '2,50', 'costs.0.description': 'je Treffen', capacityWeeklyHours: '1,5', validUntil: '2027-07-31', website: 'www.familienwerk.example',
    });
    expect(answer.status).toBe(303);
    const id = /gespeichert=([0-9a-f-]+)/.exec(answer.headers.get('location')!)![1] as Uuid;
    expect(await load(id)).toMatchObject({
      name: 'Väterfrühstück', minimumAgeMonths: 0, maximumAgeMonths: 47, capacityWeeklyHours: 1.5, capacityPlaces: undefined, validUntil: '2027-08-01', website: 'https://www.familienwerk.example',
      schedules: [{ weekday: 6, opensAt: '09:30', closesAt: '11:30', weekOfMonth: 1, locationId: directory.locationId }], costs: [{ amountCents: 250 }], phones: [{ number: '05181 70 30' }],
    });
    expect(await (await get('/musterstadt/angebote?suche=Väter')).text()).toContain('Väterfrühstück');
    const again = await (await get(`${LIST}/${id}`, coordinator)).text();
    for (const value of ['value="Väterfrühstück"', 'value="2,5"', 'value="2027-07-31"', 'value="09:30"']) expect(again).toContain(value);
  });

  test('is told every fault beside its field, in the very row, and loses nothing typed', async () => {
    const answer = await post(`${LIST}/neu`, {
      ...filled(), name: '', ageFrom: '6', ageTo: '3', ageFromUnit: 'years', ageToUnit: 'years', capacityPlaces: 'viele',
      'schedules.0.weekday': '2', 'schedules.0.opensAt': '12:00', 'schedules.0.closesAt': '11:00', 'phones.1.number': 'ruft an', 'costs.0.amount': '3', description: 'Das bleibt stehen',
    });
    const html = await answer.text();
    expect(answer.status).toBe(422);
    for (const target of ['formular-name', 'formular-capacityPlaces', 'formular-schedules-0-closesAt', 'formular-phones-1-number']) expect(html).toContain(`href="#${target}"`);
    expect(html).toContain('Das bleibt stehen');
    expect(html).toContain('value="ruft an"');
  });

  test('gets a further row without script, with everything typed and nothing saved', async () => {
    const answer = await post(`${LIST}/neu`, { ...filled(), name: 'Halb getippt', 'phones.0.number': '05181 1', zeile: 'phones' });
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html).toContain('value="Halb getippt"');
    expect(html).toContain('name="phones.2.number"');
    expect(await (await get(`${LIST}?suche=Halb`, coordinator)).text()).not.toContain('Halb getippt');
  });

  test('who saves after somebody else is shown what is stored now, keeps what was typed, and may save again', async () => {
    const id = await store('Elterncafé', { capacityPlaces: 5 });
    const first = await post(`${LIST}/${id}`, { ...filled(), name: 'Elterncafé am Markt', version: '1' });
    expect(first.status).toBe(303);
    const second = await post(`${LIST}/${id}`, { ...filled(), name: 'Elterncafé am Fluss', version: '1' });
    const html = await second.text();
    expect(second.status).toBe(422);
    expect(html).toContain('Elterncafé am Markt');
    expect(html).toContain('value="Elterncafé am Fluss"');
    expect(html).toContain('name="version" value="2"');
    expect((await post(`${LIST}/${id}`, { ...filled(), name: 'Elterncafé am Fluss', version: '2' })).status).toBe(303);
    expect(await load(id)).toMatchObject({ name: 'Elterncafé am Fluss', version: 3 });
  });

  test('marks translations as outdated by changing the German text', async () => {
    const id = await store('Spielkreis', { texts: [{ language: 'tr', name: 'Oyun grubu', summary: '', description: '', state: 'machine-made' }] });
    await post(`${LIST}/${id}`, { ...filled(), name: 'Spielkreis für alle', version: '1' });
    expect((await load(id)).texts).toMatchObject([{ language: 'tr', state: 'outdated' }]);
  });

  test('confirms an entry: families see the date and the municipality, never a person', async () => {
    const id = await store('Alter Eintrag');
    const answer = await post(`${LIST}/${id}/bestaetigen`, {}, { from: `${LIST}/${id}` });
    expect(answer.status).toBe(303);
    expect(await load(id)).toMatchObject({ assuredAt: '2026-11-22', assuredBy: 'Musterstadt' });
  });

  test('finds what nobody has confirmed lately, sorted as wished, also as CSV', async () => {
    await store('Nie bestätigt');
    const html = await (await get(`${LIST}?bestaetigt=alt&sortierung=-name`, coordinator)).text();
    expect(html).toContain('Nie bestätigt');
    expect(html).not.toContain('Alter Eintrag');
    expect(await (await get(`${LIST}.csv?bestaetigt=alt`, coordinator)).text()).toContain('Nie bestätigt');
  });

  test('cannot be made to store a topic, place or organization of another town', async () => {
    const there = await house.database.write(house.otherTown.id, (tx) => sampleDirectory(tx, house.otherTown.id, house.house.clock));
    const forgeries: Record<string, string>[] = [{ fields: there.fields.advice }, { 'places.0.locationId': there.locationId }, { organizationId: there.organizationId }];
    for (const forged of forgeries) {
      expect((await post(`${LIST}/neu`, { ...filled(), ...forged })).status).toBe(422);
    }
  });
});

describe('a provider editor', () => {
  test('sees and changes the own organization’s offers; those of others are not there', async () => {
    const own = await store('Eigenes Angebot');
    const foreign = await store('Fremdes Angebot', { organizationId: otherOrganization });
    const cookie = await house.signIn(['provider-editor'], { organizationId: directory.organizationId });
    const list = await (await get(LIST, cookie)).text();
    expect(list).toContain('Eigenes Angebot');
    expect(list).not.toContain('Fremdes Angebot');
    expect((await get(`${LIST}/${foreign}`, cookie)).status).toBe(404);
    expect((await post(`${LIST}/${foreign}`, { ...filled(), version: '1' }, { cookie, from: `${LIST}/${own}` })).status).toBe(404);
    expect((await post(`${LIST}/${foreign}/bestaetigen`, {}, { cookie, from: `${LIST}/${own}` })).status).toBe(404);
    expect((await post(`${LIST}/${own}`, { ...filled(), version: '1' }, { cookie })).status).toBe(303);
    expect((await load(foreign)).name).toBe('Fremdes Angebot');
  });

  test('cannot hand an offer over to another organization', async () => {
    const own = await store('Bleibt hier');
    const cookie = await house.signIn(['provider-editor'], { organizationId: directory.organizationId });
    const answer = await post(`${LIST}/${own}`, { ...filled(), organizationId: otherOrganization, version: '1' }, { cookie });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('Sie können nur Angebote Ihrer eigenen Einrichtung eintragen.');
  });

  test('is named by the organization when confirming', async () => {
    const own = await store('Wird bestätigt');
    const cookie = await house.signIn(['provider-editor'], { organizationId: directory.organizationId });
    await post(`${LIST}/${own}/bestaetigen`, {}, { cookie, from: `${LIST}/${own}` });
    expect(await load(own)).toMatchObject({ assuredBy: 'Familienwerk' });
  });
});

describe('others', () => {
  test('visitors are asked to sign in, auditors may look and not write', async () => {
    expect((await get(LIST)).status).toBe(303);
    const auditor = await house.signIn(['auditor']);
    expect((await get(LIST, auditor)).status).toBe(200);
    expect((await get(`${LIST}/neu`, auditor)).status).toBe(403);
    expect((await post(`${LIST}/neu`, filled(), { cookie: auditor, from: '/musterstadt/verwaltung/angebote' })).status).toBeGreaterThanOrEqual(400);
  });

  test('an offer of one town does not exist in the other', async () => {
    const id = await store('Nur hier');
    const there = await house.signIn(['coordinator'], { town: house.otherTown.id });
    expect((await get(`/nachbarstadt/verwaltung/angebote/${id}`, there)).status).toBe(404);
  });
});
