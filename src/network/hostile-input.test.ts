import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { listOrganizations } from './server/organizations.ts';

const NEW = '/musterstadt/verwaltung/traeger/neu';
const MARKUP = '<script>alert(1)</script>';
const FORMULA = '=HYPERLINK("http://boese.example";"Klick")';
let house: TestApp;
let cookie: string;

beforeAll(async () => {
  house = await testApp();
  cookie = await house.signIn(['coordinator']);
});
afterAll(() => house.close());

const stored = () => house.database.read(house.town.id, (tx) => listOrganizations(tx, house.town.id));

describe('the form of an organization', () => {
  test.each([
    ['turns the writing around', { name: 'Verein\u202Egnipmac' }, 'formular-name', 'unsichtbare Steuerzeichen'],
    ['hides in isolates', { description: 'Text \u2066versteckt\u2069' }, 'formular-description', 'unsichtbare Steuerzeichen'],
    ['is ten megabytes long', { description: 'ä'.repeat(5 * 1024 * 1024) }, 'formular-description', 'Bitte kürzen Sie den Text auf höchstens'],
    ['is a name of mark-up without an end', { name: MARKUP.repeat(50) }, 'formular-name', 'Bitte kürzen Sie den Text'],
    ['runs code as an address', { website: 'javascript:alert(1)' }, 'formular-website', 'vollständige Internetadresse'],
  ])('refuses beside its field what %s, keeps the rest and stores nothing', async (_why, change, target, message) => {
    const answer = await house.submit(NEW, { name: 'Bleibt stehen', sector: 'club', legalForm: 'e. V. „hier“', ...change }, { cookie });
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain(`href="#${target}"`);
    expect(html).toContain(message);
    expect(html).toContain('e. V. „hier“');
    expect(html).not.toContain('<script>alert');
    expect(await stored()).toEqual([]);
  });

  test('takes mark-up, formulas and the strangest real names as text: on the page, in the list and in the table', async () => {
    const names = [MARKUP, FORMULA, 'Ḫašṣûm-Ñandú O’Čônnor 家族 משפחה e. V.'];
    for (const name of names) expect((await house.submit(NEW, { name, sector: 'club', description: `"><img src=x onerror=alert(1)>` }, { cookie })).status).toBe(303);
    expect((await stored()).map(({ name }) => name).sort()).toEqual(names.map((name) => name.normalize('NFC')).sort());
    for (const path of ['/musterstadt/verwaltung/traeger', ...(await stored()).map(({ id }) => `/musterstadt/verwaltung/traeger/${id}`)]) {
      const html = await (await house.get(path, cookie)).text();
      expect(html, path).not.toMatch(/<script>alert|<img src=x/);
    }
    const csv = (await (await house.get('/musterstadt/verwaltung/traeger.csv', cookie)).text()).replace(/^\ufeff/, '');
    expect(csv).toContain('\'=HYPERLINK(');
    expect(csv.split(/\r?\n/).filter((line) => /^"?[=+\-@]/.test(line))).toEqual([]);
  });
});
