import { createHash } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { Read, Write } from './database.ts';
import { newId, type Uuid } from './id.ts';

export interface StoredFile {
  id: Uuid;
  name: string;
  mediaType: string;
  content: Uint8Array;
  sha256: Buffer;
}

/** Keeps an uploaded file, e.g. between the preview of an import and its acceptance. It lies in the database: one backup, one transaction. */
export async function storeFile(
  tx: Write, municipalityId: Uuid, clock: Clock, file: { name: string; mediaType: string; content: Uint8Array; purpose: string; expiresAt?: Date },
): Promise<StoredFile> {
  const id = newId();
  const sha256 = createHash('sha256').update(file.content).digest();
  await tx.insertInto('platform.file').values({
    municipality_id: municipalityId, id, name: file.name, media_type: file.mediaType, size_bytes: file.content.byteLength, sha256,
    content: Buffer.from(file.content), purpose: file.purpose, created_at: clock.now(), expires_at: file.expiresAt ?? null,
  }).execute();
  return { id, name: file.name, mediaType: file.mediaType, content: file.content, sha256 };
}

export async function findFile(tx: Read, municipalityId: Uuid, id: Uuid): Promise<StoredFile | undefined> {
  const row = await tx.selectFrom('platform.file').select(['id', 'name', 'media_type', 'content', 'sha256'])
    .where('municipality_id', '=', municipalityId).where('id', '=', id).executeTakeFirst();
  return row && { id: row.id, name: row.name, mediaType: row.media_type, content: row.content, sha256: row.sha256 };
}

export async function removeFile(tx: Write, municipalityId: Uuid, id: Uuid): Promise<void> {
  await tx.deleteFrom('platform.file').where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
}

/** From then on the file may be removed; until then whoever has its address can still fetch it. */
export async function letFileExpire(tx: Write, municipalityId: Uuid, id: Uuid, at: Date): Promise<void> {
  await tx.updateTable('platform.file').set({ expires_at: at }).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
}
