import fc from 'fast-check';
import { expect, test } from 'vitest';
import { survivesE } from './brute-force.fixture.ts';
import { gaussPattern } from './gauss.ts';
import { paceOf } from './pace.ts';
import { primariesOf } from './primary.ts';
import { ruleOf } from './rule.ts';
import { cube, grid, workedExample } from './sample-table.fixture.ts';
import { systemOf } from './system.ts';
import type { Table } from './table.ts';

function hiddenBy(table: Table): string[] {
  const system = systemOf(table);
  return [...gaussPattern(system, primariesOf(system, ruleOf()), ruleOf(), paceOf())].flatMap((hidden, cell) => (hidden ? [system.ids[cell]!] : []));
}

test('one small cell hides among five more: publishing the largest cells first misses the square of four', () => {
  expect(hiddenBy(workedExample())).toEqual(['B1|A1', 'B1|A3', 'B2|A2', 'B2|A3', 'B3|A1', 'B3|A2']);
});

test('the pattern keeps every positive cell from exact recomputation', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 8, maxLength: 8 }), (counts) => {
    const table = cube(counts);
    const hidden = new Set(hiddenBy(table));
    expect(survivesE(table, new Map(table.cells.map(({ id, count }) => [id, hidden.has(id) ? null : count])), 3)).toBe(true);
  }), { numRuns: 20, seed: 8 });
});

test('the order of cells does not matter', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 9, maxLength: 9 }), fc.array(fc.nat(), { minLength: 16, maxLength: 16 }), (counts, keys) => {
    const table = grid([counts.slice(0, 3), counts.slice(3, 6), counts.slice(6)]);
    const cells = table.cells.map((cell, at) => ({ cell, key: keys[at]! })).sort((one, other) => one.key - other.key).map(({ cell }) => cell);
    expect(hiddenBy({ ...table, cells })).toEqual(hiddenBy(table));
  }), { numRuns: 20, seed: 9 });
});
