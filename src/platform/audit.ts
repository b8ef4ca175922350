import pg from 'pg';
import type { Clock } from './clock.ts';
import type { Write } from './database.ts';
import { asLastStatement } from './house-dialect.ts';
import { newId, type Uuid } from './id.ts';
import type { Who } from './permission.ts';

export interface AuditNote {
  /** name of the action or permission, `part.thing.verb` */
  name: string;
  outcome: 'done' | 'refused' | 'denied' | 'read';
  /** id of the record concerned, never its content */
  subject?: Uuid | undefined;
  /** names of the fields written, never their values */
  fields?: readonly string[];
}

/**
 * Adds an entry to the hash chain of the transaction's municipality. It locks the end of the chain until the commit, so that no two entries
 * follow the same one; therefore it goes to the server together with the commit, and everybody else of the town waits for the disk alone, not
 * for what this process does meanwhile. Source: house plan §3; ASVS 5, 16.4.2.
 */
export async function appendAudit(tx: Write, clock: Clock, who: Who, note: AuditNote): Promise<void> {
  const values = [newId(), clock.now().toISOString(), who.personId ?? null, note.name, note.outcome, note.subject ?? null].map((value) => (value === null ? 'null' : pg.escapeLiteral(value)));
  const fields = (note.fields ?? []).map((field) => pg.escapeLiteral(field));
  await tx.executeQuery(asLastStatement(`select platform.append_audit(${values.join(', ')}, array[${fields.join(', ')}]::text[])`));
}
