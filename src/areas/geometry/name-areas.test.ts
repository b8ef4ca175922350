import { expect, test } from 'vitest';
import type { AreaFeature, AreaFile } from './area-file.ts';
import type { Attributes } from './layer.ts';
import { nameAreas } from './name-areas.ts';

const geometry: AreaFeature['geometry'] = { type: 'MultiPolygon', coordinates: [[[[9.8, 51.9], [9.9, 51.9], [9.9, 52], [9.8, 51.9]]]] };

test('areas get name and key from the columns a person chose', () => {
  const file = aFile([{ NAME: 'Föhrste', NR: 7 }, { NAME: 'Limmer', NR: '08' }]);
  expect(nameAreas(file, { name: 'NAME', key: 'NR' })).toEqual({
    ok: true,
    value: [
      { number: 1, name: 'Föhrste', key: '7', geometry },
      { number: 2, name: 'Limmer', key: '08', geometry },
    ],
  });
});

test('without a column for the key the name is the key, and must then be there only once', () => {
  const file = aFile([{ NAME: 'Limmer' }, { NAME: 'Limmer' }]);
  expect(nameAreas(file, { name: 'NAME' })).toEqual({ ok: false, refusals: [{ code: 'key-twice', values: { number: 2, name: 'Limmer', key: 'Limmer', other: 1 } }] });
});

test('nothing is half imported: one bad feature refuses the file, and every bad feature is told', () => {
  const file = aFile([{ NAME: 'Föhrste', NR: 1 }, { NAME: null, NR: 2 }, { NAME: 'Limmer', NR: null }, { NAME: 'Leer', NR: 4 }]);
  file.features[3] = {
    ...file.features[3]!,
    geometry: null,
    problems: [{ code: 'geometry-missing', severity: 'refusal', values: { number: 4, name: '' } }],
  };
  expect(nameAreas(file, { name: 'NAME', key: 'NR' })).toEqual({
    ok: false,
    refusals: [
      { code: 'name-missing', values: { number: 2, name: '', attribute: 'NAME' } },
      { code: 'key-missing', values: { number: 3, name: 'Limmer', attribute: 'NR' } },
      { code: 'geometry-missing', values: { number: 4, name: 'Leer' } },
    ],
  });
});

test('a notice does not keep a feature from being imported', () => {
  const file = aFile([{ NAME: 'Föhrste' }]);
  file.features[0]!.problems.push({ code: 'areas-overlap', severity: 'notice', values: { number: 1, name: 'Föhrste' } });
  expect(nameAreas(file, { name: 'NAME' }).ok).toBe(true);
});

function aFile(attributes: Attributes[]): AreaFile {
  return {
    format: 'geojson',
    layer: 'bezirke',
    features: attributes.map((one, at) => ({ number: at + 1, attributes: one, geometry, problems: [] })),
    columns: [],
    likelyName: undefined,
    likelyKey: undefined,
    points: 4,
  };
}
