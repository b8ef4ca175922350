import { expect, test } from 'vitest';
import { sheetPages } from './sheet-pages.ts';

const list = (count: number, sentence = 0) => sheetPages(Array.from({ length: count }, (_, index) => index), () => sentence);

test('a list of up to ten offers is one side of paper', () => {
  expect([1, 4, 5, 6, 7, 10].map((count) => [list(count).layout, list(count).pages.length])).toEqual([
    ['roomy', 1], ['roomy', 1], ['dense', 1], ['dense', 1], ['columns', 1], ['columns', 1],
  ]);
});

test('ten long sentences take a second side, and no offer is lost or told twice', () => {
  const { layout, pages } = list(9, 160);
  expect(layout).toBe('dense');
  expect(pages.map((page) => page.length)).toEqual([5, 4]);
  expect(pages.flat()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
});

test('a short sentence here and there does not', () => {
  expect(sheetPages(Array.from({ length: 10 }, (_, index) => index), (index) => (index < 6 ? 35 : 0)).pages).toHaveLength(1);
});

test('an empty list is an empty page', () => {
  expect(list(0)).toEqual({ layout: 'roomy', pages: [[]] });
});
