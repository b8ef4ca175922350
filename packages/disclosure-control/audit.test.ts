import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { auditPublication } from './audit-publication.ts';
import { bruteForce, survivesE, survivesT } from './brute-force.fixture.ts';
import { crossTableFromLeaves } from './cross-table.ts';
import { protect } from './protect.ts';
import { cube, flat, grid, workedExample } from './sample-table.fixture.ts';
import type { Table } from './table.ts';

/** A publication that hides the cells named and shows the rest. */
function hiding(table: Table, hidden: readonly string[]): Map<string, number | null> {
  return new Map(table.cells.map(({ id, count }) => [id, hidden.includes(id) ? null : count]));
}

describe('the attacker', () => {
  test('computes the only part that is missing', async () => {
    const certificate = await auditPublication(workedExample(), hiding(workedExample(), ['B1|A1']));
    expect(certificate.clean).toBe(false);
    expect(certificate.findings).toEqual([{ cell: 'B1|A1', reason: 'frequency', mustReach: 3, lower: 1, upper: 1 }]);
  });

  test('cannot tell in a square of four, and the certificate shows him another table', async () => {
    const certificate = await auditPublication(workedExample(), hiding(workedExample(), ['B1|A1', 'B1|A2', 'B2|A1', 'B2|A2']));
    expect(certificate.holds).toEqual({ E: true, T: true });
    expect(certificate.findings[0]).toMatchObject({ lower: 1, upper: 8 });
    expect(certificate.findings[0]!.witness).toHaveLength(4);
  });

  test('reads a figure that is shown although it should never be', async () => {
    const table: Table = { id: 't', cells: [{ id: 'sum', count: 10 }, { id: 'A', count: 2 }, { id: 'rest', count: 8, status: 'hidden' }], relations: [{ id: 'sum', total: 'sum', parts: ['A', 'rest'] }] };
    expect((await auditPublication(table, hiding(table, ['A', 'rest']))).clean).toBe(true);
    expect((await auditPublication(table, hiding(table, ['A']))).findings).toMatchObject([{ cell: 'A', lower: 2, upper: 2 }]);
  });

  test('does not judge a publication that says more than the table has', async () => {
    const shown = new Map([...hiding(workedExample(), ['B1|A1', 'B1|A2', 'B2|A1', 'B2|A2']), ['B1 without A1', 15]]);
    await expect(auditPublication(workedExample(), shown)).rejects.toThrow('names the cell "B1 without A1", which the table does not have');
  });

  test('proves as much of millions: what a large town hides is bounded by its land', async () => {
    const table = grid([[9_000_000, 2], [7_000_000, 8_000_000]]);
    const { intervals } = await auditPublication(table, hiding(table, ['B1|A1', 'B1|A2', 'B2|A1', 'B2|A2']));
    expect(intervals[0]).toEqual({ cell: 'B1|A1', lower: 1_000_001, upper: 9_000_001 });
  });

  test('knows that what is suppressed is no zero: a square with another small cell holds E but not T', async () => {
    const table = grid([[1, 2, 6], [2, 7, 5], [6, 4, 9]]);
    const certificate = await auditPublication(table, hiding(table, ['B1|A1', 'B1|A2', 'B2|A1', 'B2|A2']));
    expect(certificate.holds).toEqual({ E: true, T: false });
  });

  test('finds a confidential cell that is shown', async () => {
    expect((await auditPublication(workedExample(), hiding(workedExample(), []))).clean).toBe(false);
  });

  test('finds a sum across two relations that no single row reveals', async () => {
    const table = grid([[1, 9, 6], [8, 7, 5], [6, 4, 9]]);
    const certificate = await auditPublication(table, hiding(table, ['B1|A1', 'B1|A2', 'B2|A2', 'B2|A3', 'B1|total', 'B2|total']));
    expect(certificate.holds.E).toBe(false);
  });

  test('proves the same intervals as trying every number', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 6, maxLength: 6 }), fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), async (counts, hide) => {
      const table = grid([counts.slice(0, 3), counts.slice(3)]);
      const shown = hiding(table, table.cells.filter(({ id }, at) => hide[at] && !id.includes('total')).map(({ id }) => id));
      const certificate = await auditPublication(table, shown, { criterion: 'E' });
      const possible = bruteForce(table, shown, () => 0);
      for (const { cell, lower, upper } of [...certificate.findings, ...certificate.intervals]) {
        expect([cell, lower, upper]).toEqual([cell, Math.min(...possible.get(cell)!), Math.max(...possible.get(cell)!)]);
      }
    }), { numRuns: 25, seed: 5 });
  });

  test('agrees with brute force on both criteria, in two and three dimensions', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 8, maxLength: 8 }), fc.integer({ min: 0, max: 255 }), async (counts, mask) => {
      const table = cube(counts);
      const shown = hiding(table, table.cells.filter(({ count, id }, at) => count > 0 && !id.includes('total') && ((mask >> (at % 8)) & 1) === 1).map(({ id }) => id));
      const certificate = await auditPublication(table, shown);
      expect(certificate.holds).toEqual({ E: survivesE(table, shown, 3), T: survivesT(table, shown, 3) });
    }), { numRuns: 25, seed: 6 });
  });

  test('has an interval for every suppressed cell of a large table, and for every rounded one where that is asked for', async () => {
    const table = crossTableFromLeaves('wide', [flat('area', Array.from({ length: 610 }, (_, at) => `B${at}`))], ([code]) => 1 + (Number(code!.slice(1)) % 9));
    const hidden = table.cells.filter(({ id }) => !id.includes('total')).map(({ id }) => id);
    const { findings, intervals } = await auditPublication(table, hiding(table, hidden));
    expect(findings.length + intervals.length).toBe(610);
    for (const { lower, upper } of [...findings, ...intervals]) expect([lower, Number.isFinite(upper)]).toEqual([1, true]);
    const rounded = async (asked?: 'all') => {
      const protection = await protect(table, { method: 'round', evenIfTooFine: true, ...(asked ? { intervals: asked } : {}) });
      if (protection.state !== 'safe') throw new Error('Expected a safe table.');
      return protection.certificate;
    };
    expect((await rounded()).intervals).toEqual([]);
    const all = await rounded('all');
    expect(all.findings.length + all.intervals.length).toBe(table.cells.length);
    for (const { cell, lower, upper } of [...all.findings, ...all.intervals]) {
      const { count } = table.cells.find(({ id }) => id === cell)!;
      expect(lower! <= count && count <= upper!).toBe(true);
    }
  });

  test('never gets more out of a publication that suppresses more', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 9, maxLength: 9 }), fc.nat(511), fc.nat(511), async (counts, mask, more) => {
      const table = grid([counts.slice(0, 3), counts.slice(3, 6), counts.slice(6)]);
      const inner = table.cells.filter(({ id }) => !id.includes('total')).map(({ id }) => id);
      const before = await auditPublication(table, hiding(table, inner.filter((_, at) => (mask >> at) & 1)));
      const after = await auditPublication(table, hiding(table, inner.filter((_, at) => ((mask | more) >> at) & 1)));
      if (before.holds.T) expect(after.holds.T).toBe(true);
      if (before.holds.E) expect(after.holds.E).toBe(true);
      for (const finding of before.findings) {
        const now = after.findings.find(({ cell }) => cell === finding.cell)!;
        expect(now.lower).toBeLessThanOrEqual(finding.lower!);
        expect(now.upper).toBeGreaterThanOrEqual(finding.upper!);
      }
    }), { numRuns: 20, seed: 7 });
  });

  test('refuses a publication that is silent about a cell or shows another figure', async () => {
    const table = workedExample();
    const silent = hiding(table, []);
    silent.delete('B2|A2');
    await expect(auditPublication(table, silent)).rejects.toThrow('does not say what it shows in the cell "B2|A2"');
    await expect(auditPublication(table, new Map([...hiding(table, []), ['B2|A2', 70]]))).rejects.toThrow('shows 70 in the cell "B2|A2", the table says 7');
  });
});
