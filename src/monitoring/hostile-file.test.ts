import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { mostMemory, workbookParts, zipBomb } from '../platform/table-file/zip-bomb.fixture.ts';

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

test('more than twelve megabytes are refused before they are read', async () => {
  expect((await upload(new Uint8Array(13 * MB).fill(0x61))).status).toBe(413);
});
