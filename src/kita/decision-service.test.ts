import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { fixedClock } from '../platform/clock.ts';
import type { Uuid } from '../platform/id.ts';
import type { Task } from '../platform/task.ts';
import { decideRound, jobContext, storeAsking, storeDecisionTown, type AskingFamily, type DecisionTown } from './decisions.fixture.ts';
import { answersDue } from './server/answers-due.ts';
import { listDecisions } from './server/decision-records.ts';
import { storeLetterSetting } from './server/letter-setting.ts';
import { waitingWork } from './server/office-work.ts';
import { printKitaLetters } from './server/print-letters.ts';
import { tellKitaFamilies } from './server/tell-families.ts';

let house: TestApp;
let town: DecisionTown;
let office: string;
let now = new Date('2026-11-23T09:00:00Z');
const clock = { now: () => now, today: () => fixedClock(now.toISOString()).today() };
const base = '/musterstadt/verwaltung/kita';
const children: Record<string, Uuid> = {};
const cookies: Record<string, string> = {};

const read = <Result>(work: Parameters<typeof house.database.read<Result>>[1]) => house.database.read(house.town.id, work);
const run = (task: Task, payload = {}) => { if (task.kind !== 'outside') throw new Error('kind'); return task.run(jobContext(house, clock), payload); };
const decisionOf = async (name: string) => (await read((tx) => listDecisions(tx, house.town.id, { childIds: [children[name]!] })))[0]!;
const noticeOf = async (name: string) => {
  const { id } = await decisionOf(name);
  return read((tx) => tx.selectFrom('kita.notice as notice').innerJoin('kita.guardian as guardian', 'guardian.id', 'notice.guardian_id').select(['way', 'sent_at', 'provided_at', 'retrieve_until', 'retrieved_at', 'served_on'])
    .where('decision_id', '=', id).where('kind', '=', 'decision').where('given_names', '=', 'Anna').executeTakeFirstOrThrow());
};
const mailsTo = async (email: string) => (await read((tx) => tx.selectFrom('platform.mail').select('body_text').where('recipient', '=', email).execute())).map(({ body_text }) => body_text);
const pageOf = async (name: string) => `/musterstadt/meine-kita/bescheid/${(await decisionOf(name)).id}`;
const html = async (path: string, cookie: string) => (await house.get(path, cookie)).text();
const open = async (name: string, as = name) => house.submit(await pageOf(as), {}, { cookie: cookies[as]!, to: `${await pageOf(name)}/oeffnen` });
const signIn = async (name: string) => {
  cookies[name] = await house.signIn([]);
  const hash = await read((tx) => tx.selectFrom('accounts.person').select('id').orderBy('created_at', 'desc').orderBy('id', 'desc').executeTakeFirstOrThrow());
  await house.database.write(house.town.id, (tx) => tx.updateTable('kita.guardian').set({ person_id: hash.id }).where('family_name', '=', name).execute());
};
const ask = async (family: AskingFamily) => { children[family.name] = (await storeAsking(house, town, family)).childId; };
const postLetters = async (way: 'post' | 'hand-over') => {
  await house.submit(`${base}/bescheide/post`, { way }, { cookie: office });
  const { id } = await read((tx) => tx.selectFrom('kita.letter_run').select('id').orderBy('created_at', 'desc').orderBy('id', 'desc').executeTakeFirstOrThrow());
  await run(printKitaLetters, { run: id });
  return house.submit(`${base}/bescheide/post`, {}, { cookie: office, to: `${base}/bescheide/post/${id}/verschickt` });
};

beforeAll(async () => {
  house = await testApp(clock);
  town = await storeDecisionTown(house, { Sonne: 9 });
  office = await house.signIn(['kita-office']);
  await ask({ name: 'Ja', wishes: ['Sonne'], email: 'ja@familie.example', delivery: 'electronic' });
  await ask({ name: 'Spaet', wishes: ['Sonne'], email: 'spaet@familie.example', delivery: 'electronic' });
  await ask({ name: 'Stumm', wishes: ['Sonne'], email: 'stumm@familie.example' });
  await ask({ name: 'Nein', wishes: ['Sonne'], email: 'nein@familie.example', delivery: 'post' });
  await ask({ name: 'Anders', wishes: ['Sonne'], email: 'anders@familie.example', delivery: 'electronic' });
  await ask({ name: 'Paar', wishes: ['Sonne'], otherEmail: 'ben@familie.example' });
  await ask({ name: 'Sperre', wishes: ['Sonne'], email: 'sperre@familie.example', isBlocked: true });
  for (const name of ['Ja', 'Stumm', 'Anders']) await signIn(name);
  // Anders withdraws in the own account before anything was decided.
  const withdrawn = await house.submit('/musterstadt/meine-kita', { delivery: 'post', 'read-in': 'de' }, { cookie: cookies['Anders']!, to: '/musterstadt/meine-kita/zustellung' });
  if (withdrawn.status !== 303) throw new Error('not withdrawn');
  await house.database.write(house.town.id, (tx) => storeLetterSetting(tx, house.town.id, clock, { serviceLaw: 'vwvfg' }));
  await decideRound(house, town);
  await run(tellKitaFamilies);
});
afterAll(() => house.close());

describe('An electronic notice', () => {
  test('is made only for who consented and did not withdraw; all others get a letter, and a mail that names nobody and holds no link to answer', async () => {
    const ways = Object.fromEntries(await Promise.all(Object.keys(children).map(async (name) => [name, (await noticeOf(name)).way])));
    expect(ways).toEqual({ Ja: 'mail', Spaet: 'mail', Stumm: 'post', Nein: 'post', Anders: 'post', Paar: 'post', Sperre: 'hand-over' });
    // Of Ben only a mail address is known: he is told, and served nothing; Anna gets the letter.
    expect(await mailsTo('ben@familie.example')).toEqual([expect.stringContaining('kita-antwort')]);
    for (const name of ['stumm', 'nein', 'anders']) expect(await mailsTo(`${name}@familie.example`)).toEqual([expect.stringMatching(/Der Brief kommt mit der Post(?!.*kita-antwort)/s)]);
    expect((await mailsTo('sperre@familie.example'))[0]).toContain('holen Sie ihn ab');
    expect((await mailsTo('ja@familie.example'))[0]).toMatch(/öffnen Sie ihn.*zehn Tagen/s);
    expect(await noticeOf('Stumm')).toMatchObject({ provided_at: null, retrieve_until: null, served_on: null });
  });

  test('says nothing before it is opened, neither on its page nor as a file nor in the list', async () => {
    const page = await html(await pageOf('Ja'), cookies['Ja']!);
    expect(page).toContain('Ein Bescheid liegt für Sie bereit');
    expect(page).not.toContain('Kita Sonne');
    expect((await house.get(`${await pageOf('Ja')}/brief.pdf`, cookies['Ja']!)).status).toBe(303);
    expect(await html('/musterstadt/meine-kita', cookies['Ja']!)).toContain('Ein Bescheid liegt bereit');
  });

  test('is opened by its own family only; the retrieval is on record and it counts as served on the day after', async () => {
    expect((await open('Ja', 'Stumm')).status).toBe(404);
    expect(await noticeOf('Ja')).toMatchObject({ retrieved_at: null, served_on: null });
    now = new Date('2026-12-02T09:00:00Z');
    await signIn('Ja');
    const before = (await decisionOf('Ja')).answerUntil!;
    await Promise.all([open('Ja'), open('Ja')]);
    expect(await noticeOf('Ja')).toMatchObject({ retrieved_at: now, served_on: '2026-12-03' });
    expect(await html(await pageOf('Ja'), cookies['Ja']!)).toContain('gilt am 3. Dezember 2026 als bekannt gegeben');
    // Fourteen days count from the service, not from the decision.
    expect(before).toBe('2026-12-11');
    expect((await decisionOf('Ja')).answerUntil).toBe('2026-12-17');
  });

  test('somebody who gets a letter reads a copy that says so, and opening it counts for nothing', async () => {
    await signIn('Stumm');
    expect(await html(await pageOf('Stumm'), cookies['Stumm']!)).toContain('Das ist eine Kopie. Der Bescheid selbst kommt mit der Post');
    await open('Stumm');
    expect(await noticeOf('Stumm')).toMatchObject({ retrieved_at: null, served_on: null });
  });

  test('not opened within ten days it goes by post and stands in the work list; its last day to answer is counted anew', async () => {
    now = new Date('2026-12-03T09:00:00Z');
    await run(answersDue);
    expect((await noticeOf('Spaet')).way).toBe('mail');
    now = new Date('2026-12-04T09:00:00Z');
    await run(answersDue);
    await run(answersDue);
    expect(await noticeOf('Spaet')).toMatchObject({ way: 'post', sent_at: null, served_on: null, retrieved_at: null });
    expect((await decisionOf('Spaet')).answerUntil! >= '2026-12-22').toBe(true);
    expect(await read((tx) => waitingWork(tx, house.town.id, clock.today()))).toEqual(expect.arrayContaining([{ kind: 'not-retrieved', count: 1, day: '2026-11-23' }, expect.objectContaining({ kind: 'letters', count: 5 })]));
    await signIn('Spaet');
    await open('Spaet');
    expect(await noticeOf('Spaet')).toMatchObject({ retrieved_at: null, served_on: null });
  });
});

describe('A place', () => {
  test('does not lapse before the letter arrived, however late the office posts it', async () => {
    now = new Date('2027-01-11T09:00:00Z');
    office = await house.signIn(['kita-office']);
    await run(answersDue);
    for (const name of ['Stumm', 'Spaet', 'Sperre']) expect((await decisionOf(name)).answer).toBeNull();
    // Ja was served long ago.
    expect((await decisionOf('Ja')).answer).toMatchObject({ answer: 'lapsed' });
    expect((await postLetters('post')).headers.get('location')).toContain('verschickt');
    expect(await noticeOf('Stumm')).toMatchObject({ served_on: '2027-01-15' });
    expect((await decisionOf('Stumm')).answerUntil).toBe('2027-01-29');
    await postLetters('hand-over');
    expect(await noticeOf('Sperre')).toMatchObject({ served_on: '2027-01-11' });
    const page = await html(`${base}/bescheide/${(await decisionOf('Spaet')).id}`, office);
    expect(page).toContain('bis 3.12.2026 nicht abgerufen; gilt als bekannt gegeben am 15.1.2027; Rechtsbehelf bis 15.2.2027');
    now = new Date('2027-01-30T09:00:00Z');
    await run(answersDue);
    for (const name of ['Stumm', 'Paar']) expect((await decisionOf(name)).answer).toMatchObject({ answer: 'lapsed' });
  });
});

describe('The choice', () => {
  test('is kept with its text and way, changed at any time, and another family\'s is not there', async () => {
    const rows = () => read((tx) => tx.selectFrom('kita.delivery_choice as choice').innerJoin('kita.guardian as guardian', 'guardian.id', 'choice.guardian_id').select(['choice.choice', 'choice.way', 'choice.text_version', 'choice.language', 'choice.recorded_by'])
      .where('guardian.family_name', '=', 'Anders').orderBy('choice.chosen_at').orderBy('choice.id').execute());
    expect(await rows()).toMatchObject([{ choice: 'electronic', way: 'paper', text_version: 1 }, { choice: 'post', way: 'account', language: 'de' }]);
    await signIn('Anders');
    const choose = (fields: Record<string, string>) => house.submit('/musterstadt/tr/meine-kita', fields, { cookie: cookies['Anders']!, to: '/musterstadt/tr/meine-kita/zustellung' });
    expect((await choose({ delivery: '', 'read-in': 'tr' })).status).toBe(422);
    for (const delivery of ['electronic', 'electronic']) expect((await choose({ delivery, 'read-in': 'tr' })).status).toBe(303);
    expect(await rows()).toHaveLength(3);
    expect((await rows())[2]).toMatchObject({ choice: 'electronic', language: 'tr' });
    // Whoever is no guardian has nothing to choose.
    expect((await house.submit('/musterstadt/kita-anmeldung', { delivery: 'post', 'read-in': 'de' }, { cookie: await house.signIn([]), to: '/musterstadt/meine-kita/zustellung' })).status).toBe(404);
  });
});

describe('The office', () => {
  test('notes a consent on signed paper, on the phone only its withdrawal, and nothing of another child\'s guardian', async () => {
    office = await house.signIn(['kita-office']);
    const guardian = (await read((tx) => tx.selectFrom('kita.guardian').select('id').where('family_name', '=', 'Nein').executeTakeFirstOrThrow())).id;
    const note = (name: string, fields: Record<string, string>) => house.submit(`${base}/kinder/${children[name]!}`, { guardian, ...fields }, { cookie: office, to: `${base}/kinder/${children[name]!}/zustellung` });
    expect(await (await note('Nein', { delivery: 'electronic', way: 'phone' })).text()).toContain('Am Telefon geht nur der Widerruf');
    expect((await note('Nein', { delivery: 'electronic', way: 'paper' })).status).toBe(303);
    expect(await html(`${base}/kinder/${children['Nein']!}`, office)).toContain('auf unterschriebenem Papier, Fassung 1');
    expect((await note('Stumm', { delivery: 'post', way: 'phone' })).status).toBe(404);
    expect((await note('Nein', { delivery: 'post', way: 'phone' })).status).toBe(303);
    const paar = (await read((tx) => tx.selectFrom('kita.guardian').select('id').where('family_name', '=', 'Paar').where('given_names', '=', 'Anna').executeTakeFirstOrThrow())).id;
    expect(await (await note('Paar', { guardian: paar, delivery: 'electronic', way: 'paper' })).text()).toContain('fehlt eine E-Mail-Adresse');
  });
});
