import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import type { Role } from '../accounts/role.ts';
import { languages, languageFacts } from '../platform/language.ts';
import type { Uuid } from '../platform/id.ts';
import { fieldsOf, openSheet } from './server/awareness-answers.ts';
import { awarenessOfOffers } from './server/awareness-of-offers.ts';
import { sampleDirectory } from './server/sample-directory.ts';
import { storeServices } from './server/store-services.ts';
import type { Familiarity } from './awareness/survey.ts';
import type { ServiceRecord } from './service.ts';

const AWARENESS = '/musterstadt/verwaltung/bekanntheit';
const SURVEY = '/musterstadt/umfrage/familien';
let house: TestApp;
let coordinator: string;
let offers: ServiceRecord[];

beforeAll(async () => {
  house = await testApp();
  coordinator = await house.signIn(['coordinator']);
  await house.database.write(house.town.id, async (tx) => {
    const directory = await sampleDirectory(tx, house.town.id, house.house.clock);
    offers = Array.from({ length: 6 }, (_, index) => directory.service(`Angebot ${index + 1}`, {
      fieldIds: [index < 4 ? directory.fields.advice : directory.fields.health],
      texts: [{ language: 'tr', name: `Hizmet ${index + 1}`, summary: '', description: '', state: 'machine-made' }],
    }));
    await storeServices(tx, house.town.id, [...offers, directory.service('Entwurf', { status: 'draft' })], house.house.clock);
  });
});
afterAll(() => house.close());

const open = (fields: Record<string, string | string[]> = {}) => house.submit(AWARENESS, { title: 'Familien 2026', audience: 'families', offersPerSheet: '4', ...fields }, { cookie: coordinator });
const roundOf = (answer: Response) => new URL(answer.headers.get('location')!, 'http://localhost').pathname.split('/').at(-1)!;
const close = (round: string) => house.submit(`${AWARENESS}/${round}`, {}, { cookie: coordinator, to: `${AWARENESS}/${round}/schliessen` });
const page = async (path: string, cookie = '') => (await house.get(path, cookie)).text();
const sheetIn = (html: string) => openSheet(house.house.configuration.secretKey, /name="sheet" value="([^"]*)"/.exec(html)![1]!)!;
const rowsOf = (table: 'offers.awareness_figure' | 'offers.awareness_round') => house.database.read(house.town.id, (tx) => tx.selectFrom(table).selectAll().where('municipality_id', '=', house.town.id).execute());

/** Opens the page as a visitor without cookies and answers every offer on the sheet. */
async function answer(say: (id: Uuid) => { familiarity?: Familiarity; reason?: string; recommended?: boolean }, path = SURVEY, cookie = '', times = 1): Promise<Response> {
  const shown = await house.get(path, cookie);
  const html = await shown.text();
  const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)![1]!;
  const body = new FormData();
  for (const name of ['_csrf', '_submission', 'sheet']) body.set(name, field(name));
  for (const id of sheetIn(html).serviceIds) {
    const names = fieldsOf(id);
    const { familiarity, reason, recommended } = say(id);
    if (familiarity) body.set(names.familiarity, familiarity);
    if (reason) body.set(names.reason, reason);
    if (recommended) body.set(names.recommended, 'on');
  }
  const cookies = [cookie, ...shown.headers.getSetCookie().map((one) => one.split(';')[0])].filter(Boolean).join('; ');
  const post = () => Promise.resolve(house.app.request(new URL(path, 'http://localhost:3000'), { method: 'POST', body, headers: { Cookie: cookies, Origin: 'http://localhost:3000' } }));
  const first = await post();
  for (let again = 1; again < times; again += 1) expect((await post()).headers.get('location')).toBe(first.headers.get('location'));
  return first;
}

describe('a survey', () => {
  let round: string;

  test('is opened with the public offers of today; a second one for the same people is refused', async () => {
    const opened = await open();
    expect(opened.status).toBe(303);
    round = roundOf(opened);
    expect((await rowsOf('offers.awareness_figure')).map(({ name }) => name).sort()).toEqual(['Angebot 1', 'Angebot 2', 'Angebot 3', 'Angebot 4', 'Angebot 5', 'Angebot 6']);
    expect((await open()).status).toBe(422);
    expect((await open({ audience: 'professionals', title: ' ' })).status).toBe(422);
  });

  test.each(languages)('can be answered in %s, without account and without script', async (language) => {
    const segment = languageFacts[language].segment;
    const html = await page(`/musterstadt${segment ? `/${segment}` : ''}/umfrage/familien`);
    expect(html).toContain(`lang="${languageFacts[language].tag}"`);
    expect(sheetIn(html).serviceIds).toHaveLength(4);
    expect(html.includes('Hizmet')).toBe(language === 'tr');
  });

  test('counts a sheet that is sent twice once, and keeps no row of whoever sent it', async () => {
    const sent = await answer(() => ({ familiarity: 'known', reason: 'way' }), SURVEY, '', 3);
    expect(sent.status).toBe(303);
    expect(sent.headers.get('location')).toBe(`${SURVEY}/danke`);
    expect(await page(`${SURVEY}/danke`)).toContain('Ihre Antworten sind gezählt.');
    const figures = await rowsOf('offers.awareness_figure');
    expect(figures.reduce((total, { way }) => total + way, 0)).toBe(4);
    expect(await rowsOf('offers.awareness_round')).toMatchObject([{ sheets: 1 }]);
  });

  test('of somebody who is signed in leads nowhere to them', async () => {
    await answer(() => ({ familiarity: 'used', recommended: true }), SURVEY, coordinator);
    const { audits, submissions } = await house.database.read(house.town.id, async (tx) => ({
      audits: await tx.selectFrom('platform.audit_entry').select(['person_id', 'subject_id', 'field_names']).where('municipality_id', '=', house.town.id).where('name', '=', 'offers.awareness.answered').execute(),
      submissions: await tx.selectFrom('platform.submission').select('person_id').where('municipality_id', '=', house.town.id).where('action', '=', 'offers.awareness.answered').execute(),
    }));
    expect(audits.length).toBeGreaterThan(1);
    expect(audits.every((entry) => entry.person_id === null && entry.subject_id === null && entry.field_names.length === 0)).toBe(true);
    expect(submissions.every((one) => one.person_id === null)).toBe(true);
  });

  test('loses nobody where many send at once', async () => {
    const sheets = async () => (await rowsOf('offers.awareness_round'))[0]!.sheets;
    const answered = async () => (await rowsOf('offers.awareness_figure')).reduce((total, figure) => total + figure.answered, 0);
    const [sheetsBefore, answeredBefore] = [await sheets(), await answered()];
    const all = await Promise.all(Array.from({ length: 12 }, () => answer((id) => ({ familiarity: id === offers[0]!.id ? 'unknown' : 'used' }))));
    expect(all.map(({ status }) => status)).toEqual(all.map(() => 303));
    expect([await sheets() - sheetsBefore, await answered() - answeredBefore]).toEqual([12, 48]);
  });

  test('shows the same sheet again where nothing was answered', async () => {
    const empty = await answer(() => ({}), '/musterstadt/tr/umfrage/familien');
    expect(empty.status).toBe(422);
    expect(await empty.text()).toContain('en az bir soruyu');
  });

  test('takes no sheet that was not made here', async () => {
    const before = await rowsOf('offers.awareness_figure');
    const html = await page(SURVEY);
    const sheet = /name="sheet" value="([^"]*)"/.exec(html)![1]!;
    const own = before[0]!.service_id;
    for (const forged of [`${before[0]!.round_id}.${own}~x`, sheet.replace(/\.[0-9a-f-]{36}~/, `.${own}~`), '', 'x'.repeat(5_000)]) {
      if (forged === sheet) continue;
      const answer_ = await house.submit(SURVEY, { sheet: forged, [fieldsOf(own).familiarity]: 'used' });
      expect(answer_.status).toBe(422);
    }
    expect(await rowsOf('offers.awareness_figure')).toEqual(before);
  });

  test('shows no figures while it runs, not even to the coordinator', async () => {
    const html = await page(`${AWARENESS}/${round}`, coordinator);
    expect(html).toContain('Zahlen gibt es erst, wenn die Umfrage geschlossen ist');
    expect(html).not.toContain('Bekanntheit je Angebot');
    expect((await house.get(`${AWARENESS}/${round}/bekanntheit.csv`, coordinator)).status).toBe(404);
    expect(await house.database.read(house.town.id, (tx) => awarenessOfOffers(tx, house.town.id, offers.map(({ id }) => id)))).toEqual([]);
  });

  test('has a poster with a code to scan', async () => {
    const html = await page(`${AWARENESS}/${round}/aushang`, coordinator);
    expect(html).toContain('http://localhost:3000/musterstadt/umfrage/familien');
    expect(html).toContain('<svg class="qr"');
  });

  test('that is closed says who knows what, hides small counts, and takes no more answers', async () => {
    const [first, second] = offers as [ServiceRecord, ServiceRecord];
    for (let sheet = 0; sheet < 12; sheet += 1) {
      await answer((id) => (id === first.id ? { familiarity: 'unknown' } : id === second.id ? { familiarity: 'known', reason: 'shame' } : { familiarity: 'used', recommended: true }));
    }
    const html = await page(SURVEY);
    expect((await close(round)).status).toBe(303);
    const result = await page(`${AWARENESS}/${round}`, coordinator);
    expect(result).toContain('Stichtag 22. November 2026');
    expect(result).toContain('nur, wozu mindestens fünf Antworten');
    expect(result).toContain('unter 5');
    expect(result.indexOf('>Angebot 1<')).toBeLessThan(result.indexOf('>Angebot 2<'));
    expect(sheetIn(html).roundId).toBe(round);
    expect(await page(SURVEY)).toContain('Zurzeit läuft keine Umfrage');
    await expect(house.database.write(house.town.id, (tx) => tx.updateTable('offers.awareness_figure').set({ answered: 99, known: 99 }).where('municipality_id', '=', house.town.id).execute())).rejects.toThrow(/closed/);
    const csv = await page(`${AWARENESS}/${round}/bekanntheit.csv`, coordinator);
    expect(csv.split('\r\n')).toHaveLength(8);
    expect(csv).toContain('unter 5');
  });

  test('tells the chain which of its offers are known, at which day', async () => {
    const [families] = await house.database.read(house.town.id, (tx) => awarenessOfOffers(tx, house.town.id, [offers[0]!.id]));
    expect(families).toMatchObject({ audience: 'families', closedOn: '2026-11-22' });
    expect(families!.figures.get(offers[0]!.id)!.answered).toBeGreaterThanOrEqual(5);
    expect(families!.figures.size).toBe(1);
  });

  test('is compared with the one before, and says where nobody can tell', async () => {
    const again = roundOf(await open({ title: 'Familien 2027' }));
    for (let sheet = 0; sheet < 12; sheet += 1) await answer((id) => ({ familiarity: id === offers[2]!.id ? 'unknown' : 'used' }));
    await close(again);
    const result = await page(`${AWARENESS}/${again}`, coordinator);
    expect(result).toContain('gegenüber Familien 2026');
    expect(result).toContain('nicht unterscheidbar');
    expect(result).toContain('bekannter als zuvor');
    expect(result).toContain('unbekannter als zuvor');
  });

  test('of professionals is in German on every page and marked as German', async () => {
    await open({ title: 'Fachkräfte 2026', audience: 'professionals' });
    const html = await page('/musterstadt/ar/umfrage/fachkraefte');
    expect(html).toContain('Habe damit gearbeitet');
    expect(html).toMatch(/<div lang="de" dir="ltr" class="stack"><div class="page-head">/);
  });

  test('refuses a machine that sends one sheet after the other, and says when to come back', async () => {
    const address = '/musterstadt/umfrage/fachkraefte';
    let last = 303;
    for (let sheet = 0; sheet < 61 && last !== 429; sheet += 1) last = (await house.submit(address, { sheet: 'x' })).status;
    expect(last).toBe(429);
  });
});

test.each<[Role[], number, number]>([[['planner'], 200, 200], [['department-head'], 200, 403], [['navigator'], 200, 403], [['kita-office'], 403, 403]])('%s reads results: %i, opens surveys: %i', async (roles, reads, opens) => {
  const cookie = await house.signIn(roles);
  expect((await house.get(AWARENESS, cookie)).status).toBe(reads);
  const tried = await house.submit(AWARENESS, { title: '' }, { cookie, to: AWARENESS });
  expect(tried.status === 403 || tried.status === 400 ? 403 : 200).toBe(opens);
});

test('there is no survey for others', async () => {
  expect((await house.get('/musterstadt/umfrage/alle')).status).toBe(404);
  expect((await house.get(`${AWARENESS}/0198c0de-0000-7000-8000-000000000001`, coordinator)).status).toBe(404);
});
