import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addTown } from '../../../tests/app.ts';
import { fixedClock } from '../../platform/clock.ts';
import { connectDatabase, type Database } from '../../platform/database.ts';
import { addDays, day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { testDatabase, type TestDatabase } from '../../platform/test-database.ts';
import type { OfferFilter } from '../offer-filter.ts';
import { listOffers } from './list-offers.ts';
import { listPhases } from './phases.ts';
import { sampleDirectory, type SampleDirectory } from './sample-directory.ts';
import { storeServices } from './store-services.ts';

const clock = fixedClock('2026-11-22T09:00:00Z');
let base: TestDatabase;
let database: Database;
let owner: Database;
let town: Uuid;
let directory: SampleDirectory;
const names = new Map<Uuid, string>();

beforeAll(async () => {
  base = await testDatabase();
  database = connectDatabase(base.app);
  owner = connectDatabase(base.owner, { poolSize: 2 });
  town = (await addTown(owner, 'musterstadt', 'Musterstadt', clock)).id;
  directory = await database.write(town, (tx) => sampleDirectory(tx, town, clock));
  const { service, fields } = directory;
  const monday = { weekday: 1, opensAt: '09:00', closesAt: '11:00', intervalWeeks: 1, byAppointment: false, note: '' };
  const offers = [
    service('Krabbelgruppe Zwerge', { minimumAgeMonths: 6, maximumAgeMonths: 18, schedules: [monday], languages: ['tr'], freeOfCharge: 'yes', fieldIds: [] }),
    service('Schuldnerberatung', { description: 'Wir helfen, wenn das Geld nicht reicht.', freeOfCharge: 'yes', languages: ['de', 'ar'] }),
    service('Beratung zu allen Fragen', { summary: 'Auch bei Schulden' }),
    service('Hebammensprechstunde', { fieldIds: [fields.health], minimumAgeMonths: -9, maximumAgeMonths: 11 }),
    service('Schwimmkurs Seepferdchen', { minimumAgeMonths: 60, freeOfCharge: 'no', schedules: [{ ...monday, validUntil: day('2026-11-01') }] }),
    service('Ferienpass', { texts: [{ language: 'tr', name: 'Tatil kartı', summary: '', description: '', state: 'machine-made' }] }),
    service('Geheimes Angebot', { status: 'draft' }),
    service('Vergangenes Angebot', { validUntil: clock.today() }),
    service('Baldiges Angebot', { validFrom: addDays(clock.today(), 30) }),
  ];
  for (const offer of offers) names.set(offer.id, offer.name);
  await database.write(town, (tx) => storeServices(tx, town, offers, clock));
});
afterAll(async () => {
  await database.close();
  await owner.close();
  await base.drop();
});

const list = (query: string, filter: OfferFilter = {}) => database.read(town, async (tx) => listOffers(tx, town, clock.today(), await listPhases(tx, town), query, filter));
const found = async (query: string, filter: OfferFilter = {}) => (await list(query, filter)).ids.map((id) => names.get(id));

describe('a search', () => {
  test.each([
    ['Schuldenberatung', 'Schuldnerberatung'],
    ['schulden', 'Schuldnerberatung'],
    ['Geld reicht nicht', 'Schuldnerberatung'],
    ['Krabelgruppe', 'Krabbelgruppe Zwerge'],
    ['Eltern-Kind-Gruppe', 'Krabbelgruppe Zwerge'],
    ['Hebamme', 'Hebammensprechstunde'],
    ['schwimmen lernen', 'Schwimmkurs Seepferdchen'],
    ['Ferienprogramm', 'Ferienpass'],
    ['tatil', 'Ferienpass'],
  ])('for „%s“ finds „%s“ first', async (query, name) => expect((await found(query))[0]).toBe(name));

  test('finds an offer by its town, street and organization', async () => {
    expect(await found('Kirchstraße Krabbelgruppe')).toContain('Krabbelgruppe Zwerge');
    expect(await found('Familienwerk')).toHaveLength(7);
  });

  test('for a word nobody knows says which word that is', async () => {
    expect(await list('Raumschiff')).toMatchObject({ ids: [], unknownWords: ['raumschiff'] });
    expect((await list('Raumschiff Hebamme')).ids).toHaveLength(1);
  });

  test('never shows drafts, nor what is over; what begins soon is shown', async () => {
    expect(await found('Angebot')).toEqual(['Baldiges Angebot']);
    expect(await found('')).toHaveLength(7);
  });

  test('with filters shows what answers all of them', async () => {
    expect(await found('', { age: { from: 6, to: 6 }, weekday: 1, language: 'tr' })).toEqual(['Krabbelgruppe Zwerge']);
    expect(await found('Beratung', { free: true })).toEqual(['Schuldnerberatung']);
    expect(await found('', { fieldId: directory.fields.health })).toEqual(['Hebammensprechstunde']);
  });

  test('a weekly rule that is over does not count for its day', async () => {
    expect(await found('', { weekday: 1 })).toEqual(['Krabbelgruppe Zwerge']);
  });

  test('never falls, whatever is typed: control characters, SQL, regular expressions, emoji, ten kilobytes', async () => {
    const hostile = ["'; drop table offers.service; --", '(((', '.*+?^${}[]\\', ':* & | !', "'a':A", '\u0000\u0001\u202e', '👶🏽👨‍👩‍👧', 'x'.repeat(10_000), '% _ %', '<script>alert(1)</script>', '""""', 'ﷺ'];
    for (const query of hostile) expect((await list(query)).ids).toBeInstanceOf(Array);
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (query) => {
      expect((await list(query)).ids).toBeInstanceOf(Array);
    }), { numRuns: 60 });
  });
});
