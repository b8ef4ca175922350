import { sql } from 'kysely';
import type { Clock } from './clock.ts';
import type { Write } from './database.ts';
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
 * Adds an entry to the hash chain of the transaction's municipality. Call it last: it locks the end of the chain
 * until the commit, so that no two entries follow the same one. Source: house plan §3; ASVS 5, 16.4.2.
 */
export async function appendAudit(tx: Write, clock: Clock, who: Who, note: AuditNote): Promise<void> {
  await sql`select platform.append_audit(${newId()}::uuid, ${clock.now()}::timestamptz, ${who.personId ?? null}::uuid,
    ${note.name}, ${note.outcome}, ${note.subject ?? null}::uuid, ${sql.val([...(note.fields ?? [])])}::text[])`.execute(tx);
}
