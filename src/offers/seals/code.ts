/**
 * Codes of stickers: seven characters by lot and one that checks them. Letters and digits people confuse are not in it (0 O, 1 I L, U, B), and
 * their number is prime, so that every single wrong character and every two swapped neighbours are noticed. 29^7 are 17 thousand million:
 * guessing finds nothing, and what would be found is public anyway.
 */
const ALPHABET = '23456789ACDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 7;
const PRIME = ALPHABET.length;

/** A code in the form in which it is stored, `7KQM3XFA`. */
export type SealCode = string & { readonly __code: 'SealCode' };

/** The code of seven numbers drawn by lot, each 0 … 28. */
export function codeOf(drawn: readonly number[]): SealCode {
  const digits = drawn.slice(0, LENGTH).map((one) => one % PRIME);
  return [...digits, checkOf(digits)].map((digit) => ALPHABET[digit]).join('') as SealCode;
}

export const CODE_DRAWS = { count: LENGTH, below: PRIME } as const;

/** As it stands on the sticker: `7KQM-3XFA`. */
export function shownCode(code: SealCode): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** What somebody typed: a code, or why it is none. Spaces, hyphens and small letters do not matter. */
export function readCode(typed: string): { ok: true; code: SealCode } | { ok: false; why: 'empty' | 'not-a-code' | 'mistyped' } {
  const text = typed.normalize('NFKC').toUpperCase().replace(/[\s\u2010-\u2015\u2212_.-]+/g, '');
  if (text === '') return { ok: false, why: 'empty' };
  const digits = [...text].map((character) => ALPHABET.indexOf(character));
  if (digits.length !== LENGTH + 1 || digits.includes(-1)) return { ok: false, why: 'not-a-code' };
  return checkOf(digits.slice(0, LENGTH)) === digits[LENGTH] ? { ok: true, code: text as SealCode } : { ok: false, why: 'mistyped' };
}

/** Weights 2 … 8 are different from each other and from that of the check character (-1) modulo 29. */
function checkOf(digits: readonly number[]): number {
  return digits.reduce((sum, digit, at) => sum + digit * (at + 2), 0) % PRIME;
}
