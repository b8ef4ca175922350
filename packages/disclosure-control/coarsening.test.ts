import { expect, test } from 'vitest';
import { coarseningProposals, isTooFine } from './coarsening.ts';
import { crossTableFromLeaves } from './cross-table.ts';
import { ruleOf } from './rule.ts';
import { flat, tree } from './sample-table.fixture.ts';
import { systemOf } from './system.ts';

test('small Bezirke: the Quartier level is proposed, or two ages in one', () => {
  const area = tree([1, 1, 1, 1]).dimensions![0]!;
  const table = crossTableFromLeaves('fine', [area, flat('age', ['0', '1', '2', '3'])], () => 2);
  const proposals = coarseningProposals(table, ruleOf());
  expect(proposals.map(({ kind, dimension }) => `${kind} ${dimension}`)).toEqual(expect.arrayContaining(['drop-level area', 'merge-codes age', 'drop-dimension area', 'drop-dimension age']));
  expect(proposals[0]).toMatchObject({ primaries: 0 });
  for (const { table: coarser } of proposals) expect(() => systemOf(coarser)).not.toThrow();
  expect(proposals.find(({ kind }) => kind === 'merge-codes')!.table.dimensions![1]!.codes.map(({ code }) => code)).toEqual(['total', '0+1', '2+3']);
});

test('nothing is proposed that would leave out what somebody already knows: the Bezirk that is public would say the other one', () => {
  const table = tree([8, 2, 1, 2]);
  expect(coarseningProposals(table, ruleOf()).length).toBeGreaterThan(0);
  expect(coarseningProposals({ ...table, cells: table.cells.map((cell) => (cell.id === 'B1' ? { ...cell, status: 'known' } : cell)) }, ruleOf())).toEqual([]);
  expect(coarseningProposals({ ...table, facts: [{ id: 'press', terms: [{ cell: 'B1', coefficient: 1 }], lower: 8, upper: 8 }] }, ruleOf())).toEqual([]);
});

test('a fifth of confidential cells is the limit', () => {
  const table = tree([9, 9, 9, 9]);
  expect([isTooFine(table, 1), isTooFine(table, 2)]).toEqual([false, true]);
});

test('a table without dimensions has nothing to merge', () => {
  expect(coarseningProposals({ ...tree([1, 1, 1, 1]), dimensions: undefined }, ruleOf())).toEqual([]);
});
