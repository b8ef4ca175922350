import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCount, readDay, readDecimal, readKey } from './cell-value.ts';
import { columnNumberFormat, readNumber, type NumberFormat } from './number-format.ts';
import { germanNumber } from './xlsx-number.ts';

const column = (...texts: string[]) => texts.map((text, index) => ({ line: index + 2, text }));

describe('the symbols of official statistics', () => {
  test.each([
    ['-', 0], ['–', 0], ['0', 0], ['12', 12], ['12,0', 12], ['12.0', 12], [' 7 ', 7], ['1 234', 1234], ['1\u202f234', 1234],
  ])('%j counts as %i', (text, value) => {
    expect(readCount(text)).toEqual({ ok: true, value: { kind: 'number', value } });
  });

  test.each([
    ['.', 'confidential'], ['*', 'confidential'], ['...', 'later'], ['…', 'later'], ['x', 'not-meaningful'], ['X', 'not-meaningful'],
    ['/', 'unreliable'], ['', 'missing'], ['  ', 'missing'], ['k. A.', 'missing'], ['#NV', 'missing'],
  ])('%j is unknown (%s) and never 0', (text, why) => {
    expect(readCount(text)).toEqual({ ok: true, value: { kind: 'unknown', why, symbol: text.trim() } });
  });

  test('brackets keep their number and say that it is of limited reliability', () => {
    expect(readCount('(12)')).toEqual({ ok: true, value: { kind: 'number', value: 12, reliability: 'limited' } });
  });

  test('only a dash and a zero are ever 0', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('-', '.', '*', 'x', '/', '0', '1', ',', ' ', '(', ')', 'n', '…') , maxLength: 5 }), (text) => {
        const count = readCount(text);
        if (count.ok && count.value.kind === 'number' && count.value.value === 0) expect(text).toMatch(/^[\s(]*(-|[+-]?0[0 .,]*)[)\s]*$/);
      }),
      { numRuns: 2000 },
    );
  });
});

test.each([
  ['12,5', 'count-not-whole'], ['-3', 'count-negative'], ['1,0E+05', 'number-scientific'], ['1.234', 'number-ambiguous'],
  ['zwölf', 'not-a-number'], ['constructor', 'not-a-number'], ['12 1)', 'not-a-number'], ['1,2,3', 'not-a-number'], ['١٢', 'not-a-number'], ['99999999999', 'count-too-large'],
  ['9'.repeat(9_000), 'not-a-number'], ['#REF!', 'not-a-number'],
])('%j is no count of children (%s)', (text, code) => {
  expect(readCount(text)).toMatchObject({ ok: false, refusals: [{ code }] });
});

describe('the format of numbers comes from the whole column', () => {
  test.each<[string[], NumberFormat]>([
    [['1.234', '12,5'], 'german'], [['1,234', '12.5'], 'english'], [['1.234.567', '.', 'x'], 'german'], [['12', '-', ''], 'either'],
    [['1 234,5'], 'german'], [['9,8250', '51,9850'], 'german'],
  ])('%j is %s', (texts, format) => {
    expect(columnNumberFormat(column(...texts))).toEqual({ ok: true, value: format });
  });

  test('1.234 alone may be a thousand or one and a bit: refused with its line', () => {
    expect(columnNumberFormat(column('12', '1.234'))).toEqual({ ok: false, refusals: [{ code: 'number-format-unclear', values: { line: 3, text: '1.234' } }] });
  });

  test('among counts 1.234 can only be a thousand, while 1.000 stays open', () => {
    expect(columnNumberFormat(column('1.234', '12'), { whole: true })).toEqual({ ok: true, value: 'german' });
    expect(columnNumberFormat(column('1,234', '12'), { whole: true })).toEqual({ ok: true, value: 'english' });
    expect(columnNumberFormat(column('1.000', '12'), { whole: true })).toMatchObject({ ok: false });
  });

  test('two formats in one column are refused with both lines', () => {
    expect(columnNumberFormat(column('12,5', '7', '12.5'))).toEqual({
      ok: false,
      refusals: [{ code: 'number-format-mixed', values: { line: 4, text: '12.5', otherLine: 2, otherText: '12,5' } }],
    });
  });

  test('a column written in one format is never read as the other', () => {
    const numbers = fc.array(fc.double({ min: -1e7, max: 1e7, noNaN: true }).map((value) => Math.round(value * 1000) / 1000), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(numbers, fc.constantFrom('de-DE', 'en-US'), (values, locale) => {
        const texts = values.map((value) => value.toLocaleString(locale, { maximumFractionDigits: 3 }));
        const format = columnNumberFormat(column(...texts));
        if (format.ok) expect(texts.map((text) => readNumber(text, format.value))).toEqual(values.map((value) => (value === 0 ? expect.closeTo(0) : value)));
      }),
      { numRuns: 500 },
    );
  });

  test('numbers this program writes are always clear by themselves', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((value) => Math.round(value * 1e4) / 1e4), (value) => {
        const format = columnNumberFormat(column(germanNumber(value)));
        expect(format.ok && readNumber(germanNumber(value), format.value)).toBeCloseTo(value, 4);
      }),
    );
  });
});

test('decimals are read in the column’s format; nothing is undefined, not 0', () => {
  expect(readDecimal('2,5', 'german')).toEqual({ ok: true, value: 2.5 });
  expect(readDecimal('')).toEqual({ ok: true, value: undefined });
  expect(readDecimal('2,5', 'english')).toMatchObject({ ok: false, refusals: [{ code: 'not-a-number' }] });
});

test('keys lose what spreadsheets added to them, and are refused where digits are gone', () => {
  expect(readKey('1023101.0')).toEqual({ ok: true, value: '1023101' });
  expect(readKey('03 2 54 002')).toEqual({ ok: true, value: '03254002' });
  expect(readKey(' Nord 1 ')).toEqual({ ok: true, value: 'Nord 1' });
  expect(readKey('1,02E+06')).toMatchObject({ ok: false, refusals: [{ code: 'key-scientific' }] });
});

test.each([
  ['2025-12-31', '2025-12-31'], ['31.12.2025', '2025-12-31'], ['1. 7. 2025', '2025-07-01'], ['31. Dezember 2025', '2025-12-31'],
  ['1. März 2025', '2025-03-01'], ['31.12.2025 00:00:00', '2025-12-31'], ['2025-12-31T00:00:00', '2025-12-31'],
])('the day %j is read', (text, expected) => {
  expect(readDay(text)).toEqual({ ok: true, value: expected });
});

test.each([
  ['2025', 'day-year-only'], ['31.12.25', 'day-two-digit-year'], ['12/31/2025', 'not-a-day'], ['30.02.2025', 'not-a-day'],
  ['2025-12-31 09:30', 'not-a-day'], ['', 'not-a-day'],
])('the day %j is refused (%s)', (text, code) => {
  expect(readDay(text)).toMatchObject({ ok: false, refusals: [{ code }] });
});
