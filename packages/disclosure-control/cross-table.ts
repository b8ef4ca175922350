import { CODE_SEPARATOR, groupsOf, leavesOf, type Dimension } from './dimension.ts';
import type { Cell, Relation, Table } from './table.ts';
import { TableError } from './table-error.ts';

/** A count at a crossing of one code per dimension. */
export interface CrossCell extends Omit<Cell, 'id' | 'codes'> {
  codes: readonly string[];
}

/** Id of the cell at a crossing of codes. */
export function cellId(codes: readonly string[]): string {
  return codes.join(CODE_SEPARATOR);
}

/** All crossings of the given lists, the last one running fastest. */
export function crossings(lists: readonly (readonly string[])[]): string[][] {
  return lists.reduce<string[][]>((rows, list) => rows.flatMap((row) => list.map((code) => [...row, code])), [[]]);
}

/**
 * A table over several hierarchies with a cell at every crossing and a relation for every sum.
 * Errors: those of the dimensions; `cell-missing` (no count is not a count of 0), `cell-twice`, `cell-unknown`.
 * Complexity: O(cells × dimensions).
 */
export function crossTable(id: string, dimensions: readonly Dimension[], given: readonly CrossCell[]): Table {
  const relations = relationsOf(dimensions);
  const byId = new Map<string, CrossCell>();
  const codes = dimensions.map((dimension) => dimension.codes.map(({ code }) => code));
  const known = codes.map((list) => new Set(list));
  for (const cell of given) {
    const name = cellId(cell.codes);
    const at = cell.codes.findIndex((code, index) => !known[index]?.has(code));
    if (cell.codes.length !== dimensions.length || at >= 0) {
      throw new TableError('cell-unknown', `Table "${id}": the cell "${name}" does not fit the dimensions ${dimensions.map(({ name }) => name).join(', ')}${at >= 0 ? ` (unknown code "${cell.codes[at]}")` : ''}.`, { cells: [name] });
    }
    if (byId.has(name)) throw new TableError('cell-twice', `Table "${id}": the cell "${name}" is given twice.`, { cells: [name] });
    byId.set(name, cell);
  }
  const cells = crossings(codes).map((crossing): Cell => {
    const name = cellId(crossing);
    const cell = byId.get(name);
    if (!cell) throw new TableError('cell-missing', `Table "${id}": the cell "${name}" is missing. A missing count is unknown, not 0.`, { cells: [name] });
    return { ...cell, id: name, codes: crossing };
  });
  return { id, cells, relations, dimensions };
}

/** Every sum of every dimension at every crossing of the others. */
function relationsOf(dimensions: readonly Dimension[]): Relation[] {
  return dimensions.flatMap((dimension, at) => {
    const others = crossings(dimensions.map((other, index) => (index === at ? [''] : other.codes.map(({ code }) => code))));
    return groupsOf(dimension).flatMap((group, number) => others.map((crossing): Relation => {
      const withCode = (code: string) => cellId(crossing.map((other, index) => (index === at ? code : other)));
      return { id: `${dimension.name}#${number + 1}: ${withCode(group.total)}`, total: withCode(group.total), parts: group.parts.map(withCode) };
    }));
  });
}

/**
 * A cross table from its finest cells: every sum is computed.
 * `countOf` is asked once for each crossing of leaves; groups that overlap count each leaf once.
 */
export function crossTableFromLeaves(id: string, dimensions: readonly Dimension[], countOf: (codes: readonly string[]) => number): Table {
  const below = dimensions.map(leavesBelow);
  const counts = new Map(crossings(dimensions.map(leavesOf)).map((codes) => [cellId(codes), countOf(codes)]));
  const cells = crossings(dimensions.map(({ codes }) => codes.map(({ code }) => code))).map((codes): CrossCell => ({
    codes,
    count: crossings(codes.map((code, at) => below[at]!.get(code)!)).reduce((sum, leaves) => sum + counts.get(cellId(leaves))!, 0),
  }));
  return crossTable(id, dimensions, cells);
}

function leavesBelow(dimension: Dimension): Map<string, string[]> {
  const parts = new Map<string, readonly string[]>();
  for (const group of groupsOf(dimension)) if (!parts.has(group.total)) parts.set(group.total, group.parts);
  const leaves = (code: string): string[] => [...new Set(parts.get(code)?.flatMap(leaves) ?? [code])];
  return new Map(dimension.codes.map(({ code }) => [code, leaves(code)]));
}
