import { expect, test } from 'vitest';
import { readPrintedCount, readPrintedPercent } from './printed-figure.ts';

test('a percentage keeps the decimals the paper prints', () => {
  expect(readPrintedPercent('24,2 %')).toEqual({ percent: 24.2, decimals: 1 });
  expect(readPrintedPercent('28,0 %')).toEqual({ percent: 28, decimals: 1 });
  expect(readPrintedPercent('32,59%')).toEqual({ percent: 32.59, decimals: 2 });
  expect(readPrintedPercent('rund 63 %')).toEqual({ percent: 63, decimals: 0 });
});

test('points group thousands, with or without them it is the same count', () => {
  expect(readPrintedCount('14.565')).toBe(14_565);
  expect(readPrintedCount('7609')).toBe(7_609);
});

test('what is no percentage and no count is not guessed', () => {
  expect(readPrintedPercent('über die Hälfte')).toBeUndefined();
  expect(readPrintedPercent('24.2 %')).toBeUndefined();
  expect(readPrintedCount('14.56')).toBeUndefined();
  expect(readPrintedCount('150-170')).toBeUndefined();
});
