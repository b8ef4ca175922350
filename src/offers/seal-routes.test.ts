import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import type { Uuid } from '../platform/id.ts';
import { sealCriteria } from './seals/seal.ts';
import { shownCode } from './seals/code.ts';
import { loadPoints } from './server/place-points.ts';
import { sampleDirectory, type SampleDirectory } from './server/sample-directory.ts';
import { loadSeals } from './server/seals.ts';

let house: TestApp;
let directory: SampleDirectory;
let coordinator: string;
let club: string;
beforeAll(async () => {
  house = await testApp();
  directory = await house.database.write(house.town.id, (tx) => sampleDirectory(tx, house.town.id, house.house.clock));
  coordinator = await house.signIn(['coordinator']);
  club = await house.signIn(['provider-editor'], { organizationId: directory.organizationId });
});
afterAll(() => house.close());

const POINTS = '/musterstadt/verwaltung/wickelpunkte';
const SEALS = '/musterstadt/verwaltung/guetesiegel';
const text = async (path: string) => (await house.get(path)).text();
const idOf = (answer: Response) => /([0-9a-f-]{36})/.exec(answer.headers.get('Location') ?? '')![1] as Uuid;
const point = { name: 'Bücherei', nursing: 'yes', changing: 'yes', equipment: ['chair', 'changing-table'], wheelchair: 'yes', status: 'active', checkEveryMonths: '12', opens2: '10:00', closes2: '18:00' };
const load = async (id: Uuid) => (await house.database.read(house.town.id, (tx) => loadPoints(tx, house.town.id, [id])))[0]!;
const loadSeal = async (id: Uuid) => (await house.database.read(house.town.id, (tx) => loadSeals(tx, house.town.id, [id])))[0]!;

describe('a Still- und Wickelpunkt', () => {
  test('is entered, checked, and its sticker says so to everybody who reads the code', async () => {
    const id = idOf(await house.submit(`${POINTS}/neu`, { ...point, locationId: directory.locationId }, { cookie: coordinator }));
    const code = shownCode((await load(id)).code!);
    expect(await text(`/musterstadt/siegel/${code}`)).toContain('Noch nicht geprüft');
    const checked = await house.submit(`${POINTS}/${id}`, { checkedOn: '2026-11-20', checkedBy: 'Familienbüro', result: 'good', found: ['chair'] }, { cookie: coordinator, to: `${POINTS}/${id}/pruefen` });
    expect(checked.status).toBe(303);
    const html = await text(`/musterstadt/siegel/${code.toLowerCase()}`);
    for (const words of ['Gültig', '20. November 2026', 'Familienbüro', '19. November 2027', 'bequemer Stuhl']) expect(html).toContain(words);
    expect(html).not.toContain('Wickeltisch');
    expect(await text('/musterstadt/still-und-wickelpunkte')).toContain('Bücherei');
    expect(await (await house.get(`${POINTS}/aufkleber`, coordinator)).text()).toContain(code);
  });

  test('refuses a check in the future, faults without a word, and times the wrong way round', async () => {
    const id = idOf(await house.submit(`${POINTS}/neu`, { ...point, locationId: directory.locationId }, { cookie: coordinator }));
    const check = (change: Record<string, string>) => house.submit(`${POINTS}/${id}`, { checkedOn: '2026-11-20', checkedBy: 'Amt', result: 'good', ...change }, { cookie: coordinator, to: `${POINTS}/${id}/pruefen` });
    expect((await check({ checkedOn: '2026-12-20' })).status).toBe(422);
    expect((await check({ result: 'faults' })).status).toBe(422);
    expect((await house.submit(`${POINTS}/neu`, { ...point, locationId: directory.locationId, closes2: '09:00' }, { cookie: coordinator })).status).toBe(422);
    expect((await load(id)).checks).toEqual([]);
  });

  test('is not entered by a provider', async () => {
    expect((await house.get(`${POINTS}/neu`, club)).status).toBe(403);
  });
});

describe('a code', () => {
  test('that does not exist, is mistyped or foreign is told apart, and never seems valid', async () => {
    expect(await text('/musterstadt/siegel/2222-222Y')).toContain('Zeichen falsch oder vertauscht');
    expect(await text('/musterstadt/siegel/hallo')).toContain('Ein Code hat 8 Zeichen');
    const id = idOf(await house.submit(`${POINTS}/neu`, { ...point, locationId: directory.locationId }, { cookie: coordinator }));
    const code = shownCode((await load(id)).code!);
    const foreign = await house.get(`/nachbarstadt/siegel/${code}`);
    expect(foreign.status).toBe(404);
    expect(await foreign.text()).toContain('Diesen Code gibt es hier nicht');
  });

  test('typed by hand leads to its page, whatever the spaces', async () => {
    const answer = await house.get('/musterstadt/siegel?code=%202222%202222');
    expect([200, 302]).toContain(answer.status);
    expect(await text('/musterstadt/siegel?code=%3Cscript%3E')).not.toContain('<script>"');
  });
});

describe('the Gütesiegel Kinderschutz', () => {
  test('is applied for by the club, awarded only when every criterion is accepted, and withdrawn for all to see', async () => {
    const id = idOf(await house.submit(SEALS, { organizationId: directory.organizationId, scope: 'Jugend' }, { cookie: club }));
    const at = `${SEALS}/${id}`;
    const evidence = Object.fromEntries(sealCriteria.map((criterion) => [`note.${criterion}`, 'liegt vor']));
    expect((await house.submit(at, evidence, { cookie: club, to: `${at}/nachweise` })).status).toBe(303);
    expect((await loadSeal(id)).evidence.every(({ state }) => state === 'submitted')).toBe(true);
    // What only the body may say is not taken from the club.
    await house.submit(at, Object.fromEntries(sealCriteria.map((criterion) => [`state.${criterion}`, 'accepted'])), { cookie: club, to: `${at}/nachweise` });
    expect((await loadSeal(id)).evidence.some(({ state }) => state === 'accepted')).toBe(false);
    const awarding = { awardedOn: '2026-11-20', awardedBy: 'Netzwerk Kinderschutz' };
    expect((await house.submit(at, awarding, { cookie: coordinator, to: `${at}/verleihen` })).status).toBe(422);
    await house.submit(at, { ...evidence, ...Object.fromEntries(sealCriteria.map((criterion) => [`state.${criterion}`, 'accepted'])) }, { cookie: coordinator, to: `${at}/nachweise` });
    expect((await house.submit(at, awarding, { cookie: club, to: `${at}/verleihen` })).status).toBe(403);
    expect((await house.submit(at, awarding, { cookie: coordinator, to: `${at}/verleihen` })).status).toBe(303);
    const code = shownCode((await loadSeal(id)).code!);
    expect(await text(`/musterstadt/siegel/${code}`)).toContain('19. November 2029');
    expect(await text('/musterstadt/guetesiegel-kinderschutz')).toContain('Familienwerk');
    expect((await house.submit(at, { body: 'Netzwerk', because: 'Vorfall nicht gemeldet' }, { cookie: coordinator, to: `${at}/beenden` })).status).toBe(303);
    const html = await text(`/musterstadt/siegel/${code}`);
    expect(html).toContain('Zurückgezogen');
    expect(html).not.toContain('Vorfall');
    expect((await loadSeal(id)).steps.map(({ step }) => step)).toEqual(['applied', 'awarded', 'withdrawn']);
    expect(await text('/musterstadt/guetesiegel-kinderschutz')).not.toContain('Familienwerk');
  });

  test('is applied for once at a time, and by nobody for another organization', async () => {
    const first = await house.submit(SEALS, { organizationId: directory.organizationId }, { cookie: club });
    expect(first.status).toBe(303);
    expect((await house.submit(SEALS, { organizationId: directory.organizationId }, { cookie: club })).status).toBe(422);
    const stranger = await house.signIn(['provider-editor'], { organizationId: directory.organizationId, town: house.town.id });
    expect((await house.submit(SEALS, { organizationId: '01900000-0000-7000-8000-000000000000' }, { cookie: stranger })).status).toBe(422);
  });
});
