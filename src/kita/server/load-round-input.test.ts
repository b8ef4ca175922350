import { randomBytes } from 'node:crypto';
import { canonicalHash } from '@lueckenlos/fair-allocation';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addTown } from '../../../tests/app.ts';
import { fixedClock } from '../../platform/clock.ts';
import { connectDatabase, type Database } from '../../platform/database.ts';
import { day } from '../../platform/day.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { testDatabase, type TestDatabase } from '../../platform/test-database.ts';
import { buildMarket, marketOf } from '../rounds/market.ts';
import { registerChild, storeRoundTown, type RoundTown } from '../rounds-town.fixture.ts';
import { loadRoundInput } from './load-round-input.ts';
import { startPlacement } from './placements.ts';
import { findRound, drawSeed, storeRound } from './rounds.ts';

const clock = fixedClock('2027-02-16T09:00:00Z');
const secretKey = randomBytes(32);
let base: TestDatabase;
let database: Database;
let town: Uuid;
let kitas: RoundTown;
let roundId: Uuid;

const register = (name: string, wishes: readonly Uuid[], more: Parameters<typeof registerChild>[7] = {}) => database.write(town, (tx) => registerChild(tx, town, clock, secretKey, kitas, name, wishes, more));
const load = () => database.read(town, (tx) => loadRoundInput(tx, town, secretKey, roundId));
const poolOf = (facilityId: Uuid) => database.read(town, async (tx) => (await tx.selectFrom('kita.seat_pool').select('id').where('facility_id', '=', facilityId).executeTakeFirstOrThrow()).id);

beforeAll(async () => {
  base = await testDatabase();
  database = connectDatabase(base.app);
  const owner = connectDatabase(base.owner, { poolSize: 1 });
  town = (await addTown(owner, 'musterstadt', 'Musterstadt', clock)).id;
  await owner.close();
  kitas = await database.write(town, (tx) => storeRoundTown(tx, town, clock, { seats: [2, 3] }));
  roundId = await database.write(town, async (tx) => {
    const id = await storeRound(tx, town, secretKey, clock, { name: 'Runde', catalogueId: kitas.catalogueId, firstStart: day('2027-08-01'), lastStart: day('2028-07-31'), opensOn: day('2027-01-10'), deadline: new Date('2027-02-15T23:00:00Z'), answerDays: 14 });
    await drawSeed(tx, town, secretKey, (await findRound(tx, town, id))!, '4 11 23 30 41 49');
    return id;
  });
});
afterAll(async () => {
  await database.close();
  await base.drop();
});

test('takes who was registered by the deadline and begins by the end of the round, with what the office has seen proved', async () => {
  const inTime = new Date('2027-02-15T22:59:00Z');
  const ada = await register('Ackermann', [kitas.sun], { submittedAt: inTime, circumstances: [{ fact: 'single-parent', value: true, isProved: true }, { fact: 'benefits', value: true }] });
  await register('Brandt', [kitas.sun], { submittedAt: new Date('2027-02-15T23:01:00Z') });
  await register('Celik', [kitas.sun], { submittedAt: inTime, wishedStart: day('2028-08-01') });
  const { registrations } = await load();
  expect(registrations).toMatchObject([{ childId: ada.childId, pendingCircumstances: 1, isResident: true, waitsSince: '2027-02-15' }]);
  expect([...registrations[0]!.proved]).toEqual([['single-parent', true]]);
});

test('knows holders until their age ends the place, and what was offered', async () => {
  const submittedAt = new Date('2027-01-20T10:00:00Z');
  const dina = await register('Dahl', [kitas.sun], { submittedAt, wantsChange: true });
  const pool = await poolOf(kitas.moon);
  const placed = await database.write(town, (tx) => startPlacement(tx, town, clock, { childId: dina.childId, facilityId: kitas.moon, poolId: pool, seatTypeId: kitas.fullDay, startsOn: day('2026-08-01'), source: 'import' }));
  expect(placed.ok).toBe(true);
  const emil = await register('Ebert', [kitas.sun], { submittedAt });
  await database.write(town, (tx) => tx.insertInto('kita.decision').values({
    municipality_id: town, id: newId(), number: 'B1', source: 'rolling', child_id: emil.childId, registration_id: emil.registrationId, answer_until: day('2027-03-01'), outcome: 'place', facility_id: kitas.moon, pool_id: pool, seat_type_id: kitas.fullDay, starts_on: day('2027-08-01'), form: 'notice', content_sealed: Buffer.from('x'), decided_at: clock.now(),
  }).execute());
  const input = await load();
  // Born in September 2023: school ends it in summer 2029, after the round.
  expect(input.places.map(({ childId, endsOn, isOffer }) => ({ childId, endsOn, isOffer }))).toEqual([{ childId: dina.childId, endsOn: '2029-08-01', isOffer: false }, { childId: emil.childId, endsOn: null, isOffer: true }]);
  const { holds, market } = buildMarket(input);
  expect(holds.byChild.get(emil.childId)?.isFinal).toBe(true);
  expect(market.applicants.find(({ id }) => id === dina.childId)).toMatchObject({ holds: { facility: kitas.moon }, wishes: [{ facility: kitas.sun }] });
});

test('finds brothers and sisters by their guardians, linked or not, and seats against the licence', async () => {
  const submittedAt = new Date('2027-01-21T10:00:00Z');
  const first = await register('Fuchs', [kitas.sun], { submittedAt });
  const guardian = await database.read(town, (tx) => tx.selectFrom('kita.guardianship').select('guardian_id').where('child_id', '=', first.childId).executeTakeFirstOrThrow());
  const second = await register('Fuchs', [kitas.moon], { submittedAt, givenNames: 'Mika', guardians: [{ id: guardian.guardian_id, givenNames: 'Alex', familyName: 'Fuchs', language: 'de' }] });
  const input = await load();
  expect(input.registrations.find(({ childId }) => childId === second.childId)).toMatchObject({ siblingIds: [first.childId], siblingGroup: null });
  expect(input.pools.map(({ seats, licensed, isConfirmed }) => ({ seats, licensed, isConfirmed })).sort((a, b) => a.seats - b.seats)).toEqual([{ seats: 2, licensed: 2, isConfirmed: false }, { seats: 3, licensed: 3, isConfirmed: false }]);
});

test('read twice it is the same market, byte for byte; a withdrawn registration makes another one', async () => {
  const before = canonicalHash(marketOf(await load()));
  expect(canonicalHash(marketOf(await load()))).toBe(before);
  await database.write(town, (tx) => tx.updateTable('kita.registration').set({ state: 'ended', ended_at: clock.now(), ended_reason: 'no-need' }).where('state', '=', 'submitted').where('wished_start', '=', day('2027-08-01')).execute());
  expect(canonicalHash(marketOf(await load()))).not.toBe(before);
});
