import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { storeAreas } from '../areas/server/store-areas.ts';
import { day } from '../platform/day.ts';
import { aRow, aWorkbook } from '../platform/table-file/xlsx-file.fixture.ts';
import { mostMemory, workbookParts, zipBomb } from '../platform/table-file/zip-bomb.fixture.ts';
import { catalogueMeasures } from './catalogue.ts';
import { addMeasures } from './server/definitions.ts';

const IMPORT = '/musterstadt/verwaltung/monitoring/import';
const MB = 1024 * 1024;
const MOST_MEMORY = 300;

let house: TestApp;
let cookie: string;

beforeAll(async () => {
  house = await testApp();
  cookie = await house.signIn(['planner']);
});
afterAll(() => house.close());

const upload = (content: Uint8Array<ArrayBuffer> | string, name = 'zahlen.xlsx') => house.submit(IMPORT, { file: new File([content], name), recipe: '' }, { cookie });
const kept = () => house.database.read(house.town.id, async (tx) => [await tx.selectFrom('monitoring.import_run').select('id').execute(), await tx.selectFrom('platform.file').select('id').execute()].flat());

test.each([
  ['a zip bomb that says how large it is', () => zipBomb(workbookParts), 'zahlen.xlsx', 'beim Auspacken zu groß'],
  ['a zip bomb whose parts say they were small', () => zipBomb(workbookParts, { announced: 1000 }), 'zahlen.xlsx', 'beschädigt'],
  ['more than ten megabytes', () => new Uint8Array(10 * MB + 1).fill(0x61), 'zahlen.csv', 'höchstens 10 Megabyte'],
  ['two encodings in one file', () => new Uint8Array([...new TextEncoder().encode('Gebiet;Zahl\nGröße;1\nS'), 0xfc, 0x64, 0x3b, 0x32, 0x0a]), 'zahlen.csv', 'mischt zwei Zeichenkodierungen'],
  ['a zero byte, which no database stores', () => 'Gebiet;Einwohner\nNord;12\nS\u0000d;13\n', 'zahlen.csv', 'In Zeile 3, Spalte „A“ steht ein unsichtbares Zeichen (U+0000)'],
  ['one line of ten megabytes', () => ';1'.repeat(5 * MB - 10), 'zahlen.csv', 'Zeile 1 hat mehr als 2.000 Spalten'],
  ['a cell nobody wrote', () => `Gebiet;Einwohner\n${'N'.repeat(9 * MB)};12\n`, 'zahlen.csv', 'In Zeile 2, Spalte 1 stehen mehr als 5.000 Zeichen'],
  ['half a workbook', () => new Uint8Array(aWorkbook({ sheets: { Blatt: aRow(1, ['Gebiet', 'Einwohner']) + aRow(2, ['Nord', 12]) } }).slice(0, 700)), 'zahlen.xlsx', 'beschädigt'],
  ['a page of the web', () => '<html><script>alert(1)</script></html>', 'zahlen.csv', ''],
  ['a picture that calls itself a table', () => new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0, 0]), 'zahlen.csv', ''],
])('%s is refused beside the field, nothing is kept, and memory stays bounded', async (_what, content, name, message) => {
  const file = content();
  const memory = mostMemory();
  const answer = await upload(file, name);
  const html = await answer.text();
  expect(answer.status).toBe(422);
  expect(html).toContain('href="#formular-file"');
  expect(html).toContain(message);
  expect(html).not.toContain('Diese Eingabe konnten wir nicht annehmen');
  expect(html).not.toContain('<script>alert');
  expect(mostMemory() - memory).toBeLessThan(MOST_MEMORY);
  expect(await kept()).toEqual([]);
});

/** Uploads and returns the text of the preview that follows. */
async function preview(content: Uint8Array<ArrayBuffer> | string, name = 'zahlen.csv'): Promise<{ page: string; text: string; path: string }> {
  const answer = await upload(content, name);
  expect(answer.status, (await answer.clone().text()).replace(/<[^>]+>/g, ' ').slice(0, 3_000)).toBe(303);
  const path = answer.headers.get('location')!;
  const page = await (await house.get(path, cookie)).text();
  return { page, path, text: page.replaceAll('\u00a0', ' ').replace(/<[^>]+>/g, '|').replace(/\|+/g, '|') };
}

test('what cannot be read for sure is refused line by line, and the lines around it are read', async () => {
  await house.database.write(house.town.id, async (tx) => {
    await storeAreas(tx, house.town.id, [{ key: 'nord', level: 'district', name: 'Nord', position: 0, validFrom: day('2000-01-01') }, { key: 'sued', level: 'district', name: 'Süd', position: 1, validFrom: day('2000-01-01') }]);
    await addMeasures(tx, house.town.id, catalogueMeasures, house.house.clock, true);
  });
  const { text, page } = await preview([
    'Gebiet,Einwohner 31.12.2022', 'Nord,1200', 'Süd,12,5', '"Nord offen,13', '5" Rohr,14', '<b>Nord</b>,15', '=CMD|calc,16', 'constructor,17', 'Süd,1300', ...Array.from({ length: 30 }, () => 'Nord,1200'), '',
  ].join('\n'));
  for (const [line, reason] of [[3, 'Zeile 3 hat 3 statt 2 Spalten'], [4, 'Ein Gebiet „"Nord offen“ gibt es hier nicht'], [5, 'Ein Gebiet „5" Rohr“'], [6, 'Ein Gebiet „<b>Nord</b>“'], [7, 'Ein Gebiet „=CMD|calc“'], [8, 'Ein Gebiet „constructor“']] as const) {
    expect(text).toMatch(new RegExp(`\\|${line}\\|[^|]*\\|?[^|]*${reason.replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replace(/[|()]/g, '\\$&')}`));
  }
  expect(text).toContain('2 Angaben über 2 Gebiete');
  expect(text).toContain('30 Angaben stehen doppelt und gleich in der Datei');
  expect(page).not.toContain('<b>Nord');
});

test('of a workbook the first sheet with figures is read, another one can be chosen, and a formula nobody worked out is named', async () => {
  const figures = (day: string, second: string) => aRow(1, ['Gebiet', `Einwohner ${day}`]) + aRow(2, ['Süd', 900]) + `<row r="3"><c t="inlineStr"><is><t>Nord</t></is></c>${second}</row>`;
  const { text, path } = await preview(new Uint8Array(aWorkbook({ sheets: {
    Deckblatt: aRow(1, ['Bericht der Stadt']) + aRow(2, ['Ansprechpartner siehe unten']), 'Stand 2022': figures('31.12.2022', '<c><f>HYPERLINK("https://boese.example")</f></c>'), 'Stand 2023': figures('31.12.2023', '<c><v>880</v></c>'),
  } })), 'zahlen.xlsx');
  expect(text).toContain('Tabellenblatt|Stand 2022|');
  expect(text).toContain('In Zeile 3, Spalte B steht eine Formel ohne berechneten Wert');
  expect(text).toContain('1 Angabe über 1 Gebiet');
  const form = { sheet: 'Stand 2023', format: 'wide', dash: 'unknown', numbers: 'auto', yearMeans: 'stichtag', strangers: 'refuse' };
  expect((await house.submit(path, form, { cookie })).status).toBe(303);
  const other = (await (await house.get(path, cookie)).text()).replace(/<[^>]+>/g, '|').replace(/\|+/g, '|');
  expect(other).toContain('Tabellenblatt|Stand 2023|');
  expect(other).toContain('2 Angaben über 2 Gebiete');
});

test('two hundred columns can be looked at, and the town’s other pages answer meanwhile', async () => {
  const header = ['Gebiet', ...Array.from({ length: 199 }, (_, at) => `Spalte ${at}`)].join(';');
  const { text } = await preview(`${header}\nNord${';1'.repeat(199)}\nSüd${';2'.repeat(199)}\n`);
  expect(text).toContain('Noch keine Angabe');
  expect(text).toContain('Spalte Spalte 198');
  expect((await house.get('/musterstadt')).status).toBe(200);
});

test('more than twelve megabytes are refused before they are read', async () => {
  expect((await upload(new Uint8Array(13 * MB).fill(0x61))).status).toBe(413);
});
