import { expect, test } from 'vitest';
import { auditPublication } from './audit-publication.ts';
import { protect } from './protect.ts';
import { grid } from './sample-table.fixture.ts';
import type { Cell, Table } from './table.ts';

/**
 * Investment by activity (rows) and region (columns); 22 in the second row is confidential. The example of Willenborg & de Waal
 * (1996) with which Fischetti & Salazar (2001) introduce the problem, figure 1: the rectangle of II/III and A/C is hidden, which
 * costs 37, and the attacker proves 5 to 30.
 */
function investments(): Table {
  const plain = grid([[20, 50, 10], [8, 19, 22], [17, 32, 12]]);
  const contributed = (cell: Cell) => (cell.id === SENSITIVE ? [20, 1, 1] : [cell.count / 4, cell.count / 4, cell.count / 4, cell.count / 4]);
  return { ...plain, cells: plain.cells.map((cell) => ({ ...cell, weight: cell.count, contributions: contributed(cell) })) };
}
const SENSITIVE = 'B2|A3';
const RECTANGLE = ['B2|A1', 'B2|A3', 'B3|A1', 'B3|A3'];

test('the textbook pattern is found: of all rectangles the one whose figures sum to least', async () => {
  const protection = await protect(investments(), { method: 'exact', criterion: 'E', rule: { pPercent: 10 } });
  if (protection.state !== 'safe') throw new Error('Expected a safe table.');
  expect(protection.publication.cells.filter(({ count }) => count === null).map(({ id }) => id).sort()).toEqual(RECTANGLE);
  expect(protection.summary).toMatchObject({ primary: 1, secondary: 3, suppressedSum: 37, proven: true, atLeast: 37 });
});

test('the textbook attacker proves 5 to 30', async () => {
  const table = investments();
  const shown = new Map(table.cells.map(({ id, count }) => [id, RECTANGLE.includes(id) ? null : count]));
  const { findings } = await auditPublication(table, shown, { criterion: 'E', rule: { pPercent: 10 } });
  expect(findings).toMatchObject([{ cell: SENSITIVE, reason: 'p-percent', lower: 5, upper: 30 }]);
});
