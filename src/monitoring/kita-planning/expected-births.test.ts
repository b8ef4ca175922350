import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readExpectedBirths, writeExpectedBirths } from './expected-births.ts';

test('births a planner expects are read as people write them', () => {
  expect(readExpectedBirths('2027: 40; 2028 = 55\n2029 60', 2026, 2030)).toEqual({ ok: true, value: new Map([[2027, 40], [2028, 55], [2029, 60]]) });
  expect(readExpectedBirths('', 2026, 2030)).toEqual({ ok: true, value: new Map() });
});

test('what cannot be read is named, and nothing of it is guessed', () => {
  expect(readExpectedBirths('2027: 40; viele', 2026, 2030)).toMatchObject({ ok: false, refusals: [{ code: 'births-unreadable', values: { piece: 'viele' } }] });
  expect(readExpectedBirths('2035: 40', 2026, 2030)).toMatchObject({ ok: false, refusals: [{ code: 'births-outside' }] });
  expect(readExpectedBirths('2027: 40; 2027: 41', 2026, 2030)).toMatchObject({ ok: false, refusals: [{ code: 'births-twice' }] });
  expect(readExpectedBirths('2027: -3', 2026, 2030)).toMatchObject({ ok: false });
  expect(readExpectedBirths('2027: 4,5', 2026, 2030)).toMatchObject({ ok: false });
});

test('what was read is written so that it is read again', () => {
  const births = fc.uniqueArray(fc.tuple(fc.integer({ min: 2026, max: 2040 }), fc.integer({ min: 0, max: 99_999 })), { selector: ([year]) => year });
  fc.assert(fc.property(births, (pairs) => {
    expect(readExpectedBirths(writeExpectedBirths(new Map(pairs)), 2026, 2040)).toEqual({ ok: true, value: new Map(pairs) });
  }));
});
