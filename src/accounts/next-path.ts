import * as v from 'valibot';

const MAX_LENGTH = 500;
const DUMMY = 'https://town.invalid';

/**
 * Where to go after signing in: only a path inside the town, never another address, and not back to the sign-in itself.
 * Anything else leads to the start page. It is put behind the town's own address, so no host can be smuggled in; dots that
 * would climb into another town, backslashes and control characters are refused. (ASVS 5, 3.7.2; CWE-601)
 */
export function nextPath(typed: string | null | undefined): string {
  if (!typed || typed.length > MAX_LENGTH || !typed.startsWith('/') || typed.startsWith('//')) return '/';
  if (/[\\\u0000-\u0020\u007f]/.test(typed)) return '/';
  const url = URL.canParse(typed, DUMMY) ? new URL(typed, DUMMY) : undefined;
  if (!url || url.origin !== DUMMY) return '/';
  // The parser resolves `..` and `%2e%2e`: if that changes the path, somebody wanted to climb.
  const path = typed.split(/[?#]/)[0]!;
  if (url.pathname !== path && decodable(url.pathname) !== decodable(path)) return '/';
  if (/\.\.|\/\//.test(decodable(path))) return '/';
  return /^\/(anmelden|abmelden)(\/|$|\?)/.test(typed) ? '/' : typed;
}

function decodable(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '//';
  }
}

/** The hidden field of sign-in forms that carries it. */
export const nextField = () => v.pipe(v.optional(v.string('unreadable'), ''), v.transform((typed) => nextPath(typed)));
