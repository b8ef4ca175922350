import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { mostMemory, workbookParts, zipBomb } from '../platform/table-file/zip-bomb.fixture.ts';
import { listAreas } from './server/list-areas.ts';

const STAFF = '/musterstadt/verwaltung';
/** A file of ten megabytes is held a few times on its way. */
const MOST_MEMORY = 300;
let house: TestApp;
let cookie: string;

beforeAll(async () => {
  house = await testApp();
  cookie = await house.signIn(['coordinator']);
});
afterAll(() => house.close());

const said = (html: string) => html.replace(/^[\s\S]*<main/, '').replace(/<(style|script)[\s\S]*?<\/\1>/g, '').replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const stored = () => house.database.read(house.town.id, (tx) => listAreas(tx, house.town.id, house.house.clock.today()));

/** What somebody reads who uploads this: at once, or on the page of what was kept. */
async function upload(page: string, name: string, content: Uint8Array<ArrayBuffer> | string): Promise<{ status: number; html: string }> {
  const answer = await house.submit(page, { file: new File([content], name) }, { cookie });
  if (answer.status !== 303) return { status: answer.status, html: await answer.text() };
  const shown = await house.get(answer.headers.get('Location')!, cookie);
  return { status: shown.status, html: await shown.text() };
}

const doors = [
  ['boundaries', `${STAFF}/gebiete/grenzen`, 'gebiete.geojson'],
  ['numbers of children', `${STAFF}/kinderzahlen/import`, 'kinder.xlsx'],
  ['streets', `${STAFF}/strassen/import`, 'strassen.csv'],
] as const;

describe.each(doors)('a file of %s', (_what, page, name) => {
  test('that is a zip bomb, noise, or in no encoding is refused in words, and memory stays bounded', async () => {
    for (const bytes of [zipBomb(workbookParts), new Uint8Array([0xff, 0xfe, 0, 0, 1, 2, 3, 4]), new Uint8Array(1_000).map((_, index) => (index * 97) % 256)]) {
      const memory = mostMemory();
      const { status, html } = await upload(page, name, bytes);
      expect([200, 422]).toContain(status);
      expect(said(html)).toMatch(/beim Auspacken zu groß|ausgepackt (?:zu groß|größer)|beschädigt|Zeichenkodierung|UTF-8|kann nicht gelesen|nicht lesen|keine|kein /);
      expect(mostMemory() - memory).toBeLessThan(MOST_MEMORY);
    }
    expect(await stored()).toEqual([]);
  });
});

test('names of mark-up, of formulas and with turned writing in boundaries are shown as text before anything is stored', async () => {
  const square = (at: number) => [[[at, 51], [at + 0.1, 51], [at + 0.1, 51.1], [at, 51.1], [at, 51]]];
  const names = ['<script>alert(1)</script>', '=1+1', 'Nord\u202Edus'];
  const file = JSON.stringify({ type: 'FeatureCollection', features: names.map((name, index) => ({ type: 'Feature', properties: { key: `k${index}`, name, level: 'district' }, geometry: { type: 'Polygon', coordinates: square(9 + index) } })) });
  const { status, html } = await upload(`${STAFF}/gebiete/grenzen`, 'gebiete.geojson', file);
  expect([200, 422]).toContain(status);
  expect(html).not.toContain('<script>alert');
  expect(await stored()).toEqual([]);
});
