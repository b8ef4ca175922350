import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Uuid } from './id.ts';

/** Where an encrypted value lies. It is bound to this place: copied to another row it cannot be read. */
export interface FieldPlace {
  /** with its schema: `part.thing` */
  table: string;
  column: string;
  row: Uuid;
  municipality: Uuid;
}

/** Wrong key, wrong place, or changed bytes: which of them is nobody's business. */
export class NotDecryptable extends Error {
  override name = 'NotDecryptable';
}

const FORMAT = 1;
/** Counts up when the installation gets a new key; it is kept with each value, so that old values stay attributable. */
const KEY_VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 2 + IV_BYTES + TAG_BYTES;

/** A key for one purpose out of the installation's key (HKDF-SHA-256, RFC 5869): 32 bytes, useless for any other purpose. */
export function deriveKey(secretKey: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, Buffer.alloc(0), `lueckenlos ${purpose}`, 32));
}

/**
 * Encrypts one field with AES-256-GCM; associated data are table, column, row, municipality and key version (house plan §3).
 * Layout: format, key version, 12 bytes IV, 16 bytes tag, ciphertext.
 */
export function encryptField(secretKey: Buffer, place: FieldPlace, plain: string | Buffer): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', fieldKey(secretKey), iv).setAAD(associatedData(place, KEY_VERSION));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.from([FORMAT, KEY_VERSION]), iv, cipher.getAuthTag(), text]);
}

/** Throws {@link NotDecryptable}. */
export function decryptField(secretKey: Buffer, place: FieldPlace, sealed: Buffer): Buffer {
  const version = sealed[1];
  if (sealed.length < HEADER_BYTES || sealed[0] !== FORMAT || version !== KEY_VERSION) throw new NotDecryptable();
  const iv = sealed.subarray(2, 2 + IV_BYTES);
  const tag = sealed.subarray(2 + IV_BYTES, HEADER_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', fieldKey(secretKey), iv, { authTagLength: TAG_BYTES }).setAAD(associatedData(place, version)).setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(sealed.subarray(HEADER_BYTES)), decipher.final()]);
  } catch {
    throw new NotDecryptable();
  }
}

/** Derived once for each key of an installation, not for each of ten thousand letters; it lives as long as the key it comes from. */
const fieldKeys = new WeakMap<Buffer, Buffer>();

function fieldKey(secretKey: Buffer): Buffer {
  const known = fieldKeys.get(secretKey);
  if (known) return known;
  const derived = deriveKey(secretKey, `field encryption v${KEY_VERSION}`);
  fieldKeys.set(secretKey, derived);
  return derived;
}

function associatedData({ table, column, row, municipality }: FieldPlace, keyVersion: number): Buffer {
  return Buffer.from(JSON.stringify([table, column, row, municipality, keyVersion]));
}
