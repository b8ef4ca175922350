import fc from 'fast-check';
import { expect, test } from 'vitest';
import { day } from '../platform/day.ts';
import type { Uuid } from '../platform/id.ts';
import { areaLabel, areaNames, matchArea, matchAreaKey, type NamedArea } from './area-name.ts';
import { areaOfRow } from './area-of-row.ts';

const anArea = (key: string, name: string, more: Partial<NamedArea> = {}): NamedArea => ({ id: `id-${more.level ?? 'district'}-${key}` as Uuid, level: 'district', key, name, ...more });
const idOf = (outcome: ReturnType<typeof matchArea>) => (outcome.ok ? outcome.value.id : outcome.refusals[0]!.code);

const town = areaNames([
  anArea('alfeld', 'Alfeld (Leine)', { level: 'municipality', regionalKey: '032540002002' }),
  anArea('01', 'Föhrste'),
  anArea('02', 'Gerzen'),
  anArea('03', 'Innenstadt'),
  anArea('1', 'Innenstadt', { level: 'quarter' }),
  anArea('04', 'Sack-Wispenstein', { formerNames: ['Wispenstein'] }),
  anArea('05', 'Limmer alt', { validUntil: day('2024-01-01') }),
]);

test.each([
  ['Föhrste', 'id-district-01'], ['FOEHRSTE', 'id-district-01'], ['Fo\u0308hrste ', 'id-district-01'], ['Ortsteil Gerzen', 'id-district-02'],
  ['sack wispenstein', 'id-district-04'], ['Wispenstein', 'id-district-04'], ['02', 'id-district-02'], ['2', 'id-district-02'],
  ['32540002002', 'id-municipality-alfeld'], ['Bezirk Innenstadt', 'id-district-03'], ['Innenstadt (Sozialraum)', 'id-quarter-1'], ['Ge\u00adrzen', 'id-district-02'],
])('%j is one area, whatever the spelling', (text, id) => {
  expect(idOf(matchArea(town, text))).toBe(id);
});

test('a likely name is never taken, only suggested', () => {
  expect(matchArea(town, 'Förhste')).toEqual({ ok: false, refusals: [{ code: 'area-unknown', values: { text: 'Förhste', near: 'Föhrste', hasNear: 'yes' } }] });
});

test('a name that two areas have is refused with words that tell them apart', () => {
  expect(matchArea(town, 'Innenstadt')).toEqual({
    ok: false, refusals: [{ code: 'area-ambiguous', values: { text: 'Innenstadt', candidates: 'Innenstadt (Bezirk), Innenstadt (Quartier)' } }],
  });
});

test('a key counts with its zeros where two areas differ only by them', () => {
  expect(idOf(matchArea(town, '01'))).toBe('id-district-01');
  expect(idOf(matchArea(town, '1'))).toBe('id-quarter-1');
  expect(idOf(matchAreaKey(town, '0001'))).toBe('area-ambiguous');
});

test('an area is only found in its own time', () => {
  expect(idOf(matchArea(town, 'Limmer alt', day('2023-12-31')))).toBe('id-district-05');
  expect(idOf(matchArea(town, 'Limmer alt', day('2024-12-31')))).toBe('area-not-valid');
});

test('key and name of a row must not mean two areas; a running number beside a clear name does no harm', () => {
  expect(idOf(areaOfRow(town, '02', 'Gerzen'))).toBe('id-district-02');
  expect(idOf(areaOfRow(town, '02', 'Föhrste'))).toBe('area-key-name-differ');
  expect(idOf(areaOfRow(town, '77', 'Föhrste'))).toBe('id-district-01');
  expect(idOf(areaOfRow(town, '2.0', ''))).toBe('id-district-02');
  expect(idOf(areaOfRow(town, '', ' '))).toBe('area-missing');
});

test('the label of an area always leads back to it', () => {
  const names = fc.constantFrom('Mitte', 'Nord', 'Süd', '1', '2', 'Quartier Mitte');
  const area = fc.record({ key: fc.constantFrom('1', '2', '01', 'mitte', 'n'), name: names, level: fc.constantFrom('quarter' as const, 'district' as const) });
  fc.assert(
    fc.property(fc.uniqueArray(area, { selector: ({ key, level }) => `${level}${key}`, maxLength: 6 }), (areas) => {
      const all = areaNames(areas.map(({ key, name, level }) => anArea(key, name, { level })));
      for (const one of all.areas) {
        const label = areaLabel(all, one);
        const found = matchArea(all, label);
        // a label may be refused, but it never leads to another area
        if (found.ok) expect(found.value).toBe(one);
      }
    }),
  );
});
