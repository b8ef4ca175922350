import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dynamicsClass, standardizedSum, statusByDynamics, statusClass, type BurdenColumn } from './status-dynamics.ts';

/**
 * Berlin, Monitoring Soziale Stadtentwicklung 2021, table 3: z-scores (two digits) of the index indicators of all 542 Planungsräume and the classes
 * published for them. Source: Senatsverwaltung für Stadtentwicklung, Bauen und Wohnen Berlin, Datenlizenz Deutschland – Namensnennung 2.0.
 */
const rows = readFileSync(new URL('mss-2021.fixture.csv', import.meta.url), 'utf8').trim().split('\n').slice(1).map((line) => line.split(';'));
const column = (at: number): BurdenColumn => ({ sign: 1, values: Float64Array.from(rows, (row) => (row[at] === '' ? Number.NaN : Number(row[at]))) });
const status = standardizedSum([1, 2, 3].map(column));
const dynamics = standardizedSum([4, 5, 6].map(column));

const counts = (classes: readonly (string | undefined)[]) =>
  Object.fromEntries([...new Set(classes)].map((name) => [String(name), classes.filter((one) => one === name).length]));

describe('Berlin’s method', () => {
  test('gives the numbers of areas Berlin published for 2021', () => {
    expect(counts([...status].map(statusClass))).toEqual({ high: 75, middle: 366, low: 46, 'very-low': 49, undefined: 6 });
    expect(counts([...dynamics].map(dynamicsClass))).toEqual({ positive: 48, stable: 436, negative: 52, undefined: 6 });
  });

  test('gives each single area its published class', () => {
    const german = { high: 'hoch', middle: 'mittel', low: 'niedrig', 'very-low': 'sehr niedrig', positive: 'positiv', stable: 'stabil', negative: 'negativ' };
    const different = rows.filter((row, place) => {
      const [one, other] = [statusClass(status[place]!), dynamicsClass(dynamics[place]!)];
      return row[7] !== (one ? german[one] : '') || row[8] !== (other ? german[other] : '');
    });
    expect(different).toEqual([]);
  });

  test('counts each area with both indexes in one of twelve fields', () => {
    const fields = statusByDynamics(status, dynamics);
    expect(fields.size).toBe(12);
    expect([...fields.values()].reduce((sum, count) => sum + count, 0)).toBe(536);
  });
});

describe('an index of several indicators', () => {
  const columns = fc.integer({ min: 3, max: 12 }).chain((areas) => fc.array(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: areas, maxLength: areas }), { minLength: 1, maxLength: 7 }));

  test('does not change with the unit an indicator is measured in', () => {
    fc.assert(fc.property(columns, fc.integer({ min: 1, max: 50 }), (given, factor) => {
      const plain = standardizedSum(given.map((values) => ({ sign: 1, values: Float64Array.from(values) })));
      const scaled = standardizedSum(given.map((values) => ({ sign: 1, values: Float64Array.from(values, (value) => value * factor + 7) })));
      plain.forEach((index, place) => expect(scaled[place]).toBeCloseTo(index, 6));
    }));
  });

  test('turns round where all that was a burden is a resource', () => {
    const given = [[10, 20, 40], [5, 30, 31]];
    const burden = standardizedSum(given.map((values) => ({ sign: 1, values: Float64Array.from(values) })));
    const resource = standardizedSum(given.map((values) => ({ sign: -1, values: Float64Array.from(values) })));
    burden.forEach((index, place) => expect(resource[place]).toBeCloseTo(-index, 12));
  });

  test('is unknown where one indicator is, and nobody’s class is guessed', () => {
    const index = standardizedSum([{ sign: 1, values: Float64Array.of(1, 2, 3) }, { sign: 1, values: Float64Array.of(1, Number.NaN, 3) }]);
    expect(statusClass(index[1]!)).toBeUndefined();
    expect(statusClass(index[0]!)).toBe('middle');
  });
});
