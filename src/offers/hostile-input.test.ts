import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { jobTasks } from '../job-tasks.ts';
import { fixedClock } from '../platform/clock.ts';
import { mostMemory, workbookParts, zipBomb } from '../platform/table-file/zip-bomb.fixture.ts';
import { readTable } from '../platform/table-file/read-table.ts';
import { runJobsOnce } from '../platform/worker.ts';
import { loadEvents } from './server/load-events.ts';
import { loadServices } from './server/load-services.ts';
import { sampleDirectory, type SampleDirectory } from './server/sample-directory.ts';
import { storeServices } from './server/store-services.ts';

const STAFF = '/musterstadt/verwaltung';
const OFFERS = `${STAFF}/angebote`;
const EVENTS = `${STAFF}/veranstaltungen`;
const MB = 1024 * 1024;
/** What reading a bomb of 2.5 GB may take at most; a file of ten megabytes is held a few times on its way. */
const MOST_MEMORY = 300;

let house: TestApp;
let directory: SampleDirectory;
let cookie: string;
let source: string;

beforeAll(async () => {
  // Long ago: work that is planned then is due now, whenever the tests run.
  house = await testApp(fixedClock('2020-01-14T09:00:00Z'));
  directory = await house.database.write(house.town.id, (tx) => sampleDirectory(tx, house.town.id, house.house.clock));
  cookie = await house.signIn(['coordinator']);
  const saved = await house.submit(`${STAFF}/kalender`, { source: '', name: 'Stadtkalender', organizationId: directory.organizationId, url: '', newStatus: 'active' }, { cookie });
  source = new URL(saved.headers.get('Location')!, 'http://x').searchParams.get('kalender')!;
});
afterAll(() => house.close());

const said = (html: string) => html.replace(/^[\s\S]*<main/, '').replace(/<(style|script)[\s\S]*?<\/\1>/g, '').replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const read = async (path: string, who = cookie) => (await house.get(path, who)).text();
const services = () => house.database.read(house.town.id, (tx) => loadServices(tx, house.town.id));
const events = () => house.database.read(house.town.id, (tx) => loadEvents(tx, house.town.id));
const stored = async () => [(await services()).length, (await events()).length];
const work = () => runJobsOnce({ house: house.house, connection: house.test.app, tasks: jobTasks });

const offer = () => ({ organizationId: directory.organizationId, outreach: 'no', freeOfCharge: 'yes', walkIn: 'yes', staffing: 'volunteer', responsibleLevel: 'provider', status: 'active' });
const event = () => ({ organizationId: directory.organizationId, kind: 'group', firstDay: '2020-01-21', repetition: 'once', pausesIn: 'nothing', freeOfCharge: 'yes', childCare: 'unknown', registration: 'none', status: 'active', placesFor: 'date' });
const forms = [['offer', `${OFFERS}/neu`, offer], ['event', `${EVENTS}/neu`, event]] as const;

describe.each(forms)('the form of an %s', (_what, path, known) => {
  test.each([
    ['turns the writing around', { name: 'Fest\u202Egnipmac' }, 'formular-name', 'unsichtbare Steuerzeichen'],
    ['hides in isolates', { description: 'Text \u2066versteckt\u2069' }, 'formular-description', 'unsichtbare Steuerzeichen'],
    ['has a zero byte', { summary: 'Null\u0000Byte' }, 'formular-summary', 'unsichtbare Steuerzeichen'],
    ['is ten megabytes long', { description: 'ä'.repeat(5 * MB) }, 'formular-description', 'Bitte kürzen Sie den Text auf höchstens'],
  ])('refuses beside its field what %s, keeps the rest and stores nothing', async (_why, change, target, message) => {
    const [before, memory] = [await stored(), mostMemory()];
    const answer = await house.submit(path, { ...known(), name: 'Bleibt stehen', audience: 'Eltern „hier“', ...change }, { cookie });
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain(`href="#${target}"`);
    expect(html).toContain(message);
    if (!('name' in change)) expect(html).toContain('value="Bleibt stehen"');
    expect(html).toContain('Eltern „hier“');
    expect(mostMemory() - memory).toBeLessThan(MOST_MEMORY);
    expect(await stored()).toEqual(before);
  });

  test('says that more than twelve megabytes are too much, before it reads them', async () => {
    const before = await stored();
    const answer = await house.submit(path, { ...known(), name: 'x', description: 'a'.repeat(13 * MB) }, { cookie });
    expect(answer.status).toBe(413);
    expect(await answer.text()).toMatch(/zu groß/);
    expect(await stored()).toEqual(before);
  });

  test('takes the longest and strangest real names as they are', async () => {
    const name = `Ḫašṣûm-Ñandú O’Čônnor-Ðâǧ ${'Łöw'.repeat(20)} 家族 משפחה`;
    expect((await house.submit(path, { ...known(), name }, { cookie })).status).toBe(303);
    expect([...await services(), ...await events()].map((one) => one.name)).toContain(name.normalize('NFC'));
  });
});

const MARKUP = '<script>alert(1)</script>';
const BREAKOUT = '"><img src=x onerror=alert(1)>]]></script>';

describe('mark-up in a field', () => {
  beforeAll(async () => {
    expect((await house.submit(`${OFFERS}/neu`, { ...offer(), name: MARKUP, summary: BREAKOUT, description: `${BREAKOUT}\n${MARKUP}`, audience: BREAKOUT, 'phones.0.number': '05181 7030', 'phones.0.description': BREAKOUT }, { cookie })).status).toBe(303);
    expect((await house.submit(`${EVENTS}/neu`, { ...event(), name: `${MARKUP} Fest`, summary: BREAKOUT, description: BREAKOUT, placeNote: BREAKOUT, opensAt: '10:00', closesAt: '11:00' }, { cookie })).status).toBe(303);
  });

  test('is text on every page, for families and for staff, in frames, sheets and exports', async () => {
    const [one, fest] = [(await services()).find(({ name }) => name === MARKUP)!, (await events()).find(({ name }) => name.startsWith(MARKUP))!];
    const pages = [
      '/musterstadt/angebote', `/musterstadt/angebote/${one.id}`, `/musterstadt/angebote/${one.id}/korrektur`, '/musterstadt/einbetten', `/musterstadt/veranstaltungen/${fest.id}`, '/musterstadt/diese-woche?woche=2020-W04', '/musterstadt/diese-woche/blatt?woche=2020-W04', '/musterstadt/tuer/alle',
      OFFERS, `${OFFERS}/${one.id}`, EVENTS, `${EVENTS}/${fest.id}`, `${EVENTS}/${fest.id}/termine`,
      '/musterstadt/angebote.atom', '/musterstadt/sitemap.xml',
    ];
    let shown = 0;
    for (const path of pages) {
      const answer = await house.get(path, cookie);
      const text = await answer.text();
      expect(answer.status, path).toBe(200);
      expect(text, path).not.toMatch(/<script>alert|<img src=x/);
      if (text.includes('&lt;script&gt;alert')) shown += 1;
    }
    expect(shown).toBeGreaterThan(9);
  });

  test('cannot begin a line of its own in a calendar', async () => {
    await house.submit(`${EVENTS}/neu`, { ...event(), name: 'Fest', description: 'Zeile\r\nEND:VEVENT\r\nBEGIN:VEVENT\nATTACH:http://boese.example', opensAt: '10:00', closesAt: '11:00' }, { cookie });
    const lines = (await read('/musterstadt/veranstaltungen.ics')).replace(/\r\n /g, '').split('\r\n');
    expect(lines.filter((line) => line.startsWith('ATTACH'))).toEqual([]);
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(lines.filter((line) => line.startsWith('UID:')).length);
  });
});

const FORMULAS = ['=HYPERLINK("http://boese.example";"Klick")', '+49 5181 7030', '-2+3+cmd|\' /C calc\'!A0', '@SUM(1+1)', '\t=1+1', '＝1+1'];

describe('an export', () => {
  beforeAll(async () => {
    const records = FORMULAS.map((formula, index) => directory.service(formula, { summary: formula, audience: formula, description: formula, ...(index === 0 ? { contacts: [{ name: formula, title: formula, isPublic: true }] } : {}) }));
    await house.database.write(house.town.id, (tx) => storeServices(tx, house.town.id, records, house.house.clock));
  });
  const begun = /^[=+\-@\t\r＝＋－＠]/;
  const harmless = /^-?[\d.,]*$/;

  test.each(['/musterstadt/angebote.csv', `${OFFERS}.csv`])('as CSV begins no cell so that a spreadsheet would work it out: %s', async (path) => {
    const text = (await read(path)).replace(/^\ufeff/, '');
    const cells = text.split(/\r?\n/).flatMap((line) => line.split(';')).map((cell) => cell.replace(/^"/, ''));
    expect(cells.filter((cell) => begun.test(cell) && !harmless.test(cell))).toEqual([]);
    expect(text).toContain('\'=HYPERLINK(');
    expect(text).toContain('\'@SUM(1+1)');
  });

  test('read in again is what it was, without the apostrophe', async () => {
    const table = readTable(new Uint8Array(await (await house.get('/musterstadt/angebote.csv')).arrayBuffer()), 'angebote.csv');
    if (!table.ok) throw new Error(JSON.stringify(table.refusals));
    const cells = new Set(table.value.rows.flatMap((row) => row.cells));
    for (const formula of FORMULAS.filter((one) => one.trim() === one)) expect([...cells], formula).toContain(formula);
  });

  test('as a workbook holds texts and not one formula', async () => {
    const parts = unzipSync(new Uint8Array(await (await house.get('/musterstadt/angebote.xlsx')).arrayBuffer()));
    const sheets = Object.entries(parts).filter(([name]) => /worksheets|sharedStrings/.test(name)).map(([, bytes]) => strFromU8(bytes)).join('');
    expect(sheets).toContain('HYPERLINK');
    expect(sheets).not.toMatch(/<f[ >]|t="str"/);
    expect(Object.keys(parts).filter((name) => /vba|externalLink/i.test(name))).toEqual([]);
  });
});

type Door = readonly [what: string, page: string, to: string, name: string, more?: () => Record<string, string>];
const doors: readonly Door[] = [
  ['offers', `${OFFERS}/import`, `${OFFERS}/import`, 'angebote.xlsx'],
  ['a foreign directory', `${OFFERS}/hsds`, `${OFFERS}/hsds/datei`, 'feed.zip'],
  ['the calendar of the town', `${STAFF}/kalender`, `${STAFF}/kalender/datei`, 'stadt.ics', () => ({ source })],
];

/** What somebody reads who uploads this: at once, or on the page of what was read in the background. */
async function upload([, page, to, name, more]: Door, content: Uint8Array<ArrayBuffer> | string): Promise<{ status: number; html: string }> {
  const answer = await house.submit(more ? `${page}?kalender=${source}` : page, { ...more?.(), file: new File([content], name) }, { cookie, to });
  if (answer.status !== 303) return { status: answer.status, html: await answer.text() };
  await work();
  return { status: 303, html: await read(answer.headers.get('Location')!) };
}

/** One that says how large it is, and one whose parts say they were small. */
const bombs = () => [undefined, 1000].map((announced) => zipBomb([...workbookParts, 'services.csv'], announced ? { announced } : {}));

describe.each(doors.map((door) => ({ what: door[0], door })))('a file for $what', ({ door }) => {
  test('that is a zip bomb is refused in words, and memory stays bounded', async () => {
    const before = await stored();
    for (const bomb of bombs()) {
      expect(bomb.length).toBeLessThan(4 * MB);
      const memory = mostMemory();
      const { status, html } = await upload(door, bomb);
      const taken = mostMemory() - memory;
      expect([303, 422]).toContain(status);
      expect(said(html)).toMatch(/beim Auspacken zu groß|ausgepackt zu groß|beschädigt|kein Kalender|Zeichenkodierung/);
      expect(taken).toBeLessThan(MOST_MEMORY);
    }
    expect(await stored()).toEqual(before);
  });

  test('of more than ten megabytes is refused beside its field, of more than twelve before it is read', async () => {
    const memory = mostMemory();
    const large = await upload(door, new Uint8Array(10 * MB + 1).fill(0x61));
    expect(large.status).toBe(422);
    expect(said(large.html)).toContain('höchstens 10 Megabyte');
    expect((await upload(door, new Uint8Array(13 * MB).fill(0x61))).status).toBe(413);
    expect(mostMemory() - memory).toBeLessThan(MOST_MEMORY);
  });

  test('in an encoding nobody can read, or of pure noise, is refused in words', async () => {
    const before = await stored();
    for (const bytes of [new Uint8Array([0xff, 0xfe, 0, 0, 1, 2, 3, 4]), new Uint8Array([...new TextEncoder().encode('Träger;Name\nCafé;Größe\n'), 0x53, 0xfc, 0x64, 0x3b, 0xe4, 0x0a])]) {
      const { html } = await upload(door, bytes);
      expect(said(html)).toMatch(/Zeichenkodierung|UTF-8|ungültige Zeichen|kein Kalender|kein JSON/);
    }
    expect(await stored()).toEqual(before);
  });
});

test('a table with mark-up, formulas and bidi controls in its cells shows them as text, names the line, and stores nothing by itself', async () => {
  const before = await stored();
  const started = await house.submit(`${OFFERS}/import`, { file: new File([`Träger;Name;Beschreibung\n${MARKUP};=1+1;Text\nVerein;Fest\u202Egnipmac;${BREAKOUT.replaceAll('"', '')}\n`], 'angebote.csv') }, { cookie });
  expect(started.status).toBe(303);
  const columns = started.headers.get('Location')!;
  const html = await read(columns);
  const chosen = [...html.matchAll(/<select[^>]*name="(column-\d+)"[^>]*>(.*?)<\/select>/gs)].map(([, name, options]) => [name!, /<option value="([^"]*)" selected/.exec(options!)?.[1] ?? ''] as const);
  const mapped = await house.submit(columns, { ...Object.fromEntries(chosen), yearsUntil: 'birthday', sheet: '', headerLine: '' }, { cookie });
  const preview = await read(mapped.headers.get('Location')!);
  for (const page of [html, preview]) expect(page).not.toMatch(/<script>alert|<img src=x/);
  expect(html + preview).toContain('&lt;script&gt;');
  expect(preview).toMatch(/unsichtbare/i);
  expect(await stored()).toEqual(before);
});

test.each([
  ['a foreign directory', `${OFFERS}/hsds`, `${OFFERS}/hsds/adresse`, (url: string): Record<string, string> => ({ url })],
  ['the calendar of the town', `${STAFF}/kalender`, `${STAFF}/kalender`, (url: string): Record<string, string> => ({ source: '', name: 'X', organizationId: directory.organizationId, url, newStatus: 'active' })],
])('the address of %s is not fetched where it leads inside, and stays in its field', async (_what, page, to, fields) => {
  // Thirteen: an hour has twenty readings of foreign files, and the files above were some of them.
  for (const url of [
    'http://kreis.example/', 'https://10.0.0.8/', 'https://[fd00::1]/', 'https://[::ffff:127.0.0.1]/', 'https://2130706433/', 'https://0x7f.1/', 'https://0/', 'https://169.254.169.254/latest/meta-data',
    'https://kreis.example:22/', 'https://name:wort@kreis.example/', 'file:///etc/passwd', 'https://localhost/', 'javascript:alert(1)',
  ]) {
    const answer = await house.submit(page, fields(url), { cookie, to });
    const html = await answer.text();
    expect(answer.status, url).toBe(422);
    expect(html, url).toContain('Diese Adresse wird nicht abgerufen');
    expect(html, url).toContain(url);
  }
});
