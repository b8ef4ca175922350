import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../../tests/app.ts';
import { day } from '../../platform/day.ts';
import { newId } from '../../platform/id.ts';
import { newEvent, type EventRecord } from '../events/event.ts';
import { sampleDirectory, type SampleDirectory } from './sample-directory.ts';
import { listShownEvents, loadEvents, loadImportedEvents } from './load-events.ts';
import { storeEvents } from './store-events.ts';

let house: TestApp;
let directory: SampleDirectory;
beforeAll(async () => {
  house = await testApp();
  directory = await house.database.write(house.town.id, (tx) => sampleDirectory(tx, house.town.id, house.house.clock));
});
afterAll(() => house.close());

const event = (known: Partial<EventRecord> = {}) => newEvent({ id: newId(), organizationId: directory.organizationId, name: 'Elterncafé', firstDay: day('2026-11-24'), ...known });
const store = (...events: EventRecord[]) => house.database.write(house.town.id, (tx) => storeEvents(tx, house.town.id, events, house.house.clock));
const load = async (id: EventRecord['id']) => (await house.database.read(house.town.id, (tx) => loadEvents(tx, house.town.id, [id])))[0]!;

describe('events in the database', () => {
  test('come back as they were stored, with days that differ, texts and where they came from', async () => {
    const full = event({
      kind: 'group', recurrence: 'weekly', weekdays: [2], opensAt: '09:30', closesAt: '11:30', locationId: directory.locationId, costCents: 250, places: 12, childCare: 'yes', registration: 'open',
      registrationUntil: day('2026-12-01'), languages: ['de', 'tr'], minimumAgeMonths: 0, maximumAgeMonths: 36, summary: 'Mit Frühstück',
      exceptions: [{ kind: 'cancelled', originalDay: day('2026-12-01'), placeNote: '', reason: 'Krankheit' }, { kind: 'extra', onDay: day('2026-12-03'), opensAt: '10:00', placeNote: 'am Brunnen', reason: '' }],
      texts: [{ language: 'de-easy', part: 'name', text: 'Treffen für Eltern', mark: 'reviewed' }],
      origin: { source: 'stadt', uid: 'a@b', fingerprint: 'x', fields: { name: 'Elterncafé' }, edited: ['name'], seenAt: new Date('2026-11-20T10:00:00Z') },
    });
    await store(full);
    const { version, createdAt: _created, updatedAt: _updated, placesLeft, texts, ...stored } = await load(full.id);
    const { texts: _own, ...expected } = full;
    expect(stored).toEqual(expected);
    expect(version).toBe(1);
    expect(placesLeft.size).toBe(0);
    expect(texts).toMatchObject([{ language: 'de-easy', part: 'name', text: 'Treffen für Eltern', provenance: { source: 'Elterncafé', mark: 'reviewed' } }]);
    expect([...(await house.database.read(house.town.id, (tx) => loadImportedEvents(tx, house.town.id, 'stadt'))).keys()]).toEqual(['a@b']);
  });

  test('are found for a week if they may have a date in it, also one that was moved into it', async () => {
    const over = event({ name: 'Vorbei', firstDay: day('2026-10-01') });
    const moved = event({ name: 'Verlegt', firstDay: day('2026-10-02'), exceptions: [{ kind: 'changed', originalDay: day('2026-10-02'), onDay: day('2027-02-10'), placeNote: '', reason: '' }] });
    const draft = event({ name: 'Entwurf', firstDay: day('2027-02-10'), status: 'draft' });
    const earlier = event({ name: 'Vorgezogen', firstDay: day('2027-05-01'), exceptions: [{ kind: 'changed', originalDay: day('2027-05-01'), onDay: day('2027-02-11'), placeNote: '', reason: '' }] });
    const later = event({ name: 'Später', firstDay: day('2027-06-01') });
    await store(over, moved, draft, earlier, later);
    const found = await house.database.read(house.town.id, (tx) => listShownEvents(tx, house.town.id, day('2027-02-08'), day('2027-02-15')));
    expect(found.map(({ name }) => name)).toEqual(['Elterncafé', 'Verlegt', 'Vorgezogen']);
  });

  test('are not stored where the end of an event lies before its beginning', async () => {
    await expect(store(event({ opensAt: '15:00', closesAt: '14:00' }))).rejects.toThrow();
  });
});
