import type { Certificate } from './audit.ts';
import type { Publication } from './protect.ts';
import type { Rule } from './rule.ts';
import { systemOf } from './system.ts';
import type { Table } from './table.ts';
import { keepsRows } from './witness.ts';

/**
 * Checks a certificate of suppression with nothing but additions: every witness must be another table of whole numbers that
 * fulfils every relation, has the same published figures, and moves its primary cell as the criterion asks.
 * Returns what is wrong, in words; empty = the proof holds. Needs no solver and no trust in this package's methods.
 * Complexity: O(witnesses × cells touched × relations of a cell).
 */
export function objectionsTo(certificate: Certificate, publication: Publication, table: Table, rule: Rule): string[] {
  const system = systemOf(table);
  const shown = new Map(publication.cells.map(({ id, count }) => [id, count]));
  const least = certificate.criterion === 'T' && rule.zeros === 'published' ? 1 : 0;
  const wrong = publication.cells.flatMap(({ id, count }) => {
    const truth = system.numberOf.has(id) ? system.counts[system.numberOf.get(id)!]! : undefined;
    return count === null || count === truth ? [] : [`"${id}" is shown as ${count}, but counts ${truth}.`];
  });
  const listed = new Set(certificate.findings.map(({ cell }) => cell));
  const forgotten = system.cells.filter(({ id, count, status }) => status !== 'known' && count > 0 && count < rule.minimumFrequency && !listed.has(id)).map(({ id }) => `The small cell "${id}" is missing in the certificate.`);
  return [...wrong, ...forgotten, ...certificate.findings.flatMap(({ cell, witness, mustReach }) => {
    if (shown.get(cell) !== null && shown.has(cell)) return [`The confidential cell "${cell}" is shown.`];
    if (!witness) return [`There is no witness for "${cell}".`];
    const changes = new Map(witness.map(({ cell: id, change }) => [system.numberOf.get(id)!, change]));
    const own = system.numberOf.get(cell)!;
    const moved = changes.get(own) ?? 0;
    const objections: string[] = [];
    if ([...changes].some(([at, change]) => at === undefined || !Number.isSafeInteger(change))) return [`The witness for "${cell}" names an unknown cell or a fraction.`];
    if (certificate.criterion === 'T' ? system.counts[own]! + moved < mustReach : moved === 0) objections.push(`The witness for "${cell}" does not reach far enough.`);
    for (const [at, change] of changes) {
      const id = system.ids[at]!;
      const floor = system.cells[at]!.status === 'hidden' ? 0 : Math.min(least, system.counts[at]!);
      if (change !== 0 && ((shown.get(id) ?? null) !== null || system.cells[at]!.status === 'known')) objections.push(`The witness for "${cell}" changes the published cell "${id}".`);
      if (system.counts[at]! + change < floor) objections.push(`The witness for "${cell}" makes "${id}" ${system.counts[at]! + change}.`);
    }
    if (!keepsRows(system, changes)) objections.push(`The witness for "${cell}" breaks a relation.`);
    return objections;
  })];
}
