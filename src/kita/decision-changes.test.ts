import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { day } from '../platform/day.ts';
import type { Uuid } from '../platform/id.ts';
import { sameCommit } from '../platform/same-commit.ts';
import { decideRound, jobContext, storeAsking, storeDecisionTown, type AskingFamily, type DecisionTown } from './decisions.fixture.ts';
import { takeAnswer } from './server/answers.ts';
import { listDecisions } from './server/decision-records.ts';
import { listPlacements, startPlacement } from './server/placements.ts';
import { openLetterFile, listLetterRuns } from './server/letter-runs.ts';
import { printKitaLetters } from './server/print-letters.ts';
import { replacePlaces } from './server/replace-places.ts';
import { tellKitaFamilies } from './server/tell-families.ts';
import { waitingList } from './server/waiting-list.ts';
import { withdrawRegistration } from './server/withdraw-registration.ts';

let house: TestApp;
let town: DecisionTown;
let office: string;
const base = '/musterstadt/verwaltung/kita';
const families: Record<string, { childId: Uuid; registrationId: Uuid }> = {};
const read = <Result>(work: Parameters<typeof house.database.read<Result>>[1]) => house.database.read(house.town.id, work);
const ask = async (family: AskingFamily) => (families[family.name] = await storeAsking(house, town, family));
const decisionOf = async (name: string) => (await read((tx) => listDecisions(tx, house.town.id, { childIds: [families[name]!.childId] })))[0]!;
const placesOf = async (name: string) => (await read((tx) => listPlacements(tx, house.town.id, { childIds: [families[name]!.childId] }))).map(({ facilityId, startsOn, endsOn }) => [nameOf(facilityId), startsOn, endsOn]);
const nameOf = (id: Uuid) => Object.entries(town.facilities).find(([, one]) => one === id)![0];
const answer = async (name: string, said: 'accepted' | 'declined', keepsWaiting = false) => {
  const { id } = await decisionOf(name);
  return house.database.write(house.town.id, (tx) => takeAnswer({ tx, municipalityId: house.town.id, clock: house.house.clock, configuration: house.house.configuration, later: sameCommit(tx, house.town.id, house.house.clock).later }, { decisionId: id, answer: said, way: 'phone', keepsWaiting }));
};
const hold = (name: string, kita: string) => house.database.write(house.town.id, async (tx) => {
  const started = await startPlacement(tx, house.town.id, house.house.clock, { childId: families[name]!.childId, facilityId: town.facilities[kita]!, poolId: town.pools[kita]!, seatTypeId: town.seatTypeId, startsOn: day('2026-12-01'), source: 'import' });
  if (!started.ok) throw new Error(started.refusals[0]!.code);
});
const registrationOf = (name: string) => read((tx) => tx.selectFrom('kita.registration').select(['state', 'ended_reason', 'wants_change']).where('id', '=', families[name]!.registrationId).executeTakeFirstOrThrow());

beforeAll(async () => {
  house = await testApp();
  town = await storeDecisionTown(house, { Sonne: 2, Mond: 1, Stern: 1 });
  office = await house.signIn(['kita-office']);
  // Funk goes from the moon to the sun, Gold takes the seat in the moon that becomes free; Heller goes from the star to the sun, and nobody waits for the star.
  await ask({ name: 'Funk', wishes: ['Sonne'], waits: 9, wantsChange: true });
  await ask({ name: 'Gold', wishes: ['Mond'], waits: 3, postalCode: '99999' });
  await ask({ name: 'Heller', wishes: ['Sonne'], waits: 8, wantsChange: true, postalCode: '01067' });
  await ask({ name: 'Igel', wishes: ['Sonne', 'Mond'], waits: 1, isBlocked: true });
  await hold('Funk', 'Mond');
  await hold('Heller', 'Stern');
  await decideRound(house, town);
  const { kind, run } = tellKitaFamilies;
  if (kind === 'outside') await run(jobContext(house), {});
});
afterAll(() => house.close());

describe('A child that holds a place and wished another', () => {
  test('keeps the old one until the new one begins', async () => {
    expect(await placesOf('Funk')).toEqual([['Mond', '2026-12-01', null]]);
    expect((await answer('Funk', 'accepted')).ok).toBe(true);
    expect(await placesOf('Funk')).toEqual([['Mond', '2026-12-01', '2027-08-01'], ['Sonne', '2027-08-01', null]]);
    expect(await registrationOf('Funk')).toMatchObject({ state: 'ended', ended_reason: 'placed' });
  });

  test('stays if it declines and its seat is nobody else\'s, and may wait on', async () => {
    expect((await answer('Heller', 'declined', true)).ok).toBe(true);
    expect(await placesOf('Heller')).toEqual([['Stern', '2026-12-01', null]]);
    expect(await registrationOf('Heller')).toMatchObject({ state: 'submitted' });
  });

  test('cannot stay where the seat was promised to another child, and then has the place it asked for', async () => {
    const other = await testApp();
    const there = await storeDecisionTown(other, { Sonne: 1, Mond: 1 });
    const funk = await storeAsking(other, there, { name: 'Funk', wishes: ['Sonne'], waits: 9, wantsChange: true });
    await storeAsking(other, there, { name: 'Gold', wishes: ['Mond'], waits: 3 });
    await other.database.write(other.town.id, (tx) => startPlacement(tx, other.town.id, other.house.clock, { childId: funk.childId, facilityId: there.facilities['Mond']!, poolId: there.pools['Mond']!, seatTypeId: there.seatTypeId, startsOn: day('2026-12-01'), source: 'import' }));
    await decideRound(other, there);
    const [decision] = await other.database.read(other.town.id, (tx) => listDecisions(tx, other.town.id, { childIds: [funk.childId] }));
    const declined = await other.database.write(other.town.id, (tx) => takeAnswer({ tx, municipalityId: other.town.id, clock: other.house.clock, configuration: other.house.configuration, later: sameCommit(tx, other.town.id, other.house.clock).later }, { decisionId: decision!.id, answer: 'declined', way: 'phone' }));
    expect(declined).toMatchObject({ ok: false, refusals: [{ code: 'old-place-promised' }] });
    await other.close();
  });
});

describe('A dearer wish that becomes free', () => {
  test('goes to the child with the best claim, also where it was offered a lesser place and has not answered yet', async () => {
    const other = await testApp();
    const there = await storeDecisionTown(other, { Sonne: 1, Mond: 1 });
    const first = await storeAsking(other, there, { name: 'Adam', wishes: ['Sonne'], waits: 9 });
    const second = await storeAsking(other, there, { name: 'Berg', wishes: ['Sonne', 'Mond'], waits: 5 });
    const third = await storeAsking(other, there, { name: 'Celik', wishes: ['Sonne', 'Mond'], waits: 1 });
    await decideRound(other, there);
    const decisions = (childId: Uuid) => other.database.read(other.town.id, (tx) => listDecisions(tx, other.town.id, { childIds: [childId] }));
    const [adam] = await decisions(first.childId);
    const [berg] = await decisions(second.childId);
    expect(berg).toMatchObject({ outcome: 'place', facilityName: 'Kita Mond' });
    const list = (childId: Uuid) => other.database.read(other.town.id, (tx) => waitingList(tx, other.town.id, other.house.configuration.secretKey, { childId, clock: other.house.clock }));
    expect(await list(second.childId)).toMatchObject([{ facilityName: 'Kita Sonne', place: 1 }]);
    expect(await list(third.childId)).toMatchObject([{ facilityName: 'Kita Mond', place: 1 }, { facilityName: 'Kita Sonne', place: 2 }]);
    const context = () => ({ municipalityId: other.town.id, clock: other.house.clock, configuration: other.house.configuration });
    const say = (decisionId: Uuid, said: 'accepted' | 'declined') => other.database.write(other.town.id, (tx) => takeAnswer({ tx, ...context(), later: sameCommit(tx, other.town.id, other.house.clock).later }, { decisionId, answer: said, way: 'phone' }));
    expect((await say(adam!.id, 'declined')).ok).toBe(true);
    await other.database.write(other.town.id, (tx) => replacePlaces({ tx, ...context(), later: sameCommit(tx, other.town.id, other.house.clock).later }));
    const [better, lesser] = await decisions(second.childId);
    expect([better!.facilityName, lesser!.replacedAt !== null]).toEqual(['Kita Sonne', true]);
    expect((await decisions(third.childId))[0]).toMatchObject({ outcome: 'place', facilityName: 'Kita Mond' });
    // Whoever withdraws meanwhile gives the place back: the next child need not wait for the end of the period.
    const fourth = await storeAsking(other, there, { name: 'Dorn', wishes: ['Mond'], waits: 0 });
    await other.database.write(other.town.id, (tx) => withdrawRegistration(tx, other.town.id, third.registrationId));
    await other.database.write(other.town.id, (tx) => replacePlaces({ tx, ...context(), later: sameCommit(tx, other.town.id, other.house.clock).later }));
    expect((await decisions(third.childId))[0]!.answer).toMatchObject({ answer: 'declined', way: 'automatic' });
    expect((await decisions(fourth.childId))[0]).toMatchObject({ outcome: 'place', facilityName: 'Kita Mond' });
    expect(await say(berg!.id, 'accepted')).toMatchObject({ ok: false, refusals: [{ code: 'decision-replaced' }] });
    expect((await say(better!.id, 'accepted')).ok).toBe(true);
    await other.close();
  });
});

describe('Letters on paper', () => {
  test('are set in the background, sorted by post code, encrypted, and noted as sent', async () => {
    expect(await (await house.get(`${base}/bescheide/post`, office)).text()).toContain('3 Briefe warten');
    const ordered = await house.submit(`${base}/bescheide/post`, { way: 'post' }, { cookie: office });
    expect(ordered.status).toBe(303);
    const twice = await house.submit(`${base}/bescheide`, { way: 'hand-over' }, { cookie: office, to: `${base}/bescheide/post` });
    expect(await twice.text()).toContain('Es werden gerade Briefe gesetzt');
    const [planned] = await read((tx) => listLetterRuns(tx, house.town.id));
    if (printKitaLetters.kind === 'outside') {
      await printKitaLetters.run(jobContext(house), { run: planned!.id });
      await printKitaLetters.run(jobContext(house), { run: planned!.id });
    }
    const [run] = await read((tx) => listLetterRuns(tx, house.town.id));
    expect(run).toMatchObject({ state: 'done', letters: 3, made: 3, files: [{ firstPosition: 1, lastPosition: 3 }] });
    const order = await read((tx) => tx.selectFrom('kita.letter_run_notice as at').innerJoin('kita.notice as notice', (join) => join.onRef('notice.id', '=', 'at.notice_id')).innerJoin('kita.guardian as guardian', (join) => join.onRef('guardian.id', '=', 'notice.guardian_id'))
      .select('guardian.family_name').orderBy('at.position').execute());
    expect(order.map(({ family_name }) => family_name)).toEqual(['Heller', 'Funk', 'Gold']);
    const content = await read((tx) => openLetterFile(tx, house.town.id, house.house.configuration.secretKey, run!.files[0]!.id));
    expect(Buffer.from(content!.subarray(0, 5)).toString()).toBe('%PDF-');
    const stored = await read((tx) => tx.selectFrom('kita.letter_file').select('content_sealed').executeTakeFirstOrThrow());
    expect(stored.content_sealed.includes('%PDF')).toBe(false);
    expect((await house.get(`${base}/bescheide/post/datei/${run!.files[0]!.id}`, await house.signIn(['coordinator']))).status).toBe(403);
    const sent = await house.submit(`${base}/bescheide/post`, {}, { cookie: office, to: `${base}/bescheide/post/${run!.id}/verschickt` });
    expect(sent.headers.get('location')).toContain('verschickt');
    expect(await (await house.get(`${base}/bescheide/post`, office)).text()).toContain('Kein Brief wartet');
  });
});

describe('An emergency', () => {
  const seat = () => `${town.pools['Mond']}/${town.seatTypeId}`;
  const propose = (fields: Record<string, string>, cookie = office) => house.submit(`${base}/notfall?kind=${families['Igel']!.childId}`, { childId: families['Igel']!.childId, seat: seat(), startsOn: '2027-08-01', reason: 'Obdach verloren', ...fields }, { cookie, to: `${base}/notfall` });

  test('needs a reason, a day to come and a second person, and gives one seat more where all are taken', async () => {
    expect((await propose({ reason: '' })).status).toBe(422);
    expect((await propose({ startsOn: '2026-01-01' })).status).toBe(422);
    expect((await propose({ seat: 'irgendwas' })).status).toBe(422);
    expect((await propose({})).status).toBe(303);
    expect((await propose({})).status).toBe(422);
    const row = await read((tx) => tx.selectFrom('kita.emergency_placement').selectAll().executeTakeFirstOrThrow());
    expect(row.reason_sealed.includes('Obdach')).toBe(false);
    const own = await house.submit(`${base}/bescheide`, { id: row.id, outcome: 'approved' }, { cookie: office, to: `${base}/notfall/${row.id}` });
    expect(await own.text()).toContain('muss eine andere Person entscheiden');
    const second = await house.signIn(['department-head']);
    const page = await house.get(`${base}/notfall`, second);
    expect(await page.text()).toContain('Obdach verloren');
    const approved = await house.submit(`${base}/notfall`, { id: row.id, outcome: 'approved' }, { cookie: second, to: `${base}/notfall/${row.id}` });
    expect(approved.headers.get('location')).toContain('entschieden');
    expect(await placesOf('Igel')).toEqual([['Mond', '2027-08-01', null]]);
    expect(await decisionOf('Igel')).toMatchObject({ outcome: 'place', answerUntil: null, answer: { answer: 'accepted', way: 'office' } });
    const third = await house.signIn(['kita-office']);
    const twice = await house.submit(`${base}/bescheide`, { id: row.id, outcome: 'approved' }, { cookie: third, to: `${base}/notfall/${row.id}` });
    expect(twice.status).toBe(422);
    // The seat was promised to Gold, and Gold gets it.
    expect((await answer('Gold', 'accepted')).ok).toBe(true);
    expect(await placesOf('Gold')).toEqual([['Mond', '2027-08-01', null]]);
  });

  test('says the birthday, and to both people when the seat is for children of another age', async () => {
    const fitting = await (await house.get(`${base}/notfall?kind=${families['Igel']!.childId}`, office)).text();
    expect(fitting).not.toContain('andere Altersgruppe');
    expect((await propose({ startsOn: '2031-09-01' })).status).toBe(303);
    const shown = await (await house.get(`${base}/notfall`, await house.signIn(['department-head']))).text();
    expect(shown).toMatch(/geboren am 15\. ?(November|11\.) ?2023/);
    expect(shown).toContain('Der Platz ist für eine andere Altersgruppe');
  });

  test('is no business of providers', async () => {
    const provider = await house.signIn(['kita-provider'], { organizationId: town.organizations['Mond']! });
    expect((await house.get(`${base}/notfall`, provider)).status).toBe(403);
  });
});
