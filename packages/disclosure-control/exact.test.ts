import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { smallestByTrying, survivesE, survivesT } from './brute-force.fixture.ts';
import { linkTables, sharedCells } from './linked.ts';
import { protect } from './protect.ts';
import { cube, grid, tree, workedExample } from './sample-table.fixture.ts';
import type { Table } from './table.ts';
import { TableError } from './table-error.ts';

const few = fc.integer({ min: 0, max: 6 });

/** Secondary suppressions of the exact method; undefined where it says that no pattern is safe. */
async function provenSecondaries(table: Table, criterion: 'E' | 'T'): Promise<number | undefined> {
  try {
    const protection = await protect(table, { method: 'exact', criterion, evenIfTooFine: true, attempts: 4 });
    if (protection.state !== 'safe') throw new Error('The exact method gave an unsafe pattern.');
    expect(protection.summary.proven).toBe(true);
    const shown = new Map(protection.publication.cells.map(({ id, count }) => [id, count]));
    expect((criterion === 'T' ? survivesT : survivesE)(table, shown, 3)).toBe(true);
    return protection.summary.secondary;
  } catch (error) {
    if (error instanceof TableError && error.code === 'rules-infeasible') return undefined;
    throw error;
  }
}

describe('the exact method finds what trying every pattern finds', () => {
  test('in tables of two rows and three columns, criterion T', async () => {
    await fc.assert(fc.asyncProperty(fc.array(few, { minLength: 6, maxLength: 6 }), async (counts) => {
      const table = grid([counts.slice(0, 3), counts.slice(3)]);
      expect(await provenSecondaries(table, 'T')).toBe(smallestByTrying(table, 3, survivesT));
    }), { numRuns: 15, seed: 1 });
  });

  test('in tables of two rows and three columns, criterion E', async () => {
    await fc.assert(fc.asyncProperty(fc.array(few, { minLength: 6, maxLength: 6 }), async (counts) => {
      const table = grid([counts.slice(0, 3), counts.slice(3)]);
      expect(await provenSecondaries(table, 'E')).toBe(smallestByTrying(table, 3, survivesE));
    }), { numRuns: 15, seed: 2 });
  });

  test('in a city of Quartiere and Bezirke', async () => {
    await fc.assert(fc.asyncProperty(fc.array(few, { minLength: 4, maxLength: 4 }), async (counts) => {
      const table = tree(counts);
      expect(await provenSecondaries(table, 'T')).toBe(smallestByTrying(table, 3, survivesT));
    }), { numRuns: 15, seed: 3 });
  });

  test('in two linked tables', async () => {
    await fc.assert(fc.asyncProperty(fc.array(few, { minLength: 4, maxLength: 4 }), async (counts) => {
      const one = { ...tree(counts), id: 'one' };
      const other = { ...tree([...counts].reverse()), id: 'other' };
      const linked = linkTables([one, other], [{ one: { table: 'one', cell: 'city' }, other: { table: 'other', cell: 'city' } }]);
      expect(sharedCells(one, other).length).toBe(7);
      expect(await provenSecondaries(linked, 'T')).toBe(smallestByTrying(linked, 3, survivesT));
    }), { numRuns: 6, seed: 4 });
  });

  test('in a cube of eight cells with one small one: seven more must go', async () => {
    expect(await provenSecondaries(cube([2, 5, 5, 5, 5, 5, 5, 5]), 'T')).toBe(7);
  });

  test('in the worked example of the README: one small cell costs three more', async () => {
    expect(await provenSecondaries(workedExample(), 'T')).toBe(3);
  });
});
