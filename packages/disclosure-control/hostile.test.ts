import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { auditPublication } from './audit-publication.ts';
import { bruteForce } from './brute-force.fixture.ts';
import { crossTableFromLeaves } from './cross-table.ts';
import type { Dimension } from './dimension.ts';
import { withEarlier, type EarlierRelease } from './earlier.ts';
import { protect, type ProtectOptions } from './protect.ts';
import { ruleOf } from './rule.ts';
import { linkTables, sharedCells } from './linked.ts';
import { withRates } from './rate.ts';
import { flat, grid } from './sample-table.fixture.ts';
import type { Table } from './table.ts';
import { TableError } from './table-error.ts';

const DISTRICTS = ['B1', 'B2', 'B3', 'B4'];
/** The same Bezirke add up to Quartiere, and in another way to school districts. */
const area: Dimension = {
  name: 'area',
  codes: [{ code: 'city' }, { code: 'Q1', parent: 'city' }, { code: 'Q2', parent: 'city' }, ...DISTRICTS.map((code, at) => ({ code, parent: at < 2 ? 'Q1' : 'Q2' })), { code: 'S1' }, { code: 'S2' }],
  groups: [{ total: 'city', parts: ['S1', 'S2'] }, { total: 'S1', parts: ['B1', 'B3'] }, { total: 'S2', parts: ['B2', 'B4'] }],
};

const spring = (counts: readonly number[]): Table => crossTableFromLeaves('spring', [area], ([district]) => counts[DISTRICTS.indexOf(district!)]!);
/** A year's children in three Bezirke; in autumn, B1 has been divided into two new ones. */
const before = (counts: readonly number[]): Table => crossTableFromLeaves('before', [flat('area', ['B1', 'B2', 'B3'])], ([code]) => counts[Number(code!.slice(1)) - 1]!);
const after = (counts: readonly number[]): Table => crossTableFromLeaves('after', [flat('area', ['N1', 'N2', 'B2', 'B3'])], ([code]) => {
  const half = Math.floor(counts[0]! / 2);
  return { N1: half, N2: counts[0]! - half, B2: counts[1]!, B3: counts[2]! }[code!]!;
});
const links = [{ id: 'B1', total: 'before:B1', parts: ['N1', 'N2'] }, { id: 'B2', total: 'before:B2', parts: ['B2'] }, { id: 'B3', total: 'before:B3', parts: ['B3'] }];

/** Children of two Bezirke by age, and the same children by whether they are on benefits. */
const byAge = ([a, b, c, d]: readonly number[]): Table => ({ ...grid([[a!, b!], [c!, d!]]), id: 'age' });
const byBenefits = ([a, b, c, d]: readonly number[], [one, other]: readonly number[]): Table => crossTableFromLeaves('benefits', [flat('area', ['B1', 'B2']), flat('benefits', ['yes', 'no'])], ([area, benefits]) => {
  const [all, yes] = area === 'B1' ? [a! + b!, Math.min(one!, a! + b!)] : [c! + d!, Math.min(other!, c! + d!)];
  return benefits === 'yes' ? yes : all - yes;
});

async function published(table: Table, options: ProtectOptions = {}): Promise<Map<string, number | null> | undefined> {
  try {
    const protection = await protect(table, { evenIfTooFine: true, attempts: 4, ...options });
    return protection.state === 'safe' ? new Map(protection.publication.cells.map(({ id, count }) => [id, count])) : undefined;
  } catch (error) {
    if (error instanceof TableError && error.code === 'rules-infeasible') return undefined;
    throw error;
  }
}

/** Confidential cells whose upper bound stays below 3 for somebody who kept everything and tries every number. */
function broken(joint: Table, shown: ReadonlyMap<string, number | null>): string[] {
  const possible = bruteForce(joint, shown, ({ id, status, count }) => (status === 'hidden' && (!id.startsWith('before:') || count === 0) ? 0 : 1));
  return joint.cells.filter(({ id, count, status }) => status !== 'known' && count > 0 && count < 3 && Math.max(...possible.get(id)!) < 3).map(({ id }) => id);
}

describe('somebody who keeps every release and knows every boundary', () => {
  test('breaks tables protected one by one, and not those protected together', async () => {
    let naiveBroken = 0;
    await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 2, max: 6 }), { minLength: 3, maxLength: 3 }), async (counts) => {
      const first = await published(before(counts));
      if (!first) return;
      const release: EarlierRelease = { id: 'before', table: before(counts), shown: first, links };
      const joint = withEarlier(after(counts), [release], ruleOf());
      const everything = (second: ReadonlyMap<string, number | null>) => new Map([...second, ...[...first].map(([cell, figure]): [string, number | null] => [`before:${cell}`, figure])]);
      const alone = await published(after(counts));
      if (alone && broken(joint, everything(alone)).length > 0) {
        naiveBroken++;
        expect((await auditPublication(after(counts), alone, { earlier: [release] })).holds.T).toBe(false);
      }
      const together = await published(after(counts), { earlier: [release] });
      if (together) expect(broken(joint, everything(together))).toEqual([]);
    }), { numRuns: 6, seed: 21 });
    expect(naiveBroken).toBeGreaterThan(0);
  });

  test('finds nothing in two geographies of the same Bezirke', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 4, maxLength: 4 }), async (counts) => {
      const shown = await published(spring(counts));
      if (shown) expect(broken(spring(counts), shown)).toEqual([]);
    }), { numRuns: 6, seed: 22 });
  });

  test('finds nothing in districts that overlap, in a sum stated twice, and in a Quartier of a single Bezirk', async () => {
    const overlapping: Dimension = {
      name: 'area',
      codes: [{ code: 'city' }, { code: 'Q1', parent: 'city' }, { code: 'Q2', parent: 'city' }, ...DISTRICTS.map((code, at) => ({ code, parent: at < 3 ? 'Q1' : 'Q2' })), { code: 'north' }, { code: 'south' }, { code: 'again' }],
      groups: [{ total: 'north', parts: ['B1', 'B2'] }, { total: 'south', parts: ['B2', 'B3', 'B4'] }, { total: 'again', parts: DISTRICTS }, { total: 'city', parts: ['again'] }],
    };
    let seen = 0;
    await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 4, maxLength: 4 }), async (counts) => {
      const table = crossTableFromLeaves('overlapping', [overlapping], ([district]) => counts[DISTRICTS.indexOf(district!)]!);
      const shown = await published(table);
      if (!shown || [...shown.values()].filter((figure) => figure === null).length > 8) return;
      seen++;
      expect(broken(table, shown)).toEqual([]);
    }), { numRuns: 10, seed: 24 });
    expect(seen).toBeGreaterThan(3);
  });

  test('finds nothing in two linked tables with a rate between them, after a release by old boundaries', async () => {
    let seen = 0;
    const few = fc.integer({ min: 1, max: 6 });
    await fc.assert(fc.asyncProperty(fc.tuple(few, few, few, few), fc.tuple(few, few), async (ages, benefits) => {
      const [age, other] = [byAge(ages), byBenefits(ages, benefits)];
      const linked = linkTables([age, other], sharedCells(age, other));
      const rates = [{ id: 'share', numerator: 'benefits:B1|yes', denominator: 'age:B1|total' }];
      const then = crossTableFromLeaves('before', [flat('area', ['old'])], () => ages.reduce((sum, count) => sum + count, 0));
      const release: EarlierRelease = { id: 'before', table: then, shown: new Map(then.cells.map(({ id, count }) => [id, count])), links: [{ id: 'old', total: 'before:old', parts: ['age:B1|total', 'age:B2|total'] }] };
      const shown = await published(linked, { rates, earlier: [release] });
      if (!shown || [...shown.values()].filter((figure) => figure === null).length > 9) return;
      seen++;
      const joint = withEarlier(withRates(linked, rates), [release], ruleOf());
      expect(broken(joint, new Map([...shown, ...[...release.shown].map(([cell, figure]): [string, number | null] => [`before:${cell}`, figure])]))).toEqual([]);
    }), { numRuns: 12, seed: 23 });
    expect(seen).toBeGreaterThan(2);
  });

  test('is let in by every single figure that a proven optimum hides: the audit catches each mutation', async () => {
    const table = grid([[1, 9, 6, 4], [8, 7, 5, 2], [6, 4, 9, 8]]);
    const shown = (await published(table, { method: 'exact' }))!;
    const secondaries = table.cells.filter(({ id, count }) => shown.get(id) === null && count >= 3);
    expect(secondaries.length).toBeGreaterThan(1);
    for (const { id, count } of secondaries) expect((await auditPublication(table, new Map([...shown, [id, count]]))).clean).toBe(false);
  });
});
