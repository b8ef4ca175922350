import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Read } from './database.ts';
import type { Uuid } from './id.ts';

/** The end of a chain, or the first place where it does not hold. */
export type AuditFinding =
  /** `end` is the hash of the last entry: noted elsewhere, it shows later even that the whole chain was written anew */
  | { intact: true; entries: number; end: string }
  | { intact: false; entries: number; sequence: number; fault: AuditFault };

export type AuditFault =
  /** an entry was changed: its hash is not the hash of its content */
  | 'changed'
  /** the entry does not follow the one before it */
  | 'torn'
  /** numbers are missing: entries were removed */
  | 'missing'
  /** the chain ends before or after the place its head names: entries were cut off or added */
  | 'end';

interface Entry {
  municipality_id: string;
  id: string;
  sequence: number;
  /** microseconds since 1970: JavaScript's dates would lose them */
  at: string;
  person_id: string | null;
  name: string;
  outcome: string;
  subject_id: string | null;
  field_names: string[];
  previous_hash: Buffer;
  hash: Buffer;
}

const BATCH = 2000;

/**
 * Follows a municipality's audit chain from its beginning and computes every hash anew, without the database's own function.
 * Linear in the number of entries, in batches of 2000.
 */
export async function verifyAudit(tx: Read, municipalityId: Uuid): Promise<AuditFinding> {
  let previous: Buffer = Buffer.alloc(0);
  let entries = 0;
  for (;;) {
    const batch = await readBatch(tx, municipalityId, entries);
    for (const entry of batch) {
      const fault = faultOf(entry, entries + 1, previous);
      if (fault) return { intact: false, entries, sequence: fault === 'missing' ? entries + 1 : entry.sequence, fault };
      previous = entry.hash;
      entries++;
    }
    if (batch.length < BATCH) break;
  }
  const head = await tx.selectFrom('platform.audit_head').select(['sequence', 'hash']).where('municipality_id', '=', municipalityId).executeTakeFirst();
  const endsThere = head ? head.sequence === entries && head.hash.equals(previous) : entries === 0;
  return endsThere ? { intact: true, entries, end: previous.toString('hex') } : { intact: false, entries, sequence: entries + 1, fault: 'end' };
}

function faultOf(entry: Entry, expected: number, previous: Buffer): AuditFault | undefined {
  if (entry.sequence !== expected) return 'missing';
  if (!hashOf(entry).equals(entry.hash)) return 'changed';
  return entry.previous_hash.equals(previous) ? undefined : 'torn';
}

async function readBatch(tx: Read, municipalityId: Uuid, after: number): Promise<Entry[]> {
  const { rows } = await sql<Entry>`
    select municipality_id, id, sequence, (extract(epoch from at) * 1000000)::bigint::text as at, person_id, name, outcome, subject_id,
      field_names, previous_hash, hash
    from platform.audit_entry where municipality_id = ${municipalityId} and sequence > ${after} order by sequence limit ${BATCH}`.execute(tx);
  return rows;
}

const SEPARATOR = '\u001f';

function hashOf(entry: Entry): Buffer {
  const text = [
    entry.municipality_id, entry.id, String(entry.sequence), instantText(BigInt(entry.at)), entry.person_id ?? '-', entry.name, entry.outcome,
    entry.subject_id ?? '-', entry.field_names.join(','), entry.previous_hash.toString('hex'),
  ].join(SEPARATOR);
  return createHash('sha256').update(text, 'utf8').digest();
}

function instantText(microseconds: bigint): string {
  const seconds = new Date(Number(microseconds / 1000n)).toISOString().slice(0, 19);
  return `${seconds}.${String(microseconds % 1_000_000n).padStart(6, '0')}Z`;
}
