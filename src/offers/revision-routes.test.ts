import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { storeOrganizations } from '../network/server/store-organizations.ts';
import { createApp } from '../platform/app.tsx';
import { newId, type Uuid } from '../platform/id.ts';
import { freshnessRoutes } from './freshness-routes.tsx';
import { revisionRoutes } from './revision-routes.tsx';
import { offersRoutes } from './routes.tsx';
import { loadServices } from './server/load-services.ts';
import { proposalsOf } from './server/proposals.ts';
import { sampleDirectory, type SampleDirectory } from './server/sample-directory.ts';
import { listVersions } from './server/service-versions.ts';
import { storeServices } from './server/store-services.ts';

let house: TestApp;
let directory: SampleDirectory;
let coordinator: string;
let provider: string;
let stranger: string;
const otherOrganization = newId();

beforeAll(async () => {
  house = await testApp();
  house.app = createApp(house.house, { assetsFolder: 'dist', townRoutes: [revisionRoutes, freshnessRoutes, offersRoutes], siteRoutes: [] });
  directory = await house.database.write(house.town.id, (tx) => sampleDirectory(tx, house.town.id, house.house.clock));
  await house.database.write(house.town.id, (tx) => storeOrganizations(tx, house.town.id, [{ id: otherOrganization, name: 'Turnverein', sector: 'club', isDemo: false }], house.house.clock));
  coordinator = await house.signIn(['coordinator']);
  provider = await house.signIn(['provider-editor'], { organizationId: directory.organizationId });
  stranger = await house.signIn(['provider-editor'], { organizationId: otherOrganization });
});
afterAll(() => house.close());

const STAFF = '/musterstadt/verwaltung/angebote';
const QUEUE = '/musterstadt/verwaltung/pruefen';
const store = async (name: string, known: Parameters<SampleDirectory['service']>[1] = {}) => {
  const record = directory.service(name, known);
  await house.database.write(house.town.id, (tx) => storeServices(tx, house.town.id, [record], house.house.clock));
  return record.id;
};
const load = (id: Uuid) => house.database.read(house.town.id, async (tx) => (await loadServices(tx, house.town.id, [id]))[0]!);
const proposals = (id: Uuid) => house.database.read(house.town.id, (tx) => proposalsOf(tx, house.town.id, id));
const versions = (id: Uuid) => house.database.read(house.town.id, (tx) => listVersions(tx, house.town.id, id));
const mails = () => house.database.read(house.town.id, (tx) => tx.selectFrom('platform.mail').select(['recipient', 'subject', 'body_text']).orderBy('created_at').execute());

const get = (path: string, cookie = '') => Promise.resolve(house.app.request(new URL(path, 'http://localhost:3000'), { headers: cookie ? { Cookie: cookie } : {} }));
async function post(path: string, fields: Record<string, string | string[]>, { cookie = coordinator, from = path, key = newId() as string } = {}) {
  const html = await (await get(from, cookie)).text();
  const csrf = /name="_csrf" value="([^"]*)"/.exec(html)?.[1] ?? '';
  const body = new FormData();
  for (const [name, value] of Object.entries({ _csrf: csrf, _submission: key, ...fields })) for (const one of [value].flat()) body.append(name, one);
  return house.app.request(new URL(path, 'http://localhost:3000'), { method: 'POST', body, headers: { Origin: 'http://localhost:3000', Cookie: cookie } });
}
const filled = (fields: Record<string, string | string[]> = {}) => ({
  organizationId: directory.organizationId, name: 'Krabbelgruppe', outreach: 'unknown', freeOfCharge: 'unknown', walkIn: 'unknown', staffing: 'unknown', responsibleLevel: 'unknown', status: 'active',
  fields: [directory.fields.advice], 'places.0.locationId': directory.locationId, ...fields,
});

/** A provider's change of name and description: the one waits, the other is public at once. */
async function proposed(name: string): Promise<{ id: Uuid; proposal: Uuid }> {
  const id = await store(name, { description: 'Wir singen.' });
  const answer = await post(`${STAFF}/${id}`, { ...filled({ name: `${name} am Markt`, description: 'Wir singen und spielen.', reason: 'Wir sind umgezogen.' }), version: '1' }, { cookie: provider });
  expect(answer.headers.get('location')).toContain('wartet=1');
  return { id, proposal: (await proposals(id))[0]!.id };
}

describe('a provider', () => {
  test('changes what is not sensitive at once; the rest waits, and families read what was there before', async () => {
    const { id } = await proposed('Krabbelgruppe');
    expect(await load(id)).toMatchObject({ name: 'Krabbelgruppe', description: 'Wir singen und spielen.' });
    expect(await (await get(`/musterstadt/angebote/${id}`)).text()).not.toContain('am Markt');
    const own = await (await get(`${STAFF}/${id}`, provider)).text();
    expect(own).toContain('Diese Angaben warten auf Freigabe');
    expect(own).toContain('value="Krabbelgruppe am Markt"');
    expect(await (await get(STAFF, provider)).text()).toContain('wartet auf Freigabe');
  });

  test('changes the proposal by saving again, and takes it back by saving what is public', async () => {
    const { id } = await proposed('Elternkreis');
    await post(`${STAFF}/${id}`, { ...filled({ name: 'Elternkreis am Fluss', description: 'Wir singen und spielen.' }), version: '2' }, { cookie: provider });
    expect(await proposals(id)).toMatchObject([{ state: 'waiting', changes: [{ topic: 'name', to: { name: 'Elternkreis am Fluss' } }] }]);
    await post(`${STAFF}/${id}`, { ...filled({ name: 'Elternkreis', description: 'Wir singen und spielen.' }), version: '2' }, { cookie: provider });
    expect(await proposals(id)).toMatchObject([{ state: 'withdrawn' }]);
  });

  test('withdraws with a button; another organization cannot', async () => {
    const { id } = await proposed('Singkreis');
    expect((await post(`${STAFF}/${id}/zurueckziehen`, {}, { cookie: stranger, from: `${STAFF}/neu` })).status).toBe(404);
    expect((await post(`${STAFF}/${id}/zurueckziehen`, {}, { cookie: provider, from: `${STAFF}/${id}` })).status).toBe(303);
    expect(await proposals(id)).toMatchObject([{ state: 'withdrawn' }]);
  });

  test('makes a new entry, which families see once it is approved', async () => {
    const answer = await post(`${STAFF}/neu`, filled({ name: 'Ganz neu' }), { cookie: provider });
    const id = /gespeichert=([0-9a-f-]+)/.exec(answer.headers.get('location')!)![1] as Uuid;
    expect(await load(id)).toMatchObject({ status: 'draft' });
    const [proposal] = await proposals(id);
    expect(proposal).toMatchObject({ kind: 'new', state: 'waiting' });
    await post(`${QUEUE}/aenderung/${proposal!.id}`, { decision: 'approved', version: '1', note: '' });
    expect(await load(id)).toMatchObject({ status: 'active', assuredAt: '2026-11-22', assuredBy: 'Familienwerk' });
  });

  test('may neither decide nor see the versions of others', async () => {
    const { id, proposal } = await proposed('Malkurs');
    expect((await get(QUEUE, provider)).status).toBe(403);
    expect((await post(`${QUEUE}/aenderung/${proposal}`, { decision: 'approved', version: '2' }, { cookie: provider, from: `${STAFF}/neu` })).status).toBe(403);
    expect((await get(`${STAFF}/${id}/fassungen`, stranger)).status).toBe(404);
    expect((await get(`${STAFF}/${id}/fassungen`, provider)).status).toBe(200);
  });
});

describe('the coordinator', () => {
  test('finds what waits, sees the difference word by word and not by colour alone, approves, and the provider gets a mail', async () => {
    const { id, proposal } = await proposed('Babytreff');
    expect(await (await get(QUEUE, coordinator)).text()).toContain('Babytreff');
    const page = await (await get(`${QUEUE}/aenderung/${proposal}`, coordinator)).text();
    expect(page).toContain('<ins><span class="visually-hidden">neu: </span>');
    expect(page).toContain('am Markt');
    expect(page).toContain('Wir sind umgezogen.');
    const answer = await post(`${QUEUE}/aenderung/${proposal}`, { decision: 'approved', version: '2', note: '' });
    expect(answer.status).toBe(303);
    expect(await load(id)).toMatchObject({ name: 'Babytreff am Markt', version: 3 });
    expect((await versions(id)).map(({ topics, origin, reason }) => [topics, origin, reason])).toEqual([[['name'], 'proposal', 'Wir sind umgezogen.'], [['description'], 'form', 'Wir sind umgezogen.']]);
    const mail = (await mails()).at(-1)!;
    expect(mail.body_text).toContain('freigegeben');
    expect(mail.subject).not.toContain('Babytreff');
  });

  test('must say why when refusing or sending back; the provider reads it', async () => {
    const { id, proposal } = await proposed('Schwimmkurs');
    const path = `${QUEUE}/aenderung/${proposal}`;
    expect((await post(path, { decision: 'refused', version: '2', note: '' })).status).toBe(422);
    expect((await post(path, { decision: 'returned', version: '2', note: 'Welcher Markt?' })).status).toBe(303);
    expect(await load(id)).toMatchObject({ name: 'Schwimmkurs' });
    expect(await (await get(`${STAFF}/${id}`, provider)).text()).toContain('Welcher Markt?');
  });

  test('sees today’s difference when the entry changed meanwhile, and decides what both changed; nothing else is lost', async () => {
    const { id, proposal } = await proposed('Töpfern');
    await post(`${STAFF}/${id}`, { ...filled({ name: 'Töpfern für alle', description: 'Neu beschrieben.' }), version: '2' });
    const path = `${QUEUE}/aenderung/${proposal}`;
    expect(await (await post(path, { decision: 'approved', version: '2' })).text()).toContain('hat sich geändert, während Sie ihn geprüft haben');
    const page = await (await get(path, coordinator)).text();
    expect(page).toContain('Der Eintrag hat sich inzwischen geändert');
    for (const said of ['Töpfern für alle', 'Töpfern am Markt']) expect(page).toContain(said);
    expect((await post(path, { decision: 'approved', version: '3' })).status).toBe(422);
    expect((await post(path, { decision: 'approved', version: '3', 'conflict.name': 'proposed' })).status).toBe(303);
    expect(await load(id)).toMatchObject({ name: 'Töpfern am Markt', description: 'Neu beschrieben.' });
  });

  test('of two who approve at once one is told that it is decided: there is one new version and one mail', async () => {
    const { id, proposal } = await proposed('Yoga');
    const before = (await mails()).length;
    const second = await house.signIn(['planner']);
    const path = `${QUEUE}/aenderung/${proposal}`;
    const answers = await Promise.all([post(path, { decision: 'approved', version: '2' }), post(path, { decision: 'approved', version: '2' }, { cookie: second })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
    expect((await load(id)).version).toBe(3);
    expect((await mails()).length).toBe(before + 1);
  });

  test('reads what an entry said before and brings it back; that is a new version', async () => {
    const id = await store('Chor', { capacityPlaces: 12 });
    await post(`${STAFF}/${id}`, { ...filled({ name: 'Kinderchor', capacityPlaces: '20', reason: 'Mehr Platz' }), version: '1' });
    const page = await (await get(`${STAFF}/${id}/fassungen`, coordinator)).text();
    for (const said of ['Mehr Platz', 'Kinderchor', '</span>12<span', '</span>20<span']) expect(page).toContain(said);
    const path = `${STAFF}/${id}/fassungen/1`;
    expect((await post(path, { version: '2', reason: '' })).status).toBe(422);
    expect((await post(path, { version: '1', reason: 'Irrtum' })).status).toBe(422);
    expect((await post(path, { version: '2', reason: 'Irrtum' })).status).toBe(303);
    expect(await load(id)).toMatchObject({ name: 'Chor', capacityPlaces: 12, version: 3 });
    expect((await versions(id))[0]).toMatchObject({ version: 2, origin: 'restored', reason: 'Irrtum' });
  });
});

describe('somebody without an account', () => {
  const suggest = (id: Uuid, fields: Record<string, string>, language = '') => post(`/musterstadt${language}/angebote/${id}/korrektur`, { topic: 'phone', said: '05181 99 00', email: '', sprache: 'de', homepage: '', ...fields }, { cookie: 'visitor=1', from: `/musterstadt${language}/angebote/${id}/korrektur` });

  test('says what is wrong; nothing changes until a person takes it over with one click, and who asked for it is answered and forgotten', async () => {
    const id = await store('Beratung', { phones: [{ number: '05181 1', description: '', languages: [] }] });
    expect(await (await get(`/musterstadt/angebote/${id}`)).text()).toContain(`/musterstadt/angebote/${id}/korrektur`);
    expect((await suggest(id, { email: 'kim@post.example' })).status).toBe(303);
    expect((await load(id)).phones[0]!.number).toBe('05181 1');
    const row = await house.database.read(house.town.id, (tx) => tx.selectFrom('offers.correction').selectAll().where('service_id', '=', id).executeTakeFirstOrThrow());
    expect(row.reply_to!.toString('utf8')).not.toContain('kim');
    const path = `${QUEUE}/hinweis/${row.id}`;
    expect(await (await get(path, coordinator)).text()).not.toContain('kim@post.example');
    expect((await post(path, { decision: 'take', answer: '' })).status).toBe(303);
    expect((await load(id)).phones[0]!.number).toBe('05181 99 00');
    expect((await versions(id))[0]).toMatchObject({ origin: 'correction', topics: ['phones'] });
    expect((await mails()).at(-1)).toMatchObject({ recipient: 'kim@post.example' });
    expect(await house.database.read(house.town.id, (tx) => tx.selectFrom('offers.correction').select(['state', 'reply_to']).where('id', '=', row.id).executeTakeFirst())).toEqual({ state: 'taken', reply_to: null });
    expect((await post(path, { decision: 'take', answer: '' }, { from: `${STAFF}/neu` })).status).toBe(422);
  });

  test('is told beside the field what cannot be taken: direction marks, far too long texts, no mail address – and keeps what was typed', async () => {
    const id = await store('Frühstück');
    const bidi = await suggest(id, { said: 'umgedreht \u202E tsi saD', email: 'keine Adresse' });
    expect(bidi.status).toBe(422);
    const html = await bidi.text();
    for (const target of ['formular-said', 'formular-email']) expect(html).toContain(`href="#${target}"`);
    expect(html).toContain('value="keine Adresse"');
    const long = await suggest(id, { said: 'a'.repeat(10_000_000) });
    expect(long.status).toBe(422);
    const text = await long.text();
    expect(text).toContain('href="#formular-said"');
    expect(text.length).toBeLessThan(200_000);
  });

  test('gets the same thanks as everybody when a program fills in what nobody sees, and nothing is kept', async () => {
    const id = await store('Bastelstube');
    expect((await suggest(id, { homepage: 'https://spam.example' })).status).toBe(303);
    expect(await house.database.read(house.town.id, (tx) => tx.selectFrom('offers.correction').select('id').where('service_id', '=', id).execute())).toEqual([]);
  });

  test('is asked to call after the fifth message within an hour, with everything typed kept', async () => {
    const id = await store('Nähkurs');
    let last = await suggest(id, { said: 'eins' });
    for (let count = 0; count < 6; count += 1) last = await suggest(id, { said: 'noch einmal' });
    expect(last.status).toBe(429);
    expect(await last.text()).toContain('noch einmal');
  });
});
