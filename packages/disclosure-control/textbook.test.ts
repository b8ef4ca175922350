import { expect, test } from 'vitest';
import { auditPublication } from './audit-publication.ts';
import { protect } from './protect.ts';
import { objectionsTo } from './verify.ts';
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

/**
 * Delinquent children by county (Alpha, Beta, Gamma, Delta) and education of the household's head (low to very high): the invented
 * table of the Federal Committee on Statistical Methodology's Statistical Policy Working Paper 22 (1994, 2005), counts below 5 confidential.
 */
const counties = (): Table => grid([[15, 1, 3, 1], [20, 10, 10, 15], [3, 10, 10, 2], [12, 14, 7, 2]]);
const FIVE = { minimumFrequency: 5 };

test('the textbook warning: two in every row and column are hidden, and two rows less two columns still give one child away', async () => {
  const hidden = ['B1|A2', 'B1|A3', 'B1|A4', 'B2|A2', 'B2|A3', 'B3|A1', 'B3|A4', 'B4|A1', 'B4|A4'];
  const shown = new Map(counties().cells.map(({ id, count }) => [id, hidden.includes(id) ? null : count]));
  const { holds, findings } = await auditPublication(counties(), shown, { criterion: 'E', rule: FIVE });
  expect(holds.E).toBe(false);
  expect(findings.filter(({ witness }) => !witness)).toEqual([{ cell: 'B1|A4', reason: 'frequency', mustReach: 5, lower: 1, upper: 1 }]);
});

test('the same table can be protected, and additions alone prove it', async () => {
  const protection = await protect(counties(), { method: 'exact', rule: FIVE, evenIfTooFine: true });
  if (protection.state !== 'safe') throw new Error('Expected a safe table.');
  expect(protection.summary.proven).toBe(true);
  expect(objectionsTo(protection.certificate, protection.publication, counties(), FIVE)).toEqual([]);
});

test('its controlled rounding to base 5 lies no farther from the truth than the published one: 16 in all', async () => {
  const protection = await protect(counties(), { method: 'round', base: 5, rule: FIVE });
  if (protection.state !== 'safe') throw new Error('Expected a safe table.');
  const truth = new Map(counties().cells.map(({ id, count }) => [id, count]));
  const distances = protection.publication.cells.map(({ id, count }) => Math.abs(count! - truth.get(id)!));
  expect(Math.max(...distances)).toBeLessThan(5);
  expect(distances.reduce((sum, distance) => sum + distance, 0)).toBeLessThanOrEqual(16);
});
