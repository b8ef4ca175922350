import { expect, test } from 'vitest';
import { besideDrawing, listedPage, MOST_DRAWN, mostDrawn } from './figure-crowd.tsx';

const MOST_LISTED = 300;

const areas = (count: number, current?: number) => Array.from({ length: count }, (_, at) => ({ at, isCurrent: at === current }));

test('a small town sees all its areas beside every drawing and in one table', () => {
  const rows = areas(MOST_DRAWN);
  expect(besideDrawing(rows)).toEqual(rows);
  expect(listedPage(areas(MOST_LISTED), '2')).toMatchObject({ pages: 1, rows: { length: MOST_LISTED } });
});

test('beside a drawing of many stand the first, and the one somebody asked for', () => {
  expect(besideDrawing(areas(2_000)).map(({ at }) => at)).toEqual(areas(30).map(({ at }) => at));
  expect(besideDrawing(areas(70))).toHaveLength(mostDrawn(areas(70)));
  expect(besideDrawing(areas(2_000, 1_234)).at(-1)).toEqual({ at: 1_234, isCurrent: true });
});

test('the pages of a long table hold each area once, and a page that does not exist is the first', () => {
  const rows = areas(MOST_LISTED + 7);
  const { pages } = listedPage(rows, null);
  expect(Array.from({ length: pages }, (_, at) => listedPage(rows, String(at + 1)).rows).flat()).toEqual(rows);
  for (const wished of ['0', '99', '-1', '1.5', 'x', '']) expect(listedPage(rows, wished).page, wished).toBe(1);
});
