import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { weightSensitivity } from './weight-sensitivity.ts';

const scores = (...values: number[]) => Float64Array.of(...values);

describe('whether another weight would change the choice', () => {
  test('is said with the areas that would come in and fall out', () => {
    const { chosen, certain, others } = weightSensitivity([
      { key: 'poverty', weight: 2, scores: scores(3, 2, 0, -1) }, { key: 'language', weight: 1, scores: scores(2, -1, 2.5, -1) },
    ], 2);
    expect(chosen).toEqual([0, 1]);
    expect(certain).toEqual([0]);
    expect(others.find(({ key, change }) => key === 'poverty' && change === 'left-out')).toMatchObject({ joins: [2], leaves: [1] });
    expect(others.find(({ key, change }) => key === 'language' && change === 'halved')).toMatchObject({ joins: [], leaves: [] });
  });

  test('never matters where all indicators agree', () => {
    const order = fc.uniqueArray(fc.integer({ min: -100, max: 100 }), { minLength: 3, maxLength: 12 });
    fc.assert(fc.property(order, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }), (values, weights) => {
      const { chosen, certain } = weightSensitivity(weights.map((weight, at) => ({ key: String(at), weight, scores: Float64Array.from(values) })), 2);
      expect(certain).toEqual(chosen);
    }));
  });

  test('never chooses an area of which something is unknown', () => {
    expect(weightSensitivity([{ key: 'poverty', weight: 1, scores: scores(9, 1, 2) }, { key: 'language', weight: 1, scores: scores(Number.NaN, 1, 2) }], 2).chosen).toEqual([2, 1]);
  });

  test('is the same whatever all weights are multiplied with', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), { minLength: 3, maxLength: 9 }), fc.integer({ min: 1, max: 8 }), (rows, factor) => {
      const at = (place: 0 | 1) => Float64Array.from(rows, (row) => row[place]);
      const asked = (times: number) => weightSensitivity([{ key: 'a', weight: times, scores: at(0) }, { key: 'b', weight: 3 * times, scores: at(1) }], 2);
      expect(asked(factor)).toEqual(asked(1));
    }));
  });
});
