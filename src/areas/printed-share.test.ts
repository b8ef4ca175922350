import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPrintedShare, type PrintedShare } from './printed-share.ts';

const aShare = (overrides: Partial<PrintedShare> = {}): PrintedShare =>
  ({ part: 3_533, whole: 7_609, percent: 46.4, decimals: 1, ...overrides });

const counts = fc.integer({ min: 1, max: 1_000_000 }).chain((whole) =>
  fc.record({ whole: fc.constant(whole), part: fc.integer({ min: 0, max: whole }), decimals: fc.integer({ min: 0, max: 3 }) }));

describe('a percentage printed with both counts', () => {
  test('agrees when the counts round to it', () => {
    expect(checkPrintedShare(aShare())).toEqual({ result: 'agrees' });
  });

  test('disagrees when it was cut off instead of rounded, and the computed one is named', () => {
    expect(checkPrintedShare(aShare({ whole: 14_565, percent: 24.2 }))).toEqual({ result: 'disagrees', computed: 24.26 });
  });

  test('agrees with both neighbours when the counts lie exactly between them', () => {
    const half = { part: 1, whole: 8, decimals: 0 };
    expect(checkPrintedShare({ ...half, percent: 12 }).result).toBe('agrees');
    expect(checkPrintedShare({ ...half, percent: 13 }).result).toBe('agrees');
    expect(checkPrintedShare({ ...half, percent: 14 })).toEqual({ result: 'disagrees', computed: 12.5 });
  });

  test('agrees whenever it is the rounded one, and never when it is two units away', () => {
    fc.assert(fc.property(counts, ({ part, whole, decimals }) => {
      const units = Math.round((part * 100 * 10 ** decimals) / whole);
      const at = (shift: number) => checkPrintedShare({ part, whole, decimals, percent: (units + shift) / 10 ** decimals }).result;
      return at(0) === 'agrees' && at(2) === 'disagrees' && (units < 2 || at(-2) === 'disagrees');
    }));
  });
});

describe('a percentage with a count missing', () => {
  test('without the whole it cannot be checked, but says how many the whole would have to be', () => {
    expect(checkPrintedShare(aShare({ part: 2_666, whole: null, percent: 58.3 })))
      .toEqual({ result: 'not-checkable', missing: 'whole', possible: { least: 4_569, most: 4_576 } });
  });

  test('without the part it cannot be checked, but says how many the part may be', () => {
    expect(checkPrintedShare(aShare({ part: null, whole: 199, percent: 48.2 })))
      .toEqual({ result: 'not-checkable', missing: 'part', possible: { least: 96, most: 96 } });
  });

  test('disagrees all the same when no number of people makes that percentage', () => {
    expect(checkPrintedShare(aShare({ part: null, whole: 8, percent: 30 }))).toEqual({ result: 'disagrees', computed: 25 });
  });

  test('without any count nothing is said about it', () => {
    expect(checkPrintedShare(aShare({ part: null, whole: null }))).toEqual({ result: 'not-checkable', missing: 'both' });
  });

  test('the missing count always lies within what is called possible', () => {
    fc.assert(fc.property(counts, ({ part, whole, decimals }) => {
      const percent = Math.round((part * 100 * 10 ** decimals) / whole) / 10 ** decimals;
      const holds = (check: ReturnType<typeof checkPrintedShare>, count: number) =>
        check.result === 'not-checkable' && (!check.possible || (check.possible.least <= count && count <= check.possible.most));
      return holds(checkPrintedShare({ part: null, whole, percent, decimals }), part)
        && holds(checkPrintedShare({ part, whole: null, percent, decimals }), whole);
    }));
  });
});

test('a whole of nobody, half people and negative counts are refused', () => {
  expect(() => checkPrintedShare(aShare({ whole: 0 }))).toThrow(RangeError);
  expect(() => checkPrintedShare(aShare({ part: 2.5 }))).toThrow(RangeError);
  expect(() => checkPrintedShare(aShare({ part: -1 }))).toThrow(RangeError);
  expect(() => checkPrintedShare(aShare({ percent: Number.NaN }))).toThrow(RangeError);
});
