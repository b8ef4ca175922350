import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { measure } from '../areas/geometry/boundaries.ts';
import { knownAreas } from '../areas/server/known-areas.ts';
import { storeAreas, storeBoundaries, type NewArea } from '../areas/server/store-areas.ts';
import type { Write } from '../platform/database.ts';
import { day } from '../platform/day.ts';
import { newId, type Uuid } from '../platform/id.ts';
import { catalogueIndicators, catalogueMeasures } from './catalogue.ts';
import { addIndicators, addMeasures, listDefinitions } from './server/definitions.ts';

/** A figure of very many areas: what is released and drawn is remembered from page to page, and whatever changes shows at once. */
const KEY = 'sgb2-under-15';
const COUNT = 320;
const path = `/musterstadt/zahlen/${KEY}`;
let house: TestApp;
let ids: Map<string, Uuid>;

beforeAll(async () => {
  house = await testApp();
  await change(async (tx) => {
    await addMeasures(tx, house.town.id, catalogueMeasures, house.house.clock, true);
    await addIndicators(tx, house.town.id, catalogueIndicators, house.house.clock, true);
    const validFrom = day('1990-01-01');
    ids = await storeAreas(tx, house.town.id, [
      { key: 'stadt', level: 'municipality', name: 'Musterstadt', position: 0, validFrom },
      ...Array.from({ length: COUNT }, (_, at): NewArea => ({ key: `b${at}`, level: 'district', name: `Bezirk ${at}`, position: at, parentKey: 'stadt', validFrom })),
    ]);
    await draw(tx, Array.from({ length: COUNT }, (_, at) => at), 0.01);
  });
  await release('2026-01-01T08:00:00Z', (at) => 10 + (at % 50));
});
afterAll(() => house.close());

const change = (work: (tx: Write) => Promise<unknown>) => house.database.write(house.town.id, work);
const page = async (query = '') => (await (await house.get(`${path}${query}`)).text()).replaceAll('\u00a0', ' ').replace(/nonce="[^"]*"/g, '');
/** Compares long pages without printing them. */
const isSame = (one: string, other: string) => one === other;
const drawn = (html: string, name: string) => new RegExp(`data-says="${name}: ([^"]*)" d="([^"]*)"`).exec(html)?.slice(1);

async function draw(tx: Write, places: number[], size: number): Promise<void> {
  await storeBoundaries(tx, house.town.id, places.map((at) => {
    const [west, south] = [9 + (at % 20) * 0.01, 52 + Math.floor(at / 20) * 0.01];
    const geometry = { type: 'MultiPolygon' as const, coordinates: [[[[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]]] };
    return { areaId: ids.get(`b${at}`)!, geometry, ...measure(geometry) };
  }), 'Probe', house.house.clock);
}

async function release(publishedAt: string, count: (at: number) => number): Promise<Uuid> {
  const id = newId();
  await change(async (tx) => {
    const definition = (await listDefinitions(tx, house.town.id)).find(({ key }) => key === KEY)!;
    await tx.insertInto('monitoring.release').values({
      municipality_id: house.town.id, id, title: 'Probe', state: 'published', method: 'flow', criterion: 'T', minimum_frequency: 5,
      choice: JSON.stringify({ indicators: [KEY], levels: ['district'] }), certificate: '{}', publisher: 'Probe', created_at: house.house.clock.now(), published_at: new Date(publishedAt),
    }).execute();
    const on = day('2025-12-31');
    await tx.insertInto('monitoring.released_value').values([...ids].map(([key, areaId], at) => {
      const [numerator, denominator] = key === 'stadt' ? [11_000, 32_000] : [count(at - 1), 100];
      return { municipality_id: house.town.id, id: newId(), release_id: id, indicator_key: KEY, definition_id: definition.id, area_id: areaId, starts_on: on, ends_on: on, state: 'shown', value: (numerator! / denominator!) * 100, numerator: numerator!, denominator: denominator! };
    })).execute();
  });
  return id;
}

test('a page asked for again is the same page, and another area asked for is marked in it', async () => {
  const first = await page();
  expect(drawn(first, 'Bezirk 7')?.[0]).toBe('17,0 %');
  expect(isSame(await page(), first)).toBe(true);
  const asked = await page('?gebiet=b7');
  expect([asked.includes('data-chosen='), first.includes('data-chosen=')]).toEqual([true, false]);
  expect(isSame(await page(), first)).toBe(true);
  expect((await house.get(path.replace('musterstadt', 'nachbarstadt'))).status).toBe(404);
});

test('a changed boundary, a new name, and an area without its boundary show on the next page', async () => {
  const before = await page();
  await change((tx) => draw(tx, [7], 0.005));
  const after = await page();
  expect(drawn(after, 'Bezirk 7')![1]).not.toBe(drawn(before, 'Bezirk 7')![1]);
  expect(drawn(after, 'Bezirk 8')).toEqual(drawn(before, 'Bezirk 8'));
  await change((tx) => draw(tx, [7], 0.01));
  expect(isSame(await page(), before)).toBe(true);
  await change((tx) => tx.updateTable('areas.area').set({ name: 'Sonnenhang' }).where('municipality_id', '=', house.town.id).where('id', '=', ids.get('b7')!).execute());
  const renamed = await page();
  expect([drawn(renamed, 'Sonnenhang')?.[0], drawn(renamed, 'Bezirk 7')]).toEqual(['17,0 %', undefined]);
  await change((tx) => tx.deleteFrom('areas.area_boundary').where('municipality_id', '=', house.town.id).where('id', '=', ids.get('b9')!).execute());
  expect((await page()).includes('class="map"')).toBe(false);
  await change((tx) => draw(tx, [9], 0.01));
  expect(isSame(await page(), renamed)).toBe(true);
});

test('a new release, one taken back, and another meaning show on the next page', async () => {
  const before = await page();
  const second = await release('2026-02-01T08:00:00Z', (at) => (at === 8 ? 99 : 10 + (at % 50)));
  expect(drawn(await page(), 'Bezirk 8')?.[0]).toBe('99,0 %');
  await change((tx) => tx.updateTable('monitoring.release').set({ state: 'withdrawn', withdrawn_at: house.house.clock.now(), withdrawn_reason: 'Fehler' }).where('municipality_id', '=', house.town.id).where('id', '=', second).execute());
  expect(isSame(await page(), before)).toBe(true);
  await change((tx) => tx.updateTable('monitoring.indicator_definition').set({ decimals: 2 }).where('municipality_id', '=', house.town.id).execute());
  expect(drawn(await page(), 'Bezirk 8')?.[0]).toBe('18,00 %');
});

test('what is written but not kept is not remembered', async () => {
  const before = await page();
  await expect(change(async (tx) => {
    await tx.updateTable('areas.area').set({ name: 'Nie' }).where('municipality_id', '=', house.town.id).where('id', '=', ids.get('b3')!).execute();
    expect((await knownAreas(tx, house.town.id)).some(({ name }) => name === 'Nie')).toBe(true);
    throw new Error('rolled back');
  })).rejects.toThrow('rolled back');
  expect(isSame(await page(), before)).toBe(true);
});
