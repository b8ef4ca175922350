import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agsOf, isWithin, parseRegionalKey, spaced, type RegionalKey } from './regional-key.ts';

const alfeld = key('032540002002');

describe('a regional key', () => {
  test.each([
    ['03', 'land', 'ars'],
    ['051', 'region', 'ars'],
    ['03254', 'county', 'ars'],
    ['032540002', 'association', 'ars'],
    ['03 2 54 0002 002', 'municipality', 'ars'],
    ['03254002', 'municipality', 'ags'],
    ['05114000', 'municipality', 'ags'],
  ])('%s names a %s', (text, level, kind) => {
    expect(parseRegionalKey(text)).toEqual({ ok: true, value: { digits: text.replaceAll(' ', ''), level, kind } });
  });

  test.each([
    ['', 'regional-key-not-digits'],
    ['0325400A', 'regional-key-not-digits'],
    ['17254002', 'regional-key-land'],
    ['00254002', 'regional-key-land'],
    ['0325', 'regional-key-length'],
    ['0325400200201', 'regional-key-length'],
  ])('"%s" is none', (text, code) => {
    expect(parseRegionalKey(text)).toMatchObject({ ok: false, refusals: [{ code }] });
  });

  test('a leading zero eaten by a spreadsheet is suggested, never added silently', () => {
    expect(parseRegionalKey('3254002')).toEqual({ ok: false, refusals: [{ code: 'regional-key-length', values: { length: 7, suggestion: '03254002' } }] });
    expect(parseRegionalKey('9999999')).toMatchObject({ refusals: [{ values: { suggestion: '09999999' } }] });
    expect(parseRegionalKey('1234')).toMatchObject({ refusals: [{ values: { suggestion: '01234' } }] });
    expect(parseRegionalKey('123456')).toMatchObject({ refusals: [{ values: { suggestion: '' } }] });
  });

  test('the AGS of a municipality leaves out its association, which has none itself', () => {
    expect(agsOf(alfeld)).toBe('03254002');
    expect(agsOf(key('051700044044'))).toBe('05170044');
    expect(agsOf(key('03254'))).toBe('03254');
    expect(agsOf(key('032540002'))).toBeUndefined();
  });

  test('Alfeld lies in its county and its Land, not in another', () => {
    for (const outer of ['03', '032', '03254', '032540002', '032540002002', '03254002']) expect(isWithin(alfeld, key(outer))).toBe(true);
    for (const outer of ['05', '03157', '032540003', '03254003']) expect(isWithin(alfeld, key(outer))).toBe(false);
    expect(isWithin(key('03254002'), alfeld)).toBe(true);
    expect(isWithin(key('05114000'), key('05114'))).toBe(true);
  });

  test('whether a municipality known by its AGS lies in an association is unknown', () => {
    expect(isWithin(key('03254002'), key('032540002'))).toBeUndefined();
    expect(isWithin(key('03157006'), key('032540002'))).toBe(false);
  });

  test('is written in groups', () => {
    expect(spaced(alfeld)).toBe('03 2 54 0002 002');
    expect(spaced(key('03254002'))).toBe('03 2 54 002');
    expect(spaced(key('03254'))).toBe('03 2 54');
  });

  test('what lies in an area lies in everything around it, and only one of two different areas lies in the other', () => {
    const lengths = fc.constantFrom(2, 3, 5, 9, 12);
    const digits = fc.stringMatching(/^0[1-2][0-1]{10}$/);
    fc.assert(
      fc.property(fc.tuple(digits, lengths), fc.tuple(digits, lengths), fc.tuple(digits, lengths), (...given) => {
        const [a, b, c] = given.map(([text, length]) => key(text.slice(0, length))) as [RegionalKey, RegionalKey, RegionalKey];
        if (isWithin(a, b) && isWithin(b, c)) expect(isWithin(a, c)).toBe(true);
        if (isWithin(a, b) && isWithin(b, a)) expect(a.digits).toBe(b.digits);
        expect(parseRegionalKey(spaced(a))).toEqual({ ok: true, value: a });
      }),
    );
  });
});

function key(text: string): RegionalKey {
  const parsed = parseRegionalKey(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
}
