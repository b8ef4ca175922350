import { expect, test } from 'vitest';
import { readFigure, writeFigure } from './need-figure.ts';

test('a figure is named by its indicator and its time, and read back', () => {
  for (const time of ['2024-12-31', '2024', '2023-08-01..2024-07-31']) {
    const figure = { indicatorKey: 'sgb2-under-15', periodKey: time };
    expect(readFigure(writeFigure(figure))).toEqual(figure);
  }
});

test('what names no figure is none', () => {
  for (const typed of ['', 'sgb2', 'sgb2|', '|2024-12-31', 'SGB|2024-12-31', "x'; drop|2024-12-31", 'sgb2|gestern', 'sgb2|2024|2025']) expect(readFigure(typed)).toBeUndefined();
});
