import { cellId, crossings } from './cross-table.ts';
import { groupsOf, leavesOf, rootsOf, type Dimension } from './dimension.ts';
import { primariesOf } from './primary.ts';
import type { Rule } from './rule.ts';
import { systemOf } from './system.ts';
import type { Table } from './table.ts';

/** More than this share of confidential cells makes a page of black bars: coarser classes serve the reader better. */
export const TOO_MANY = 0.2;

/** A coarser table and what it would leave confidential. */
export interface Proposal {
  kind: 'drop-level' | 'merge-codes' | 'drop-dimension';
  dimension: string;
  /** Codes that go; for merged codes their new common name is the codes joined by "+". */
  codes: readonly string[];
  cells: number;
  primaries: number;
  /** The table itself, ready to be protected. */
  table: Table;
}

/** Whether suppression would black out too much: share of primary cells above a fifth. */
export function isTooFine(table: Table, primaries: number): boolean {
  return primaries > TOO_MANY * table.cells.length;
}

/**
 * Coarser versions of a cross table, those with the most cells left among the ones that are no longer too fine first; else
 * the ones with the smallest share of confidential cells. Without dimensions there is nothing to merge: empty.
 * Also none where somebody knows more than the table says (cells already public, facts, cells never to be shown): with the fine cells
 * that knowledge would leave the task, but not the attacker's head.
 * Classes are merged only where no rule asks for contributors: who contributes to both is not known.
 * Complexity: O(dimensions × classes × cells).
 */
export function coarseningProposals(table: Table, rule: Rule, most = 5): Proposal[] {
  if ((table.facts?.length ?? 0) > 0 || table.cells.some(({ status }) => status === 'known' || status === 'hidden')) return [];
  const found = (table.dimensions ?? []).flatMap((dimension, at) => [...droppedLevel(table, dimension, at), ...(rule.dominance || rule.pPercent !== undefined ? [] : mergedNeighbours(table, dimension, at)), ...droppedDimension(table, dimension, at)]);
  const proposals = found.map(({ table: coarser, ...about }): Proposal => ({
    ...about, table: coarser, cells: coarser.cells.length, primaries: primariesOf(systemOf(coarser), rule).length,
  }));
  const share = (proposal: Proposal) => proposal.primaries / proposal.cells;
  const good = proposals.filter((proposal) => share(proposal) <= TOO_MANY).sort((one, other) => other.cells - one.cells || share(one) - share(other));
  const rest = proposals.filter((proposal) => share(proposal) > TOO_MANY).sort((one, other) => share(one) - share(other));
  return [...good, ...rest].slice(0, most);
}

type Draft = Omit<Proposal, 'cells' | 'primaries'>;

/** Codes without parts go, where there is a level above them that stays. */
function droppedLevel(table: Table, dimension: Dimension, at: number): Draft[] {
  const totals = new Set(groupsOf(dimension).map(({ total }) => total));
  const leaves = leavesOf(dimension);
  const roots = rootsOf(dimension);
  if (totals.size <= roots.length || (dimension.groups?.length ?? 0) > 0) return [];
  return [{ kind: 'drop-level', dimension: dimension.name, codes: leaves, table: without(table, at, new Set(leaves)) }];
}

function droppedDimension(table: Table, dimension: Dimension, at: number): Draft[] {
  const [root, ...others] = rootsOf(dimension);
  if ((table.dimensions?.length ?? 0) < 2 || root === undefined || others.length > 0) return [];
  const kept = table.cells.filter((cell) => cell.codes![at] === root).map((cell) => ({ ...cell, codes: cell.codes!.filter((_, index) => index !== at) }));
  const renamed = kept.map((cell) => ({ ...cell, id: cellId(cell.codes) }));
  const ids = new Map(kept.map((cell, index) => [cell.id, renamed[index]!.id]));
  const relations = table.relations.filter(({ total, parts }) => [total, ...parts].every((cell) => ids.has(cell)))
    .map((relation) => ({ ...relation, total: ids.get(relation.total)!, parts: relation.parts.map((part) => ids.get(part)!) }));
  return [{ kind: 'drop-dimension', dimension: dimension.name, codes: dimension.codes.map(({ code }) => code), table: { ...table, cells: renamed, relations, dimensions: table.dimensions!.filter((_, index) => index !== at), facts: undefined } }];
}

/** Siblings one after another in the given order, two by two: 0–2 and 3–5 become 0–2+3–5. */
function mergedNeighbours(table: Table, dimension: Dimension, at: number): Draft[] {
  if ((dimension.groups?.length ?? 0) > 0) return [];
  const leaves = new Set(leavesOf(dimension));
  const pairs = groupsOf(dimension).filter(({ parts }) => parts.length > 2).flatMap(({ parts }) => {
    const own = parts.filter((part) => leaves.has(part));
    return Array.from({ length: Math.floor(own.length / 2) }, (_, index) => own.slice(2 * index, 2 * index + 2));
  });
  return pairs.length === 0 ? [] : [{ kind: 'merge-codes', dimension: dimension.name, codes: pairs.flat(), table: merged(table, dimension, at, pairs) }];
}

function without(table: Table, at: number, gone: ReadonlySet<string>): Table {
  const cells = table.cells.filter((cell) => !gone.has(cell.codes![at]!));
  const ids = new Set(cells.map(({ id }) => id));
  const dimensions = table.dimensions!.map((dimension, index) => (index === at ? { ...dimension, codes: dimension.codes.filter(({ code }) => !gone.has(code)) } : dimension));
  return { ...table, cells, dimensions, facts: undefined, relations: table.relations.filter(({ total, parts }) => [total, ...parts].every((cell) => ids.has(cell))) };
}

function merged(table: Table, dimension: Dimension, at: number, pairs: readonly (readonly string[])[]): Table {
  const newName = new Map(pairs.flatMap((pair) => pair.map((code): [string, string] => [code, pair.join('+')])));
  const rename = (code: string) => newName.get(code) ?? code;
  const renamed = (codes: readonly string[]) => codes.map((code, index) => (index === at ? rename(code) : code));
  const counts = new Map<string, number>();
  for (const cell of table.cells) counts.set(cellId(renamed(cell.codes!)), (counts.get(cellId(renamed(cell.codes!))) ?? 0) + cell.count);
  const codes = [...new Map(dimension.codes.map(({ code, parent }) => [rename(code), { code: rename(code), parent }])).values()];
  const dimensions = table.dimensions!.map((other, index) => (index === at ? { name: other.name, codes } : other));
  const cells = crossings(dimensions.map((other) => other.codes.map(({ code }) => code))).map((crossing) => ({ id: cellId(crossing), codes: crossing, count: counts.get(cellId(crossing))! }));
  const idOf = new Map(table.cells.map((cell) => [cell.id, cellId(renamed(cell.codes!))]));
  const relations = table.relations.map((relation) => ({ id: relation.id, total: idOf.get(relation.total)!, parts: [...new Set(relation.parts.map((part) => idOf.get(part)!))] }));
  return { id: table.id, cells, dimensions, relations: [...new Map(relations.map((relation) => [`${relation.total}=${relation.parts.join('&')}`, { ...relation, id: `${relation.id} (merged)` }])).values()] };
}
