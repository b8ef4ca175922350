import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decryptField, deriveKey, encryptField, NotDecryptable, type FieldPlace } from './encryption.ts';
import { newId } from './id.ts';

const key = randomBytes(32);
const aPlace = (change: Partial<FieldPlace> = {}): FieldPlace => ({ table: 'accounts.person', column: 'totp_secret', row: newId(), municipality: newId(), ...change });

describe('an encrypted field', () => {
  test('is read again at its own place, whatever its content', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const place = aPlace();
      expect(decryptField(key, place, encryptField(key, place, Buffer.from(bytes)))).toEqual(Buffer.from(bytes));
    }), { numRuns: 50 });
  });

  test.each<[string, (place: FieldPlace) => FieldPlace]>([
    ['another person', (place) => ({ ...place, row: newId() })],
    ['another municipality', (place) => ({ ...place, municipality: newId() })],
    ['another column', (place) => ({ ...place, column: 'note' })],
    ['another table', (place) => ({ ...place, table: 'accounts.challenge' })],
  ])('copied to %s it cannot be read', (_name, elsewhere) => {
    const place = aPlace();
    expect(() => decryptField(key, elsewhere(place), encryptField(key, place, 'geheim'))).toThrow(NotDecryptable);
  });

  test('cannot be read with another key', () => {
    const place = aPlace();
    expect(() => decryptField(randomBytes(32), place, encryptField(key, place, 'geheim'))).toThrow(NotDecryptable);
  });

  test('is refused as soon as any one byte of it is changed', () => {
    const place = aPlace();
    const sealed = encryptField(key, place, 'geheim');
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      expect(() => decryptField(key, place, changed)).toThrow(NotDecryptable);
    }
    expect(() => decryptField(key, place, sealed.subarray(0, 20))).toThrow(NotDecryptable);
  });

  test('looks different each time, so that equal values cannot be told', () => {
    const place = aPlace();
    expect(encryptField(key, place, 'geheim')).not.toEqual(encryptField(key, place, 'geheim'));
  });
});

test('each purpose has a key of its own', () => {
  expect(deriveKey(key, 'rate limit')).not.toEqual(deriveKey(key, 'field encryption v1'));
  expect(deriveKey(key, 'rate limit')).toHaveLength(32);
});
