import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { fixedClock } from '../platform/clock.ts';
import { day } from '../platform/day.ts';
import type { Uuid } from '../platform/id.ts';
import { duplicatePaths } from './duplicate-paths.ts';
import type { ServiceRecord } from './service.ts';
import { loadServices } from './server/load-services.ts';
import { recordOf } from './server/merge-services.ts';
import { loadListContent } from './server/personal-list-offers.ts';
import { refOf } from './personal-list.ts';
import { mergeHousekeeping } from './server/undo-merge.ts';
import { sampleDirectory, type SampleDirectory } from './server/sample-directory.ts';
import { storeServices } from './server/store-services.ts';

const TOWN = '/musterstadt';
let house: TestApp;
let coordinator: string;
let directory: SampleDirectory;

beforeAll(async () => {
  house = await testApp();
  coordinator = await house.signIn(['coordinator']);
  directory = await house.database.write(house.town.id, (tx) => sampleDirectory(tx, house.town.id, house.house.clock));
});
afterAll(() => house.close());

const tuesday = { weekday: 2, opensAt: '09:30', closesAt: '11:00', intervalWeeks: 1, byAppointment: false, note: '' };

/** Two entries of the same offer, as two sources would write it; their names are those of this test alone. */
async function twoEntries(name: string): Promise<[ServiceRecord, ServiceRecord]> {
  const one = directory.service(`${name} im Haus der Familie`, {
    summary: 'Treffen mit Frühstück.', phones: [{ number: '05181 70 31', description: '', languages: [] }], schedules: [tuesday], languages: ['de'], minimumAgeMonths: 0, maximumAgeMonths: 35,
    texts: [{ language: 'tr', name: 'Bebek kahvaltısı', summary: '', description: '', state: 'reviewed' }],
  });
  const other = directory.service(`${name}, Haus der Familie`, {
    summary: 'Frühstück für Eltern mit Babys.', description: 'Jeden Dienstag.', phones: [{ number: '+49 5181 7031', description: 'Büro', languages: [] }], schedules: [tuesday, { ...tuesday, weekday: 4 }],
    languages: ['de', 'tr'], fieldIds: [directory.fields.health], minimumAgeMonths: 0, maximumAgeMonths: 35, walkIn: 'yes', assuredAt: day('2026-03-02'), assuredBy: 'Familienwerk',
  });
  await house.database.write(house.town.id, (tx) => storeServices(tx, house.town.id, [one, other], house.house.clock));
  return [one, other];
}

const stored = async (...ids: Uuid[]) => (await house.database.read(house.town.id, (tx) => loadServices(tx, house.town.id, ids)));
const records = async (...ids: Uuid[]) => (await stored(...ids)).map(recordOf);
const pairPath = (one: { id: Uuid }, other: { id: Uuid }) => TOWN + duplicatePaths.pair(one.id, other.id);
const text = async (path: string, cookie = coordinator) => (await house.get(path, cookie)).text();

async function merge(one: { id: Uuid }, other: { id: Uuid }, fields: Record<string, string> = {}): Promise<Response> {
  const [first, second] = await stored(one.id, other.id);
  return house.submit(pairPath(one, other), { survivor: 'one', oneVersion: String(first!.version), otherVersion: String(second!.version), ...fields }, { cookie: coordinator, to: `${pairPath(one, other)}/zusammenfuehren` });
}

const mergePath = (answer: Response) => new URL(answer.headers.get('location')!, 'http://localhost').pathname;
const part = (path: string) => house.submit(path, {}, { cookie: coordinator, to: `${path}/trennen` });

describe('two entries that look alike', () => {
  test('are shown with what speaks for it, and no more once somebody has said why they are two', async () => {
    const [one, other] = await twoEntries('Babyfrühstück');
    const list = await text(TOWN + duplicatePaths.list);
    expect(list).toContain('Babyfrühstück, Haus der Familie');
    expect(list).toContain('gleicher Träger (+12)');
    const refused = await house.submit(pairPath(one, other), { reason: '' }, { cookie: coordinator, to: `${pairPath(one, other)}/kein-doppel` });
    expect(refused.status).toBe(422);
    expect((await house.submit(pairPath(one, other), { reason: 'Eines ist für Väter.' }, { cookie: coordinator, to: `${pairPath(one, other)}/kein-doppel` })).status).toBe(303);
    const settled = await text(TOWN + duplicatePaths.list);
    expect(settled).toContain('Kein Verdacht auf doppelte Einträge');
    expect(settled).toContain('Eines ist für Väter.');
  });

  test('are nobody’s business but of those who keep the directory', async () => {
    const [one, other] = await twoEntries('Vatertreff');
    const navigator = await house.signIn(['navigator']);
    for (const path of [TOWN + duplicatePaths.list, pairPath(one, other)]) expect((await house.get(path, navigator)).status).toBe(403);
  });
});

describe('merging', () => {
  test('takes of each field what was chosen and of lists the rows of both, once', async () => {
    const [one, other] = await twoEntries('Krabbelmorgen');
    expect((await merge(one, other, { summary: 'other', name: 'one' })).status).toBe(303);
    const [survivor, merged] = await stored(one.id, other.id);
    expect(survivor).toMatchObject({ name: one.name, summary: other.summary, description: 'Jeden Dienstag.', walkIn: 'yes', assuredAt: '2026-03-02', languages: ['de', 'tr'] });
    expect(survivor!.schedules).toHaveLength(2);
    expect(survivor!.phones).toHaveLength(1);
    expect(new Set(survivor!.fieldIds)).toEqual(new Set([directory.fields.advice, directory.fields.health]));
    expect(survivor!.texts.map(({ name }) => name)).toEqual(['Bebek kahvaltısı']);
    expect(merged!.status).toBe('retired');
  });

  test('leads everybody who has the old address to the one that goes on: page, print, calendar, machines, lists', async () => {
    const [one, other] = await twoEntries('Stillcafé');
    await merge(one, other);
    for (const [path, target] of [[`/angebote/${other.id}`, `/angebote/${one.id}`], [`/ar/angebote/${other.id}/drucken`, `/ar/angebote/${one.id}/drucken`],
      [`/angebote/${other.id}.ics`, `/angebote/${one.id}.ics`], [`/hsds/services/${other.id}`, `/hsds/services/${one.id}`]] as const) {
      const answer = await house.get(TOWN + path);
      expect([answer.status, answer.headers.get('location')], path).toEqual([301, TOWN + target]);
    }
    const content = await house.database.read(house.town.id, (tx) => loadListContent(tx, house.town.id, { entries: [{ ref: refOf(other.id) }, { ref: refOf(one.id) }] as never }, house.house.clock.today()));
    expect(content.listed.map(({ offer }) => offer.service.id)).toEqual([one.id]);
    expect(content.gone).toEqual([]);
  });

  test('takes along how often it was handed over, and gives exactly that back', async () => {
    const [one, other] = await twoEntries('Lesezwerge');
    const count = (id: Uuid, times: number) => house.owner.write(house.town.id, (tx) => tx.insertInto('offers.handed_over').values({ municipality_id: house.town.id, id: crypto.randomUUID() as Uuid, service_id: id, month: day('2026-11-01'), times }).execute());
    await count(one.id, 4);
    await count(other.id, 3);
    const times = async (id: Uuid) => (await house.database.read(house.town.id, (tx) => tx.selectFrom('offers.handed_over').select('times').where('service_id', '=', id).execute())).map((row) => row.times);
    const path = mergePath(await merge(one, other));
    expect([await times(one.id), await times(other.id)]).toEqual([[7], []]);
    await part(path);
    expect([await times(one.id), await times(other.id)]).toEqual([[4], [3]]);
  });

  test('of versions somebody has changed meanwhile is refused, with the new state to look at', async () => {
    const [one, other] = await twoEntries('Singkreis');
    const [before] = await stored(one.id);
    await house.database.write(house.town.id, (tx) => storeServices(tx, house.town.id, [{ ...one, summary: 'Neu.' }], house.house.clock));
    const answer = await merge(one, other, { oneVersion: String(before!.version) });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('wurde gerade geändert');
    expect((await stored(other.id))[0]!.status).toBe('active');
  });

  test('the same pair twice at once is done once, in whichever direction', async () => {
    const [one, other] = await twoEntries('Waldgruppe');
    const answers = await Promise.all([merge(one, other), merge(other, one)]);
    expect(answers.map(({ status }) => status).filter((status) => status === 303)).toHaveLength(1);
    const states = (await stored(one.id, other.id)).map(({ status }) => status).sort();
    expect(states).toEqual(['active', 'retired']);
  });

  test('is not undone by an import, nor by whoever still has the old form open', async () => {
    const [one, other] = await twoEntries('Nähtreff');
    const form = `${TOWN}/verwaltung/angebote/${other.id}`;
    const [before] = await stored(other.id);
    await merge(one, other);
    expect((await house.get(form, coordinator)).headers.get('location')).toBe(`${TOWN}/verwaltung/angebote/${one.id}`);
    const saved = await house.submit(`${TOWN}/verwaltung/angebote/neu`, { organizationId: directory.organizationId, name: 'Alt', status: 'active', version: String(before!.version) }, { cookie: coordinator, to: form });
    expect(saved.status).toBe(404);
    await house.database.write(house.town.id, (tx) => storeServices(tx, house.town.id, [other], house.house.clock));
    expect((await stored(other.id))[0]!.status).toBe('retired');
  });
});

describe('taking a merge back', () => {
  test('restores both exactly', async () => {
    const [one, other] = await twoEntries('Musikgarten');
    const before = await records(one.id, other.id);
    const path = mergePath(await merge(one, other, { summary: 'other', name: 'other' }));
    expect((await part(path)).status).toBe(303);
    expect(await records(one.id, other.id)).toEqual(before);
    expect((await house.get(`${TOWN}/angebote/${other.id}`)).status).toBe(200);
    const again = await house.submit(pairPath(one, other), {}, { cookie: coordinator, to: `${path}/trennen` });
    expect(await again.text()).toContain('schon zurückgenommen');
  });

  test('keeps what was edited since with the one that goes on, and says so before', async () => {
    const [one, other] = await twoEntries('Turnzwerge');
    const before = await records(one.id, other.id);
    const path = mergePath(await merge(one, other));
    const [now] = await records(one.id);
    await house.database.write(house.town.id, (tx) => storeServices(tx, house.town.id, [{ ...now!, audience: 'Auch Großeltern', languages: [...now!.languages, 'uk'] }], house.house.clock));
    const page = await text(path);
    expect(page).toContain('Zielgruppe in Worten, Sprachen');
    await part(path);
    const [survivor, merged] = await records(one.id, other.id);
    expect(merged).toEqual(before[1]);
    expect(survivor).toEqual({ ...before[0], audience: 'Auch Großeltern', languages: ['de', 'uk'] });
  });

  test('waits until the one that goes on is itself free again', async () => {
    const [one, other] = await twoEntries('Spielkreis');
    const [third] = await twoEntries('Spielgruppe');
    const first = mergePath(await merge(one, other));
    const second = mergePath(await merge(third, one));
    expect((await house.get(`${TOWN}/angebote/${other.id}`)).headers.get('location')).toBe(`${TOWN}/angebote/${third.id}`);
    expect(await (await part(first)).text()).toContain('Nehmen Sie zuerst das zurück');
    expect((await part(second)).status).toBe(303);
    expect((await part(first)).status).toBe(303);
    expect((await stored(one.id, other.id, third.id)).map(({ status }) => status)).toEqual(['active', 'active', 'active']);
  });

  test('after 90 days knows no contact persons of then any more; those of today stay', async () => {
    const [one, other] = await twoEntries('Laufgruppe');
    const contact = { name: 'Erika Muster', title: '', isPublic: false };
    await house.database.write(house.town.id, (tx) => storeServices(tx, house.town.id, [{ ...one, contacts: [contact] }, { ...other, contacts: [{ ...contact, name: 'Max Muster' }] }], house.house.clock));
    const path = mergePath(await merge(one, other));
    const later = fixedClock('2027-03-01T09:00:00Z');
    await house.database.write(house.town.id, (tx) => mergeHousekeeping(tx, { municipalityId: house.town.id, clock: later } as never));
    expect((await part(path)).status).toBe(303);
    const [survivor, merged] = await records(one.id, other.id);
    expect(survivor!.contacts.map(({ name }) => name)).toEqual(['Erika Muster', 'Max Muster']);
    expect(merged).toMatchObject({ name: other.name, contacts: [] });
  });

  test('is refused in clear words where a topic of then does not exist any more', async () => {
    const [one, other] = await twoEntries('Elternabend');
    const path = mergePath(await merge(one, other));
    const [now] = await records(one.id);
    await house.database.write(house.town.id, async (tx) => {
      await storeServices(tx, house.town.id, [{ ...now!, fieldIds: [] }, { ...(await loadServices(tx, house.town.id, [other.id]))[0]!, fieldIds: [] }], house.house.clock);
      await tx.updateTable('offers.service_merge').set({ merged_before: JSON.stringify({ ...other, fieldIds: [crypto.randomUUID()] }) as never }).where('merged_id', '=', other.id).execute();
    });
    expect(await (await part(path)).text()).toContain('Ein Handlungsfeld von damals gibt es nicht mehr');
    expect((await stored(other.id))[0]!.status).toBe('retired');
  });
});
