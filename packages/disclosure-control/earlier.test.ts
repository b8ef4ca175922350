import { describe, expect, test } from 'vitest';
import { auditPublication } from './audit-publication.ts';
import { survivesT } from './brute-force.fixture.ts';
import { withEarlier } from './earlier.ts';
import { protect } from './protect.ts';
import { factsOfPublishedRate, withRates } from './rate.ts';
import { ruleOf } from './rule.ts';
import { grid, tree, workedExample } from './sample-table.fixture.ts';
import type { Table } from './table.ts';

async function published(table: Table, earlier: Parameters<typeof protect>[1] = {}) {
  const protection = await protect(table, { method: 'exact', evenIfTooFine: true, ...earlier });
  if (protection.state !== 'safe') throw new Error('Expected a safe table.');
  return new Map(protection.publication.cells.map(({ id, count }) => [id, count]));
}

describe('releases in sequence', () => {
  test('a second release keeps what the first one hid, even where another square would have done', async () => {
    const first = await published(workedExample());
    const again = await published(workedExample(), { seed: 9, earlier: [{ id: '2025', shown: first }] });
    for (const [cell, figure] of first) if (figure === null) expect(again.get(cell)).toBeNull();
  });

  test('two safe releases that hide different squares give the cell away: the attacker who kept both is noticed', async () => {
    const hiding = (cells: string[]) => new Map(workedExample().cells.map(({ id, count }) => [id, cells.includes(id) ? null : count]));
    const [one, other] = [hiding(['B1|A1', 'B1|A2', 'B2|A1', 'B2|A2']), hiding(['B1|A1', 'B1|A3', 'B3|A1', 'B3|A3'])];
    expect((await auditPublication(workedExample(), one)).clean).toBe(true);
    expect((await auditPublication(workedExample(), other)).clean).toBe(true);
    expect((await auditPublication(workedExample(), other, { earlier: [{ id: 'first', shown: one }] })).holds).toEqual({ E: false, T: false });
  });

  test('old boundaries: a Bezirk that was split is the sum of its new parts', async () => {
    const then: Table = { id: 'old', cells: [{ id: 'city', count: 20 }, { id: 'A', count: 9 }, { id: 'B', count: 11 }], relations: [{ id: 'sum', total: 'city', parts: ['A', 'B'] }] };
    const now: Table = { id: 'new', cells: [{ id: 'city', count: 20 }, { id: 'A1', count: 2 }, { id: 'A2', count: 7 }, { id: 'B1', count: 5 }, { id: 'B2', count: 6 }], relations: [{ id: 'sum', total: 'city', parts: ['A1', 'A2', 'B1', 'B2'] }] };
    const release = {
      id: 'old', table: then, shown: new Map([['city', 20], ['A', 9], ['B', 11]]),
      links: [{ id: 'A', total: 'old:A', parts: ['A1', 'A2'] }, { id: 'B', total: 'old:B', parts: ['B1', 'B2'] }],
    };
    const naive = new Map([['city', 20], ['A1', null], ['A2', 7], ['B1', null], ['B2', 6]]);
    expect((await auditPublication(now, naive)).clean).toBe(true);
    expect((await auditPublication(now, naive, { earlier: [release] })).holds.E).toBe(false);
    const shown = await published(now, { earlier: [release] });
    expect([shown.get('A1'), shown.get('A2')]).toEqual([null, null]);
    const joint = withEarlier(now, [release], ruleOf());
    expect(survivesT(joint, new Map([...shown, ['old:city', 20], ['old:A', 9], ['old:B', 11]]), 3)).toBe(true);
  });

  test('what an earlier release marked as suppressed was no zero: two and one in a published three cannot reach three', async () => {
    const then: Table = { id: 'old', cells: [{ id: 'city', count: 3 }, { id: 'A', count: 2 }, { id: 'B', count: 1 }], relations: [{ id: 'sum', total: 'city', parts: ['A', 'B'] }] };
    const now: Table = { id: 'new', cells: [{ id: 'all', count: 9 }, { id: 'more', count: 6 }, { id: 'city', count: 3 }], relations: [{ id: 'sum', total: 'all', parts: ['more', 'city'] }] };
    const release = { id: 'old', table: then, shown: new Map([['city', 3], ['A', null], ['B', null]]), links: [{ id: 'same', total: 'old:city', parts: ['city'] }] };
    const shown = new Map(now.cells.map(({ id, count }) => [id, count]));
    const { holds, findings } = await auditPublication(now, shown, { earlier: [release] });
    expect(holds).toEqual({ E: true, T: false });
    expect(findings).toMatchObject([{ cell: 'old:A', lower: 1, upper: 2 }, { cell: 'old:B', lower: 1, upper: 2 }]);
    expect((await auditPublication(now, shown, { earlier: [release], rule: { zeros: 'protected' } })).holds.T).toBe(true);
  });

  test('a figure that went out is known even where it is never shown today: ten less eight are two', async () => {
    const table: Table = { id: 't', cells: [{ id: 'sum', count: 10 }, { id: 'A', count: 2 }, { id: 'rest', count: 8, status: 'hidden' }], relations: [{ id: 'sum', total: 'sum', parts: ['A', 'rest'] }] };
    const earlier = [{ id: 'March', shown: new Map([['rest', 8]]) }];
    expect(await published(table)).toEqual(new Map([['sum', 10], ['A', null], ['rest', null]]));
    expect(await published(table, { earlier })).toEqual(new Map([['sum', null], ['A', null], ['rest', null]]));
    const then: Table = { id: 'then', cells: [{ id: 'X', count: 8, status: 'known' }, { id: 'Y', count: 2 }, { id: 'sum', count: 10 }], relations: [{ id: 'sum', total: 'sum', parts: ['X', 'Y'] }] };
    const release = { id: 'then', table: then, shown: new Map([['X', null], ['Y', null], ['sum', 10]]), links: [{ id: 'same', total: 'then:sum', parts: ['sum'] }] };
    expect((await auditPublication(table, await published(table), { earlier: [release] })).holds).toEqual({ E: false, T: false });
  });

  test('a mark of then says that cells never shown today were no zeros', async () => {
    const table: Table = { id: 't', cells: [{ id: 'sum', count: 3 }, { id: 'one', count: 2, status: 'hidden' }, { id: 'other', count: 1, status: 'hidden' }], relations: [{ id: 'sum', total: 'sum', parts: ['one', 'other'] }] };
    const shown = new Map([['sum', 3], ['one', null], ['other', null]]);
    expect((await auditPublication(table, shown)).holds.T).toBe(true);
    expect((await auditPublication(table, shown, { earlier: [{ id: 'March', shown: new Map([['one', null], ['other', null]]) }] })).holds.T).toBe(false);
  });

  test('a confidential cell that is already public cannot be protected any more, and the release is named', async () => {
    const shown = new Map(workedExample().cells.map(({ id, count }) => [id, count]));
    await expect(protect(workedExample(), { earlier: [{ id: 'March', shown }] })).rejects.toThrow('the confidential cell "B1|A1" was already published in the release "March"');
  });

  test('other figures than today need a word on corrections', async () => {
    const release = { id: 'March', shown: new Map([['B2|A2', 8]]) };
    await expect(protect(workedExample(), { earlier: [release] })).rejects.toThrow('shows 8 in the cell "B2|A2", today it is 7');
    expect((await published(workedExample(), { earlier: [{ ...release, revisedBy: 1 }] })).get('B1|A1')).toBeNull();
    await expect(protect(workedExample(), { earlier: [{ ...release, revisedBy: -1 }] })).rejects.toThrow('revisedBy must be a whole number ≥ 0 (-1)');
  });
});

describe('rates', () => {
  const table = tree([14, 20, 30, 40]);
  const parts: Table = { ...table, cells: [...table.cells, { id: 'children B1', count: 15 }, { id: 'children B2', count: 40 }, { id: 'children Q1', count: 55 }], relations: [...table.relations, { id: 'children', total: 'children Q1', parts: ['children B1', 'children B2'] }] };
  const rate = { id: 'share B1', numerator: 'B1', denominator: 'children B1' };

  test('of 14 in 15 give away the one who is left: the rate and one of its counts are hidden', async () => {
    const protection = await protect(parts, { method: 'exact', rates: [rate] });
    if (protection.state !== 'safe') throw new Error('Expected a safe table.');
    expect(protection.publication.rates).toEqual([{ id: 'share B1', percent: null }]);
    const figures = new Map(protection.publication.cells.map(({ id, count }) => [id, count]));
    expect(figures.get('B1') === null || figures.get('children B1') === null).toBe(true);
    expect(figures.has('rest of share B1')).toBe(false);
  });

  test('that are already published tell the count behind them', async () => {
    const small = grid([[2, 18], [15, 5], [14, 14]]);
    const facts = factsOfPublishedRate({ id: 'press', numerator: 'B1|A1', denominator: 'B1|total' }, 10);
    const hidden = new Map(small.cells.map(({ id, count }) => [id, ['B1|A1', 'B1|A2', 'B2|A1', 'B2|A2'].includes(id) ? null : count]));
    expect((await auditPublication(small, hidden)).clean).toBe(true);
    expect((await auditPublication({ ...small, facts }, hidden)).clean).toBe(false);
  });

  test('that a publication shows besides its counts are read by the attacker: 12.5 % of 16 are two', async () => {
    const small = grid([[2, 14], [15, 5], [14, 14]]);
    const rates = [{ id: 'share', numerator: 'B1|A1', denominator: 'B1|total' }];
    const hidden = new Map(small.cells.map(({ id, count }) => [id, ['B1|A1', 'B1|A2', 'B2|A1', 'B2|A2'].includes(id) ? null : count]));
    expect((await auditPublication(small, hidden, { rates, shownRates: [{ id: 'share', percent: null }] })).clean).toBe(true);
    expect((await auditPublication(small, hidden, { rates, shownRates: [{ id: 'share', percent: 12.5 }] })).holds).toEqual({ E: false, T: false });
    await expect(auditPublication(small, hidden, { shownRates: [{ id: 'share', percent: 12.5 }] })).rejects.toThrow('names the rate "share", of which the task does not say');
  });

  test('need counts that exist and fit', () => {
    expect(() => withRates(table, [{ id: 'x', numerator: 'B1', denominator: 'nobody' }])).toThrow('names the cell "nobody"');
    expect(() => withRates(parts, [rate, rate])).toThrow('The rate "share B1" is given twice');
    expect(() => withRates(parts, [{ ...rate, decimals: -1 }])).toThrow('decimals must be a whole number from 0 to 10 (-1)');
    expect(() => withRates(table, [{ id: 'x', numerator: 'city', denominator: 'B1' }])).toThrow('a numerator (104) above its denominator (14)');
  });
});
