import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { day } from '../platform/day.ts';
import { callPaths } from './call-paths.ts';
import type { ServiceRecord } from './service.ts';
import { loadServices } from './server/load-services.ts';
import { listCalls } from './server/verification-calls.ts';
import { sampleDirectory } from './server/sample-directory.ts';
import { storeServices } from './server/store-services.ts';

const TOWN = '/musterstadt';
let house: TestApp;
let coordinator: string;
let old: ServiceRecord;
let never: ServiceRecord;
let fresh: ServiceRecord;

beforeAll(async () => {
  house = await testApp();
  coordinator = await house.signIn(['coordinator']);
  await house.database.write(house.town.id, async (tx) => {
    const directory = await sampleDirectory(tx, house.town.id, house.house.clock);
    old = directory.service('Altes Café', { assuredAt: day('2024-05-02'), email: 'cafe@example.org', phones: [{ number: '05181 7031', description: '', languages: [] }] });
    never = directory.service('Nie geprüfter Kurs');
    fresh = directory.service('Neuer Treff', { assuredAt: day('2026-11-01') });
    await storeServices(tx, house.town.id, [old, never, fresh, directory.service('Entwurf', { status: 'draft' })], house.house.clock);
  });
});
afterAll(() => house.close());

const text = async (path: string, cookie = coordinator) => (await house.get(TOWN + path, cookie)).text();
const call = (id: string, fields: Record<string, string>) => house.submit(TOWN + callPaths.calls(id), { calledOn: '2026-11-22', ...fields }, { cookie: coordinator });
const stored = async (id: ServiceRecord['id']) => (await house.database.read(house.town.id, (tx) => loadServices(tx, house.town.id, [id])))[0]!;

describe('entries by age', () => {
  test('are shown in bands, by provider and area, the never confirmed and the oldest first, drafts not at all', async () => {
    const html = await text(callPaths.records);
    expect(html).toContain('noch nie bestätigt');
    expect(html.indexOf('Nie geprüfter Kurs')).toBeLessThan(html.indexOf('Altes Café'));
    expect(html).toContain('3 öffentliche Einträge, davon 2 länger als 12 Monate nicht oder noch nie bestätigt');
    expect(html).not.toContain('Entwurf');
    expect(html).toContain('tel:+4951817031');
    expect(html).toContain('mailto:cafe@example.org?subject=');
    const narrowed = await text(`${callPaths.records}?alter=over-24`);
    expect(narrowed).toContain('Altes Café');
    expect(narrowed).not.toContain('Nie geprüfter Kurs');
  });

  test('are taken along as a table, as they are narrowed down', async () => {
    const csv = await text(`${callPaths.csv}?alter=over-24`);
    expect(csv).toMatch(/Angebot;Träger;Gebiet;Zuletzt bestätigt/);
    expect(csv).toContain('Altes Café;Familienwerk;');
    expect(csv).toContain(';2024-05-02;24 Monate und länger;');
    expect(csv).not.toContain('Nie geprüfter Kurs');
    expect(await text(`${callPaths.records}?alter=over-24`)).toContain(`${callPaths.csv}?alter=over-24`);
    expect((await house.get(TOWN + callPaths.csv, await house.signIn(['kita-office']))).status).toBe(403);
  });

  test('are for those who keep the directory and for Lotsen, not for planners of Kitas', async () => {
    expect((await house.get(TOWN + callPaths.records, await house.signIn(['navigator']))).status).toBe(200);
    expect((await house.get(TOWN + callPaths.records, await house.signIn(['kita-office']))).status).toBe(403);
  });
});

describe('a call', () => {
  test('that reached nobody comes up again after three days, one that was planned on its day', async () => {
    expect((await call(old.id, { outcome: 'not-reached' })).status).toBe(303);
    expect(await text(`${callPaths.records}?anrufe=geplant`)).toContain('wieder anrufen am 25.11.2026');
    expect((await call(old.id, { outcome: 'call-again', nextCallOn: '2026-11-22' })).status).toBe(303);
    expect(await text(`${callPaths.records}?anrufe=faellig`)).toContain('Anruf fällig seit 22.11.2026');
  });

  test('without what belongs to it is refused beside its field', async () => {
    expect(await (await call(never.id, { outcome: 'call-again' })).text()).toContain('wann wieder angerufen werden soll');
    expect(await (await call(never.id, { outcome: 'ended' })).text()).toContain('warum es das Angebot nicht mehr gibt');
    expect(await (await call(never.id, { outcome: 'unchanged', calledOn: '2026-11-23' })).text()).toContain('nicht in der Zukunft');
    expect((await stored(never.id)).assuredAt).toBeUndefined();
  });

  test('that confirmed the entry sets its day, in the name of the provider; the history says who called', async () => {
    await call(old.id, { outcome: 'unchanged', calledOn: '2026-11-20', note: 'Alles beim Alten.' });
    expect(await stored(old.id)).toMatchObject({ assuredAt: '2026-11-20', assuredBy: 'Familienwerk', status: 'active' });
    const calls = await house.database.read(house.town.id, (tx) => listCalls(tx, house.town.id, old.id));
    expect(calls[0]).toMatchObject({ outcome: 'call-again' });
    expect(calls.map(({ outcome }) => outcome).sort()).toEqual(['call-again', 'not-reached', 'unchanged']);
    expect(calls.every(({ recordedBy }) => recordedBy !== undefined)).toBe(true);
    expect(await text(callPaths.calls(old.id))).toContain('Alles beim Alten.');
  });

  test('with changes leads on to the entry, where they are made', async () => {
    const answer = await call(never.id, { outcome: 'changed' });
    expect(answer.headers.get('location')).toBe(`${TOWN}/verwaltung/angebote/${never.id}`);
    expect((await stored(never.id)).assuredAt).toBe('2026-11-22');
  });

  test('that told the end retires the entry, and no further call about it is logged', async () => {
    await call(fresh.id, { outcome: 'ended', note: 'Die Gruppe hat sich aufgelöst.' });
    expect((await stored(fresh.id)).status).toBe('retired');
    expect((await house.get(`${TOWN}/angebote/${fresh.id}`)).status).toBe(404);
    const again = await house.submit(TOWN + callPaths.calls(old.id), { outcome: 'unchanged', calledOn: '2026-11-22' }, { cookie: coordinator, to: TOWN + callPaths.calls(fresh.id) });
    expect(await again.text()).toContain('beendet');
    const versions = await house.database.read(house.town.id, (tx) => tx.selectFrom('offers.service_version').select('reason').where('service_id', '=', fresh.id).execute());
    expect(versions).toEqual([{ reason: 'Die Gruppe hat sich aufgelöst.' }]);
  });

  test('or a look suffices: „als geprüft markieren“', async () => {
    expect((await house.submit(TOWN + callPaths.records, {}, { cookie: coordinator, to: `${TOWN}${callPaths.records}/${old.id}/geprueft` })).status).toBe(303);
    expect((await stored(old.id)).assuredAt).toBe('2026-11-22');
  });
});
