import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { fixedClock } from '../platform/clock.ts';
import { day } from '../platform/day.ts';
import type { Uuid } from '../platform/id.ts';
import { sameCommit } from '../platform/same-commit.ts';
import type { Task } from '../platform/task.ts';
import { decideRound, jobContext, storeAsking, storeDecisionTown, type AskingFamily, type DecisionTown } from './decisions.fixture.ts';
import { answersDue, decisionHousekeeping } from './server/answers-due.ts';
import { takeAnswer } from './server/answers.ts';
import { decisionContents, listDecisions, openOffers } from './server/decision-records.ts';
import { listClaimEvents } from './server/claim-file.ts';
import { listPlacements, startPlacement } from './server/placements.ts';
import { replaceKitaPlaces } from './server/replace-places.ts';
import { tellKitaFamilies } from './server/tell-families.ts';
import { waitingList } from './server/waiting-list.ts';

let house: TestApp;
let town: DecisionTown;
let office: string;
const base = '/musterstadt/verwaltung/kita';
const [SUN, MOON] = ['Sonne', 'Mond'];

const families: Record<string, { childId: Uuid; registrationId: Uuid }> = {};
const ask = async (family: AskingFamily) => (families[family.name] = await storeAsking(house, town, family));
const read = <Result>(work: Parameters<typeof house.database.read<Result>>[1]) => house.database.read(house.town.id, work);
const decisionOf = async (name: string) => (await read((tx) => listDecisions(tx, house.town.id, { childIds: [families[name]!.childId] })))[0]!;
const placesOf = (name: string) => read((tx) => listPlacements(tx, house.town.id, { childIds: [families[name]!.childId] }));
const html = async (path: string, cookie = office) => (await house.get(path, cookie)).text();
const mails = () => read((tx) => tx.selectFrom('platform.mail').select(['recipient', 'subject', 'body_text']).orderBy('created_at').execute());
const press = (path: string, fields: Record<string, string>) => Promise.resolve(house.app.request(new URL(path, house.house.configuration.baseUrl), { method: 'POST', body: new URLSearchParams(fields) }));
const linkOf = async (to: string) => /\/musterstadt(?:\/\w+)?\/kita-antwort\/[\w-]+/.exec((await mails()).findLast(({ recipient }) => recipient === to)!.body_text)![0];

const run = (task: Task, clock = house.house.clock) => (task.kind === 'outside' ? task.run(jobContext(house, clock), {})
  : house.database.write(house.town.id, (tx) => task.run({ ...jobContext(house, clock), tx, ...sameCommit(tx, house.town.id, clock) }, {})));
const answer = (name: string, said: 'accepted' | 'declined' | 'lapsed', { clock = house.house.clock, way = said === 'lapsed' ? 'automatic' as const : 'account' as const, keepsWaiting = false } = {}) => decisionOf(name).then(({ id }) => house.database.write(house.town.id, (tx) => takeAnswer(
  { tx, municipalityId: house.town.id, clock, configuration: house.house.configuration, later: sameCommit(tx, house.town.id, clock).later }, { decisionId: id, answer: said, way, keepsWaiting },
)));

beforeAll(async () => {
  house = await testApp();
  town = await storeDecisionTown(house, { [SUN!]: 2, [MOON!]: 1 });
  office = await house.signIn(['kita-office']);
  await ask({ name: 'Adam', wishes: [SUN!, MOON!], waits: 10, email: 'adam@familie.example', delivery: 'electronic' });
  await ask({ name: 'Berg', wishes: [SUN!], waits: 8, email: 'berg@familie.example', language: 'ar', delivery: 'electronic' });
  await ask({ name: 'Celik', wishes: [SUN!], waits: 6, isBlocked: true });
  await ask({ name: 'Dorn', wishes: [SUN!, MOON!], waits: 5 });
  await ask({ name: 'Ernst', wishes: [MOON!], waits: 2 });
  // Holds the place in the moon since last year and would rather go to the sun.
  await ask({ name: 'Funk', wishes: [SUN!], waits: 1, wantsChange: true });
  await house.database.write(house.town.id, async (tx) => {
    const started = await startPlacement(tx, house.town.id, house.house.clock, { childId: families['Funk']!.childId, facilityId: town.facilities[MOON!]!, poolId: town.pools[MOON!]!, seatTypeId: town.seatTypeId, startsOn: day('2026-12-01'), source: 'import' });
    if (!started.ok) throw new Error(started.refusals[0]!.code);
  });
  await decideRound(house, town);
});
afterAll(() => house.close());

describe('A round is decided', () => {
  test('every child is told its place, that it keeps its own, or a reason', async () => {
    const outcomes = Object.fromEntries(await Promise.all(Object.keys(families).map(async (name) => [name, (await decisionOf(name)).outcome])));
    expect(outcomes).toEqual({ Adam: 'place', Berg: 'place', Celik: 'none', Dorn: 'none', Ernst: 'none', Funk: 'keeps' });
    const celik = await decisionOf('Celik');
    const content = await read((tx) => decisionContents(tx, house.town.id, house.house.configuration.secretKey, [celik.id]));
    expect(content.get(celik.id)!.wishes).toMatchObject([{ reason: { kind: 'precedence' }, waiting: { place: 1 } }]);
    expect((await read((tx) => listClaimEvents(tx, house.town.id, house.house.configuration.secretKey, families['Celik']!.childId))).map(({ kind }) => kind).sort()).toEqual(['need-reported', 'no-place']);
  });

  test('families are told once: by mail without a name, by post, or at the office where the address is blocked', async () => {
    await Promise.all([run(tellKitaFamilies), run(tellKitaFamilies)]);
    await run(tellKitaFamilies);
    const notices = await read((tx) => tx.selectFrom('kita.notice as notice').innerJoin('kita.guardian as guardian', (join) => join.onRef('guardian.id', '=', 'notice.guardian_id')).select(['guardian.family_name', 'notice.way']).orderBy('guardian.family_name').execute());
    expect(notices.map(({ family_name, way }) => `${family_name} ${way}`)).toEqual(['Adam mail', 'Berg mail', 'Celik hand-over', 'Dorn post', 'Ernst post', 'Funk post']);
    const sent = await mails();
    expect(sent).toHaveLength(2);
    for (const { subject, body_text } of sent) expect(`${subject} ${body_text}`).not.toMatch(/Mira|Adam|Berg|Kita Sonne/);
    expect(sent.find(({ recipient }) => recipient === 'berg@familie.example')!.body_text).toContain('/musterstadt/ar/kita-antwort/');
  });
});

describe('The link of a letter', () => {
  test('shows the place without changing anything, and what nobody made is not there', async () => {
    const path = await linkOf('adam@familie.example');
    const page = await (await house.get(path)).text();
    expect(page).toContain('Kita Sonne');
    expect(page).not.toContain('Geheimweg');
    expect((await decisionOf('Adam')).answer).toBeNull();
    for (const forged of [`${path}x`, '/musterstadt/kita-antwort/abc', path.replace('musterstadt', 'nachbarstadt')]) {
      expect((await house.get(forged)).status).toBe(404);
      expect((await press(forged, { answer: 'accepted' })).status).toBe(404);
    }
  });

  test('takes one answer of two at the same moment; the second is told kindly', async () => {
    const path = await linkOf('adam@familie.example');
    for (const firstDay of ['2027-07-31', '2027-09-02']) {
      const outside = await press(path, { answer: 'accepted', firstDay });
      expect(outside.status).toBe(422);
      expect(await outside.text()).toContain('Bitte wählen Sie einen Tag von');
    }
    const [one, other] = await Promise.all([press(path, { answer: 'accepted' }), press(path, { answer: 'declined' })]);
    expect([one.status, other.status].sort()).toEqual([303, 422]);
    expect(await [one, other].find(({ status }) => status === 422)!.text()).toContain('schon eine Antwort');
    const decision = await decisionOf('Adam');
    expect(await placesOf('Adam')).toHaveLength(decision.answer!.answer === 'accepted' ? 1 : 0);
    const again = await press(path, { answer: 'declined' });
    expect(again.status).toBe(422);
  });
});

describe('The pages', () => {
  test('a guardian reads the own decision in the own language, with the binding German text, and as a file', async () => {
    const cookie = await house.signIn([]);
    const { id } = await decisionOf('Berg');
    expect((await house.get(`/musterstadt/meine-kita/bescheid/${id}`, cookie)).status).toBe(404);
    await house.database.write(house.town.id, async (tx) => {
      const person = await tx.selectFrom('accounts.person').select('id').orderBy('created_at', 'desc').orderBy('id', 'desc').executeTakeFirstOrThrow();
      await tx.updateTable('kita.guardian').set({ person_id: person.id }).where('family_name', '=', 'Berg').execute();
    });
    const own = `/musterstadt/ar/meine-kita/bescheid/${id}`;
    expect(await html(own, cookie)).not.toContain('Kita Sonne');
    await house.submit(own, {}, { cookie, to: `${own}/oeffnen` });
    const page = await html(own, cookie);
    expect(page).toContain('Deutscher Text (verbindlich)');
    expect(page).toContain('مكان في الحضانة');
    const file = await house.get(`/musterstadt/ar/meine-kita/bescheid/${id}/brief.pdf`, cookie);
    expect(file.headers.get('content-type')).toBe('application/pdf');
    expect(Buffer.from(await file.arrayBuffer()).subarray(0, 5).toString()).toBe('%PDF-');
    const other = await decisionOf('Celik');
    for (const path of [`/musterstadt/meine-kita/bescheid/${other.id}`, `/musterstadt/meine-kita/bescheid/${other.id}/brief.pdf`, '/musterstadt/meine-kita/bescheid/nichts']) expect((await house.get(path, cookie)).status).toBe(404);
    const foreign = await house.submit(`/musterstadt/meine-kita/bescheid/${id}`, { answer: 'accepted' }, { cookie, to: `/musterstadt/meine-kita/bescheid/${other.id}` });
    expect(foreign.status).toBe(404);
  });

  test('a guardian reads on the own page where the own child waits at this moment, and of nobody else', async () => {
    const cookie = await house.signIn([]);
    await house.database.write(house.town.id, async (tx) => {
      const person = await tx.selectFrom('accounts.person').select('id').orderBy('created_at', 'desc').orderBy('id', 'desc').executeTakeFirstOrThrow();
      await tx.updateTable('kita.guardian').set({ person_id: person.id }).where('family_name', '=', 'Dorn').execute();
    });
    const place = (await read((tx) => waitingList(tx, house.town.id, house.house.configuration.secretKey, { childId: families['Dorn']!.childId, clock: house.house.clock }))).find(({ facilityId }) => facilityId === town.facilities[SUN!])!;
    const page = await html('/musterstadt/en/meine-kita', cookie);
    expect(page).toContain(`Kita Sonne: place ${place.place}`);
    for (const name of ['Celik', 'Ernst', 'Berg']) expect(page).not.toContain(name);
    expect(await html('/musterstadt/ar/meine-kita', cookie)).toContain('قوائم الانتظار اليوم');
  });

  test('the office sees who has not answered, reads the letter and enters what was said on the telephone', async () => {
    expect(await html(`${base}/bescheide?stand=open`)).toContain('Mira Berg');
    const { id } = await decisionOf('Berg');
    expect(await html(`${base}/bescheide/${id}`)).toContain('Das steht im Brief');
    const wrong = await house.submit(`${base}/bescheide/${id}`, { answer: 'accepted' }, { cookie: office, to: `${base}/bescheide/${id}/antwort` });
    expect(wrong.status).toBe(422);
    const done = await house.submit(`${base}/bescheide/${id}`, { answer: 'accepted', way: 'phone', firstDay: '2027-08-16' }, { cookie: office, to: `${base}/bescheide/${id}/antwort` });
    expect(done.headers.get('location')).toContain('eingetragen');
    expect(await placesOf('Berg')).toMatchObject([{ facilityId: town.facilities[SUN!], startsOn: '2027-08-01' }]);
    expect((await decisionOf('Berg')).answer).toMatchObject({ answer: 'accepted', way: 'phone', firstDay: '2027-08-16' });
    expect(await html(`${base}/kinder/${families['Berg']!.childId}`)).toContain('erster Tag 16.');
  });

  test('a provider sees the list of the own facility only, and never what points are made of', async () => {
    const provider = await house.signIn(['kita-provider'], { organizationId: town.organizations[SUN!]! });
    const page = await html(`${base}/wartelisten?kita=${town.facilities[SUN!]}`, provider);
    expect(page).toContain('Mira Celik');
    expect(page).not.toContain(`${base}/kinder/`);
    expect((await house.get(`${base}/wartelisten?kita=${town.facilities[MOON!]}`, provider)).status).toBe(404);
    expect((await house.get(`${base}/bescheide`, provider)).status).toBe(403);
  });

  test('settings say what is missing for the remedy, and refuse to leave it out', async () => {
    expect(await html(`${base}/bescheide/einstellungen`)).toContain('§ 80 Abs. 1 NJG');
    const fields = { officeName: 'Kita-Büro', senderLine: 'Stadt', place: 'Musterstadt', phone: '05181 1', contact: 'Telefon', remedyKind: 'court', remedyBody: '', remedyText: '', firstDayWithin: '20', answerDays: '14', reminderDays: '5', replacement: 'rolling', serviceLaw: 'sgb-x' };
    const refused = await house.submit(`${base}/bescheide/einstellungen`, fields, { cookie: office });
    expect(refused.status).toBe(422);
    const saved = await house.submit(`${base}/bescheide/einstellungen`, { ...fields, remedyBody: 'Verwaltungsgericht Musterstadt, Weg 1' }, { cookie: office });
    expect(saved.headers.get('location')).toContain('gespeichert');
    expect(await html(`${base}/bescheide/einstellungen`)).toContain('Klage beim Verwaltungsgericht Musterstadt, Weg 1, erhoben werden. Die Klage ist schriftlich');
  });
});

describe('A place becomes free', () => {
  test('the best child who waits gets it, by the same order as the list says; holders keep theirs and nobody is written to twice', async () => {
    // Whoever won the race above: Adam gives the place back.
    const adam = await decisionOf('Adam');
    if (adam.answer!.answer === 'accepted') {
      const [place] = await placesOf('Adam');
      await house.database.write(house.town.id, (tx) => tx.deleteFrom('kita.placement').where('id', '=', place!.id).execute());
    }
    const list = await read((tx) => waitingList(tx, house.town.id, house.house.configuration.secretKey, { facilityId: town.facilities[SUN!]!, clock: house.house.clock }));
    expect(list.filter(({ place }) => place === 1).map(({ childName }) => childName)).toEqual(['Mira Celik']);
    // One Kita's list alone says what the whole town's says of it.
    const all = await read((tx) => waitingList(tx, house.town.id, house.house.configuration.secretKey, { clock: house.house.clock }));
    expect(list).toEqual(all.filter(({ facilityId }) => facilityId === town.facilities[SUN!]));
    const before = await read((tx) => listDecisions(tx, house.town.id, {}));
    await Promise.all([run(replaceKitaPlaces), run(replaceKitaPlaces), run(replaceKitaPlaces)]);
    const after = (await read((tx) => listDecisions(tx, house.town.id, {}))).filter(({ id }) => !before.some((one) => one.id === id));
    expect(after.map(({ childName, outcome, facilityName }) => [childName, outcome, facilityName])).toEqual([['Mira Celik', 'place', 'Kita Sonne']]);
    expect(await placesOf('Funk')).toMatchObject([{ facilityId: town.facilities[MOON!], endsOn: null }]);
    expect(await read((tx) => openOffers(tx, house.town.id))).toMatchObject([{ childId: families['Celik']!.childId }]);
    const now = await read((tx) => waitingList(tx, house.town.id, house.house.configuration.secretKey, { childId: families['Dorn']!.childId, clock: house.house.clock }));
    expect(now.find(({ facilityName }) => facilityName === 'Kita Sonne')).toMatchObject({ place: 1 });
  });

  test('without an answer it lapses after the last day, never before, and goes to the next child; the reminder comes once', async () => {
    await run(tellKitaFamilies);
    const { answerUntil } = await decisionOf('Celik');
    expect(answerUntil! > '2026-12-09').toBe(true);
    // Handed over at the office on that day.
    await house.database.write(house.town.id, (tx) => tx.updateTable('kita.notice').set({ sent_at: house.house.clock.now(), served_on: house.house.clock.today() }).where('served_on', 'is', null).execute());
    const early = await answer('Celik', 'lapsed');
    expect(early).toMatchObject({ ok: false, refusals: [{ code: 'not-due' }] });
    const lastDay = fixedClock(`${answerUntil}T21:00:00Z`);
    await run(answersDue, lastDay);
    await run(answersDue, lastDay);
    const reminders = await read((tx) => tx.selectFrom('kita.notice').select('id').where('kind', '=', 'reminder').execute());
    expect(reminders).toHaveLength(1);
    expect((await decisionOf('Celik')).answer).toBeNull();
    const after = fixedClock('2027-01-15T08:00:00Z');
    expect(await answer('Celik', 'accepted', { clock: after })).toMatchObject({ ok: false, refusals: [{ code: 'answer-too-late' }] });
    await Promise.all([run(answersDue, after), run(answersDue, after)]);
    expect((await decisionOf('Celik')).answer).toMatchObject({ answer: 'lapsed', way: 'automatic' });
    await run(replaceKitaPlaces, after);
    expect(await decisionOf('Dorn')).toMatchObject({ outcome: 'place', facilityName: 'Kita Sonne' });
    expect((await decisionOf('Celik')).outcome).toBe('place');
    expect(await read((tx) => waitingList(tx, house.town.id, house.house.configuration.secretKey, { childId: families['Celik']!.childId, clock: after }))).toEqual([]);
  });

  test('an answer and the lapse at the same moment: one of them counts, and the place exists accordingly', async () => {
    const after = fixedClock('2027-06-01T08:00:00Z');
    const results = await Promise.all([answer('Dorn', 'accepted', { clock: after, way: 'account' }).catch(() => undefined), answer('Dorn', 'lapsed', { clock: after }), decisionOf('Dorn').then(({ id }) => house.database.write(house.town.id, (tx) => takeAnswer(
      { tx, municipalityId: house.town.id, clock: after, configuration: house.house.configuration, later: sameCommit(tx, house.town.id, after).later }, { decisionId: id, answer: 'accepted', way: 'phone' })))]);
    expect(results.filter((one) => one?.ok)).toHaveLength(1);
    const { answer: counted } = await decisionOf('Dorn');
    expect(await placesOf('Dorn')).toHaveLength(counted!.answer === 'accepted' ? 1 : 0);
  });

  test('housekeeping plans reminders, lapse and replacement once a day', async () => {
    const keep = (instant: string) => house.database.write(house.town.id, (tx) => decisionHousekeeping(tx, { municipalityId: house.town.id, clock: fixedClock(instant), configuration: house.house.configuration }));
    const planned = () => read((tx) => tx.selectFrom('platform.job').select('id').where('task', '=', 'kita-answers-due').execute());
    await keep('2027-02-01T03:00:00Z');
    expect(await planned()).toHaveLength(0);
    await keep('2027-02-01T06:00:00Z');
    await keep('2027-02-01T07:00:00Z');
    expect(await planned()).toHaveLength(1);
  });
});
