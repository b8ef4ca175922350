import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { fixedClock, type Clock } from '../platform/clock.ts';
import { withClient } from '../platform/database-roles.ts';
import { day } from '../platform/day.ts';
import type { Uuid } from '../platform/id.ts';
import { registerChild, storeRoundTown, type RoundTown } from './rounds-town.fixture.ts';
import { roundPaths } from './rounds-paths.ts';
import { decideKitaRound } from './server/decide-round.ts';
import { planDecisionRun } from './server/decision-runs.ts';
import { openRun } from './server/run-records.ts';
import { claimCircumstances } from './server/circumstances.ts';
import { findRound, listRounds } from './server/rounds.ts';
import { runAgainTask, runRoundTask } from './server/run-round.ts';

let at = fixedClock('2027-01-11T08:00:00Z');
const clock: Clock = { now: () => at.now(), today: () => at.today() };
let house: TestApp;
let town: RoundTown;
let ada: { childId: Uuid; number: string };
let bo: { childId: Uuid; registrationId: Uuid };
let roundId: Uuid;

const path = (inTown: string) => `/${house.town.slug}${inTown}`;
const office = () => house.signIn(['kita-office']);
const provider = (organizationId: Uuid) => house.signIn(['kita-provider'], { organizationId });
const secretKey = () => house.house.configuration.secretKey;
const context = () => ({ municipalityId: house.town.id, database: house.database, clock, configuration: house.house.configuration, log: house.house.log });
const stateOf = async () => (await house.database.read(house.town.id, (tx) => findRound(tx, house.town.id, roundId)))!.state;
const planned = (table: 'kita.run' | 'kita.run_again') => house.database.read(house.town.id, (tx) => tx.selectFrom(table).select('id').where('municipality_id', '=', house.town.id).where('finished_at', 'is', null).executeTakeFirst());

/** Presses a button of the round's page and gives the answer's words. */
async function press(step: string, cookie: string, fields: Record<string, string> = {}, from = roundPaths.round(roundId)): Promise<Response> {
  return house.submit(path(from), fields, { cookie, to: path(step.startsWith('/') ? step : roundPaths.step(roundId, step)) });
}

async function compute(): Promise<Uuid> {
  const run = await planned('kita.run');
  if (runRoundTask.kind !== 'outside' || !run) throw new Error('no run is planned');
  await runRoundTask.run(context(), { runId: run.id });
  return run.id;
}

beforeAll(async () => {
  house = await testApp(clock);
  town = await house.database.write(house.town.id, (tx) => storeRoundTown(tx, house.town.id, clock, { seats: [1, 3] }));
});
afterAll(() => house.close());

describe('a round', () => {
  test('is laid out by the office, and nobody else', async () => {
    expect((await house.get(path(roundPaths.new), await house.signIn(['planner']))).status).toBe(403);
    expect((await house.get(path(roundPaths.rounds), await provider(town.sunProvider))).status).toBe(403);
    const cookie = await office();
    const fields = { name: 'Kita-Jahr 2027/28', catalogueId: town.catalogueId, firstStart: '2027-08-01', lastStart: '2028-07-31', opensOn: '2027-01-10', deadlineDay: '2027-09-01', answerDays: '14' };
    const refused = await house.submit(path(roundPaths.new), fields, { cookie });
    expect([refused.status, (await refused.text()).includes('muss vor dem ersten Beginn liegen')]).toEqual([422, true]);
    const answer = await house.submit(path(roundPaths.new), { ...fields, deadlineDay: '2027-02-15' }, { cookie });
    expect(answer.status).toBe(303);
    const [round] = await house.database.read(house.town.id, (tx) => listRounds(tx, house.town.id));
    roundId = round!.id;
    expect(round).toMatchObject({ state: 'planned', deadline: new Date('2027-02-15T23:00:00Z'), seed: null });
  });

  test('is opened once, also when two people press at the same time', async () => {
    const cookies = [await office(), await office()];
    const answers = await Promise.all(cookies.map((cookie) => press('oeffnen', cookie)));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
    const html = await (await house.get(path(roundPaths.public))).text();
    expect(html).toContain('Sie können Ihr Kind jetzt anmelden.');
    expect(html).toContain((await house.database.read(house.town.id, (tx) => findRound(tx, house.town.id, roundId)))!.commitment);
  });

  test('takes seats from their own Träger only, and is not closed before the deadline', async () => {
    const cookie = await provider(town.sunProvider);
    const html = await (await house.get(path(roundPaths.list(roundId)), cookie)).text();
    expect(html).toContain('Kita Sonne');
    expect(html).not.toContain('Kita Mond');
    const pools = await house.database.read(house.town.id, (tx) => tx.selectFrom('kita.round_pool as own').innerJoin('kita.seat_pool as pool', 'pool.id', 'own.pool_id').select(['own.id', 'pool.facility_id']).where('own.round_id', '=', roundId).execute());
    const [own, other] = [town.sun, town.moon].map((facility) => pools.find(({ facility_id }) => facility_id === facility)!.id);
    const confirm = (pool: string, seats: string, by = cookie) => press(`${roundPaths.list(roundId)}/plaetze`, by, { pool, seats }, roundPaths.list(roundId));
    expect((await confirm(other!, '9')).status).toBe(404);
    expect((await confirm(own!, 'viele')).status).toBe(422);
    expect((await confirm(own!, '1')).status).toBe(303);
    expect((await confirm(other!, '3', await provider(town.moonProvider))).status).toBe(303);
    expect((await press('schliessen', await office())).status).toBe(422);
  });

  test('freezes what is registered, and the dry run cannot be left out', async () => {
    const register = (name: string, kitas: readonly Uuid[], more = {}) => house.database.write(house.town.id, (tx) => registerChild(tx, house.town.id, clock, secretKey(), town, name, kitas, more));
    ada = await register('Ackermann', [town.sun, town.moon]);
    bo = await register('Brandt', [town.sun], { circumstances: [{ fact: 'single-parent', value: true, isProved: true }] });
    await register('Celik', [town.moon]);
    await register('Dahl', [town.moon], { circumstances: [{ fact: 'single-parent', value: true }] });
    at = fixedClock('2027-02-16T08:00:00Z');
    const cookie = await office();
    expect((await press('schliessen', cookie)).status).toBe(303);
    expect((await press('probelauf', cookie)).status).toBe(422);
    expect((await press('ziehen', cookie, { publicRandomness: 'Lotto 6 aus 49, 20.02.2027: 4 11 23 30 41 49' })).status).toBe(303);
    expect((await press('pruefen', cookie, { run: roundId })).status).toBe(422);
    const answer = await press('probelauf', cookie);
    expect(answer.headers.get('location')).toContain('/lauf/');
    expect(await (await house.get(answer.headers.get('location')!, cookie)).text()).toContain('Die Vergabe wird gerechnet');
    await compute();
  });

  test('is checked only when somebody has answered for every finding, by name and with a note', async () => {
    const cookie = await office();
    const run = (await house.database.read(house.town.id, (tx) => tx.selectFrom('kita.run').select(['id', 'checks', 'market_sealed']).where('round_id', '=', roundId).executeTakeFirstOrThrow()));
    expect(run.checks).toMatchObject([{ code: 'points-missing', count: 3 }, { code: 'circumstances-pending', count: 1 }]);
    expect(run.market_sealed!.toString('latin1')).not.toContain(ada.childId);
    expect((await press('pruefen', cookie, { run: run.id })).status).toBe(422);
    const answer = (code: string, note: string) => press(roundPaths.runStep(roundId, run.id, 'verantworten'), cookie, { code, note }, roundPaths.run(roundId, run.id));
    expect((await answer('holder-lost', 'Das passt schon so.')).status).toBe(422);
    expect((await answer('points-missing', '')).status).toBe(422);
    expect((await answer('points-missing', 'Diese Familien haben nichts angegeben.')).status).toBe(303);
    expect((await answer('circumstances-pending', 'Nachweis kam trotz Erinnerung nicht.')).status).toBe(303);
    expect((await house.get(path(roundPaths.checkedChildren(roundId, run.id, 'points-missing')), cookie)).status).toBe(200);
    expect((await house.get(path(roundPaths.checkedChildren(roundId, run.id, 'points-missing')), await house.signIn(['planner']))).status).toBe(403);
    expect((await press('pruefen', cookie, { run: run.id })).status).toBe(303);
    expect(await stateOf()).toBe('checked');
  });

  test('makes no proposal of an input that has changed since it was checked', async () => {
    const cookie = await office();
    await house.database.write(house.town.id, (tx) => tx.updateTable('kita.registration').set({ weekly_hours: 25, needs_inclusive_seat: true }).where('child_id', '=', ada.childId).execute());
    await house.database.write(house.town.id, (tx) => tx.updateTable('kita.wish').set({ position: 3 }).where('facility_id', '=', town.sun).where('registration_id', 'in', (from) => from.selectFrom('kita.registration').select('id').where('child_id', '=', ada.childId)).execute());
    expect((await press('vorschlagen', cookie)).status).toBe(303);
    await compute();
    expect([await stateOf(), (await (await house.get(path(roundPaths.round(roundId)), cookie)).text()).includes('Seit dem Probelauf hat sich etwas geändert')]).toEqual(['checked', true]);
    await house.database.write(house.town.id, (tx) => tx.updateTable('kita.registration').set({ weekly_hours: 40, needs_inclusive_seat: false }).where('child_id', '=', ada.childId).execute());
    await house.database.write(house.town.id, (tx) => tx.updateTable('kita.wish').set({ position: 1 }).where('facility_id', '=', town.sun).where('registration_id', 'in', (from) => from.selectFrom('kita.registration').select('id').where('child_id', '=', ada.childId)).execute());
    expect((await press('vorschlagen', cookie)).status).toBe(303);
    await compute();
    expect(await stateOf()).toBe('proposed');
  });

  test('shows a Träger its own list without any social fact, and takes its objection', async () => {
    // Told after the dry run: none of it is part of what a round decides on, or the proposal made anew below would be refused.
    await house.database.write(house.town.id, async (tx) => {
      await tx.updateTable('kita.registration').set({ wished_times: { daily: { from: '06:30', until: '17:00' } }, urgent_by: day('2027-01-04') }).where('id', '=', bo.registrationId).execute();
      await claimCircumstances(tx, house.town.id, house.house.clock, house.house.configuration.secretKey, bo.registrationId, [{ fact: 'urgent-new-job', value: true, isUrgency: true }], { isNew: true });
    });
    const cookie = await provider(town.sunProvider);
    const html = await (await house.get(path(roundPaths.list(roundId)), cookie)).text();
    expect(html).toContain('Brandt, Kind');
    expect(html).toContain('gewünscht: jeden Tag 6:30 bis 17:00 Uhr');
    for (const secret of ['Ackermann', 'Celik', 'Dahl', 'single-parent', 'alleinerziehend', 'ringend', 'Neue Arbeit', '4.1.2027']) expect(html).not.toContain(secret);
    const object = (fields: Record<string, string>, by = cookie) => press(`${roundPaths.list(roundId)}/widersprechen`, by, fields, roundPaths.list(roundId));
    expect((await object({ facility: town.moon, reason: 'Das ist nicht unsere Kita.' })).status).toBe(404);
    expect((await object({ facility: town.sun, child: ada.childId, reason: 'Dieses Kind kenne ich nicht.' })).status).toBe(404);
    expect((await object({ facility: town.sun, reason: 'kurz' })).status).toBe(422);
    expect((await object({ facility: town.sun, child: bo.childId, reason: 'Die Familie hat uns abgesagt.' })).status).toBe(303);
    const row = await house.database.read(house.town.id, (tx) => tx.selectFrom('kita.objection').select('reason_sealed').executeTakeFirstOrThrow());
    expect(row.reason_sealed.toString('latin1')).not.toContain('abgesagt');
  });

  test('is released by two people, one of each side, and not before every objection is decided by somebody else', async () => {
    const officer = await office();
    const proposal = (await house.database.read(house.town.id, (tx) => findRound(tx, house.town.id, roundId)))!.runId!;
    expect((await press('freigeben', officer, { run: proposal }, roundPaths.proposal(roundId))).status).toBe(422);
    const { id } = await house.database.read(house.town.id, (tx) => tx.selectFrom('kita.objection').select('id').executeTakeFirstOrThrow());
    expect((await press('widerspruch', officer, { objection: id, outcome: 'rejected', answer: 'Die Familie hat auf Nachfrage zugesagt.' }, roundPaths.proposal(roundId))).status).toBe(303);
    expect((await press('widerspruch', officer, { objection: id, outcome: 'upheld', answer: 'Doch anders entschieden.' }, roundPaths.proposal(roundId))).status).toBe(422);
    expect(await (await house.get(path(roundPaths.list(roundId)), await provider(town.sunProvider))).text()).toContain('Die Familie hat auf Nachfrage zugesagt.');

    const both = await house.signIn(['kita-office', 'kita-provider'], { organizationId: town.moonProvider });
    expect((await press('freigeben', both, { run: proposal }, roundPaths.proposal(roundId))).status).toBe(303);
    const again = await press(`${roundPaths.list(roundId)}/freigeben`, both, { run: proposal }, roundPaths.list(roundId));
    expect([again.status, (await again.text()).includes('nicht von demselben Menschen')]).toEqual([422, true]);
    expect((await press('entscheiden', officer)).status).toBe(422);
    const providers = [await provider(town.sunProvider), await provider(town.moonProvider)];
    const answers = await Promise.all(providers.map((cookie) => press(`${roundPaths.list(roundId)}/freigeben`, cookie, { run: proposal }, roundPaths.list(roundId))));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
    expect(await stateOf()).toBe('approved');
  });

  test('goes back with a reason, is changed by hand by two people, and both sides release anew', async () => {
    const first = await office();
    expect((await press('zurueck', first, { to: 'checked', note: '' })).status).toBe(422);
    expect((await press('zurueck', first, { to: 'checked', note: 'Eine Familie hat sich gemeldet.' })).status).toBe(303);
    expect(await stateOf()).toBe('checked');
    expect((await press('vorschlagen', first)).status).toBe(303);
    const before = await compute();
    const place = (seat: string, reason = 'Die Schwester ist schon dort, das war nicht erfasst.') => press('aendern', first, { child: ada.childId, seat, reason }, `${roundPaths.proposal(roundId)}?nummer=${ada.number}`);
    expect((await place(`${town.sun}/${town.sun}`)).status).toBe(422);
    expect((await place(`${town.sun}/${town.fullDay}`)).status).toBe(303);
    const decide = async (cookie: string, outcome: string) => press('aenderung', cookie, { amendment: (await house.database.read(house.town.id, (tx) => tx.selectFrom('kita.amendment').select('id').where('outcome', 'is', null).executeTakeFirstOrThrow())).id, outcome }, `${roundPaths.proposal(roundId)}?nummer=${ada.number}`);
    expect((await decide(first, 'approved')).status).toBe(422);
    // Sonne has one place, and Bo has it: that stays impossible whoever agrees.
    const second = await office();
    const impossible = await decide(second, 'approved');
    expect([impossible.status, (await impossible.text()).includes('nicht möglich')]).toEqual([422, true]);
    expect((await decide(second, 'refused')).status).toBe(303);
    expect((await place('none')).status).toBe(303);
    expect((await decide(second, 'approved')).status).toBe(303);
    const now = (await house.database.read(house.town.id, (tx) => findRound(tx, house.town.id, roundId)))!;
    expect([now.state, now.runId === before]).toEqual(['proposed', false]);
    const { allocation } = await house.database.read(house.town.id, (tx) => openRun(tx, house.town.id, secretKey(), now.runId!));
    expect(allocation.placements.find(({ applicant }) => applicant === ada.childId)!.seat).toBeNull();
    expect((await press('freigeben', first, { run: before }, roundPaths.proposal(roundId))).status).toBe(422);
    expect((await press('freigeben', first, { run: now.runId! }, roundPaths.proposal(roundId))).status).toBe(303);
    expect((await press(`${roundPaths.list(roundId)}/freigeben`, await provider(town.moonProvider), { run: now.runId! }, roundPaths.list(roundId))).status).toBe(303);
  });

  test('gives the same hashes when somebody computes it again, and its input as it was hashed', async () => {
    const cookie = await house.signIn(['auditor']);
    const { runId } = (await house.database.read(house.town.id, (tx) => findRound(tx, house.town.id, roundId)))!;
    const page = roundPaths.run(roundId, runId!);
    expect((await press(roundPaths.runStep(roundId, runId!, 'nachrechnen'), cookie, {}, page)).status).toBe(303);
    if (runAgainTask.kind === 'outside') await runAgainTask.run(context(), { againId: (await planned('kita.run_again'))!.id });
    expect(await (await house.get(path(page), cookie)).text()).toMatch(/gleich/);
    const own = await provider(town.sunProvider);
    expect((await press(`${roundPaths.list(roundId)}/nachrechnen`, own, { run: runId! }, roundPaths.list(roundId))).headers.get('location')).toBe(path(roundPaths.list(roundId)));
    if (runAgainTask.kind === 'outside') await runAgainTask.run(context(), { againId: (await planned('kita.run_again'))!.id });
    const file = await house.get(path(roundPaths.market(roundId, runId!)), cookie);
    const run = await house.database.read(house.town.id, (tx) => tx.selectFrom('kita.run').select('input_hash').where('id', '=', runId!).executeTakeFirstOrThrow());
    expect(createHash('sha256').update(Buffer.from(await file.arrayBuffer())).digest('hex')).toBe(run.input_hash);
    expect((await house.get(path(roundPaths.market(roundId, runId!)), await house.signIn(['planner']))).status).toBe(403);
  });

  test('becomes decisions once, all in one commit: whoever is killed on the way leaves nothing, two at once write them once', async () => {
    const cookies = [await office(), await office()];
    const orders = await Promise.all(cookies.map((cookie) => press('entscheiden', cookie)));
    expect(orders.map(({ status, headers }) => [status, headers.get('location')])).toEqual(cookies.map(() => [303, path(roundPaths.deciding(roundId))]));
    const page = async () => (await house.get(path(roundPaths.deciding(roundId)), cookies[0])).text();
    expect(await page()).toContain('Die Bescheide werden geschrieben');
    // From a page that was loaded before.
    const back = await press('zurueck', cookies[0]!, { to: 'checked', note: 'Doch nicht.' }, roundPaths.new);
    expect([back.status, (await back.text()).includes('Zurückgehen lässt sich jetzt nicht')]).toEqual([422, true]);

    const [order, another] = await house.database.read(house.town.id, (tx) => tx.selectFrom('kita.decision_run').select('id').execute());
    expect(another).toBeUndefined();
    const decide = () => (decideKitaRound.kind === 'outside' ? decideKitaRound.run(context(), { decisionRunId: order!.id }) : undefined);
    const decisions = () => house.database.read(house.town.id, (tx) => tx.selectFrom('kita.decision').select(['child_id', 'outcome']).where('round_id', '=', roundId).execute());
    await withClient(house.test.superuser, (looking) => withClient(house.test.superuser, async (superuser) => {
      await superuser.query('begin; lock table kita.claim_event in exclusive mode');
      const killed = decide();
      const waiting = () => looking.query<{ pid: number }>("select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like 'insert into%claim_event%'");
      await expect.poll(async () => (await waiting()).rows.length, { timeout: 60_000 }).toBe(1);
      await looking.query('select pg_terminate_backend($1)', [(await waiting()).rows[0]!.pid]);
      await expect(killed).rejects.toThrow();
      await superuser.query('rollback');
    }));
    expect([await stateOf(), await decisions()]).toEqual(['approved', []]);
    expect(await page()).toContain('Die Bescheide werden geschrieben');

    await Promise.all([decide(), decide()]);
    expect((await decisions()).map(({ outcome }) => outcome).sort()).toEqual(['none', 'place', 'place', 'place']);
    expect(await stateOf()).toBe('decided');
    expect(await page()).toContain('Alle Bescheide sind geschrieben');
    expect((await press('entscheiden', cookies[1]!)).status).toBe(422);
  });

  test('shows lottery and hashes to everybody, and does not go back once families were told', async () => {
    const cookies = [await office()];
    const html = await (await house.get(path(roundPaths.public))).text();
    expect(html).toContain('Lotto 6 aus 49');
    expect(html).toContain('nicht veröffentlicht');
    expect(html).not.toContain(ada.childId);
    expect((await press('zurueck', cookies[0]!, { to: 'checked', note: 'Zu spät.' })).status).toBe(422);
  });

  test('is followed by a replacement round that gives what is free to who waits, and moves nobody who was offered a place', async () => {
    const cookie = await office();
    expect((await press('abschluss', cookie, { to: 'answered' })).status).toBe(422);
    const mainId = roundId;
    const created = await press('nachruecken', cookie);
    expect(created.status).toBe(303);
    expect((await press('nachruecken', cookie)).status).toBe(422);
    roundId = created.headers.get('location')!.split('/').at(-1) as Uuid;
    expect(await stateOf()).toBe('closed');
    expect((await press('probelauf', cookie)).status).toBe(303);
    const run = await compute();
    const { market, allocation } = await house.database.read(house.town.id, (tx) => openRun(tx, house.town.id, secretKey(), run));
    expect([market.round, market.applicants.filter(({ locked }) => locked).length]).toEqual(['Kita-Jahr 2027/28', 3]);
    expect(allocation.placements.find(({ applicant }) => applicant === ada.childId)!.seat).toMatchObject({ facility: town.moon });
    expect(allocation.placements.filter(({ kept }) => kept)).toHaveLength(3);
    // Ordered, but the round is not where it was: nothing is written, and the page says why.
    const decisionRunId = await house.database.write(house.town.id, (tx) => planDecisionRun(tx, house.town.id, clock, { roundId, runId: run, byPerson: undefined }));
    if (decideKitaRound.kind === 'outside') await decideKitaRound.run(context(), { decisionRunId });
    const html = await (await house.get(path(roundPaths.deciding(roundId)), cookie)).text();
    expect([html.includes('Es ist kein Bescheid entstanden'), html.includes('inzwischen an einer anderen Stelle')]).toEqual([true, true]);
    roundId = mainId;
  });

  test('of another town is not found', async () => {
    const cookie = await house.signIn(['kita-office'], { town: house.otherTown.id });
    expect((await house.get(`/${house.otherTown.slug}${roundPaths.round(roundId)}`, cookie)).status).toBe(404);
    expect((await house.get(path(roundPaths.round('0190a0a0-0000-7000-8000-000000000000')), await office())).status).toBe(404);
  });
});
