import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { storeOrganizations } from '../network/server/store-organizations.ts';
import { createApp } from '../platform/app.tsx';
import { fixedClock } from '../platform/clock.ts';
import { day } from '../platform/day.ts';
import { newId, type Uuid } from '../platform/id.ts';
import { sameCommit } from '../platform/same-commit.ts';
import { defaultFreshness } from './freshness/freshness.ts';
import { freshnessRoutes } from './freshness-routes.tsx';
import { revisionRoutes } from './revision-routes.tsx';
import { offersRoutes } from './routes.tsx';
import { askForConfirmation, freshnessHousekeeping } from './server/ask-for-confirmation.ts';
import { openLink, sealLink } from './server/confirmation-link.ts';
import { storeFreshnessSetting } from './server/freshness-setting.ts';
import { loadServices } from './server/load-services.ts';
import { proposalsOf } from './server/proposals.ts';
import { sampleDirectory, type SampleDirectory } from './server/sample-directory.ts';
import { servicesForChain } from './server/services-for-chain.ts';
import { storeServices } from './server/store-services.ts';

let house: TestApp;
let directory: SampleDirectory;
const club = newId();

beforeAll(async () => {
  house = await testApp();
  house.app = createApp(house.house, { assetsFolder: 'dist', townRoutes: [revisionRoutes, freshnessRoutes, offersRoutes], siteRoutes: [] });
  directory = await house.database.write(house.town.id, (tx) => sampleDirectory(tx, house.town.id, house.house.clock));
  await house.database.write(house.town.id, async (tx) => {
    await storeOrganizations(tx, house.town.id, [{ id: club, name: 'Turnverein', sector: 'club', email: 'Buero@Turnverein.example', isDemo: false }], house.house.clock);
    await storeFreshnessSetting(tx, house.town.id, { ...defaultFreshness, asksByMail: true }, { clock: house.house.clock });
  });
});
afterAll(() => house.close());

const OLD = { organizationId: club, assuredAt: day('2025-11-01'), assuredBy: 'Turnverein' } as never as Parameters<SampleDirectory['service']>[1];
const store = async (name: string, known: Parameters<SampleDirectory['service']>[1] = OLD) => {
  const record = { ...directory.service(name, known), ...(known === OLD ? { organizationId: club } : {}) };
  await house.database.write(house.town.id, (tx) => storeServices(tx, house.town.id, [record], house.house.clock));
  return record.id;
};
const load = (id: Uuid) => house.database.read(house.town.id, async (tx) => (await loadServices(tx, house.town.id, [id]))[0]!);
const mails = () => house.database.read(house.town.id, (tx) => tx.selectFrom('platform.mail').select(['recipient', 'subject', 'body_text']).orderBy('created_at').execute());
const audits = (name: string) => house.database.read(house.town.id, (tx) => tx.selectFrom('platform.audit_entry').select('field_names').where('name', '=', name).execute());
const get = (path: string) => Promise.resolve(house.app.request(new URL(path, 'http://localhost:3000')));
/** As a mail program or a browser without cookies would: nothing but the address. */
const press = (path: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) => Promise.resolve(house.app.request(new URL(path, 'http://localhost:3000'), { method: 'POST', body: new URLSearchParams(fields), headers }));

const work = (instant: string) => house.database.write(house.town.id, (tx) => {
  const clock = fixedClock(instant);
  if (askForConfirmation.kind !== 'transaction') throw new Error('not in a transaction');
  return askForConfirmation.run({ municipalityId: house.town.id, database: house.database, clock, configuration: house.house.configuration, log: house.house.log, tx, ...sameCommit(tx, house.town.id, clock) }, {});
});
const pathIn = (text: string) => /\/musterstadt\/bestaetigen\/[\w-]+/.exec(text)![0];
const NOW = '2026-11-22T09:00:00Z';

/** A new offer of the club, asked about; the path of its mail's link. */
async function asked(name: string): Promise<{ id: Uuid; path: string }> {
  const id = await store(name);
  await work(NOW);
  const mail = (await mails()).findLast(({ body_text }) => body_text.includes(name))!;
  return { id, path: pathIn(mail.body_text) };
}

describe('once a year', () => {
  test('a mailbox gets one mail for all of its offers, whoever runs the job how often; the subject names nobody', async () => {
    const [swimming, running] = [await store('Schwimmen'), await store('Laufen')];
    await Promise.all([work(NOW), work(NOW), work(NOW)]);
    const sent = (await mails()).filter(({ body_text }) => body_text.includes('Schwimmen'));
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ recipient: 'buero@turnverein.example', subject: 'Stimmen Ihre Einträge noch? Angebote für Familien, Musterstadt' });
    expect(sent[0]!.body_text).toContain('Laufen');
    const path = pathIn(sent[0]!.body_text);
    expect((await press(`${path}/alle/stimmt`)).headers.get('location')).toBe(`${path}?danke=alle`);
    for (const id of [swimming, running]) expect(await load(id)).toMatchObject({ assuredAt: '2026-11-22', assuredBy: 'Turnverein' });
  });

  test('every process looks every hour, and one of them asks once a day, after seven', async () => {
    const keep = (instant: string) => house.database.write(house.town.id, (tx) => freshnessHousekeeping(tx, { municipalityId: house.town.id, clock: fixedClock(instant), configuration: house.house.configuration }));
    const jobs = () => house.database.read(house.town.id, (tx) => tx.selectFrom('platform.job').select('id').where('task', '=', 'ask-for-confirmation').execute());
    await keep('2026-12-01T05:30:00Z');
    expect(await jobs()).toHaveLength(0);
    await Promise.all([keep('2026-12-01T06:30:00Z'), keep('2026-12-01T06:30:00Z'), keep('2026-12-01T07:30:00Z')]);
    expect(await jobs()).toHaveLength(1);
  });

  test('reading changes nothing, also not when a mail scanner opens every link of it', async () => {
    const { id, path } = await asked('Turnen');
    const before = await load(id);
    const page = await (await get(path)).text();
    for (const [, href] of page.matchAll(/href="(\/musterstadt\/[^"#]*)"/g)) await get(href!.replaceAll('&amp;', '&'));
    expect(await load(id)).toEqual(before);
    expect(page).toContain('Stimmt noch: Turnen');
  });

  test('a club confirms with one click, without session, cookie or script; a second click changes nothing', async () => {
    const { id, path } = await asked('Tanzen');
    const before = (await load(id)).version;
    const answers = await Promise.all([press(`${path}/${id}/stimmt`), press(`${path}/${id}/stimmt`)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(await load(id)).toMatchObject({ assuredAt: '2026-11-22', assuredBy: 'Turnverein', version: before + 1 });
    expect((await audits('offers.service.confirmed-by-link')).filter(({ field_names }) => field_names.length > 0).length).toBeGreaterThan(0);
    const page = await (await get(path)).text();
    expect(page).toContain('Danke! Bestätigt am 22. November 2026.');
    expect(page).not.toContain('Stimmt noch: Tanzen');
  });

  test('a forged, foreign or damaged link is not there; an expired one says so and changes nothing; an offer of others is not reached', async () => {
    const { id, path } = await asked('Klettern');
    const other = await store('Fremdes Angebot', {});
    const token = path.split('/').at(-1)!;
    const linkId = openLink(house.house.configuration.secretKey, house.town.id, token)!;
    for (const forged of [`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, token.replace(/.$/, (last) => (last === 'g' ? 'Q' : 'g')), sealLink(house.house.configuration.secretKey, house.otherTown.id, linkId), sealLink(house.house.configuration.secretKey, house.town.id, newId()), 'x']) {
      expect((await get(`/musterstadt/bestaetigen/${forged}`)).status).toBe(404);
      expect((await press(`/musterstadt/bestaetigen/${forged}/${id}/stimmt`)).status).toBe(404);
    }
    expect((await press(`${path}/${other}/stimmt`)).status).toBe(404);
    await house.database.write(house.town.id, (tx) => tx.updateTable('offers.confirmation_link').set({ made_at: new Date('2026-01-01'), expires_at: new Date('2026-11-22T08:59:59Z') }).where('id', '=', linkId).execute());
    expect((await press(`${path}/${id}/stimmt`)).status).toBe(422);
    expect(await (await get(path)).text()).toContain('Dieser Link gilt nicht mehr');
    expect(await load(id)).toMatchObject({ assuredAt: '2025-11-01' });
  });

  test('what is no longer true is typed without an account and waits for approval; persons who are not public are neither shown nor lost', async () => {
    const id = await store('Ballspiele', { ...OLD, contacts: [{ name: 'Kim Geheim', title: '', isPublic: false }] });
    await house.database.write(house.town.id, (tx) => tx.updateTable('offers.service').set({ organization_id: club, assured_at: day('2025-11-01') }).where('id', '=', id).execute());
    await work(NOW);
    const path = pathIn((await mails()).findLast(({ body_text }) => body_text.includes('Ballspiele'))!.body_text);
    const form = await (await get(`${path}/${id}/aendern`)).text();
    expect(form).toContain('value="Ballspiele"');
    expect(form).not.toContain('Kim Geheim');
    const { version } = await load(id);
    const fields = { version: String(version), organizationId: club, name: 'Ballspiele ab 6', outreach: 'unknown', freeOfCharge: 'unknown', walkIn: 'unknown', staffing: 'unknown', responsibleLevel: 'unknown', status: 'active', 'places.0.locationId': directory.locationId, fields: directory.fields.advice, ageFrom: '6', ageFromUnit: 'years' };
    const wrong = await press(`${path}/${id}/aendern`, { ...fields, ageTo: '3', ageToUnit: 'years' });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('href="#formular-ageTo"');
    expect((await press(`${path}/${id}/aendern`, fields)).headers.get('location')).toContain('danke=aenderung');
    expect(await load(id)).toMatchObject({ name: 'Ballspiele' });
    const [proposal] = await house.database.read(house.town.id, (tx) => proposalsOf(tx, house.town.id, id));
    expect(proposal).toMatchObject({ origin: 'link', state: 'waiting' });
    expect(proposal!.changes.map(({ topic }) => topic)).toEqual(['name', 'ages']);
  });

  test.each([
    ['characters that turn the writing around', { name: 'Fest\u202Egnipmac' }, 'formular-name', 'unsichtbare Steuerzeichen'],
    ['ten megabytes of text', { description: 'a'.repeat(10_000_000) }, 'formular-description', 'Bitte kürzen Sie den Text'],
    ['a far too long name full of mark-up', { name: '<script>alert(1)</script>'.repeat(50) }, 'formular-name', 'Bitte kürzen Sie den Text'],
  ])('the form of the link refuses %s beside the field, keeps the rest and makes no proposal', async (what, change, target, message) => {
    const { id, path } = await asked(`Angebot gegen ${what}`);
    const before = await load(id);
    const answer = await press(`${path}/${id}/aendern`, { version: String(before.version), organizationId: club, name: 'Bleibt', summary: 'Steht noch da', outreach: 'unknown', freeOfCharge: 'unknown', walkIn: 'unknown', staffing: 'unknown', responsibleLevel: 'unknown', status: 'active', ...change });
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain(`href="#${target}"`);
    expect(html).toContain(message);
    expect(html).toContain('Steht noch da');
    expect(html).not.toContain('<script>alert');
    expect(await load(id)).toEqual(before);
    expect(await house.database.read(house.town.id, (tx) => proposalsOf(tx, house.town.id, id))).toEqual([]);
  });

  test('that an offer is no more is a proposal; it ends when a person says so', async () => {
    const { id, path } = await asked('Judo');
    expect((await press(`${path}/${id}/ende`, { note: 'Trainer weggezogen' })).status).toBe(303);
    expect(await load(id)).toMatchObject({ status: 'active' });
    expect(await house.database.read(house.town.id, (tx) => proposalsOf(tx, house.town.id, id))).toMatchObject([{ kind: 'retirement', note: 'Trainer weggezogen' }]);
    expect(await (await get(path)).text()).toContain('Sie haben gemeldet, dass es das Angebot nicht mehr gibt');
  });
});

describe('who ends an offer by the link', () => {
  test.each([
    ['nine megabytes', 'a'.repeat(9_000_000), 'Bitte kürzen Sie den Text'],
    ['a note that turns the writing around', 'Schluss\u202Egnipmac', 'unsichtbare Steuerzeichen'],
  ])('and types %s reads why not beside the field, with the note still there', async (what, note, message) => {
    const { id, path } = await asked(`Ende mit ${what}`);
    const answer = await press(`${path}/${id}/ende`, { note });
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain(`href="#ende-${id}-note"`);
    expect(html).toContain(message);
    expect(html).toContain(note.slice(0, 7));
    expect(html).toMatch(/<details open/);
    expect(await house.database.read(house.town.id, (tx) => proposalsOf(tx, house.town.id, id))).toEqual([]);
  });
});

describe('an entry nobody answers for', () => {
  test('is reminded of twice, marked to families, rests after ninety days, counts as unknown, and comes back with one click', async () => {
    const { id } = await asked('Fechten');
    const about = async () => (await mails()).filter(({ body_text }) => body_text.includes('Fechten')).map(({ subject }) => subject.split(/[:?]/)[0]);
    await work('2026-12-06T08:00:00Z');
    await work('2026-12-20T08:00:00Z');
    expect((await about()).filter((subject) => subject === 'Erinnerung')).toHaveLength(2);
    await house.database.write(house.town.id, (tx) => tx.updateTable('offers.service').set({ assured_at: day('2025-06-01') }).where('id', '=', id).execute());
    expect(await (await get(`/musterstadt/angebote/${id}`)).text()).toContain('Das ist lange her');
    await work('2027-02-20T08:00:00Z');
    expect(await load(id)).toMatchObject({ status: 'inactive' });
    expect((await get(`/musterstadt/angebote/${id}`)).status).toBe(404);
    expect(await house.database.read(house.town.id, async (tx) => (await servicesForChain(tx, house.town.id)).find((offer) => offer.id === id))).toMatchObject({ isResting: true });
    const mail = (await mails()).findLast(({ body_text }) => body_text.includes('Fechten'))!;
    expect(mail.subject).toContain('jetzt');
    const path = pathIn(mail.body_text);
    expect((await press(`${path}/${id}/stimmt`)).status).toBe(303);
    expect(await load(id)).toMatchObject({ status: 'active', assuredAt: '2026-11-22' });
  });
});

describe('the coordinator', () => {
  test('sets the intervals; senseless ones are refused beside their field, and others may not', async () => {
    const path = '/musterstadt/verwaltung/aktualitaet/einstellungen';
    const cookie = await house.signIn(['coordinator']);
    const fields = { asksByMail: 'on', confirmEveryMonths: '6', remindAfterDays: '7, 21', markAfterDays: '30', retireAfterDays: '60' };
    const late = await house.submit(path, { ...fields, remindAfterDays: '7, 40' }, { cookie });
    expect(late.status).toBe(422);
    expect(await late.text()).toContain('href="#formular-remindAfterDays"');
    expect((await house.submit(path, fields, { cookie })).status).toBe(303);
    expect(await (await house.get(path, cookie)).text()).toContain('value="7, 21"');
    expect((await house.get(path, await house.signIn(['navigator']))).status).toBe(403);
  });
});

// Last: it uses up the answers of an hour.
test('a program that does not stop answering is stopped, in words', async () => {
  const { id, path } = await asked('Trampolin');
  let answer = await press(`${path}/${id}/stimmt`);
  for (let again = 0; answer.status === 303 && again < 250; again += 1) answer = await press(`${path}/${id}/stimmt`);
  expect(answer.status).toBe(429);
  expect(await answer.text()).toContain('viele Versuche');
  expect((await get(path)).status).toBe(200);
});
