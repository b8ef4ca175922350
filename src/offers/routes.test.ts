import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { createApp } from '../platform/app.tsx';
import { day } from '../platform/day.ts';
import { languages, languageFacts } from '../platform/language.ts';
import { offersRoutes } from './routes.tsx';
import { searchRoutes } from './search-routes.tsx';
import { sampleDirectory, type SampleDirectory } from './server/sample-directory.ts';
import { storeServices } from './server/store-services.ts';
import type { ServiceRecord } from './service.ts';

let house: TestApp;
let directory: SampleDirectory;
let group: ServiceRecord;
let draft: ServiceRecord;

beforeAll(async () => {
  house = await testApp();
  house.app = createApp(house.house, { assetsFolder: 'dist', townRoutes: [searchRoutes, offersRoutes], siteRoutes: [] });
  directory = await house.database.write(house.town.id, (tx) => sampleDirectory(tx, house.town.id, house.house.clock));
  const rule = { weekday: 2, opensAt: '09:30', closesAt: '11:00', intervalWeeks: 1, byAppointment: false, note: '' };
  group = directory.service('Krabbelgruppe <Zwerge>', {
    summary: 'Spielen und Singen', description: 'Erster Absatz.\n\nZweiter Absatz.', minimumAgeMonths: 6, maximumAgeMonths: 18, freeOfCharge: 'yes', languages: ['de', 'ar'],
    phones: [{ number: '05181 70 30', description: '', languages: [] }, { number: 'auf Anfrage', description: '', languages: [] }], assuredAt: day('2026-05-04'), assuredBy: 'Familienwerk',
    schedules: [rule, { ...rule, weekday: 4, byAppointment: true }],
    exceptions: [{ onDay: day('2026-12-01'), kind: 'closed', note: 'Ausflug' }, { onDay: day('2026-12-05'), kind: 'extra', opensAt: '10:00', closesAt: '12:00', note: '' }],
    contacts: [{ name: 'Kim Geheim', title: '', isPublic: false }, { name: 'Toni Offen', title: 'Leitung', isPublic: true }],
    texts: [{ language: 'ar', name: 'مجموعة الأطفال', summary: '', description: '', state: 'machine-made' }],
  });
  draft = directory.service('Noch nicht fertig', { status: 'draft' });
  await house.database.write(house.town.id, (tx) => storeServices(tx, house.town.id, [group, draft], house.house.clock));
});
afterAll(() => house.close());

const get = (path: string) => Promise.resolve(house.app.request(new URL(path, 'http://localhost:3000')));
const html = async (path: string) => (await get(path)).text();

describe('a family', () => {
  test('sees on the front page what there is, by age and by topic, with numbers and emergency telephones', async () => {
    const page = await html('/musterstadt');
    expect(page).toContain('href="/musterstadt/angebote?phase=null-bis-drei"');
    expect(page).toContain('1 Angebot');
    expect(page).toContain('tel:112');
  });

  test('finds an offer for a one-year-old, with its telephone as a link and its next date', async () => {
    const page = await html('/musterstadt/angebote?alter=12m');
    expect(page).toContain('Krabbelgruppe &lt;Zwerge&gt;');
    expect(page).toContain('href="tel:+495181 7030"'.replace(' ', ''));
    expect(page).toContain('Dienstag, 24. November 2026');
    expect(page).not.toContain('Noch nicht fertig');
  });

  test('finds nothing for a ten-year-old, and learns which part of the choice to let go', async () => {
    const page = await html('/musterstadt/angebote?alter=10&kostenlos=on');
    expect(page).toContain('Dazu haben wir nichts gefunden');
    expect(page).toContain('href="/musterstadt/angebote?kostenlos=on"');
  });

  test('reads everything about the offer: times, what is cancelled, costs, contact – but no names that are not public', async () => {
    const page = await html(`/musterstadt/angebote/${group.id}`);
    for (const said of ['6 bis 18 Monate', 'nach Vereinbarung', 'Fällt aus', 'Ausflug', 'Kostenlos', 'Toni Offen', 'Kirchstraße 3', 'Zuletzt bestätigt am 4. Mai 2026', '<p>Zweiter Absatz.</p>']) expect(page).toContain(said);
    expect(page).not.toContain('Kim Geheim');
  });

  test('reads it in Arabic from right to left, told what a machine translated, German parts marked as German', async () => {
    const page = await html(`/musterstadt/ar/angebote/${group.id}`);
    expect(page).toContain('dir="rtl"');
    expect(page).toContain('مجموعة الأطفال');
    expect(page).toContain('تُرجم آليًا');
    expect(page).toContain('lang="de"');
  });

  test.each(languages)('meets no missing word in %s', async (language) => {
    const segment = languageFacts[language].segment;
    for (const path of ['', '/angebote', `/angebote/${group.id}`, `/angebote/${group.id}/drucken`, '/angebote?suche=xyzzy']) {
      const answer = await get(`/musterstadt${segment ? `/${segment}` : ''}${path}`);
      expect(answer.status).toBe(200);
      expect(await answer.text()).not.toMatch(/>(?:card|offer|filter|list|empty|age|rule|register|cost|front|emergency|text|step-free)\.[a-z.-]+</);
    }
  });

  test('takes the dates into a calendar: weekly, without the day that is cancelled, with the extra one', async () => {
    const answer = await get(`/musterstadt/angebote/${group.id}.ics`);
    expect(answer.headers.get('content-type')).toContain('text/calendar');
    const file = await answer.text();
    for (const line of ['DTSTART;TZID=Europe/Berlin:20261124T093000', 'RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=TU', 'EXDATE;TZID=Europe/Berlin:20261201T093000', 'DTSTART;TZID=Europe/Berlin:20261205T100000', 'TZID:Europe/Berlin']) expect(file).toContain(`${line}\r\n`);
    expect(file.split('\r\n').every((line) => new TextEncoder().encode(line).length <= 75)).toBe(true);
  });

  test('downloads the list as CSV and as workbook', async () => {
    const csv = await get('/musterstadt/angebote.csv');
    expect(await csv.text()).toContain('Krabbelgruppe <Zwerge>');
    const xlsx = await get('/musterstadt/angebote.xlsx');
    expect(new Uint8Array(await xlsx.arrayBuffer()).slice(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]));
  });
});

describe('drafts, foreign and missing offers look the same: they are not there', () => {
  test.each([
    ['a draft', () => `/musterstadt/angebote/${draft.id}`],
    ['another town’s offer', () => `/nachbarstadt/angebote/${group.id}`],
    ['a missing one', () => '/musterstadt/angebote/01a2017a-e41c-72f4-99e6-e43aa61a3e58'],
    ['no id at all', () => '/musterstadt/angebote/etwas'],
    ['the calendar of a draft', () => `/musterstadt/angebote/${draft.id}.ics`],
    ['the sheet of another town’s offer', () => `/nachbarstadt/angebote/${group.id}/drucken`],
  ])('%s', async (_what, path) => expect((await get(path())).status).toBe(404));
});

test.each([
  ['ten kilobytes', 'x'.repeat(10_000)], ['control characters', '\u0001\u0002\u202e\u0000'], ['SQL', "'; drop table offers.service; --"], ['a tsquery', "a:A & !b | ('"],
  ['a regular expression', '(.*)+$['], ['emoji', '👶🏽👨‍👩‍👧'], ['markup', '<script>alert(1)</script>'],
])('a search for %s gives a helpful page', async (_what, query) => {
  const answer = await get(`/musterstadt/angebote?suche=${encodeURIComponent(query)}&alter=%F0%9F&seite=-5&thema=%00&ort='&tag=9&sprache=<b>`);
  expect(answer.status).toBe(200);
  expect(await answer.text()).not.toContain('<script>alert');
});

test('a page of the list needs no script and stays small', async () => {
  const many = Array.from({ length: 60 }, (_, index) => directory.service(`Angebot ${index}`, { summary: 'Ein Satz dazu.', phones: [{ number: '05181 70 30', description: '', languages: [] }] }));
  await house.database.write(house.town.id, (tx) => storeServices(tx, house.town.id, many, house.house.clock));
  const page = await html('/musterstadt/angebote');
  expect(page).not.toContain('<script');
  expect(page).toContain('seite=2');
  expect(page.length).toBeLessThan(80_000);
});
