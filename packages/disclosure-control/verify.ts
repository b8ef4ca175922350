import type { Certificate } from './audit.ts';
import { floorOf } from './criterion.ts';
import type { Publication } from './protect.ts';
import { primariesOf } from './primary.ts';
import { ruleOf, type Rule } from './rule.ts';
import { systemOf } from './system.ts';
import type { Table } from './table.ts';
import { keepsRows } from './witness.ts';

/**
 * Checks a certificate of suppression with nothing but additions: which cells are confidential and how far they must reach is taken
 * from the rule, not from the certificate; every witness must be another table of whole numbers that fulfils every relation, has the
 * same published figures, and moves its primary cell as the criterion asks.
 * `rule`: the one the table was protected with, missing parts as in `protect`. `table`: the joint one (`withRates`, `withEarlier`,
 * `linkTables`) where rates, earlier releases or other tables took part.
 * Returns what is wrong, in words; empty = the proof holds. Needs no solver and no trust in this package's methods.
 * Errors: those of the table and the rule. Complexity: O(witnesses × cells touched × relations of a cell).
 */
export function objectionsTo(certificate: Certificate, publication: Publication, table: Table, rule: Partial<Rule> = {}): string[] {
  const [system, whole] = [systemOf(table), ruleOf(rule)];
  const shown = new Map([...publication.cells].sort((one, other) => Number(one.count !== null) - Number(other.count !== null)).map(({ id, count }) => [id, count]));
  const wrong = publication.cells.flatMap(({ id, count }) => {
    const truth = system.numberOf.has(id) ? system.counts[system.numberOf.get(id)!]! : undefined;
    return count === null || count === truth ? [] : [`"${id}" is shown as ${count}, but counts ${truth}.`];
  });
  const listed = new Set(certificate.findings.map(({ cell }) => cell));
  const reach = new Map(primariesOf(system, whole).map(({ cell, need }) => [system.ids[cell]!, system.counts[cell]! + need]));
  const forgotten = [...reach.keys()].filter((id) => !listed.has(id)).map((id) => `The confidential cell "${id}" is missing in the certificate.`);
  return [...wrong, ...forgotten, ...certificate.findings.flatMap(({ cell, witness, mustReach }) => {
    if (!system.numberOf.has(cell)) return [`The certificate names the cell "${cell}", which does not exist.`];
    if (shown.get(cell) !== null && shown.has(cell)) return [`The confidential cell "${cell}" is shown.`];
    if (!witness) return [`There is no witness for "${cell}".`];
    const changes = new Map(witness.map(({ cell: id, change }) => [system.numberOf.get(id)!, change]));
    const own = system.numberOf.get(cell)!;
    const moved = changes.get(own) ?? 0;
    const objections: string[] = [];
    if ([...changes].some(([at, change]) => at === undefined || !Number.isSafeInteger(change))) return [`The witness for "${cell}" names an unknown cell or a fraction.`];
    if (certificate.criterion === 'T' ? system.counts[own]! + moved < (reach.get(cell) ?? mustReach) : moved === 0) objections.push(`The witness for "${cell}" does not reach far enough.`);
    for (const [at, change] of changes) {
      const id = system.ids[at]!;
      const floor = Math.min(floorOf(system, at, whole, certificate.criterion), system.counts[at]!);
      if (change !== 0 && ((shown.get(id) ?? null) !== null || system.cells[at]!.status === 'known')) objections.push(`The witness for "${cell}" changes the published cell "${id}".`);
      if (system.counts[at]! + change < floor) objections.push(`The witness for "${cell}" makes "${id}" ${system.counts[at]! + change}.`);
    }
    if (!keepsRows(system, changes)) objections.push(`The witness for "${cell}" breaks a relation.`);
    return objections;
  })];
}
