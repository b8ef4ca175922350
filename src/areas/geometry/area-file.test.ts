import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../platform/outcome.ts';
import { readAreaFile, type AreaFile, type ReadingChoices } from './area-file.ts';
import { esriGaussKrueger, esriUtm } from './projection.fixture.ts';
import { square, zippedShapefile } from './shapefile.fixture.ts';
import { usualLimits } from './limits.ts';

const utm32 = esriUtm('Unbekannt', 9);
/** the south-western corner of a square in Alfeld, UTM 32 */
const [east, north] = [556_000, 5_760_000];

describe('a file of boundaries', () => {
  test('as zipped shapefile: name in windows-1252, projection by its parameters, coordinates in degrees', async () => {
    const file = read(await readAreaFile(zippedShapefile({ features: [district('Föhrste', 0)], prj: utm32 }), 'bezirke.zip'));
    expect(file).toMatchObject({ format: 'shapefile', layer: 'bezirke', likelyName: 'NAME', likelyKey: 'NR', points: 5 });
    expect(file.features[0]).toMatchObject({ number: 1, attributes: { NAME: 'Föhrste', NR: '1' }, problems: [] });
    const [longitude, latitude] = file.features[0]!.geometry!.coordinates[0]![0]![0]!;
    expect(longitude).toBeGreaterThan(9.81);
    expect(longitude).toBeLessThan(9.84);
    expect(latitude).toBeGreaterThan(51.98);
    expect(latitude).toBeLessThan(52);
  });

  test('shows its columns with examples, so that a person can say what they mean', async () => {
    const features = [district('Föhrste', 0), district('Limmer', 1), district('Limmer', 2), district('', 3)];
    const file = read(await readAreaFile(zippedShapefile({ features, prj: utm32 }), 'x.zip'));
    expect(file.columns).toEqual([
      { name: 'NAME', examples: ['Föhrste', 'Limmer'], filled: 3, different: 2 },
      { name: 'NR', examples: ['1', '2', '3'], filled: 4, different: 4 },
    ]);
  });

  test('without projection is refused with the likely ones, and read once a person has chosen', async () => {
    const bytes = zippedShapefile({ features: [district('Föhrste', 0)] });
    expect(await readAreaFile(bytes, 'x.zip')).toEqual({ ok: false, refusals: [{ code: 'projection-missing', values: { candidates: '25832' } }] });
    expect(read(await readAreaFile(bytes, 'x.zip', { assume: 25832 })).features[0]?.geometry).not.toBeNull();
  });

  test('far from Germany is refused with the projection it probably has', async () => {
    const wrong = zippedShapefile({ features: [district('Föhrste', 0)], prj: esriGaussKrueger('DHDN', 3) });
    expect(await readAreaFile(wrong, 'x.zip')).toMatchObject({ ok: false, refusals: [{ code: 'outside-germany', values: { candidates: '25832', x: east, y: north } }] });
    expect((await readAreaFile(wrong, 'x.zip', { assume: 25832 })).ok).toBe(true);
  });

  test('a wrong choice of a person is refused as well', async () => {
    const bytes = zippedShapefile({ features: [district('Föhrste', 0)], prj: utm32 });
    expect(await readAreaFile(bytes, 'x.zip', { assume: 31467 })).toMatchObject({ refusals: [{ code: 'outside-germany', values: { candidates: '25832' } }] });
  });

  test('GeoJSON with latitude first is refused by its name', async () => {
    const swapped = geoJson([[[51.98, 9.82], [51.99, 9.82], [51.99, 9.83], [51.98, 9.82]]]);
    expect(await readAreaFile(swapped, 'x.geojson')).toMatchObject({ refusals: [{ code: 'axes-swapped' }] });
  });

  test('GeoJSON in metres that does not say so is refused with the likely projections', async () => {
    expect(await readAreaFile(geoJson([square(east, north, 500)]), 'x.geojson')).toMatchObject({ refusals: [{ code: 'projection-missing', values: { candidates: '25832' } }] });
  });

  test.each(['EPSG:25832', 'urn:ogc:def:crs:EPSG::25832', 'http://www.opengis.net/def/crs/EPSG/0/25832'])('GeoJSON may name its projection %s', async (name) => {
    const bytes = geoJson([square(east, north, 500)], { crs: { type: 'name', properties: { name } } });
    expect(read(await readAreaFile(bytes, 'x.geojson')).features[0]?.problems).toEqual([]);
  });

  test('a feature without usable polygons is refused by number and name, the others stay readable for the preview', async () => {
    const file = read(
      await readAreaFile(
        collection([
          { name: 'Kernstadt', geometry: { type: 'Polygon', coordinates: [[[9.8, 52], [9.9, 52], [9.9, 51.9], [9.8, 52]]] } },
          { name: 'Leer', geometry: null },
          { name: 'Rathaus', geometry: { type: 'Point', coordinates: [9.82, 51.98] } },
          { name: 'Kaputt', geometry: { type: 'Polygon', coordinates: [[[9.8, 'x'], [9.9, 52], [9.9, 51.9]]] } },
          { name: 'Strich', geometry: { type: 'Polygon', coordinates: [[[9.8, 52], [9.9, 52], [9.8, 52]]] } },
          { name: 'Afrika', geometry: { type: 'Polygon', coordinates: [[[9.8, 2], [9.9, 2], [9.9, 1.9], [9.8, 2]]] } },
        ]),
        'x.json',
      ),
    );
    expect(file.features.map(({ problems }) => problems.map(({ code, severity, values }) => [code, severity, values['number'], values['name']]))).toEqual([
      [],
      [['geometry-missing', 'refusal', 2, 'Leer']],
      [['geometry-not-polygon', 'refusal', 3, 'Rathaus']],
      [['geometry-damaged', 'refusal', 4, 'Kaputt']],
      [['area-without-extent', 'refusal', 5, 'Strich']],
      [['feature-outside-germany', 'refusal', 6, 'Afrika']],
    ]);
  });

  test('a boundary that crosses itself is reported, not repaired', async () => {
    const bowTie = [[9.8, 51.9], [9.9, 52], [9.9, 51.9], [9.8, 51.97], [9.8, 51.9]];
    const file = read(await readAreaFile(geoJson([bowTie]), 'x.json'));
    expect(file.features[0]?.problems).toMatchObject([{ code: 'boundary-crosses-itself', severity: 'notice', values: { crossings: 1 } }]);
    expect(file.features[0]?.geometry?.coordinates[0]?.[0]).toHaveLength(5);
  });

  test('two areas that overlap are reported at both, with whom and how much', async () => {
    const file = read(await readAreaFile(zippedShapefile({ features: [district('Nord', 0), district('Süd', 0.75)], prj: utm32 }), 'x.zip'));
    const [first, second] = file.features.map(({ problems }) => problems);
    expect(first).toMatchObject([{ code: 'areas-overlap', severity: 'notice', values: { other: 2, otherName: 'Süd' } }]);
    expect(second).toMatchObject([{ code: 'areas-overlap', values: { other: 1, otherName: 'Nord' } }]);
    expect(first![0]!.values['squareMetres']).toBeGreaterThan(0.97 * 62_500);
    expect(first![0]!.values['squareMetres']).toBeLessThan(1.03 * 62_500);
  });

  test('neighbours with a common border do not overlap', async () => {
    const file = read(await readAreaFile(zippedShapefile({ features: [district('Nord', 0), district('Süd', 1)], prj: utm32 }), 'x.zip'));
    expect(file.features.flatMap(({ problems }) => problems)).toEqual([]);
  });

  test('points and lines in a shapefile are no areas', async () => {
    const file = read(await readAreaFile(zippedShapefile({ features: [district('Föhrste', 0)], prj: utm32, shapeType: 3 }), 'x.zip'));
    expect(file.features[0]?.problems).toMatchObject([{ code: 'geometry-not-polygon', values: { type: 'LineString' } }]);
  });

  test('several layers are asked for, one is chosen', async () => {
    const bytes = zipSync({ 'a/bezirke.geojson': geoJson([[[9.8, 52], [9.9, 52], [9.9, 51.9], [9.8, 52]]]), 'a/kreise.geojson': Buffer.from('{}') });
    expect(await readAreaFile(bytes, 'x.zip')).toMatchObject({ refusals: [{ code: 'layer-choice-needed', values: { layers: 'bezirke\nkreise' } }] });
    expect(read(await readAreaFile(bytes, 'x.zip', { layer: 'bezirke' })).features).toHaveLength(1);
    expect(await readAreaFile(bytes, 'x.zip', { layer: 'gemeinden' })).toMatchObject({ refusals: [{ code: 'layer-missing' }] });
  });

  test.each<[string, Uint8Array, string, ReadingChoices]>([
    ['a lone .shp', Buffer.from([0, 0, 0x27, 0x0a, 0, 0, 0, 0]), 'shapefile-needs-zip', {}],
    ['a text', Buffer.from('Name;Fläche'), 'file-not-understood', {}],
    ['GeoJSON in windows-1252', Buffer.from('{"type":"FeatureCollection","features":[],"name":"F\xf6hrste"}', 'latin1'), 'file-encoding', {}],
    ['an empty collection', Buffer.from('{"type":"FeatureCollection","features":[]}'), 'layer-empty', {}],
    ['a zip without boundaries', zipSync({ 'liesmich.txt': Buffer.from('Hallo') }), 'file-not-understood', {}],
    ['a file beyond the limit', Buffer.alloc(2000), 'file-too-large', { limits: { ...usualLimits, bytes: 1000 } }],
    ['more features than the limit', zippedShapefile({ features: [district('a', 0), district('b', 1)], prj: utm32 }), 'too-many-features', { limits: { ...usualLimits, features: 1 } }],
    ['more points than the limit', zippedShapefile({ features: [district('a', 0), district('b', 1)], prj: utm32 }), 'too-many-points', { limits: { ...usualLimits, points: 9 } }],
    ['GeoJSON naming an unknown projection', geoJson([square(0, 0, 1)], { crs: { type: 'link', properties: { href: 'x' } } }), 'projection-unknown', {}],
  ])('%s is refused', async (_what, bytes, code, choices) => {
    expect(await readAreaFile(bytes, 'datei', choices)).toMatchObject({ ok: false, refusals: [{ code }] });
  });
});

/** Squares of 500 m in a row to the east; `place` 1 stands directly beside 0. */
function district(name: string, place: number) {
  return { rings: [square(east + place * 500, north, 500)], attributes: { NAME: name, NR: String(place + 1) } };
}

function geoJson(rings: unknown[][], more: object = {}): Uint8Array {
  return Buffer.from(JSON.stringify({ type: 'FeatureCollection', ...more, features: [{ type: 'Feature', properties: { name: 'A' }, geometry: { type: 'Polygon', coordinates: rings } }] }));
}

function collection(features: { name: string; geometry: unknown }[]): Uint8Array {
  return Buffer.from(JSON.stringify({ type: 'FeatureCollection', features: features.map(({ name, geometry }) => ({ type: 'Feature', properties: { name }, geometry })) }));
}

function read(outcome: Outcome<AreaFile>): AreaFile {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value;
}
