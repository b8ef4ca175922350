import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addSums, countInMonths, sumCounts } from './child-count.ts';
import type { Count } from '../platform/table-file/cell-value.ts';

const number = (value: number): Count => ({ kind: 'number', value });
const unknown: Count = { kind: 'unknown', why: 'confidential', symbol: '.' };
const years = (...counts: Count[]) => counts.map((count) => sumCounts([count]));

test('whole years add up exactly: 0 to under 3', () => {
  expect(countInMonths(years(number(10), number(11), number(12), number(99)), 0, 36)).toEqual({ known: 33, unknownParts: 0, estimated: false });
});

test('a band that cuts a year counts its months and says that it is estimated', () => {
  expect(countInMonths(years(number(12), number(24)), 6, 18)).toEqual({ known: 18, unknownParts: 0, estimated: true });
});

test('a confidential year is an unknown part and never 0', () => {
  expect(countInMonths(years(number(10), unknown, number(12)), 0, 36)).toEqual({ known: 22, unknownParts: 1, estimated: false });
});

test('a year nobody gave a number for is an unknown part as well', () => {
  expect(countInMonths([], 0, 36)).toEqual({ known: 0, unknownParts: 3, estimated: false });
  expect(countInMonths(years(...Array.from({ length: 27 }, () => number(1))), 300, 400)).toMatchObject({ known: 2, unknownParts: 1 });
});

test('nine months of pregnancy are estimated by the children in their first year', () => {
  expect(countInMonths(years(number(12)), -9, 0)).toEqual({ known: 9, unknownParts: 0, estimated: true });
  expect(countInMonths(years(unknown), -9, 0)).toEqual({ known: 0, unknownParts: 1, estimated: false });
});

const count = fc.oneof(fc.nat({ max: 500 }).map(number), fc.constant(unknown));
const allYears = fc.array(count, { minLength: 27, maxLength: 27 }).map((counts) => years(...counts));

test('cutting a band in two at a birthday changes nothing', () => {
  fc.assert(
    fc.property(allYears, fc.integer({ min: 0, max: 26 }), fc.integer({ min: 0, max: 26 }), fc.integer({ min: 0, max: 26 }), (counts, ...cuts) => {
      const [from, at, until] = cuts.sort((one, other) => one - other).map((year) => year * 12) as [number, number, number];
      const parts = addSums(countInMonths(counts, from, at), countInMonths(counts, at, until));
      expect(parts).toEqual(countInMonths(counts, from, until));
    }),
  );
});

test('a band without unknown parts is never more than all children, and an empty one is nothing', () => {
  fc.assert(
    fc.property(allYears, fc.integer({ min: 0, max: 324 }), fc.integer({ min: 0, max: 324 }), (counts, from, until) => {
      const sum = countInMonths(counts, from, until);
      expect(sum.known).toBeLessThanOrEqual(counts.reduce((total, year) => total + year.known, 0) + 1e-6);
      if (until <= from) expect(sum).toEqual({ known: 0, unknownParts: 0, estimated: false });
    }),
  );
});
