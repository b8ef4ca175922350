import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { Housekeeping } from '../../platform/task.ts';
import type { Draft } from '../registration/draft.ts';
import { openJson, place, sealJson } from './sealed-json.ts';

/** Untouched for so long a draft is deleted: what nobody sent is not kept. */
const DRAFT_DAYS = 90;
/** Nobody has more children than this to register at once. */
const MOST_DRAFTS = 10;

export interface StoredDraft {
  id: Uuid;
  draft: Draft;
  updatedAt: Date;
}

const sealedAt = (municipalityId: Uuid, id: Uuid) => place(municipalityId, 'kita.registration_draft', 'content_sealed', id);

/** A person's own draft; those of others are as if they were not there. */
export async function findDraft(tx: Read, municipalityId: Uuid, secretKey: Buffer, personId: Uuid, id: Uuid): Promise<StoredDraft | undefined> {
  const row = await tx.selectFrom('kita.registration_draft').select(['content_sealed', 'updated_at'])
    .where('municipality_id', '=', municipalityId).where('id', '=', id).where('person_id', '=', personId).executeTakeFirst();
  return row && { id, draft: openJson<Draft>(secretKey, sealedAt(municipalityId, id), row.content_sealed), updatedAt: row.updated_at };
}

/** The same, locked until the end of the transaction. */
export async function lockOwnDraft(tx: Write, municipalityId: Uuid, secretKey: Buffer, personId: Uuid, id: Uuid): Promise<Draft | undefined> {
  const row = await tx.selectFrom('kita.registration_draft').select('content_sealed')
    .where('municipality_id', '=', municipalityId).where('id', '=', id).where('person_id', '=', personId).forUpdate().executeTakeFirst();
  return row && openJson<Draft>(secretKey, sealedAt(municipalityId, id), row.content_sealed);
}

export async function listDrafts(tx: Read, municipalityId: Uuid, secretKey: Buffer, personId: Uuid): Promise<StoredDraft[]> {
  const rows = await tx.selectFrom('kita.registration_draft').select(['id', 'content_sealed', 'updated_at'])
    .where('municipality_id', '=', municipalityId).where('person_id', '=', personId).orderBy('created_at').execute();
  return rows.map((row) => ({ id: row.id, draft: openJson<Draft>(secretKey, sealedAt(municipalityId, row.id), row.content_sealed), updatedAt: row.updated_at }));
}

/** Keeps a new draft under its first registration's id. False if the person has too many already. */
export async function insertDraft(tx: Write, municipalityId: Uuid, clock: Clock, secretKey: Buffer, personId: Uuid, id: Uuid, draft: Draft): Promise<boolean> {
  const { count } = await tx.selectFrom('kita.registration_draft').select(({ fn }) => fn.countAll<number>().as('count'))
    .where('municipality_id', '=', municipalityId).where('person_id', '=', personId).executeTakeFirstOrThrow();
  if (count >= MOST_DRAFTS) return false;
  await tx.insertInto('kita.registration_draft').values({
    municipality_id: municipalityId, id, person_id: personId, content_sealed: sealJson(secretKey, sealedAt(municipalityId, id), draft), created_at: clock.now(), updated_at: clock.now(),
  }).execute();
  return true;
}

export async function updateDraft(tx: Write, municipalityId: Uuid, clock: Clock, secretKey: Buffer, id: Uuid, draft: Draft): Promise<void> {
  await tx.updateTable('kita.registration_draft').set({ content_sealed: sealJson(secretKey, sealedAt(municipalityId, id), draft), updated_at: clock.now(), version: (row) => row('version', '+', 1) })
    .where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
}

export async function deleteDraft(tx: Write, municipalityId: Uuid, id: Uuid): Promise<void> {
  await tx.deleteFrom('kita.registration_draft').where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
}

/** A draft nobody has begun to fill in. */
export function emptyDraft(familyName = ''): Draft {
  return { children: [{ registrationId: newId(), givenNames: '', familyName }], wishes: [], saved: {} };
}

/** Removes drafts nobody touched for long. */
export const draftHousekeeping: Housekeeping = async (tx, { municipalityId, clock }) => {
  const longAgo = new Date(clock.now().getTime() - DRAFT_DAYS * 86_400_000);
  await tx.deleteFrom('kita.registration_draft').where('municipality_id', '=', municipalityId).where('updated_at', '<', longAgo).execute();
};
