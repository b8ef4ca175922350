import { rootsOf } from './dimension.ts';
import type { Cell, Fact, Relation, Table } from './table.ts';

/** The id a cell of a linked table has in the joint table. */
export function linkedId(table: string, cell: string): string {
  return `${table}:${cell}`;
}

/** Two cells of different tables that count the same people. */
export interface SameCell {
  one: { table: string; cell: string };
  other: { table: string; cell: string };
}

/**
 * Several tables as one, so that none gives away what another hides. Ids get the table's id in front. Cells named in `same`
 * are tied: if one is shown, so is – for the attacker – the other. Further relations may cross tables, with joint ids.
 * Errors: none here; `systemOf` names unknown cells and counts that contradict each other.
 * Complexity: O(cells + relations).
 */
export function linkTables(tables: readonly Table[], same: readonly SameCell[] = [], relations: readonly Relation[] = [], facts: readonly Fact[] = []): Table {
  const join = (table: Table) => (cell: string) => linkedId(table.id, cell);
  return {
    id: tables.map(({ id }) => id).join('+'),
    cells: tables.flatMap((table): Cell[] => table.cells.map((cell) => ({ ...cell, id: join(table)(cell.id) }))),
    relations: [
      ...tables.flatMap((table) => table.relations.map((relation): Relation => ({ id: join(table)(relation.id), total: join(table)(relation.total), parts: relation.parts.map(join(table)) }))),
      ...same.map(({ one, other }): Relation => ({ id: `same: ${linkedId(one.table, one.cell)} = ${linkedId(other.table, other.cell)}`, total: linkedId(one.table, one.cell), parts: [linkedId(other.table, other.cell)] })),
      ...relations,
    ],
    facts: [
      ...tables.flatMap((table) => (table.facts ?? []).map((fact): Fact => ({ ...fact, id: join(table)(fact.id), terms: fact.terms.map((term) => ({ ...term, cell: join(table)(term.cell) })) }))),
      ...facts,
    ],
  };
}

/**
 * Cells two cross tables of the same population share: the same codes in the dimensions both have (by name), the total of
 * every dimension only one has. Complexity: O(cells).
 */
export function sharedCells(one: Table, other: Table): SameCell[] {
  const key = (table: Table, partner: Table, cell: Cell): string | undefined => {
    const named = (table.dimensions ?? []).map((dimension, at) => ({ dimension, code: cell.codes![at]! }));
    const shared = new Set((partner.dimensions ?? []).map(({ name }) => name));
    const isTotal = named.every(({ dimension, code }) => shared.has(dimension.name) || (roots(dimension).length === 1 && roots(dimension)[0] === code));
    return isTotal ? named.filter(({ dimension }) => shared.has(dimension.name)).map(({ dimension, code }) => `${dimension.name}=${code}`).sort().join('&') : undefined;
  };
  const memory = new Map<unknown, string[]>();
  const roots = (dimension: NonNullable<Table['dimensions']>[number]) => {
    if (!memory.has(dimension)) memory.set(dimension, rootsOf(dimension));
    return memory.get(dimension)!;
  };
  const byKey = new Map(other.cells.flatMap((cell): [string, string][] => {
    const found = key(other, one, cell);
    return found === undefined ? [] : [[found, cell.id]];
  }));
  return one.cells.flatMap((cell): SameCell[] => {
    const found = key(one, other, cell);
    const partner = found === undefined ? undefined : byKey.get(found);
    return partner === undefined ? [] : [{ one: { table: one.id, cell: cell.id }, other: { table: other.id, cell: partner } }];
  });
}
