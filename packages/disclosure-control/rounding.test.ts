import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cityTable } from './city.ts';
import { protect, type Protection } from './protect.ts';
import { cube, grid, workedExample } from './sample-table.fixture.ts';
import type { Table } from './table.ts';

async function rounded(table: Table, base: number): Promise<Map<string, number>> {
  const protection = await protect(table, { method: 'round', base });
  const cells = protection.state === 'safe' ? protection.publication.cells : [];
  return new Map(cells.map(({ id, count }) => [id, count!]));
}

describe('controlled rounding', () => {
  test.each([3, 5])('shows multiples of %s next to the truth that still add up', async (base) => {
    const table = workedExample();
    const figures = await rounded(table, base);
    expect(figures.size).toBe(16);
    for (const { id, count } of table.cells) {
      expect(figures.get(id)! % base).toBe(0);
      expect(Math.abs(figures.get(id)! - count)).toBeLessThan(base);
    }
    for (const { total, parts } of table.relations) expect(parts.reduce((sum, part) => sum + figures.get(part)!, 0)).toBe(figures.get(total));
  });

  test('adds up in three dimensions too', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 8, maxLength: 8 }), async (counts) => {
      const table = cube(counts);
      const protection = await protect(table, { method: 'round', base: 3 });
      if (protection.state !== 'safe') return;
      const figures = new Map(protection.publication.cells.map(({ id, count }) => [id, count!]));
      for (const { total, parts } of table.relations) expect(parts.reduce((sum, part) => sum + figures.get(part)!, 0)).toBe(figures.get(total));
    }), { numRuns: 5, seed: 10 });
  });

  test('is audited like everything else: a table of one cell rounded to 0 may be 1 or 2, and base 3 cannot hold the threshold', async () => {
    const protection = await protect(grid([[1, 9], [9, 9]]), { method: 'round', base: 3, criterion: 'T' });
    expect(protection.state === 'refused' || protection.certificate.holds.E).toBe(true);
  });

  test('in a large table totals may lie farther away, the finest cells do not: whoever knows the method knows it of a shown 0', async () => {
    const town = cityTable({ quarters: 2, districts: 8, ages: 4, nationalities: 2, sexes: 2, people: 300 }, 3);
    expect(town.cells.length).toBeGreaterThan(400);
    const { summary, certificate } = await protect(town, { method: 'round', base: 3, criterion: 'T', intervals: 'all' }) as Extract<Protection, { certificate: object }>;
    expect(summary.largestChange).toBeGreaterThan(3);
    expect(certificate.holds).toEqual({ E: true, T: false });
  });

  test('refuses a base below 3', async () => {
    await expect(protect(workedExample(), { method: 'round', base: 2 })).rejects.toThrow('whole number ≥ 3');
  });
});
