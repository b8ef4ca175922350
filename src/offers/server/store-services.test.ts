import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addTown } from '../../../tests/app.ts';
import { fixedClock } from '../../platform/clock.ts';
import { connectDatabase, type Database } from '../../platform/database.ts';
import { day } from '../../platform/day.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { testDatabase, type TestDatabase } from '../../platform/test-database.ts';
import type { ServiceRecord } from '../service.ts';
import { loadServices } from './load-services.ts';
import { sampleDirectory, type SampleDirectory } from './sample-directory.ts';
import { servicesForChain } from './services-for-chain.ts';
import { storeServices } from './store-services.ts';

const clock = fixedClock('2026-11-22T09:00:00Z');
let test_: TestDatabase;
let database: Database;
let owner: Database;
let town: Uuid;
let other: Uuid;
let directory: SampleDirectory;
let there: SampleDirectory;

beforeAll(async () => {
  test_ = await testDatabase();
  database = connectDatabase(test_.app);
  owner = connectDatabase(test_.owner, { poolSize: 2 });
  town = (await addTown(owner, 'musterstadt', 'Musterstadt', clock)).id;
  other = (await addTown(owner, 'nachbarstadt', 'Nachbarstadt', clock)).id;
  directory = await database.write(town, (tx) => sampleDirectory(tx, town, clock));
  there = await database.write(other, (tx) => sampleDirectory(tx, other, clock));
});
afterAll(async () => {
  await database.close();
  await owner.close();
  await test_.drop();
});

const store = (...records: ServiceRecord[]) => database.write(town, (tx) => storeServices(tx, town, records, clock));
const load = (id: Uuid, asTown = town) => database.read(asTown, async (tx) => (await loadServices(tx, asTown, [id]))[0]);

/** An offer with something in every part. */
const full = (): ServiceRecord => directory.service('Krabbelgruppe Zwerge', {
  externalId: `X-${newId()}`, summary: 'Spielen und Singen', description: 'Für die Kleinsten', audience: 'Eltern mit Babys',
  minimumAgeMonths: 6, maximumAgeMonths: 18, freeOfCharge: 'no', walkIn: 'yes', outreach: 'no', staffing: 'both', responsibleLevel: 'provider',
  capacityPlaces: 12, capacityWeeklyHours: 1.5, email: 'info@familienwerk.example', website: 'https://familienwerk.example', applicationProcess: 'Einfach kommen',
  assuredAt: day('2026-05-04'), assuredBy: 'Familienwerk', validFrom: day('2025-01-01'), validUntil: day('2027-08-01'), fingerprint: 'abc',
  phaseIds: [directory.phases.early], fieldIds: [directory.fields.advice, directory.fields.health], languages: ['de', 'tr'],
  places: [{ locationId: directory.locationId, description: 'Raum 2' }],
  schedules: [{
    weekday: 2, opensAt: '09:30', closesAt: '11:00', intervalWeeks: 2, firstDay: day('2026-01-06'), weekOfMonth: undefined, validFrom: undefined,
    validUntil: day('2026-12-20'), byAppointment: false, note: 'nicht in den Ferien', locationId: directory.locationId,
  }],
  exceptions: [{ onDay: day('2026-12-01'), kind: 'closed', opensAt: undefined, closesAt: undefined, note: 'Betriebsausflug' },
    { onDay: day('2026-12-02'), kind: 'extra', opensAt: '10:00', closesAt: '12:00', note: '' }],
  phones: [{ number: '05181 70 30', description: 'Büro', languages: ['de'] }, { number: '110', description: '', languages: [] }],
  contacts: [{ name: 'Kim Beispiel', title: 'Leitung', email: 'leitung@familienwerk.example', phone: undefined, isPublic: false }],
  costs: [{ amountCents: 250, description: 'je Treffen', reducedFor: 'mit Familienpass frei' }, { amountCents: undefined, description: 'Material', reducedFor: '' }],
  texts: [{
    language: 'tr', name: 'Emekleme grubu', summary: 'Oyun ve şarkı', description: '', audience: '', applicationProcess: '', state: 'machine-made',
    parts: { name: { source: 'Krabbelgruppe Zwerge', mark: 'machine-made' }, summary: { source: 'Spielen und Singen', mark: 'machine-made' } },
  }],
});

describe('an offer', () => {
  test('comes back with every part as it was stored', async () => {
    const record = full();
    await store(record);
    expect(await load(record.id)).toEqual({ ...record, version: 1, createdAt: clock.now(), updatedAt: clock.now() });
  });

  test('that is stored again has the parts of the new record only, and a new version', async () => {
    const record = full();
    await store(record);
    await store({ ...record, name: 'Krabbelgruppe Riesen', phones: [], schedules: [], places: [], languages: ['de'] });
    expect(await load(record.id)).toMatchObject({ name: 'Krabbelgruppe Riesen', phones: [], schedules: [], places: [], languages: ['de'], version: 2 });
  });

  test('is not seen from another municipality, nor can it be overwritten from there', async () => {
    const record = full();
    await store(record);
    expect(await load(record.id, other)).toBeUndefined();
    await database.write(other, (tx) => storeServices(tx, other, [there.service('Fremd', { id: record.id })], clock));
    expect((await load(record.id))?.name).toBe('Krabbelgruppe Zwerge');
  });

  test('of an organization that another municipality knows is refused by the database', async () => {
    await expect(store(directory.service('Fremd', { organizationId: there.organizationId }))).rejects.toThrow(/foreign key/);
  });

  test('leaves its words in the vocabulary of its municipality only', async () => {
    await store(directory.service('Schmetterlingsgruppe'));
    const words = (municipality: Uuid) => database.read(municipality, (tx) => tx.selectFrom('offers.search_vocabulary').select('words').where('municipality_id', '=', municipality).execute());
    expect((await words(town)).flatMap((row) => row.words.split(' '))).toContain('schmetterlingsgruppe');
    expect((await words(other)).flatMap((row) => row.words.split(' '))).not.toContain('schmetterlingsgruppe');
  });
});

test('the chain sees active offers with their places, times in minutes, and unknown values missing', async () => {
  const record = full();
  const draft = directory.service('Noch geheim', { status: 'draft' });
  const bare = directory.service('Ohne Angaben', { places: [], fieldIds: [] });
  await store(record, draft, bare);
  const offers = await database.read(town, (tx) => servicesForChain(tx, town));
  expect(offers.find((offer) => offer.id === draft.id)).toBeUndefined();
  expect(offers.find((offer) => offer.id === record.id)).toMatchObject({
    organizationName: 'Familienwerk', minimumAgeMonths: 6, maximumAgeMonths: 18, places: 12, weeklyHours: 1.5, assuredAt: '2026-05-04',
    phaseIds: [directory.phases.early], languages: ['de', 'tr'], at: [{ locationId: directory.locationId }],
    schedules: [{ weekday: 2, opensAt: 570, closesAt: 660, intervalWeeks: 2, firstDay: '2026-01-06', validUntil: '2026-12-20' }],
  });
  const unknown = offers.find((offer) => offer.id === bare.id)!;
  expect('minimumAgeMonths' in unknown || 'places' in unknown || 'assuredAt' in unknown).toBe(false);
});

test('two thousand offers are stored in one go, and eight writers at once neither lose nor double one', async () => {
  const many = Array.from({ length: 2_000 }, (_, index) => directory.service(`Angebot Nummer ${index}`, { phones: [{ number: '0171 1', description: '', languages: [] }] }));
  await store(...many);
  const shuffled = Array.from({ length: 8 }, (_, seed) => many.slice(seed * 10, 400 + seed * 10).sort((a, b) => (a.id.slice(-4) + seed < b.id.slice(-4) + seed ? -1 : 1)));
  await Promise.all(shuffled.map((some, seed) => store(...some.map((record) => ({ ...record, summary: `Neu${seed} Wort${seed}` })))));
  const count = await database.read(town, (tx) => tx.selectFrom('offers.phone').select((select) => select.fn.countAll<number>().as('count')).where('number', '=', '0171 1').executeTakeFirstOrThrow());
  expect(count.count).toBe(2_000);
});
