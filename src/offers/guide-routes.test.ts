import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { newId } from '../platform/id.ts';
import { languages, languageFacts } from '../platform/language.ts';
import { topicCode } from './guide/topic-code.ts';
import { refOf } from './personal-list.ts';
import { sampleDirectory, type SampleDirectory } from './server/sample-directory.ts';
import { storeServices } from './server/store-services.ts';
import type { ServiceRecord } from './service.ts';

let house: TestApp;
let directory: SampleDirectory;
let group: ServiceRecord;
let debts: ServiceRecord;

beforeAll(async () => {
  house = await testApp();
  directory = await house.database.write(house.town.id, (tx) => sampleDirectory(tx, house.town.id, house.house.clock));
  group = directory.service('Krabbelgruppe <Zwerge>', {
    minimumAgeMonths: 6, maximumAgeMonths: 18, freeOfCharge: 'yes', languages: ['de', 'uk'], phones: [{ number: '05181 70 30', description: '', languages: [] }],
    texts: [{ language: 'uk', name: 'Група для малюків', summary: '', description: '', state: 'machine-made' }],
  });
  debts = directory.service('Schuldnerberatung', { minimumAgeMonths: 0, maximumAgeMonths: 323, phones: [{ number: '05181 70 31', description: '', languages: [] }] });
  await house.database.write(house.town.id, async (tx) => {
    await storeServices(tx, house.town.id, [group, debts], house.house.clock);
    await tx.insertInto('offers.field_of_action').values({ municipality_id: house.town.id, id: newId(), key: 'schutz', names: { de: 'Schutz' }, icon: 'shield', position: 3 }).execute();
  });
});
afterAll(() => house.close());

const html = async (path: string, cookie?: string) => (await house.get(path, cookie)).text();
const cookieOf = (answer: Response) => answer.headers.getSetCookie().filter((one) => one.startsWith('list-')).map((one) => one.split(';')[0]).join('; ');

/** Saves an offer as a visitor and returns the cookie that holds the list. */
async function save(id: string, cookie = ''): Promise<string> {
  const answer = await house.submit('/musterstadt/wegweiser/vorschlaege', { dazu: id }, { cookie, to: '/musterstadt/merkliste' });
  expect(answer.status).toBe(303);
  return cookieOf(answer);
}
const linkIn = (page: string) => /value="(http[^"]*\/merkliste\/liste\/[^"]*)"/.exec(page)![1]!;

describe('the guide', () => {
  test('asks one question a page, each to be skipped, and neither page nor address names the topic', async () => {
    const page = await html('/musterstadt/wegweiser');
    expect(page).toContain('Frage 1 von');
    expect(page).toContain('href="/musterstadt/wegweiser/fuer-wen"');
    expect(page).not.toMatch(/href="[^"]*thema=(?!0)[a-z]{5,}"/);
  });

  test('is kept by no cache, also not the page of a family without account', async () => {
    for (const path of ['', '/fuer-wen?wer=baby', '/vorschlaege?wer=baby']) {
      expect((await house.get(`/musterstadt/wegweiser${path}`)).headers.get('cache-control')).toBe('no-store');
    }
  });

  test('suggests what fits with telephone and reasons, and leaves out what is for another age', async () => {
    const page = await html('/musterstadt/wegweiser/vorschlaege?wer=baby');
    for (const said of ['Krabbelgruppe &lt;Zwerge&gt;', 'tel:+495181', 'Warum dieser Vorschlag?', 'Für dieses Alter: 6 bis 18 Monate', 'Kostet nichts']) expect(page).toContain(said);
    expect(await html('/musterstadt/wegweiser/vorschlaege?wer=14-17')).not.toContain('Krabbelgruppe');
  });

  test('shows after the first answer already a number to call', async () => {
    expect(await html('/musterstadt/wegweiser/fuer-wen?wer=baby')).toContain('tel:+495181');
  });

  test('adds whom one can ask where little fits the topic, and says so where nothing does', async () => {
    const thin = directory.service('Zahnputzkurs', { fieldIds: [directory.fields.health], minimumAgeMonths: 36, maximumAgeMonths: 71 });
    await house.database.write(house.town.id, (tx) => storeServices(tx, house.town.id, [thin], house.house.clock));
    const health = topicCode({ key: 'gesundheit' });
    const page = await html(`/musterstadt/wegweiser/vorschlaege?thema=${health}&wer=3-5`);
    expect(page.indexOf('Zahnputzkurs')).toBeLessThan(page.indexOf('Das könnte auch helfen'));
    expect(page.indexOf('Das könnte auch helfen')).toBeLessThan(page.indexOf('Schuldnerberatung'));
    const nothing = await html(`/musterstadt/wegweiser/vorschlaege?thema=${health}&wer=14-17`);
    expect(nothing).toContain('Zu diesem Thema ist für dieses Alter noch nichts eingetragen');
    expect(nothing).toContain('Schuldnerberatung');
  });

  test('shows emergency numbers and a quick way out where the topic is danger', async () => {
    const danger = await html(`/musterstadt/wegweiser/fuer-wen?thema=${topicCode({ key: 'schutz' })}`);
    for (const said of ['Sind Sie oder Ihr Kind in Gefahr?', 'tel:112', 'tel:116016', 'Seite schnell verlassen', 'rel="noreferrer nofollow"']) expect(danger).toContain(said);
    expect(await html(`/musterstadt/wegweiser/fuer-wen?thema=${topicCode({ key: 'beratung' })}`)).not.toContain('in Gefahr');
  });

  test.each(languages)('meets no missing word in %s', async (language) => {
    const { segment } = languageFacts[language];
    const cookie = await save(group.id);
    for (const path of ['/wegweiser', '/wegweiser/fuer-wen?wer=baby', '/wegweiser/wo', '/wegweiser/vorschlaege?wer=baby', '/merkliste', '/merkliste/blatt', '/merkliste/gesendet']) {
      const answer = await house.get(`/musterstadt${segment ? `/${segment}` : ''}${path}`, cookie);
      expect([200, 303]).toContain(answer.status);
      expect(await answer.text()).not.toMatch(/>(?:guide|question|topic|audience|suggestions|reason|time|way|crisis|list|given|sheet|phrase|broken)\.[a-z0-9.-]+</);
    }
  });

  test.each([['nothing that exists', '?thema=x&wer=y&ort=z'], ['SQL and markup', "?thema='--&wer=<script>alert(1)</script>&ort=%00"], ['ten kilobytes', `?wer=${'x'.repeat(10_000)}`], ['broken bytes', '?wer=%F0%9F&ort=%E2%80%AE']])('asked with %s still helps', async (_what, query) => {
    for (const path of ['/wegweiser', '/wegweiser/fuer-wen', '/wegweiser/vorschlaege']) {
      const answer = await house.get(`/musterstadt${path}${query}`);
      expect(answer.status).toBe(200);
      expect(await answer.text()).not.toContain('<script>alert');
    }
  });

  test.each(['/musterstadt/xx/wegweiser', '/musterstadt/klingonisch/merkliste', '/musterstadt/AR/wegweiser/wo'])('in a language that does not exist (%s) says that there is no such page', async (path) => {
    expect((await house.get(path)).status).toBe(404);
  });
});

describe('the personal list', () => {
  test('is kept by the browser alone: nothing is written, not even an audit entry', async () => {
    const count = () => house.owner.read(house.town.id, (tx) => tx.selectFrom('platform.audit_entry').select((e) => e.fn.countAll<string>().as('n')).executeTakeFirstOrThrow());
    const before = await count();
    const cookie = await save(debts.id, await save(group.id));
    const page = await html('/musterstadt/merkliste', cookie);
    expect(page.indexOf('Krabbelgruppe')).toBeLessThan(page.indexOf('Schuldnerberatung'));
    expect(await count()).toEqual(before);
  });

  test('takes an offer from the directory’s list too, whose page knows no secret: the browser’s word that it is our page is enough', async () => {
    const page = await house.get('/musterstadt/angebote');
    expect(await page.clone().text()).toMatch(new RegExp(`name="dazu" value="${group.id}"`));
    expect(page.headers.get('set-cookie')).toBeNull();
    const origin = house.house.configuration.baseUrl.origin;
    const post = (headers: Record<string, string>, fields: Record<string, string> = { dazu: group.id, zurueck: '/angebote?thema=x' }) => house.app.request(
      '/musterstadt/merkliste', { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers }, body: new URLSearchParams(fields) });
    for (const headers of [{ 'Sec-Fetch-Site': 'same-origin', Origin: origin }, { Origin: origin }]) {
      const answer = await post(headers as Record<string, string>);
      expect(answer.status).toBe(303);
      expect(await html('/musterstadt/merkliste', cookieOf(answer))).toContain('Krabbelgruppe');
    }
    const refused = [{ 'Sec-Fetch-Site': 'cross-site', Origin: 'https://elsewhere.example' }, { 'Sec-Fetch-Site': 'same-site', Origin: origin }, { Origin: 'null' }, {}];
    for (const headers of refused) expect((await post(headers as Record<string, string>)).status).toBe(400);
    expect((await post({ 'Sec-Fetch-Site': 'same-origin' }, { leeren: 'ja' })).status).toBe(400);
  });

  test('goes along as a link to another device, and is taken over there by a button', async () => {
    const link = linkIn(await html('/musterstadt/merkliste', await save(group.id)));
    const path = new URL(link).pathname;
    expect(await html(path)).toContain('Krabbelgruppe');
    const taken = await house.submit(path, { uebernehmen: path.split('/').at(-1)! }, { to: '/musterstadt/merkliste' });
    expect(await html('/musterstadt/merkliste', cookieOf(taken))).toContain('Krabbelgruppe');
  });

  test('moves and removes entries by buttons', async () => {
    const cookie = await save(debts.id, await save(group.id));
    const moved = cookieOf(await house.submit('/musterstadt/merkliste', { hoch: refOf(debts.id) }, { cookie }));
    const page = await html('/musterstadt/merkliste', moved);
    expect(page.indexOf('Schuldnerberatung')).toBeLessThan(page.indexOf('Krabbelgruppe'));
    const less = cookieOf(await house.submit('/musterstadt/merkliste', { weg: refOf(debts.id) }, { cookie: moved }));
    expect(await html('/musterstadt/merkliste', less)).not.toContain('Schuldnerberatung');
  });

  test('says what is gone instead of being quietly shorter', async () => {
    const closing = directory.service('Spielkreis am Deich', {});
    await house.database.write(house.town.id, (tx) => storeServices(tx, house.town.id, [closing], house.house.clock));
    const cookie = await save(closing.id);
    await house.database.write(house.town.id, (tx) => storeServices(tx, house.town.id, [{ ...closing, status: 'retired' }], house.house.clock));
    expect(await html('/musterstadt/merkliste', cookie)).toContain('Das gibt es zurzeit nicht mehr: Spielkreis am Deich');
  });

  test('takes neither a draft nor an offer of another town', async () => {
    const draft = directory.service('Noch geheim', { status: 'draft' });
    await house.database.write(house.town.id, (tx) => storeServices(tx, house.town.id, [draft], house.house.clock));
    const answer = await house.submit('/musterstadt/wegweiser/vorschlaege', { dazu: draft.id }, { to: '/musterstadt/merkliste' });
    expect(await html('/musterstadt/merkliste', cookieOf(answer))).not.toContain('Noch geheim');
  });

  test.each([
    ['a forged link', () => '/musterstadt/merkliste/liste/abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnop'],
    ['its sheet', () => '/musterstadt/merkliste/liste/abc/blatt'],
    ['a huge one', () => `/musterstadt/merkliste/liste/${'A'.repeat(6000)}`],
    ['one with odd characters', () => '/musterstadt/merkliste/liste/%00%E2%80%AE<b>'],
  ])('%s leads to a page that helps, not to an error', async (_what, path) => {
    const answer = await house.get(path());
    expect(answer.status).toBe(404);
    const page = await answer.text();
    expect(page).toContain('Mit ein paar Fragen neu suchen');
  });

  test('opens in no other town', async () => {
    const path = new URL(linkIn(await html('/musterstadt/merkliste', await save(group.id)))).pathname;
    expect((await house.get(path.replace('/musterstadt', '/nachbarstadt'))).status).toBe(404);
  });

  test('a damaged or forged cookie is an empty list', async () => {
    expect(await html('/musterstadt/merkliste', 'list-musterstadt=forged')).toContain('Noch nichts gemerkt');
  });

  test('a form without the page’s secret changes nothing', async () => {
    const answer = await house.app.request(new URL('/musterstadt/merkliste', house.house.configuration.baseUrl), { method: 'POST', body: new URLSearchParams({ dazu: group.id }) });
    expect(answer.status).toBe(400);
    expect(answer.headers.getSetCookie().join()).not.toContain('list-');
  });

  test('the way back after saving never leads out of the town', async () => {
    const answer = await house.submit('/musterstadt/wegweiser/vorschlaege', { dazu: group.id, zurueck: '//boese.example' }, { to: '/musterstadt/merkliste' });
    expect(answer.headers.get('location')).not.toContain('boese');
  });
});

describe('the list by mail', () => {
  test('goes out once, with nothing in the subject and no sentence of a Lotse in the outbox, not even sealed', async () => {
    const session = await house.signIn(['navigator']);
    const added = `${session}; ${cookieOf(await house.submit('/musterstadt/verwaltung/zettel', { dazu: group.id }, { cookie: session }))}`;
    const noted = await house.submit('/musterstadt/verwaltung/zettel', { [`notiz.${refOf(group.id)}`]: 'Nach Milena fragen', behalten: 'ja' }, { cookie: added });
    const cookie = cookieOf(noted);
    const page = await html('/musterstadt/merkliste', cookie);
    expect(page).toContain('Nach Milena fragen');
    const liste = /name="liste" value="([^"]*)"/.exec(page)![1]!;
    const answer = await house.submit('/musterstadt/merkliste', { email: 'familie@post.example', liste, sprache: 'de' }, { cookie, to: '/musterstadt/merkliste/senden' });
    expect(answer.headers.get('location')).toBe('/musterstadt/merkliste/gesendet');
    const mail = await house.owner.read(house.town.id, (tx) => tx.selectFrom('platform.mail').selectAll().where('recipient', '=', 'familie@post.example').executeTakeFirstOrThrow());
    expect(mail.subject).toBe('Ihre Merkliste');
    expect(mail.body_text).toContain('Krabbelgruppe <Zwerge>');
    expect(mail.body_text).not.toContain('Milena');
    const link = /\/musterstadt\/merkliste\/liste\/[\w-]+/.exec(mail.body_text)![0];
    const opened = await html(link);
    expect(opened).toContain('Krabbelgruppe');
    expect(opened).not.toContain('Milena');
  });

  test('is refused with a message for a wrong address, a forged list, and too many', async () => {
    const cookie = await save(group.id);
    const liste = /name="liste" value="([^"]*)"/.exec(await html('/musterstadt/merkliste', cookie))![1]!;
    const send = (fields: Record<string, string>) => house.submit('/musterstadt/merkliste', { liste, sprache: 'de', ...fields }, { cookie, to: '/musterstadt/merkliste/senden' });
    expect((await send({ email: 'keine' })).status).toBe(422);
    for (let attempt = 0; attempt < 4; attempt += 1) expect((await send({ email: '' })).status).toBe(422);
    const forged = await send({ email: 'a@post.example', liste: 'forged' });
    expect(forged.status).toBe(422);
    expect(await forged.text()).toContain('Diese Liste konnten wir nicht lesen');
    expect((await send({ email: 'b@post.example', sprache: 'xx' })).status).toBe(422);
    const states = [];
    for (let attempt = 0; attempt < 4; attempt += 1) states.push((await send({ email: 'viel@post.example' })).status);
    expect(states).toEqual([303, 303, 303, 429]);
  });
});

describe('a Lotse at the counter', () => {
  test('lays offers on the sheet, says a sentence to each, and prints it in Ukrainian with the German parts marked', async () => {
    const session = await house.signIn(['navigator']);
    let cookie = session;
    const press = async (fields: Record<string, string>) => {
      const answer = await house.submit('/musterstadt/verwaltung/zettel', fields, { cookie });
      expect(answer.status).toBe(303);
      cookie = [session, cookieOf(answer)].filter(Boolean).join('; ');
      return answer.headers.get('location');
    };
    expect(await press({ suche: 'Krabbelgruppe', suchen: 'ja' })).toBe('/musterstadt/verwaltung/zettel?suche=Krabbelgruppe');
    await press({ dazu: group.id });
    await press({ dazu: debts.id });
    const to = await press({ [`satz.${refOf(group.id)}`]: '3', [`notiz.${refOf(group.id)}`]: '', [`satz.${refOf(debts.id)}`]: '', [`notiz.${refOf(debts.id)}`]: 'Zweiter Stock, Zimmer 12.', sprache: 'uk', notizsprache: 'de', ansehen: 'ja' });
    expect(to).toBe('/musterstadt/uk/merkliste/blatt');
    const sheet = await html(to!, cookie);
    for (const said of ['lang="uk"', 'Група для малюків', 'Ми вже туди зателефонували', '<span lang="de" dir="ltr">Zweiter Stock, Zimmer 12.</span>', 'role="img"', 'tel:112']) expect(sheet).toContain(said);
  });

  test('is told where a sentence is too long, and loses nothing of it', async () => {
    const session = await house.signIn(['navigator']);
    const added = await house.submit('/musterstadt/verwaltung/zettel', { dazu: group.id }, { cookie: session });
    const cookie = `${session}; ${cookieOf(added)}`;
    const answer = await house.submit('/musterstadt/verwaltung/zettel', { [`notiz.${refOf(group.id)}`]: 'sehr lang '.repeat(30), behalten: 'ja' }, { cookie });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('sehr lang sehr lang');
  });

  test('may count a sheet: one number per offer and month, shown to the coordinator from three on', async () => {
    const session = await house.signIn(['navigator']);
    const coordinator = await house.signIn(['coordinator']);
    for (let times = 1; times <= 3; times += 1) {
      const added = await house.submit('/musterstadt/verwaltung/zettel', { dazu: debts.id }, { cookie: session });
      const cookie = `${session}; ${cookieOf(added)}`;
      const counted = await house.submit('/musterstadt/verwaltung/zettel', { angebot: debts.id }, { cookie, to: '/musterstadt/verwaltung/zettel/zaehlen' });
      expect(counted.status).toBe(303);
      expect(await html('/musterstadt/verwaltung/zettel', `${session}; ${cookieOf(counted)}`)).toContain('Dieser Zettel ist gezählt.');
      const figures = await html('/musterstadt/verwaltung/zettel/zahlen', coordinator);
      if (times < 3) expect(figures).not.toContain('Schuldnerberatung');
      else expect(figures).toContain('Schuldnerberatung');
    }
    const stored = await house.owner.read(house.town.id, (tx) => tx.selectFrom('offers.handed_over').selectAll().execute());
    expect(stored.map(({ service_id, month, times }) => [service_id, month, times])).toEqual([[debts.id, '2026-11-01', 3]]);
    const audited = await house.owner.read(house.town.id, (tx) => tx.selectFrom('platform.audit_entry').select('subject_id').where('name', '=', 'offers.list.handed-over').execute());
    expect(audited.map(({ subject_id }) => subject_id)).toEqual([null, null, null]);
  });

  test('nobody else opens the counter’s page or the figures', async () => {
    const provider = await house.signIn(['auditor']);
    expect((await house.get('/musterstadt/verwaltung/zettel')).status).toBe(303);
    expect((await house.get('/musterstadt/verwaltung/zettel', provider)).status).toBe(403);
    expect((await house.get('/musterstadt/verwaltung/zettel/zahlen', await house.signIn(['navigator']))).status).toBe(403);
  });
});
