import { createHash, randomBytes } from 'node:crypto';

/** Codes for the day the phone is lost. */
export const RECOVERY_CODES = 10;
/** 80 random bits each: nothing to guess, so a plain hash keeps them. */
const BYTES = 10;
/** Crockford's base 32: no letter looks like a digit. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Ten codes like `7K2M-9QXT-4C0B-HW3Z`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => spell(randomBytes(BYTES)));
}

/** What the row keeps of a code; small letters, missing dashes and mistaken letters (O for 0, I and L for 1) make no difference. */
export function recoveryCodeHash(typed: string): Buffer {
  const plain = typed.toUpperCase().replace(/[^0-9A-Z]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return createHash('sha256').update(`recovery code\u0000${plain}`).digest();
}

function spell(bytes: Buffer): string {
  let bits = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  for (let place = 0; place < (BYTES * 8) / 5; place++) {
    text = LETTERS[Number(bits & 31n)]! + text;
    bits >>= 5n;
  }
  return text.replace(/(.{4})(?=.)/g, '$1-');
}
