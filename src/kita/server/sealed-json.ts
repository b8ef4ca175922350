import { decryptField, encryptField, type FieldPlace } from '../../platform/encryption.ts';
import type { Uuid } from '../../platform/id.ts';

/** Where a sealed value of the Kita tables lies: `place(municipality, 'kita.guardian', 'address_sealed', id)`. */
export function place(municipality: Uuid, table: `kita.${string}`, column: `${string}_sealed`, row: Uuid): FieldPlace {
  return { table, column, row, municipality };
}

export function sealJson(secretKey: Buffer, at: FieldPlace, value: unknown): Buffer {
  return encryptField(secretKey, at, JSON.stringify(value));
}

/** Throws NotDecryptable. */
export function openJson<Value>(secretKey: Buffer, at: FieldPlace, sealed: Buffer): Value {
  return JSON.parse(decryptField(secretKey, at, sealed).toString('utf8')) as Value;
}
