import { sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import { decryptField, encryptField } from '../../platform/encryption.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { Refusal } from '../../platform/outcome.ts';
import { place } from './sealed-json.ts';

/** Printed files hold addresses and reasons: they are kept for so long, then made anew if needed. */
const DAYS_KEPT = 14;
/** A file of twice as many takes a gigabyte to set, and whoever wants a single letter meanwhile waits for it. */
export const LETTERS_IN_A_FILE = 250;

export interface LetterRun {
  id: Uuid;
  state: 'planned' | 'making' | 'done' | 'failed';
  letters: number;
  made: number;
  failure: Refusal | null;
  createdAt: Date;
  finishedAt: Date | null;
  files: readonly { id: Uuid; firstPosition: number; lastPosition: number; pages: number }[];
  /** letters of it that nobody has noted as sent */
  unsent: number;
}

/** Writes a run down with its letters in the order given. */
export async function addLetterRun(tx: Write, municipalityId: Uuid, clock: Clock, noticeIds: readonly Uuid[], createdBy: Uuid | undefined): Promise<Uuid> {
  const id = newId();
  const now = clock.now();
  await tx.insertInto('kita.letter_run').values({
    municipality_id: municipalityId, id, state: 'planned', letters: noticeIds.length, created_at: now, created_by: createdBy ?? null, delete_after: new Date(now.getTime() + DAYS_KEPT * 86_400_000),
  }).execute();
  for (let at = 0; at < noticeIds.length; at += 2_000) {
    await tx.insertInto('kita.letter_run_notice').values(noticeIds.slice(at, at + 2_000).map((noticeId, index) => ({ municipality_id: municipalityId, id: newId(), run_id: id, notice_id: noticeId, position: at + index + 1 }))).execute();
  }
  return id;
}

/** The last runs, the newest first. */
export async function listLetterRuns(tx: Read, municipalityId: Uuid, ids?: readonly Uuid[]): Promise<LetterRun[]> {
  let query = tx.selectFrom('kita.letter_run as run').selectAll('run')
    .select(sql<number>`(select count(*)::int from kita.letter_run_notice at join kita.notice notice on notice.municipality_id = at.municipality_id and notice.id = at.notice_id
      where at.municipality_id = run.municipality_id and at.run_id = run.id and notice.sent_at is null)`.as('unsent'))
    .where('run.municipality_id', '=', municipalityId);
  if (ids) query = query.where('run.id', 'in', [...ids]);
  const rows = await query.orderBy('run.created_at', 'desc').orderBy('run.id', 'desc').limit(20).execute();
  const files = rows.length === 0 ? [] : await tx.selectFrom('kita.letter_file').select(['id', 'run_id', 'first_position', 'last_position', 'pages']).where('municipality_id', '=', municipalityId)
    .where('run_id', 'in', rows.map(({ id }) => id)).orderBy('first_position').execute();
  return rows.map((row) => ({
    id: row.id, state: row.state as LetterRun['state'], letters: row.letters, made: row.made, failure: row.failure as Refusal | null, createdAt: row.created_at, finishedAt: row.finished_at, unsent: row.unsent,
    files: files.filter(({ run_id }) => run_id === row.id).map((file) => ({ id: file.id, firstPosition: file.first_position, lastPosition: file.last_position, pages: file.pages })),
  }));
}

export async function changeLetterRun(tx: Write, municipalityId: Uuid, id: Uuid, change: { state?: LetterRun['state']; made?: number; failure?: Refusal; finishedAt?: Date }): Promise<void> {
  await tx.updateTable('kita.letter_run').set({
    ...(change.state ? { state: change.state } : {}), ...(change.made === undefined ? {} : { made: change.made }), ...(change.failure ? { failure: JSON.stringify(change.failure) } : {}),
    ...(change.finishedAt ? { finished_at: change.finishedAt } : {}),
  }).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
}

export interface LetterOfRun {
  decisionId: Uuid;
  guardianId: Uuid;
  kind: 'decision' | 'reminder' | 'lapse';
}

/** The letters at these positions of a run. */
export async function lettersOfRun(tx: Read, municipalityId: Uuid, runId: Uuid, { from, until }: { from: number; until: number }): Promise<LetterOfRun[]> {
  const rows = await tx.selectFrom('kita.letter_run_notice as at')
    .innerJoin('kita.notice as notice', (join) => join.onRef('notice.municipality_id', '=', 'at.municipality_id').onRef('notice.id', '=', 'at.notice_id'))
    .select(['notice.decision_id', 'notice.guardian_id', 'notice.kind']).where('at.municipality_id', '=', municipalityId).where('at.run_id', '=', runId).where('at.position', '>=', from).where('at.position', '<=', until)
    .orderBy('at.position').execute();
  return rows.map((row) => ({ decisionId: row.decision_id, guardianId: row.guardian_id, kind: row.kind as LetterOfRun['kind'] }));
}

const filePlace = (municipalityId: Uuid, id: Uuid) => place(municipalityId, 'kita.letter_file', 'content_sealed', id);

export async function keepLetterFile(tx: Write, municipalityId: Uuid, clock: Clock, secretKey: Buffer, file: { runId: Uuid; from: number; until: number; pages: number; content: Uint8Array }): Promise<void> {
  const id = newId();
  await tx.insertInto('kita.letter_file').values({
    municipality_id: municipalityId, id, run_id: file.runId, first_position: file.from, last_position: file.until, pages: file.pages,
    content_sealed: encryptField(secretKey, filePlace(municipalityId, id), Buffer.from(file.content)), made_at: clock.now(),
  }).onConflict((conflict) => conflict.columns(['municipality_id', 'run_id', 'first_position']).doNothing()).execute();
}

export async function openLetterFile(tx: Read, municipalityId: Uuid, secretKey: Buffer, id: Uuid): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const row = await tx.selectFrom('kita.letter_file').select('content_sealed').where('municipality_id', '=', municipalityId).where('id', '=', id).executeTakeFirst();
  return row && new Uint8Array(decryptField(secretKey, filePlace(municipalityId, id), row.content_sealed));
}

export async function removeOldLetterRuns(tx: Write, municipalityId: Uuid, now: Date): Promise<void> {
  await tx.deleteFrom('kita.letter_run').where('municipality_id', '=', municipalityId).where('delete_after', '<=', now).execute();
}
