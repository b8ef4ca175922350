import { expect, test } from 'vitest';
import type { Outcome } from '../../platform/outcome.ts';
import type { Layer } from './layer.ts';
import { usualLimits } from './limits.ts';
import { readShapefile } from './shapefile.ts';
import { dbf, shp, square, type ShapefileFeature } from './shapefile.fixture.ts';

const föhrste: ShapefileFeature = { rings: [square(0, 0, 10)], attributes: { NAME: 'Föhrste', STRAßE: 'Große Gasse' } };
const texts = { NAME: 'Föhrste', STRAßE: 'Große Gasse' };

test.each([
  ['windows-1252 when nothing is said', 'win1252', 0, undefined],
  ['windows-1252 by its language driver "ANSI"', 'win1252', 0x57, undefined],
  ['ISO-8859-1 by its .cpg file', 'latin1', 0, 'ISO-8859-1'],
  ['UTF-8 by its .cpg file', 'utf8', 0x57, 'UTF-8\r\n'],
  ['UTF-8 by its .cpg file written as a code page', 'utf8', 0, '65001'],
  ['UTF-8 when nothing is said but the letters are unmistakable', 'utf8', 0, undefined],
  ['DOS code page 850 by its language driver', 'cp850', 0x02, undefined],
  ['windows-1252 by a .cpg file that says "ANSI 1252"', 'win1252', 0, 'ANSI 1252'],
])('umlauts are read from a table in %s', async (_how, encoding, driver, cpg) => {
  const layer = read(await readShapefile({ name: 'x', shp: shp([föhrste], 5), dbf: dbf([föhrste], encoding, driver), cpg: cpg === undefined ? undefined : Buffer.from(cpg) }, usualLimits));
  expect(layer.features[0]?.attributes).toEqual(texts);
});

test('an empty cell is no value, and a hole stays a hole', async () => {
  const feature = { rings: [square(0, 0, 10), square(2, 2, 3).toReversed()], attributes: { NAME: '  ' } };
  const layer = read(await readShapefile({ name: 'x', shp: shp([feature], 5), dbf: dbf([feature], 'utf8', 0) }, usualLimits));
  expect(layer.features[0]?.attributes).toEqual({ NAME: null });
  expect(layer.features[0]?.geometry).toMatchObject({ type: 'Polygon', coordinates: [{ length: 5 }, { length: 5 }] });
});

test('heights are dropped and a record without shape is a feature without geometry', async () => {
  const features = [föhrste, { ...föhrste, rings: null }];
  const layer = read(await readShapefile({ name: 'x', shp: shp(features, 15), dbf: dbf(features, 'utf8', 0) }, usualLimits));
  expect(layer.features.map(({ geometry }) => geometry)).toEqual([{ type: 'Polygon', coordinates: [square(0, 0, 10)] }, null]);
});

test('two outer rings of one record are two parts of one area', async () => {
  const feature = { rings: [square(0, 0, 10), square(100, 0, 10)], attributes: { NAME: 'x' } };
  const layer = read(await readShapefile({ name: 'x', shp: shp([feature], 5), dbf: dbf([feature], 'utf8', 0) }, usualLimits));
  expect(layer.features[0]?.geometry).toMatchObject({ type: 'MultiPolygon', coordinates: { length: 2 } });
});

test('without its table of attributes a shapefile is refused, naming the file that is missing', async () => {
  expect(await readShapefile({ name: 'bezirke', shp: shp([föhrste], 5) }, usualLimits)).toMatchObject({ refusals: [{ code: 'shapefile-part-missing', values: { part: 'bezirke.dbf' } }] });
});

test.each<[string, (bytes: Buffer) => void]>([
  ['claims more points than it has', (bytes) => bytes.writeInt32LE(100_000_000, 100 + 8 + 40)],
  ['claims more parts than it has', (bytes) => bytes.writeInt32LE(100_000_000, 100 + 8 + 36)],
  ['claims less than no points', (bytes) => bytes.writeInt32LE(-1, 100 + 8 + 40)],
  ['has a part that starts behind its points', (bytes) => bytes.writeInt32LE(6, 100 + 8 + 44)],
  ['has a record longer than the file', (bytes) => bytes.writeInt32BE(1_000_000, 100 + 4)],
  ['claims to be longer than it is', (bytes) => bytes.writeInt32BE(1_000_000, 24)],
])('a shapefile that %s is refused as damaged', async (_what, harm) => {
  const bytes = Buffer.from(shp([föhrste], 5));
  harm(bytes);
  expect(await readShapefile({ name: 'x', shp: bytes, dbf: dbf([föhrste], 'utf8', 0) }, usualLimits)).toMatchObject({ ok: false, refusals: [{ code: 'file-damaged' }] });
});

test('a damaged table is refused', async () => {
  expect(await readShapefile({ name: 'x', shp: shp([föhrste], 5), dbf: Buffer.alloc(40) }, usualLimits)).toMatchObject({ refusals: [{ code: 'file-damaged' }] });
});

function read(outcome: Outcome<Layer>): Layer {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value;
}
