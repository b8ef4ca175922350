import { linkedId } from './linked.ts';
import { primariesOf } from './primary.ts';
import type { Rule } from './rule.ts';
import { systemOf } from './system.ts';
import type { Cell, Fact, Relation, Table } from './table.ts';
import { TableError } from './table-error.ts';

/** What went out before about the same people. */
export interface EarlierRelease {
  id: string;
  /** Figures shown then, by cell; null = suppressed then. */
  shown: ReadonlyMap<string, number | null>;
  /** The table of that time where its cells are others, e.g. by old boundaries; ids become "<id>:<cell>". */
  table?: Table;
  /** Sums that tie its cells to those of today, in joint ids: old = sum of new, or new = sum of old. */
  links?: readonly Relation[];
  /** Counts may have been corrected since by at most this much (same cells only). Default 0. */
  revisedBy?: number;
}

/**
 * The table as an attacker sees it who kept the earlier releases: what was shown is `known`, what was suppressed then and has
 * cells of its own is `hidden` and stays protected.
 * Errors: `rules-infeasible` – a cell that is confidential today is already public; `release-differs` – a figure of then is not
 * the figure of today, though the data is said to be the same; `cell-unknown`.
 */
export function withEarlier(table: Table, releases: readonly EarlierRelease[], rule: Rule): Table {
  return releases.reduce((joint, release) => (release.table ? withOtherCells(joint, release, release.table) : withSameCells(joint, release, rule)), table);
}

function withSameCells(table: Table, { id, shown, revisedBy = 0 }: EarlierRelease, rule: Rule): Table {
  const system = systemOf(table);
  const confidential = new Set(primariesOf(system, rule).map(({ cell }) => system.ids[cell]!));
  const byId = new Map(table.cells.map((cell) => [cell.id, cell]));
  const facts: Fact[] = [];
  const [known, marked] = [new Set<string>(), new Set<string>()];
  if (!Number.isSafeInteger(revisedBy) || revisedBy < 0) throw new TableError('release-differs', `The earlier release "${id}": revisedBy must be a whole number ≥ 0 (${JSON.stringify(revisedBy)}).`);
  for (const [cell, figure] of shown) {
    const now = byId.get(cell);
    if (!now) throw new TableError('cell-unknown', `The earlier release "${id}" shows the cell "${cell}", which does not exist today. Give the table of that time and its links.`, { cells: [cell] });
    if (figure === null) {
      marked.add(cell);
      continue;
    }
    if (!Number.isSafeInteger(figure)) throw new TableError('release-differs', `The earlier release "${id}" shows "${String(figure)}" in the cell "${cell}", which is no whole number. Suppressed is null.`, { cells: [cell] });
    if (Math.abs(figure - now.count) > revisedBy) {
      throw new TableError('release-differs', `The earlier release "${id}" shows ${figure} in the cell "${cell}", today it is ${now.count}. For corrected data say by how much (revisedBy).`, { cells: [cell] });
    }
    if (revisedBy > 0) facts.push({ id: `release ${id}: ${cell}`, terms: [{ cell, coefficient: 1 }], lower: Math.max(0, figure - revisedBy), upper: figure + revisedBy });
    else if (confidential.has(cell)) throw new TableError('rules-infeasible', `The rules are infeasible: the confidential cell "${cell}" was already published in the release "${id}".`, { cells: [cell] });
    else known.add(cell);
  }
  const asKnown = (cell: Cell): Cell => (known.has(cell.id) ? { ...cell, status: 'known' } : marked.has(cell.id) && cell.status === 'hidden' ? { ...cell, marked: true } : cell);
  return { ...table, facts: [...(table.facts ?? []), ...facts], cells: table.cells.map(asKnown) };
}

function withOtherCells(joint: Table, { id, shown, links = [] }: EarlierRelease, then: Table): Table {
  const name = (cell: string) => linkedId(id, cell);
  const cells = then.cells.map((cell): Cell => {
    const figure = shown.get(cell.id);
    if (figure === undefined) throw new TableError('cell-missing', `The earlier release "${id}" does not say whether the cell "${cell.id}" was shown. Give its figure, or null where it was suppressed.`, { cells: [cell.id] });
    if (figure !== null && figure !== cell.count) throw new TableError('release-differs', `The earlier release "${id}" shows ${figure} in the cell "${cell.id}", its table says ${cell.count}.`, { cells: [cell.id] });
    return { ...cell, id: name(cell.id), ...(figure === null && cell.status !== 'known' ? { status: 'hidden', marked: true } : { status: 'known' }) };
  });
  return {
    ...joint,
    dimensions: undefined,
    cells: [...joint.cells, ...cells],
    relations: [...joint.relations, ...then.relations.map((relation) => ({ id: name(relation.id), total: name(relation.total), parts: relation.parts.map(name) })), ...links],
    facts: [...(joint.facts ?? []), ...(then.facts ?? []).map((fact) => ({ ...fact, id: name(fact.id), terms: fact.terms.map((term) => ({ ...term, cell: name(term.cell) })) }))],
  };
}
