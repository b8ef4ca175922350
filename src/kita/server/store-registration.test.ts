import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../../tests/app.ts';
import { connectDatabase, type Database } from '../../platform/database.ts';
import { day } from '../../platform/day.ts';
import { newId } from '../../platform/id.ts';
import { kitaTown, type KitaTown } from '../kita-town.fixture.ts';
import type { UrgentReason } from '../registration/urgency.ts';
import { changeRegistration } from './change-registration.ts';
import { listClaimEvents } from './claim-file.ts';
import { claimCircumstances, decideCircumstance, listCircumstances, provedFacts } from './circumstances.ts';
import { guardiansOf } from './guardians.ts';
import { listRegistrations } from './registrations.ts';
import { storeRegistration, type NewRegistration } from './store-registration.ts';

let app: TestApp;
let kita: KitaTown;
let otherProcess: Database;

beforeAll(async () => {
  app = await testApp();
  kita = await kitaTown(app);
  otherProcess = connectDatabase(app.test.app);
});
afterAll(async () => {
  await otherProcess.close();
  await app.close();
});

const registration = (change: Partial<NewRegistration> = {}): NewRegistration => ({
  child: { givenNames: 'Mila', familyName: `Kind ${newId()}`, bornOn: day('2025-03-24') }, guardians: [{ givenNames: 'Ayşe', familyName: 'Öztürk', language: 'tr' }], wishedStart: day('2027-08-01'), weeklyHours: 35,
  wishes: [{ facilityId: kita.ahorn, seatTypeId: kita.types.krippe }], source: 'guardian', ...change,
});
const store = (input: NewRegistration, database = app.database) => database.write(app.town.id, (tx) => storeRegistration(tx, app.town.id, app.house.clock, app.house.configuration.secretKey, input));

describe('storing a registration', () => {
  test.each([
    ['nobody who cares for the child', { guardians: [] }, 'no-guardian'],
    ['no wish', { wishes: [] }, 'no-wish'],
  ])('is refused with %s', async (_what, change, code) => {
    expect(await store(registration(change))).toMatchObject({ ok: false, refusals: [{ code }] });
  });

  test('refuses more than forty wishes and the same wish twice', async () => {
    const wish = { facilityId: kita.ahorn, seatTypeId: kita.types.krippe };
    expect(await store(registration({ wishes: Array.from({ length: 41 }, () => ({ facilityId: newId(), seatTypeId: kita.types.krippe })) }))).toMatchObject({ ok: false, refusals: [{ code: 'too-many-wishes', values: { max: 40 } }] });
    expect(await store(registration({ wishes: [wish, wish] }))).toMatchObject({ ok: false, refusals: [{ code: 'wish-twice' }] });
  });

  test('under the same id by two processes at once stores one, and tells the other', async () => {
    const id = newId();
    const input = registration({ id, child: { givenNames: 'Zugleich', familyName: 'Zugleich', bornOn: day('2025-03-24') } });
    const outcomes = await Promise.allSettled([store(input), store(input, otherProcess)]);
    expect(outcomes.filter((one) => one.status === 'fulfilled' && one.value.ok)).toHaveLength(1);
    expect(await app.database.read(app.town.id, (tx) => listRegistrations(tx, app.town.id, { ids: [id] }))).toHaveLength(1);
  });

  test('of forty families at once, through two processes, loses and doubles none, and each has a number of its own', async () => {
    const inputs = Array.from({ length: 40 }, (_, index) => registration({ id: newId(), child: { givenNames: 'Rasch', familyName: `Ansturm ${index}`, bornOn: day('2025-05-05') } }));
    const outcomes = await Promise.all(inputs.map((input, index) => store(input, index % 2 ? app.database : otherProcess)));
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    const stored = await app.database.read(app.town.id, (tx) => listRegistrations(tx, app.town.id, { ids: inputs.map(({ id }) => id!) }));
    expect(new Set(stored.map(({ id }) => id))).toEqual(new Set(inputs.map(({ id }) => id)));
    expect(new Set(stored.map(({ number }) => number)).size).toBe(40);
  });

  test('keeps the address out of sight: encrypted, none in lists of a blocked one', async () => {
    const address = { street: 'Geheimweg', houseNumber: '7', addition: '', postalCode: '31061', city: 'Musterstadt' };
    const [open, blocked] = [await store(registration({ guardians: [{ givenNames: 'A', familyName: 'Offen', language: 'de', address }] })), await store(registration({ child: { givenNames: 'B', familyName: 'Gesperrt', bornOn: day('2025-03-24'), point: { longitude: 9.8, latitude: 52 } }, guardians: [{ givenNames: 'B', familyName: 'Gesperrt', language: 'de', address, isAddressBlocked: true }] }))];
    if (!open.ok || !blocked.ok) throw new Error('not stored');
    const found = await app.database.read(app.town.id, (tx) => guardiansOf(tx, app.town.id, app.house.configuration.secretKey, [open.value.childId, blocked.value.childId]));
    expect(found.get(open.value.childId)![0]!.address).toEqual(address);
    expect(found.get(blocked.value.childId)![0]).not.toHaveProperty('address');
    const rows = await app.database.read(app.town.id, (tx) => tx.selectFrom('kita.guardian').selectAll().execute());
    expect(JSON.stringify(rows.map((row) => row.address_sealed?.toString('latin1')))).not.toContain('Geheimweg');
    const [stored] = await app.database.read(app.town.id, (tx) => listRegistrations(tx, app.town.id, { ids: [blocked.value.registrationId] }));
    expect(stored!.point).toBeNull();
  });
});

describe('circumstances', () => {
  test('count only once the office has seen the proof; what is no longer named is gone, what stays keeps its check', async () => {
    const { secretKey } = app.house.configuration;
    const stored = await store(registration({ circumstances: [{ fact: 'single-parent', value: true }, { fact: 'work-hours', value: 20 }] }));
    if (!stored.ok) throw new Error('not stored');
    const id = stored.value.registrationId;
    const proved = () => app.database.read(app.town.id, async (tx) => (await provedFacts(tx, app.town.id, secretKey, [id])).get(id));
    expect(await proved()).toBeUndefined();
    await app.database.write(app.town.id, async (tx) => {
      const [single] = (await listCircumstances(tx, app.town.id, secretKey, [id])).filter(({ fact }) => fact === 'single-parent');
      expect(await decideCircumstance(tx, app.town.id, app.house.clock, secretKey, { circumstanceId: single!.id, isProved: true, by: undefined })).toMatchObject({ ok: true });
      expect(await decideCircumstance(tx, app.town.id, app.house.clock, secretKey, { circumstanceId: single!.id, isProved: false, by: undefined })).toMatchObject({ ok: false, refusals: [{ code: 'already-checked' }] });
    });
    expect(await proved()).toEqual(new Map([['single-parent', true]]));
    await app.database.write(app.town.id, (tx) => claimCircumstances(tx, app.town.id, app.house.clock, secretKey, id, [{ fact: 'single-parent', value: true }, { fact: 'work-hours', value: 30 }]));
    const after = await app.database.read(app.town.id, (tx) => listCircumstances(tx, app.town.id, secretKey, [id]));
    expect(after.map(({ fact, value, state }) => [fact, value, state])).toEqual([['single-parent', true, 'proved'], ['work-hours', 30, 'claimed']]);
  });
});

describe('an urgent need the office has settled', () => {
  test('stays settled while the family names the same day and reason, and is urgent anew with another reason', async () => {
    const { secretKey } = app.house.configuration;
    const urgent = (reason: UrgentReason) => ({ urgency: { reason, by: day('2027-02-01') } });
    const input = registration({ besides: urgent('new-job') });
    const stored = await store(input);
    if (!stored.ok) throw new Error('not stored');
    const { registrationId: id, childId } = stored.value;
    const row = () => app.database.read(app.town.id, (tx) => tx.selectFrom('kita.registration').select('urgent_settled_at').where('id', '=', id).executeTakeFirstOrThrow());
    const change = (reason: UrgentReason) => app.database.write(app.town.id, (tx) => changeRegistration(tx, app.town.id, app.house.clock, secretKey, id, { ...input, circumstances: [], besides: urgent(reason) }));
    await app.database.write(app.town.id, (tx) => tx.updateTable('kita.registration').set({ urgent_settled_at: app.house.clock.now() }).where('id', '=', id).execute());
    expect(await change('new-job')).toMatchObject({ ok: true });
    expect(await row()).toEqual({ urgent_settled_at: app.house.clock.now() });
    expect(await change('illness')).toMatchObject({ ok: true });
    expect(await row()).toEqual({ urgent_settled_at: null });
    const events = await app.database.read(app.town.id, (tx) => listClaimEvents(tx, app.town.id, secretKey, childId));
    expect(events.filter(({ kind }) => kind === 'urgent-reported')).toHaveLength(2);
  });
});
