import { describe, expect, test } from 'vitest';
import { primariesOf } from './primary.ts';
import { ruleOf, type Rule } from './rule.ts';
import { systemOf } from './system.ts';
import type { Cell } from './table.ts';

const primaries = (cells: Cell[], rule: Partial<Rule> = {}) => primariesOf(systemOf({ id: 't', cells, relations: [] }), ruleOf(rule));

describe('what may not be shown', () => {
  test('counts of one and two, but neither zero nor three', () => {
    expect(primaries([0, 1, 2, 3].map((count) => ({ id: `c${count}`, count })))).toEqual([{ cell: 1, reason: 'frequency', need: 2 }, { cell: 2, reason: 'frequency', need: 1 }]);
  });

  test('zeros too where they are protected', () => {
    expect(primaries([{ id: 'a', count: 0 }], { zeros: 'protected' })).toEqual([{ cell: 0, reason: 'zero', need: 3 }]);
  });

  test('a cell one facility dominates: 90 of 100 with k = 80 must reach 113', () => {
    expect(primaries([{ id: 'a', count: 100, contributions: [90, 6, 4] }], { dominance: { n: 1, k: 80 } })).toEqual([{ cell: 0, reason: 'dominance', need: 13 }]);
    expect(primaries([{ id: 'a', count: 100, contributions: [80, 16, 4] }], { dominance: { n: 1, k: 80 } })).toEqual([]);
  });

  test('a cell whose second contributor can estimate the first to 10 percent', () => {
    expect(primaries([{ id: 'a', count: 100, contributions: [60, 38, 2] }], { pPercent: 10 })).toEqual([{ cell: 0, reason: 'p-percent', need: 4 }]);
    expect(primaries([{ id: 'a', count: 100, contributions: [60, 30, 10] }], { pPercent: 10 })).toEqual([]);
  });

  test('euros where thousands are meant are refused instead of being called impossible to protect', () => {
    expect(() => primaries([{ id: 'a', count: 2e9, contributions: [1.5e9, 1e8] }], { dominance: { n: 1, k: 60 } })).toThrow('"a" must reach 500000000 above its count');
  });

  test('a rule on contributors does not pass over cells whose contributors are unknown', () => {
    expect(() => primaries([{ id: 'a', count: 9 }], { pPercent: 10 })).toThrow('needs the contributions of the cell "a"');
  });

  test('a cell that must be shown and must not: the rules are infeasible', () => {
    expect(() => primaries([{ id: 'B7', count: 1, status: 'required' }])).toThrow('The rules are infeasible: the cell "B7" must be shown');
  });
});

test.each([2, 0, 3.5, Number.NaN])('a minimum frequency of %s is refused: never below 3', (minimumFrequency) => {
  expect(() => ruleOf({ minimumFrequency })).toThrow('must be a whole number and at least 3');
});

test('a table that goes out of the house hides below 5 unless told otherwise', () => {
  expect([ruleOf(), ruleOf({ publication: true }), ruleOf({ publication: true, minimumFrequency: 4 })].map(({ minimumFrequency }) => minimumFrequency)).toEqual([3, 5, 4]);
});
