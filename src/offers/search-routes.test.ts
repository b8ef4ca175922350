import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { fixedClock } from '../platform/clock.ts';
import { sampleDirectory } from './server/sample-directory.ts';
import { storeServices } from './server/store-services.ts';

const clock = fixedClock('2026-11-22T09:00:00Z');
let house: TestApp;
let coordinator: string;

beforeAll(async () => {
  house = await testApp(clock);
  coordinator = await house.signIn(['coordinator']);
  await house.database.write(house.town.id, async (tx) => {
    const { service } = await sampleDirectory(tx, house.town.id, clock);
    await storeServices(tx, house.town.id, [
      service('Schuldnerberatung', { minimumAgeMonths: 0, maximumAgeMonths: 323 }), service('Krabbelgruppe Zwerge', { minimumAgeMonths: 6, maximumAgeMonths: 29 }),
      service('Krabbelgruppe für Große', { minimumAgeMonths: 24, maximumAgeMonths: 35 }), service('Lädchen Wirbelwind', { summary: 'Spiel und Kaffee' }),
    ], clock);
  });
});
afterAll(() => house.close());

const found = async (query: string) => {
  const html = await (await house.get(`/musterstadt/angebote?suche=${encodeURIComponent(query)}`)).text();
  return [...html.matchAll(/\/angebote\/[0-9a-f-]{36}"[^>]*>(?:<[^>]*>)*([^<]+)/g)].map(([, name]) => name);
};
const misses = (town = house.town.id) => house.database.read(town, (tx) => tx.selectFrom('offers.search_miss').select(['need_key', 'count', 'month']).where('municipality_id', '=', town).orderBy('need_key').execute());

describe('a family', () => {
  test('asks in her own words and finds the offer with its telephone number', async () => {
    expect((await found('Geld reicht nicht'))[0]).toBe('Schuldnerberatung');
    expect((await found('عندي ديون'))[0]).toBe('Schuldnerberatung');
  });

  test('sees what was understood of her words, and can leave it out', async () => {
    const html = await (await house.get('/musterstadt/angebote?suche=Krabbelgruppe+8+Monate')).text();
    expect(html).toContain('Verstanden als');
    expect(html).toContain('Krabbelgruppe Zwerge');
    expect(html).not.toContain('Krabbelgruppe für Große');
    expect(html).toContain('href="/musterstadt/angebote?suche=Krabbelgruppe"');
  });

  test('is told what was let go where nothing answers it', async () => {
    const html = await (await house.get('/musterstadt/angebote?suche=Schuldnerberatung+kostenlos')).text();
    expect(html).toContain('Schuldnerberatung');
    expect(html).toContain('deshalb nicht beachtet');
  });

  test.each(["'; drop table offers.service; --", '((('.repeat(50), '.*+?^${}[]\\', '\u0000\u0001\u202e\u2066', '👶🏽👨‍👩‍👧', 'x'.repeat(10_000), 'schulden '.repeat(1_200), '% _ %', '<script>alert(1)</script>', 'ﷺ', '8 Monate 8 Monate 8', '\\p{L}'])(
    'gets a page whatever is typed: %#', async (query) => {
      const response = await house.get(`/musterstadt/angebote?suche=${encodeURIComponent(query)}`);
      expect(response.status).toBe(200);
      expect(await response.text()).not.toContain('<script>alert');
    });
});

describe('searches in vain', () => {
  test('are counted by need and month, never by what was typed', async () => {
    await house.get('/musterstadt/angebote?suche=Logop%C3%A4die');
    await house.get('/musterstadt/angebote?suche=Logop%C3%A4die');
    await house.get(`/musterstadt/angebote?suche=${encodeURIComponent('Familie Wrzbinski Ahornweg')}`);
    const counted = await misses();
    expect(counted).toContainEqual({ need_key: 'speech', count: 2, month: '2026-11-01' });
    expect(JSON.stringify(counted)).not.toMatch(/wrzbinski|ahornweg/i);
    expect(await misses(house.otherTown.id)).toEqual([]);
  });

  test('are shown from the third on, with the way to register a gap', async () => {
    expect(await (await house.get('/musterstadt/verwaltung/suche/vergeblich', coordinator)).text()).not.toContain('spricht nicht');
    await house.get('/musterstadt/angebote?suche=Logop%C3%A4die');
    const html = await (await house.get('/musterstadt/verwaltung/suche/vergeblich', coordinator)).text();
    expect(html).toContain('spricht nicht');
    const form = await (await house.get(/\/musterstadt\/verwaltung\/luecken\/neu\?gesucht=[\w-]+/.exec(html)![0], coordinator)).text();
    expect(form).toMatch(/name="title"[^>]*value="Kein Angebot für: [^"]*spricht nicht/);
    expect(form).toContain('3-mal vergeblich danach gesucht, zuletzt im November 2026');
    expect(await (await house.get('/musterstadt/verwaltung/luecken/neu?gesucht=debt', coordinator)).text()).not.toContain('vergeblich danach gesucht');
  });

  test('are nobody else’s business', async () => {
    expect((await house.get('/musterstadt/verwaltung/suche/vergeblich')).status).toBe(303);
    expect((await house.get('/musterstadt/verwaltung/suche/vergeblich', await house.signIn(['navigator']))).status).toBe(403);
  });
});

describe('a municipality teaches its search', () => {
  const entry = { asked: 'Wuselbude', means: 'Lädchen Wirbelwind', alsoMeans: '', queries: 'Wuselbude' };

  test('sees the effect before anything is stored', async () => {
    const html = await (await house.submit('/musterstadt/verwaltung/suche/neu', { ...entry, wirkung: '1' }, { cookie: coordinator })).text();
    expect(html).toContain('nichts gefunden');
    expect(html).toContain('Lädchen Wirbelwind</a>');
    expect(await found('Wuselbude')).toEqual([]);
  });

  test('saves it, and families find by it; the audit says who', async () => {
    expect((await house.submit('/musterstadt/verwaltung/suche/neu', entry, { cookie: coordinator })).status).toBe(303);
    expect(await found('Wuselbude')).toEqual(['Lädchen Wirbelwind']);
    const audit = await house.database.read(house.town.id, (tx) => tx.selectFrom('platform.audit_entry').select(['name', 'outcome']).where('name', '=', 'offers.search-need.saved').execute());
    expect(audit).toContainEqual({ name: 'offers.search-need.saved', outcome: 'done' });
  });

  test('switches a need of the program off', async () => {
    await house.submit('/musterstadt/verwaltung/suche/neu', { baseKey: 'money-short', isOff: 'on', asked: '', means: '', alsoMeans: '', queries: '' }, { cookie: coordinator });
    expect((await found('Geld reicht nicht'))[0]).not.toBe('Schuldnerberatung');
  });

  test('is told what is missing', async () => {
    const response = await house.submit('/musterstadt/verwaltung/suche/neu', { ...entry, asked: '' }, { cookie: coordinator });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('Schreiben Sie mindestens ein Wort, das Familien sagen.');
  });

  test('nobody without that right does', async () => {
    expect((await house.get('/musterstadt/verwaltung/suche', await house.signIn(['auditor']))).status).toBe(403);
  });
});
