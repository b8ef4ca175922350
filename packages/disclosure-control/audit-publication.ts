import { auditOf, type Certificate } from './audit.ts';
import { knowledgeOfPattern, type Criterion } from './criterion.ts';
import { withEarlier, type EarlierRelease } from './earlier.ts';
import { paceOf, type PaceOptions } from './pace.ts';
import { primariesOf } from './primary.ts';
import { factsOfPublishedRate, withRates, type Rate } from './rate.ts';
import { ruleOf, type Rule } from './rule.ts';
import { solver } from './solver.ts';
import { systemOf } from './system.ts';
import type { Table } from './table.ts';
import { TableError } from './table-error.ts';

export interface AuditOptions extends PaceOptions {
  rule?: Partial<Rule>;
  criterion?: Criterion;
  rates?: readonly Rate[];
  /** Percentages the publication shows besides, of `rates` by id; null where it does not. */
  shownRates?: readonly { id: string; percent: number | null }[];
  earlier?: readonly EarlierRelease[];
}

/**
 * Attacks suppression made elsewhere, by hand or by another program: `shown` says for every cell the figure or null.
 * A primary cell that is shown counts as given away.
 * Errors: `cell-missing` (nothing said about a cell), `cell-unknown` (a figure for a cell the table does not have: the attacker would know more than is attacked), `release-differs` (a figure that is not the count), `memory-bound`, those of the table.
 */
export async function auditPublication(table: Table, shown: ReadonlyMap<string, number | null>, options: AuditOptions = {}): Promise<Certificate> {
  const rule = ruleOf(options.rule);
  const rates = options.rates ?? [];
  const read = (options.shownRates ?? []).flatMap(({ id, percent }) => {
    const rate = rates.find((candidate) => candidate.id === id);
    if (!rate) throw new TableError('rate-invalid', `The publication names the rate "${id}", of which the task does not say what is divided by what.`);
    return percent === null ? [] : factsOfPublishedRate(rate, percent);
  });
  const system = systemOf(withEarlier(withRates({ ...table, facts: [...(table.facts ?? []), ...read] }, rates), options.earlier ?? [], rule));
  const own = new Set(table.cells.map(({ id }) => id));
  const stranger = [...shown.keys()].find((id) => !own.has(id));
  if (stranger !== undefined) throw new TableError('cell-unknown', `The publication names the cell "${stranger}", which the table does not have: what it says about the others cannot be judged. Add it to the table, with its relation.`, { cells: [stranger] });
  const pattern = Uint8Array.from(system.cells, ({ id, count, status }) => {
    if (!own.has(id)) return status === 'hidden' ? 1 : 0;
    const figure = shown.get(id);
    if (figure === undefined && status === 'hidden') return 1;
    if (figure === undefined) throw new TableError('cell-missing', `The publication does not say what it shows in the cell "${id}". Give its figure, or null where it is suppressed.`, { cells: [id] });
    if (figure !== null && figure !== count) throw new TableError('release-differs', `The publication shows ${figure} in the cell "${id}", the table says ${count}.`, { cells: [id] });
    return figure === null && status !== 'known' ? 1 : 0;
  });
  return auditOf(await solver(), system, primariesOf(system, rule), (criterion) => knowledgeOfPattern(system, pattern, rule, criterion), options.criterion ?? 'T', paceOf(options));
}
