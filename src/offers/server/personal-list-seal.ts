import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Day } from '../../platform/day.ts';
import { deriveKey } from '../../platform/encryption.ts';
import type { Uuid } from '../../platform/id.ts';
import type { PersonalList } from '../personal-list.ts';
import { readList, writeList } from '../personal-list-text.ts';

/** Longest sealed list: a cookie holds 4096 bytes with its name. */
export const MAX_SEALED = 3600;

const IV_BYTES = 12;
const TAG_BYTES = 16;
const MAX_TEXT_BYTES = 32_000;

/**
 * A list nobody can read, forge or change without this installation's key: AES-256-GCM, bound to the municipality. Undefined if it
 * would not fit. It stands in a cookie and in links; the server keeps no copy.
 */
export function sealList(secretKey: Buffer, municipalityId: Uuid, list: PersonalList): string | undefined {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', listKey(secretKey), iv).setAAD(Buffer.from(municipalityId));
  const text = Buffer.concat([cipher.update(deflateRawSync(writeList(list), { level: 9 })), cipher.final()]);
  const sealed = Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url');
  return sealed.length > MAX_SEALED ? undefined : sealed;
}

/** The list; undefined for a forged, damaged, foreign or outdated one: which of them is nobody's business. */
export function openList(secretKey: Buffer, municipalityId: Uuid, sealed: string, today: Day): PersonalList | undefined {
  if (sealed.length > MAX_SEALED || !/^[\w-]+$/.test(sealed)) return undefined;
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length <= IV_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', listKey(secretKey), bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(municipalityId)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  try {
    const packed = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    return readList(inflateRawSync(packed, { maxOutputLength: MAX_TEXT_BYTES }).toString('utf8'), today);
  } catch {
    return undefined;
  }
}

function listKey(secretKey: Buffer): Buffer {
  return deriveKey(secretKey, 'personal list v1');
}
