import { sql } from 'kysely';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';

export const auditOutcomes = ['done', 'read', 'refused', 'denied'] as const;
export type AuditOutcome = (typeof auditOutcomes)[number];

export interface AuditFilter {
  /** both days included, in Europe/Berlin */
  from?: Day;
  to?: Day;
  /** part of the name */
  name?: string;
  personId?: Uuid;
  outcome?: AuditOutcome;
}

export interface ListedEntry {
  sequence: number;
  at: Date;
  personId: Uuid | null;
  /** null: nobody was signed in, or the person is gone */
  personName: string | null;
  name: string;
  outcome: AuditOutcome;
  subjectId: Uuid | null;
  fields: string[];
}

/** Entries of a municipality, the newest first, and how many fit the filter in all. */
export async function listAudit(tx: Read, municipalityId: Uuid, filter: AuditFilter, { limit, offset }: { limit: number; offset: number }): Promise<{ entries: ListedEntry[]; total: number }> {
  const fitting = filtered(tx, municipalityId, filter);
  const { total } = await fitting.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await fitting
    .leftJoin('accounts.person as person', (join) => join.onRef('person.municipality_id', '=', 'entry.municipality_id').onRef('person.id', '=', 'entry.person_id'))
    .select(['entry.sequence', 'entry.at', 'entry.person_id', 'person.display_name', 'entry.name', 'entry.outcome', 'entry.subject_id', 'entry.field_names'])
    .orderBy('entry.sequence', 'desc').limit(limit).offset(offset).execute();
  return {
    total,
    entries: rows.map((row) => ({
      sequence: row.sequence, at: row.at, personId: row.person_id, personName: row.display_name, name: row.name, outcome: row.outcome as AuditOutcome,
      subjectId: row.subject_id, fields: row.field_names,
    })),
  };
}

function filtered(tx: Read, municipalityId: Uuid, { from, to, name, personId, outcome }: AuditFilter) {
  let query = tx.selectFrom('platform.audit_entry as entry').where('entry.municipality_id', '=', municipalityId);
  if (from) query = query.where('entry.at', '>=', sql<Date>`${from}::date::timestamp at time zone 'Europe/Berlin'`);
  if (to) query = query.where('entry.at', '<', sql<Date>`(${to}::date + 1)::timestamp at time zone 'Europe/Berlin'`);
  if (name) query = query.where('entry.name', 'like', `%${name.replace(/[\\%_]/g, '\\$&')}%`);
  if (personId) query = query.where('entry.person_id', '=', personId);
  if (outcome) query = query.where('entry.outcome', '=', outcome);
  return query;
}
