// As src/platform/field.ts refuses them in forms: control characters but line breaks and tabs, and bidirectional overrides.
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u202A-\u202E\u2066-\u2069]/;

/** Texts that come from files or machines are held to the same rules as those typed into a form. */
export function hasForbiddenCharacters(text: string): boolean {
  return FORBIDDEN.test(text);
}
