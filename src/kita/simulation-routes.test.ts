import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { storeAreas } from '../areas/server/store-areas.ts';
import { day } from '../platform/day.ts';
import { newId, type Uuid } from '../platform/id.ts';
import { decideRound, jobContext, storeAsking, storeDecisionTown, type DecisionTown } from './decisions.fixture.ts';
import { storeCatalogue } from './server/catalogues.ts';
import { catchmentsByArea } from './server/catchments.ts';
import { loadPastRoundInput } from './server/load-round-input.ts';
import { planRun } from './server/run-records.ts';
import { runRoundTask } from './server/run-round.ts';
import { drawSeed, findRound, storeRound } from './server/rounds.ts';
import { roundPaths } from './rounds-paths.ts';
import { simulateCatalogueTask } from './server/simulate-catalogue.ts';
import { findSimulation, listComparisons } from './server/simulations.ts';

let house: TestApp;
let office: string;
let town: DecisionTown;
let draft: Uuid;
let round: Uuid;
let children: Uuid[];
/** a run of another round, of the same children, before anything was decided */
let frozen: { roundId: Uuid; runId: Uuid };
const base = '/musterstadt/verwaltung/kita/kriterien';

beforeAll(async () => {
  house = await testApp();
  office = await house.signIn(['kita-office']);
  town = await storeDecisionTown(house, { Sonne: 3, Mond: 2 });
  children = [];
  for (let at = 0; at < 12; at++) children.push((await storeAsking(house, town, { name: `Familie${at}`, wishes: at % 2 ? ['Sonne', 'Mond'] : ['Mond', 'Sonne'], waits: at })).childId);
  frozen = await computedRun();
  round = await decideRound(house, town, { isEnded: false });
  draft = await house.database.write(house.town.id, (tx) => storeCatalogue(tx, house.town.id, {
    name: 'Kürzer warten', validFrom: day('2027-02-01'), validUntil: null, lotteryScope: 'market', blocking: 'vacating', ties: 'lottery', nonResidents: 'equal', adoption: null, basedOnId: town.catalogueId,
    criteria: [
      { kind: 'points', fact: 'waits-since', condition: { perUnitUpTo: 24 }, amount: -1, share: null, reserveKind: null, proof: 'none', organizationId: null, facilityId: null, legalBasis: 'Entwurf' },
      { kind: 'points', fact: 'benefits', condition: {}, amount: 30, share: null, reserveKind: null, proof: 'upload', organizationId: null, facilityId: null, legalBasis: 'Entwurf' },
    ],
  }, house.house.clock));
});
afterAll(() => house.close());

async function computedRun() {
  const { secretKey } = house.house.configuration;
  const ids = await house.database.write(house.town.id, async (tx) => {
    const roundId = await storeRound(tx, house.town.id, secretKey, house.house.clock, { name: 'Probe', catalogueId: town.catalogueId, firstStart: day('2027-08-01'), lastStart: day('2028-07-31'), opensOn: day('2026-09-01'), deadline: house.house.clock.now(), answerDays: 14 });
    await drawSeed(tx, house.town.id, secretKey, (await findRound(tx, house.town.id, roundId))!, 'Zufall');
    return { roundId, runId: await planRun(tx, house.town.id, house.house.clock, { roundId, kind: 'dry', catalogueId: town.catalogueId }) };
  });
  if (runRoundTask.kind === 'outside') await runRoundTask.run(jobContext(house), { runId: ids.runId });
  return ids;
}

const assumptions = { children: '60', seed: '1', draws: '2', freeSeats: '100', under3: '0', sibling: '20', resident: '95', inclusive: '0' };
const start = (fields: Record<string, string>, cookie = office) => house.submit(`${base}/${draft}/simulation`, { against: town.catalogueId, minimumFrequency: '3', ...assumptions, ...fields }, { cookie });
const html = async (path: string, cookie = office) => (await house.get(path, cookie)).text();
const run = (id: Uuid) => (simulateCatalogueTask.kind === 'outside' ? simulateCatalogueTask.run(jobContext(house), { simulationId: id }) : undefined);
const idOf = (path: string) => path.split('/').at(-1) as Uuid;
const stored = (id: Uuid) => house.database.read(house.town.id, (tx) => findSimulation(tx, house.town.id, id));

describe('trying a catalogue out', () => {
  test('with invented children runs in the background and shows the mean of its draws', async () => {
    const answer = await start({ source: 'synthetic' });
    expect(answer.status).toBe(303);
    const path = answer.headers.get('location')!;
    expect(await html(path)).toContain('Die Simulation läuft');
    await run(idOf(path));
    const page = await html(path);
    expect(page).toContain('Im Mittel von 2 Durchläufen');
    expect(page).toContain('Nach Umständen der Familien');
    expect(page).toContain('60 erfundene Kinder');
    expect((await stored(idOf(path)))!.result!.rows[0]!.key).toBe('all');
  });

  test('with the registrations of a round keeps no child and no small number', async () => {
    const path = (await start({ source: 'round', round })).headers.get('location')!;
    await run(idOf(path));
    const { result, state } = (await stored(idOf(path)))!;
    expect(state).toBe('done');
    const text = JSON.stringify(result);
    for (const child of children) expect(text).not.toContain(child);
    for (const { counts } of result!.rows) for (const count of Object.values(counts)) expect(count === null || count === 0 || count >= 3).toBe(true);
    expect(await html(path)).toContain('Anmeldungen der Runde');
    // Five places, and the order of waiting turned round: five others have them. As it was at the deadline – offers since then bind nobody here.
    expect(result!.rows[0]!.counts).toMatchObject({ gains: 5, loses: 5 });
    expect(result!.placed).toEqual({ before: 5, after: 5 });
  });

  test('says on a run’s page what it would change of this very run, once however often it is asked', async () => {
    const page = `/musterstadt${roundPaths.run(frozen.roundId, frozen.runId)}`;
    const compare = (catalogue: Uuid, cookie = office) => house.submit(page, { catalogue }, { cookie, to: `/musterstadt${roundPaths.runStep(frozen.roundId, frozen.runId, 'vergleichen')}` });
    expect((await compare(town.catalogueId)).status).toBe(422);
    expect((await compare(newId())).status).toBe(422);
    expect([(await compare(draft)).status, (await compare(draft)).status]).toEqual([303, 303]);
    const comparisons = () => house.database.read(house.town.id, (tx) => listComparisons(tx, house.town.id, frozen.runId));
    expect(await html(page)).toContain('Der Vergleich mit „Kürzer warten“ läuft');
    await run((await comparisons())[0]!.id);
    const [one, ...more] = await comparisons();
    expect(more).toEqual([]);
    // Places were offered since: what the run saw is made anew, with the same hash.
    expect(one!.result).toMatchObject({ isFrozen: true, placed: { before: 5, after: 5 } });
    expect(one!.result!.rows[0]!.counts).toMatchObject({ gains: 5, loses: 5 });
    const shown = await html(page);
    for (const words of ['bekämen einen Platz', 'hätten keinen mehr', 'Kürzer warten', roundPaths.criteria]) expect(shown).toContain(words);
    expect(shown).not.toContain('Seit diesem Lauf hat sich');
    for (const child of children) expect(JSON.stringify(one)).not.toContain(child);
    expect(await html(page, await house.signIn(['planner']))).not.toContain('Vergleichen</');
  });

  test('looks at a round that is over as it was at its deadline: accepted places are given out anew', async () => {
    const later = new Date(house.house.clock.now().getTime() + 86_400_000);
    await house.database.write(house.town.id, async (tx) => {
      const decisions = await tx.selectFrom('kita.decision').selectAll().where('municipality_id', '=', house.town.id).where('outcome', '=', 'place').execute();
      for (const decision of decisions) {
        await tx.insertInto('kita.placement').values({
          municipality_id: house.town.id, id: newId(), child_id: decision.child_id, facility_id: decision.facility_id!, pool_id: decision.pool_id!, seat_type_id: decision.seat_type_id!, starts_on: decision.starts_on!,
          source: 'round', decision_id: decision.id, created_at: later,
        }).execute();
        await tx.updateTable('kita.registration').set({ state: 'ended', ended_at: later, ended_reason: 'placed' }).where('municipality_id', '=', house.town.id).where('child_id', '=', decision.child_id).execute();
      }
      expect(decisions).toHaveLength(5);
    });
    const past = await house.database.read(house.town.id, (tx) => loadPastRoundInput(tx, house.town.id, house.house.configuration.secretKey, round, draft));
    expect(past.registrations).toHaveLength(12);
    expect(past.places).toEqual([]);
    const path = (await start({ source: 'round', round })).headers.get('location')!;
    await run(idOf(path));
    expect((await stored(idOf(path)))!.result!.rows[0]!.counts).toMatchObject({ gains: 5, loses: 5 });
  });

  test('done twice by a repeated job stays as it was first told', async () => {
    const path = (await start({ source: 'synthetic', seed: '7' })).headers.get('location')!;
    await run(idOf(path));
    const first = await stored(idOf(path));
    await run(idOf(path));
    expect(await stored(idOf(path))).toEqual(first);
  });

  test.each([
    ['a round of nobody', { source: 'round', round: newId() as string }],
    ['a round that is not named', { source: 'round' }],
    ['itself to compare with', { source: 'synthetic', against: 'self' }],
    ['a threshold below three', { source: 'synthetic', minimumFrequency: '2' }],
    ['a million children', { source: 'synthetic', children: '1000000' }],
    ['a figure that is not released', { source: 'synthetic', burden: 'sgb2' }],
  ])('refuses %s', async (_, fields: Record<string, string>) => {
    const answer = await start({ ...fields, ...(fields['against'] ? { against: draft } : {}) });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('error-summary');
  });

  test('is begun by the Kita office only, read by those who plan, unknown to the neighbours', async () => {
    const path = (await start({ source: 'synthetic', seed: '9' })).headers.get('location')!;
    const planner = await house.signIn(['planner']);
    expect((await house.get(path, planner)).status).toBe(200);
    expect(await html(`${base}/${draft}/simulation`, planner)).not.toContain('Simulation starten');
    expect((await start({ source: 'synthetic' }, planner)).status).not.toBe(303);
    expect((await house.get(path, await house.signIn(['navigator']))).status).toBe(403);
    const neighbour = await house.signIn(['kita-office'], { town: house.otherTown.id });
    expect((await house.get(path.replace('/musterstadt/', '/nachbarstadt/'), neighbour)).status).toBe(404);
    expect((await house.get(`${base}/${town.catalogueId}/simulation/${idOf(path)}`, office)).status).toBe(404);
  });
});

describe('Einzugsbereiche', () => {
  test('are chosen for each facility; a Quartier brings its Bezirke along', async () => {
    const areas = await house.database.write(house.town.id, (tx) => storeAreas(tx, house.town.id, [
      { level: 'quarter', key: 'mitte', name: 'Mitte', position: 1, validFrom: day('2020-01-01') },
      { parentKey: 'mitte', level: 'district', key: 'markt', name: 'Markt', position: 2, validFrom: day('2020-01-01') },
      { level: 'district', key: 'rand', name: 'Rand', position: 3, validFrom: day('2020-01-01') },
    ]));
    const sonne = town.facilities['Sonne']!;
    const path = `/musterstadt/verwaltung/kita/einzugsbereiche/${sonne}`;
    expect((await house.submit(path, { areas: [areas.get('mitte')!] }, { cookie: office })).status).toBe(303);
    const found = await house.database.read(house.town.id, (tx) => catchmentsByArea(tx, house.town.id, day('2027-08-01')));
    expect(found.map(({ areaId }) => areaId).toSorted()).toEqual([areas.get('mitte')!, areas.get('markt')!].toSorted());
    expect(await html('/musterstadt/verwaltung/kita/einzugsbereiche')).toContain('Diese Gebiete gehören zu keiner Kita: ');
    expect((await house.submit(path, { areas: [newId()] }, { cookie: office })).status).toBe(422);
    expect((await house.get(path, await house.signIn(['kita-provider'], { organizationId: town.organizations['Sonne']! }))).status).toBe(403);
    expect((await house.submit(path, {}, { cookie: office })).status).toBe(303);
    expect(await house.database.read(house.town.id, (tx) => catchmentsByArea(tx, house.town.id, day('2027-08-01')))).toEqual([]);
  });
});
