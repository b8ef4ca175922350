import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { readAreaFile } from './area-file.ts';
import { geoPackage, geoPackageGeometry, wkbMultiPolygon } from './geopackage.fixture.ts';
import { esriUtm } from './projection.fixture.ts';
import { dbf, shp, square, type ShapefileFeature } from './shapefile.fixture.ts';
import { readShapefile } from './shapefile.ts';
import { usualLimits } from './limits.ts';

const ring = square(556_000, 5_760_000, 500);
const feature: ShapefileFeature = { rings: [ring, square(556_100, 5_760_100, 100).toReversed()], attributes: { NAME: 'Föhrste', NR: '1' } };
let database: Uint8Array;

beforeAll(async () => {
  const geometry = geoPackageGeometry(25832, wkbMultiPolygon([[ring]]));
  database = await geoPackage({ srsId: 25832, definition: esriUtm('x', 9), layers: { a: [{ name: 'A', geometry }] } });
});

/** Some bytes of a file replaced by others. */
const harm = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 12 });

function harmed(bytes: Uint8Array, changes: [number, number][]): Uint8Array {
  const copy = Uint8Array.from(bytes);
  for (const [at, value] of changes) copy[at % copy.length] = value;
  return copy;
}

test('a shapefile damaged anywhere is read or refused, never a crash', async () => {
  await fc.assert(
    fc.asyncProperty(harm, harm, async (first, second) => {
      const parts = { name: 'x', shp: harmed(shp([feature, feature], 5), first), dbf: harmed(dbf([feature, feature], 'win1252', 0), second) };
      const read = await readShapefile(parts, usualLimits);
      expect(read.ok || read.refusals.length).toBeTruthy();
    }),
    { numRuns: 300 },
  );
});

test('a GeoPackage damaged anywhere is read or refused, never a crash', async () => {
  await fc.assert(
    fc.asyncProperty(harm, async (changes) => {
      const read = await readAreaFile(harmed(database, changes), 'x.gpkg');
      expect(read.ok || read.refusals.length).toBeTruthy();
    }),
    { numRuns: 60 },
  );
});

test('any JSON, wherever it stands in a collection, is read or refused, never a crash', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.constantFrom('geometry', 'coordinates', 'ring', 'properties', 'feature', 'features', 'crs'), async (value, place) => {
      const geometry = { type: 'Polygon', coordinates: place === 'coordinates' ? value : [place === 'ring' ? value : [[9.8, 52], [9.9, 52], [9.9, 51.9], [9.8, 52]]] };
      const one = place === 'feature' ? value : { type: 'Feature', properties: place === 'properties' ? value : { name: 'A' }, geometry: place === 'geometry' ? value : geometry };
      const collection = { type: 'FeatureCollection', features: place === 'features' ? value : [one], ...(place === 'crs' ? { crs: value } : {}) };
      const read = await readAreaFile(Buffer.from(JSON.stringify(collection)), 'x.geojson');
      expect(read.ok || read.refusals.length).toBeTruthy();
    }),
    { numRuns: 400 },
  );
});
