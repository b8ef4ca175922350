import { expect, test } from 'vitest';
import { readAreaFile } from './area-file.ts';
import { geoPackage, geoPackageGeometry, wkbMultiPolygon, wkbPoint, type WkbStyle } from './geopackage.fixture.ts';
import { esriUtm, geographic } from './projection.fixture.ts';
import { square } from './shapefile.fixture.ts';

const ring = square(556_000, 5_760_000, 500);

test('a GeoPackage is read with the projection and the names it holds', async () => {
  const bytes = await geoPackage({ srsId: 25832, definition: esriUtm('Unbekannt', 9), layers: { bezirke: [{ name: ' Föhrste ', geometry: cell() }] } });
  expect(await readAreaFile(bytes, 'x.gpkg')).toMatchObject({
    ok: true,
    value: { format: 'geopackage', layer: 'bezirke', features: [{ attributes: { fid: 1, name: 'Föhrste' }, problems: [], geometry: { type: 'MultiPolygon' } }] },
  });
});

test('its coordinates are longitude, latitude, also where the system names latitude first', async () => {
  const degrees = [[9.8, 51.9], [9.8, 52], [9.9, 52], [9.9, 51.9], [9.8, 51.9]];
  const definition = geographic.replace(/]$/, ',AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]');
  const bytes = await geoPackage({ srsId: 4326, definition, layers: { a: [{ name: 'A', geometry: geoPackageGeometry(4326, wkbMultiPolygon([[degrees]])) }] } });
  const file = await readAreaFile(bytes, 'x.gpkg');
  expect(file.ok && file.value.features[0]?.geometry?.coordinates[0]?.[0]).toEqual(degrees.toReversed());
});

test('without a definition the EPSG code counts, without either a person is asked', async () => {
  const layers = { a: [{ name: 'A', geometry: cell() }] };
  expect((await readAreaFile(await geoPackage({ srsId: 25832, definition: 'undefined', layers }), 'x')).ok).toBe(true);
  expect(await readAreaFile(await geoPackage({ srsId: -1, definition: 'undefined', layers }), 'x')).toMatchObject({
    refusals: [{ code: 'projection-missing', values: { candidates: '25832' } }],
  });
});

test.each<WkbStyle>([{ extra: 'z' }, { extra: 'm' }, { extra: 'zm' }, { extra: 'flag-z' }, { little: false }, { little: false, extra: 'zm' }])(
  'heights and measures are dropped, whatever the byte order: %o',
  async (style) => {
    const plain = await geoPackage({ srsId: 25832, definition: 'undefined', layers: { a: [{ name: 'A', geometry: cell() }] } });
    const styled = await geoPackage({ srsId: 25832, definition: 'undefined', layers: { a: [{ name: 'A', geometry: cell(style) }] } });
    expect(await readAreaFile(styled, 'x')).toEqual(await readAreaFile(plain, 'x'));
  },
);

test('a missing, an empty, a damaged, a curved and a point geometry are faults of their feature alone', async () => {
  const curved = Buffer.from(wkbMultiPolygon([[ring]]));
  curved.writeUInt32LE(12, 1);
  const empty = Buffer.from(cell());
  empty.writeUInt8(empty.readUInt8(3) | 0x10, 3);
  const cells = [cell(), null, empty, cell().subarray(0, 70), geoPackageGeometry(25832, curved), geoPackageGeometry(25832, wkbPoint([556_000, 5_760_000]))];
  const bytes = await geoPackage({ srsId: 25832, definition: 'undefined', layers: { a: cells.map((geometry, at) => ({ name: `Nr. ${at}`, geometry })) } });
  const file = await readAreaFile(bytes, 'x');
  expect(file.ok && file.value.features.map(({ problems }) => problems[0]?.code)).toEqual([
    undefined,
    'geometry-missing',
    'geometry-missing',
    'geometry-damaged',
    'geometry-damaged',
    'geometry-not-polygon',
  ]);
});

test('of several layers one must be chosen', async () => {
  const features = [{ name: 'A', geometry: cell() }];
  const bytes = await geoPackage({ srsId: 25832, definition: 'undefined', layers: { kreise: features, bezirke: features } });
  expect(await readAreaFile(bytes, 'x')).toMatchObject({ refusals: [{ code: 'layer-choice-needed', values: { layers: 'bezirke\nkreise' } }] });
  expect(await readAreaFile(bytes, 'x', { layer: 'kreise' })).toMatchObject({ ok: true, value: { layer: 'kreise' } });
});

test('a damaged database is refused', async () => {
  const whole = await geoPackage({ srsId: 25832, definition: 'undefined', layers: { a: [{ name: 'A', geometry: cell() }] } });
  expect(await readAreaFile(whole.subarray(0, 3000), 'x')).toMatchObject({ ok: false, refusals: [{ code: 'file-damaged' }] });
});

function cell(style: WkbStyle = {}): Uint8Array {
  return geoPackageGeometry(25832, wkbMultiPolygon([[ring]], style));
}
