import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { auditPublication } from './audit-publication.ts';
import { survivesT } from './brute-force.fixture.ts';
import { cityTable, SMALL_TOWN } from './city.ts';
import { crossTableFromLeaves } from './cross-table.ts';
import { linkTables, sharedCells } from './linked.ts';
import { paceOf } from './pace.ts';
import { protect, type Protection } from './protect.ts';
import { ruleOf } from './rule.ts';
import { cube, flat, grid, tree, workedExample } from './sample-table.fixture.ts';
import type { Table } from './table.ts';
import { TableError } from './table-error.ts';
import { objectionsTo } from './verify.ts';

const town = cityTable({ quarters: 2, districts: 6, ages: 3, nationalities: 2, sexes: 2, people: 500 }, 4);

function safe(protection: Protection) {
  if (protection.state !== 'safe') throw new Error(`Not safe: ${protection.because}`);
  return { ...protection, shown: new Map(protection.publication.cells.map(({ id, count }) => [id, count])) };
}

async function safeOrInfeasible(table: Table) {
  try {
    return safe(await protect(table, { evenIfTooFine: true, attempts: 6 }));
  } catch (error) {
    if (error instanceof TableError && error.code === 'rules-infeasible') return undefined;
    throw error;
  }
}

describe('a protected table', () => {
  test('is the one printed in README, with its intervals', async () => {
    for (const [criterion, lower, upper] of [['T', 1, 6], ['E', 0, 7]] as const) {
      const { shown, certificate } = safe(await protect(workedExample(), { criterion }));
      expect([...shown].filter(([, figure]) => figure === null).map(([id]) => id)).toEqual(['B1|A1', 'B1|A2', 'B3|A1', 'B3|A2']);
      expect(certificate.findings).toMatchObject([{ cell: 'B1|A1', lower, upper }]);
    }
    expect(safe(await protect(workedExample(), { method: 'gauss' })).summary).toMatchObject({ primary: 1, secondary: 5 });
  });

  test('is found where pattern and relaxation leave nothing to be decided anew', async () => {
    const counts = { L0: 9, L1: 0, L2: 0, L3: 4, L4: 6, T0: 13, T1: 19, T2: 10, T3: 42 };
    const sums = { T0: ['L0', 'L1', 'L2', 'L3'], T1: ['L0', 'L2', 'L3', 'L4'], T2: ['L3', 'L4'], T3: ['L0', 'L3', 'L4', 'T0', 'T2'] };
    const table: Table = {
      id: 'free', cells: Object.entries(counts).map(([id, count]) => ({ id, count, ...(id === 'L0' ? { status: 'hidden' } : {}) })),
      relations: Object.entries(sums).map(([total, parts]) => ({ id: total, total, parts })),
    };
    const { summary } = safe(await protect(table, { method: 'exact', rule: { minimumFrequency: 5 }, attempts: 3, evenIfTooFine: true, rates: [{ id: 'rate', numerator: 'L1', denominator: 'L4' }] }));
    expect(summary).toMatchObject({ secondary: 2, proven: true });
  });

  test('survives brute force in two and three dimensions and in hierarchies', async () => {
    const figures = fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 8, maxLength: 8 });
    const shape = fc.constantFrom((counts: number[]) => grid([counts.slice(0, 3), counts.slice(3, 6)]), (counts: number[]) => tree(counts.slice(0, 4)), cube);
    await fc.assert(fc.asyncProperty(figures, shape, async (counts, tableOf) => {
      const table = tableOf(counts.map((count, at) => (tableOf === cube && at > 1 && count > 0 ? count + 3 : count)));
      const answer = await safeOrInfeasible(table);
      if (answer && [...answer.shown.values()].filter((figure) => figure === null).length <= 7) expect(survivesT(table, answer.shown, 3)).toBe(true);
    }), { numRuns: 10, seed: 11 });
  });

  test('carries a certificate that additions alone can check', async () => {
    const { certificate, publication } = safe(await protect(town));
    expect(certificate.holds).toEqual({ E: true, T: true });
    expect(objectionsTo(certificate, publication, town, ruleOf())).toEqual([]);
  });

  test('is caught when somebody shows one suppressed cell of a square after all, or forges a witness', async () => {
    const { certificate, publication } = safe(await protect(workedExample(), { method: 'exact' }));
    const cells = publication.cells.map((cell) => (cell.id === publication.cells.find(({ count }) => count === null)!.id ? { ...cell, count: workedExample().cells.find(({ id }) => id === cell.id)!.count } : cell));
    expect(objectionsTo(certificate, { ...publication, cells }, workedExample(), ruleOf())).not.toEqual([]);
    const [first] = certificate.findings;
    const forged = { ...certificate, findings: [{ ...first!, witness: first!.witness!.slice(1) }] };
    expect(objectionsTo(forged, publication, workedExample(), ruleOf())).not.toEqual([]);
    expect(objectionsTo(certificate, publication, workedExample())).toEqual([]);
    expect(objectionsTo({ ...certificate, findings: [] }, publication, workedExample())).toEqual([`The confidential cell "${first!.cell}" is missing in the certificate.`]);
  });

  test('cannot vouch for a stricter rule than it was made for, whatever it says itself', async () => {
    const { certificate, publication } = safe(await protect(grid([[2, 3, 9], [9, 3, 9], [9, 9, 9]]), { method: 'exact', evenIfTooFine: true }));
    const table = grid([[2, 3, 9], [9, 3, 9], [9, 9, 9]]);
    const stretched = { ...certificate, findings: certificate.findings.map((finding) => ({ ...finding, mustReach: 1 })) };
    expect(objectionsTo(stretched, publication, table)).toEqual([]);
    expect(objectionsTo(stretched, publication, table, { minimumFrequency: 20 })).toContain('The witness for "B1|A1" does not reach far enough.');
  });

  test('has the same bytes for the same seed, in whatever order the cells are given', async () => {
    const answer = JSON.stringify(await protect(town, { seed: 5 }));
    expect(JSON.stringify(await protect(town, { seed: 5 }))).toBe(answer);
    const turned = safe(await protect({ ...town, cells: [...town.cells].reverse(), relations: [...town.relations].reverse() }, { seed: 5 }));
    expect([...turned.shown].sort()).toEqual([...safe(JSON.parse(answer) as Protection).shown].sort());
  });

  test('hides what the plain pattern gives away under criterion T', async () => {
    const table = cityTable(SMALL_TOWN, 18);
    const plain = await protect(table, { method: 'gauss' });
    expect(plain).toMatchObject({ state: 'refused', because: 'gives-away' });
    expect(safe(await protect(table, { attempts: 8 })).certificate.clean).toBe(true);
  });

  test('suppresses what weighs least', async () => {
    const table = grid([[1, 9], [9, 9], [9, 9]]);
    const dear = { ...table, cells: table.cells.map((cell) => (cell.id === 'B2|A1' ? { ...cell, weight: 10 } : cell)) };
    expect(safe(await protect(dear, { method: 'exact' })).shown.get('B2|A1')).toBe(9);
  });
});

describe('linked tables', () => {
  test('hide the shared margin in both or the attacker combines them', async () => {
    const byAge = crossTableFromLeaves('age', [flat('area', ['B1', 'B2', 'B3']), flat('age', ['A1', 'A2'])], ([area, age]) => ({ B1: [1, 1], B2: [9, 8], B3: [7, 6] })[area!]![age === 'A1' ? 0 : 1]!);
    const bySex = crossTableFromLeaves('sex', [flat('area', ['B1', 'B2', 'B3']), flat('sex', ['f', 'm'])], ([area, sex]) => ({ B1: [2, 0], B2: [10, 7], B3: [5, 8] })[area!]![sex === 'f' ? 0 : 1]!);
    const { shown } = safe(await protect(linkTables([byAge, bySex], sharedCells(byAge, bySex)), { method: 'exact', evenIfTooFine: true }));
    for (const area of ['B1', 'B2', 'B3', 'total']) expect(shown.get(`age:${area}|total`) === null).toBe(shown.get(`sex:${area}|total`) === null);
    expect(shown.get('age:B1|total')).toBeNull();
  });
});

describe('what cannot be protected', () => {
  test('is named: one table of a single small cell', async () => {
    await expect(protect({ id: 't', cells: [{ id: 'B1', count: 2 }, { id: 'city', count: 2, status: 'required' }], relations: [{ id: 'sum', total: 'city', parts: ['B1'] }] })).rejects.toThrow('The rules are infeasible: the cell "city" must be shown');
    await expect(protect({ id: 't', cells: [{ id: 'a', count: 2 }, { id: 'b', count: 9, status: 'required' }, { id: 'c', count: 11, status: 'required' }, ...Array.from({ length: 6 }, (_, at) => ({ id: `x${at}`, count: 9 }))], relations: [{ id: 'sum', total: 'c', parts: ['a', 'b'] }] })).rejects.toThrow('no suppression can protect the cell "a" under criterion T');
  });

  test('a table of almost only small cells gets coarser classes proposed, not a black page', async () => {
    const many = crossTableFromLeaves('fine', [flat('area', Array.from({ length: 27 }, (_, at) => `B${at}`)), flat('age', Array.from({ length: 37 }, (_, at) => `A${at}`))], () => 1);
    const small = crossTableFromLeaves('small', [flat('area', Array.from({ length: 9 }, (_, at) => `B${at}`)), flat('age', Array.from({ length: 45 }, (_, at) => `A${at}`))], () => 1);
    const protection = await protect(many);
    expect(protection).toMatchObject({ state: 'refused', because: 'too-many-small-cells', primary: 999, instead: ['round', 'cell-key'] });
    expect(protection.state === 'refused' && protection.because === 'too-many-small-cells' && protection.proposals.map(({ kind }) => kind)).toContain('drop-dimension');
    expect(safe(await protect(small, { method: 'round' })).publication.cells.every(({ count }) => count! % 3 === 0)).toBe(true);
  });
});

describe('whoever waits', () => {
  test('sees progress and can cancel', async () => {
    const stages = new Set<string>();
    const signal = { aborted: false };
    await expect(protect(town, { signal, onProgress: ({ stage, done }) => {
      stages.add(stage);
      if (stage === 'improve' && done > 3) signal.aborted = true;
    } })).rejects.toMatchObject({ code: 'cancelled' });
    expect([...stages]).toEqual(['pattern', 'bound', 'repair', 'improve']);
  });

  test('gets the best safe answer when time is over during the improvement, and an error before there is any', async () => {
    let time = 0;
    const options = { timeLimit: 100, now: () => time };
    const answer = await protect(town, { ...options, onProgress: ({ stage }) => {
      if (stage === 'improve') time = 101;
    } });
    expect(answer.state).toBe('safe');
    time = 0;
    await expect(protect(town, { ...options, onProgress: () => (time += 200) })).rejects.toMatchObject({ code: 'time-limit' });
  });

  test('is refused a seed that is none, and a table without cells', async () => {
    await expect(protect({ id: 'empty', cells: [], relations: [] })).rejects.toThrow('The table "empty" has no cells');
    await expect(protect(town, { seed: 1.5 })).rejects.toThrow('The option "seed" must be a whole number (1.5)');
  });

  test('is told beforehand when the memory bound is too small', async () => {
    for (const method of ['flow', 'gauss', 'round', 'cell-key'] as const) await expect(protect(town, { method, memoryLimit: 0.01, secret: 'kept in the house since 2026' })).rejects.toMatchObject({ code: 'memory-bound', message: expect.stringMatching(/more than the bound of 0\.01 MB/) });
    await expect(protect(town, { method: 'gauss', memoryLimit: 0.01 })).rejects.toThrow('for eliminating sums');
    expect([[1000, 1000], [1000, 3000]].map(([columns, terms]) => paceOf({ memoryLimit: 1 }).hasRoom(columns!, terms!))).toEqual([true, false]);
    const everythingHidden = new Map(town.cells.map(({ id, count }) => [id, count === 0 ? 0 : null]));
    await expect(auditPublication(town, everythingHidden, { memoryLimit: 0.01 })).rejects.toThrow('for the attack, more than the bound of 0.01 MB');
  });
});
