import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { getCookie, setCookie } from 'hono/cookie';
import type { HouseContext } from './house.ts';
import { newId } from './id.ts';
import { languageFacts, languageOfSegment, type Language } from './language.ts';
import { withQuery, type PageSurroundings } from './page-context.ts';

/** Splits `/alfeld/ar/angebote/1` into town, language and the path inside the town; `/ar` is the front page in Arabic. */
export function splitAddress(pathname: string): { town: string; language: Language; path: string } {
  const segments = pathname.split('/').slice(1);
  const town = languageOfSegment(segments[0] ?? '') ? '' : (segments.shift() ?? '');
  const language = languageOfSegment(segments[0] ?? '');
  if (language) segments.shift();
  return { town, language: language ?? 'de', path: `/${segments.join('/').replace(/\/+$/, '')}` };
}

/** The path routes are matched against: without the language. */
export function routingPath(pathname: string): string {
  const { town, path } = splitAddress(pathname);
  return town === '' ? path : `/${town}${path === '/' ? '' : path}`;
}

export function sessionCookieName(secure: boolean): string {
  return secure ? '__Host-session' : 'session';
}

function visitorCookieName(secure: boolean): string {
  return secure ? '__Host-visitor' : 'visitor';
}

export function isSecure(context: HouseContext): boolean {
  return context.get('house').configuration.baseUrl.protocol === 'https:';
}

export function sessionToken(context: HouseContext): string | undefined {
  return getCookie(context, sessionCookieName(isSecure(context)));
}

/** A form's token is bound to the session, or to a random visitor cookie that says nothing about the visitor. */
function boundSecret(context: HouseContext, binding: string): Buffer {
  return createHmac('sha256', context.get('house').configuration.secretKey).update(`form\u0000${binding}`).digest();
}

/** Written differently each time (xor with a fresh pad), so that compressed pages tell nothing about it (BREACH). */
function formToken(context: HouseContext, binding: string): string {
  const secret = boundSecret(context, binding);
  const pad = randomBytes(secret.length);
  return Buffer.concat([pad, xor(pad, secret)]).toString('base64url');
}

function xor(a: Buffer, b: Buffer): Buffer {
  return Buffer.from(a.map((byte, index) => byte ^ b[index]!));
}

/**
 * What a form's token is bound to: the session, or the visitor cookie where the page was shown before the sign-in that a second
 * click sends again. Undefined if the token is not one of this browser's.
 */
function bindingOf(context: HouseContext, token: string): string | undefined {
  const given = Buffer.from(token, 'base64url');
  return [sessionToken(context), getCookie(context, visitorCookieName(isSecure(context)))].find((binding) => {
    if (!binding) return false;
    const expected = boundSecret(context, binding);
    return given.length === expected.length * 2 && timingSafeEqual(expected, xor(given.subarray(0, expected.length), given.subarray(expected.length)));
  });
}

export function isFormTokenValid(context: HouseContext, token: string): boolean {
  return bindingOf(context, token) !== undefined;
}

/**
 * The secret of one submission: only the browser that was shown the form can make it come up, and sending the form again makes the
 * same one. Undefined if the form's token is not valid.
 */
export function submissionSecret(context: HouseContext, token: string, submission: string): string | undefined {
  const binding = bindingOf(context, token);
  if (!binding) return undefined;
  return createHmac('sha256', context.get('house').configuration.secretKey).update(`submission\u0000${binding}\u0000${submission}`).digest('base64url');
}

/** What the components of this request's page may know; see {@link PageSurroundings}. */
export function surroundingsOf(context: HouseContext): PageSurroundings {
  const url = new URL(context.req.url);
  const { town, language, path } = splitAddress(url.pathname);
  const hrefIn = (target: Language, inside: string, query?: Parameters<typeof withQuery>[1]) => {
    const segment = languageFacts[target].segment;
    const start = [town, segment].filter(Boolean).map((part) => `/${part}`).join('');
    return withQuery(inside === '/' ? start || '/' : `${start}${inside}`, query);
  };
  let token: string | undefined;
  return {
    language,
    nonce: context.get('secureHeadersNonce') ?? '',
    path,
    query: url.searchParams,
    href: (inside, query) => hrefIn(language, inside, query),
    hrefIn,
    get submissionKey() {
      return newId();
    },
    get csrfToken() {
      if (token) return token;
      const secure = isSecure(context);
      let binding = sessionToken(context) ?? getCookie(context, visitorCookieName(secure));
      if (!binding) {
        binding = randomBytes(18).toString('base64url');
        setCookie(context, visitorCookieName(secure), binding, { httpOnly: true, sameSite: 'Lax', path: '/', secure });
      }
      context.header('Cache-Control', 'no-store');
      return (token = formToken(context, binding));
    },
  };
}
