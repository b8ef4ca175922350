import * as v from 'valibot';
import { accepted, refused, type Outcome } from '../platform/outcome.ts';
import { commonPasswords } from './common-passwords.ts';

/** Length is what counts; kinds of characters are not prescribed. (NIST SP 800-63B-4, 3.1.1.2; ASVS 5, 6.2) */
export const MIN_PASSWORD_LENGTH = 12;
/** Long pass phrases are welcome; the end only keeps one sign-in from hashing a book. */
export const MAX_PASSWORD_LENGTH = 256;

/** A password as typed: never trimmed, only brought to NFC so that the same keys on another system give the same letters. */
export const passwordField = () => v.pipe(
  v.optional(v.string('unreadable'), ''),
  v.transform((typed) => typed.normalize('NFC')),
  v.nonEmpty('required'),
  v.maxLength(MAX_PASSWORD_LENGTH, 'too-long'),
);

/** Whether a new password may be used by this person. */
export function checkNewPassword(password: string, person: { email: string; name: string }, field = 'new-password'): Outcome<string> {
  const letters = [...password];
  if (letters.length < MIN_PASSWORD_LENGTH) return refused('password-too-short', { field, values: { min: MIN_PASSWORD_LENGTH } });
  if (new Set(letters).size < 5) return refused('password-too-simple', { field });
  const bare = password.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  if (commonPasswords.has(password.toLowerCase()) || commonPasswords.has(bare)) return refused('password-common', { field });
  if (isAboutPerson(bare, person)) return refused('password-about-person', { field });
  return accepted(password);
}

/** Little more than one's own name or address. */
function isAboutPerson(bare: string, { email, name }: { email: string; name: string }): boolean {
  const words = [...email.toLowerCase().split(/[^\p{L}\p{N}]+/u), ...name.toLowerCase().split(/[^\p{L}\p{N}]+/u)].filter((word) => word.length > 2);
  const rest = words.sort((a, b) => b.length - a.length).reduce((text, word) => text.replaceAll(word, ''), bare);
  return rest.length < bare.length && rest.length < 6;
}
