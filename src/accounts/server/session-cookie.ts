import { deleteCookie, setCookie } from 'hono/cookie';
import type { HouseContext } from '../../platform/house.ts';
import { isSecure, sessionCookieName } from '../../platform/request-surroundings.ts';

/** Ends with the browser at the latest; the row in the database ends it earlier. (ASVS 5, 3.3) */
export function setSessionCookie(context: HouseContext, token: string): void {
  const secure = isSecure(context);
  setCookie(context, sessionCookieName(secure), token, { httpOnly: true, sameSite: 'Lax', path: '/', secure });
}

/** Takes the session out of the browser, and what it kept of the pages. (ASVS 5, 14.3.1) */
export function clearSessionCookie(context: HouseContext): void {
  const secure = isSecure(context);
  deleteCookie(context, sessionCookieName(secure), { path: '/', secure });
  context.header('Clear-Site-Data', '"cache", "storage"');
}
