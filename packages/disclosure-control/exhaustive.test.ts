import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bruteForce } from './brute-force.fixture.ts';
import { crossTableFromLeaves } from './cross-table.ts';
import { linkTables, sharedCells } from './linked.ts';
import { otherTables } from './other-tables.fixture.ts';
import { protect } from './protect.ts';
import { cube, flat, grid, tree } from './sample-table.fixture.ts';
import type { Table } from './table.ts';
import { TableError } from './table-error.ts';

/** Counts of eight inner cells, at least two of them 0: every cell that is not makes trying seven times longer. */
const eight = fc.array(fc.constantFrom(0, 0, 1, 2, 3, 4, 5), { minLength: 8, maxLength: 8 }).filter((counts) => counts.filter((count) => count > 0).length <= 6);

/** The exact method's weight of secondary suppressions; undefined where it says that no pattern is safe. */
async function provenWeight(table: Table, criterion: 'E' | 'T', survives: (shown: ReadonlyMap<string, number | null>) => boolean): Promise<number | undefined> {
  try {
    const protection = await protect(table, { method: 'exact', criterion, evenIfTooFine: true, attempts: 4 });
    if (protection.state !== 'safe') throw new Error('The exact method gave an unsafe pattern.');
    expect(protection.summary.proven).toBe(true);
    const shown = new Map(protection.publication.cells.map(({ id, count }) => [id, count]));
    expect(survives(shown)).toBe(true);
    return table.cells.reduce((sum, { id, count, weight = 1 }) => sum + (shown.get(id) === null && count >= 3 ? weight : 0), 0);
  } catch (error) {
    if (error instanceof TableError && error.code === 'rules-infeasible') return undefined;
    throw error;
  }
}

async function isWhatTryingFinds(table: Table, criterion: 'E' | 'T'): Promise<void> {
  const tried = otherTables(table, 3, criterion);
  expect(await provenWeight(table, criterion, tried.survives)).toBe(tried.cheapest());
}

/** Two Quartiere of two Bezirke × two sexes. */
function hierarchyBySex(counts: readonly number[]): Table {
  return crossTableFromLeaves('tree', [tree([0, 0, 0, 0]).dimensions![0]!, flat('sex', ['f', 'm'])], ([area, sex]) => counts[(Number(area!.slice(1)) - 1) * 2 + (sex === 'f' ? 0 : 1)]!);
}

/** Two Bezirke by age and, in another table, the same people by sex. */
function twoTables([a, b, c, d]: readonly number[], [first, second]: readonly number[]): Table {
  const byAge = { ...grid([[a!, b!], [c!, d!]]), id: 'age' };
  const women = [Math.min(first!, a! + b!), Math.min(second!, c! + d!)];
  const bySex = crossTableFromLeaves('sex', [flat('area', ['B1', 'B2']), flat('sex', ['f', 'm'])], ([area, sex]) => {
    const at = area === 'B1' ? 0 : 1;
    return sex === 'f' ? women[at]! : (at === 0 ? a! + b! : c! + d!) - women[at]!;
  });
  return linkTables([byAge, bySex], sharedCells(byAge, bySex));
}

describe('the exact method finds what trying every pattern finds', () => {
  test.each(['T', 'E'] as const)('in cubes of two Bezirke, two ages and two sexes, criterion %s', async (criterion) => {
    await fc.assert(fc.asyncProperty(eight, (counts) => isWhatTryingFinds(cube(counts), criterion)), { numRuns: 12, seed: 31 });
  });

  test('in a cube without any 0', () => isWhatTryingFinds(cube([4, 3, 4, 3, 4, 1, 2, 4]), 'E'));

  test('in cubes where margins weigh more than the cells inside', async () => {
    const weighed = (table: Table): Table => ({ ...table, cells: table.cells.map((cell) => ({ ...cell, weight: 1 + cell.codes!.filter((code) => code === 'total').length })) });
    await fc.assert(fc.asyncProperty(eight, (counts) => isWhatTryingFinds(weighed(cube(counts)), 'T')), { numRuns: 5, seed: 32 });
  });

  test('in a city of Quartiere and Bezirke by sex', async () => {
    await fc.assert(fc.asyncProperty(eight, (counts) => isWhatTryingFinds(hierarchyBySex(counts), 'T')), { numRuns: 5, seed: 33 });
  });

  test('in two tables of the same Bezirke, by age and by sex', async () => {
    const few = fc.integer({ min: 0, max: 4 });
    await fc.assert(fc.asyncProperty(fc.tuple(few, few, few, few), fc.tuple(few, few), (ages, women) => isWhatTryingFinds(twoTables(ages, women), 'T')), { numRuns: 4, seed: 34 });
  });
});

test('both attackers that try everything judge alike', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 6, maxLength: 6 }), fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (counts, isHidden) => {
    const table = grid([counts.slice(0, 3), counts.slice(3)]);
    const shown = new Map(table.cells.map(({ id, count }, at) => [id, count < 3 || isHidden[at] ? null : count]));
    const possible = bruteForce(table, shown, () => 1);
    const survives = table.cells.every(({ id, count }) => count >= 3 || Math.max(...possible.get(id)!) >= 3);
    expect(otherTables(table, 3, 'T').survives(shown)).toBe(survives);
  }), { numRuns: 20, seed: 35 });
});
