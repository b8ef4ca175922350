import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Day } from '../../platform/day.ts';
import type { HouseContext } from '../../platform/house.ts';
import { isSecure } from '../../platform/request-surroundings.ts';
import type { Town } from '../../platform/town.ts';
import { emptyList, type PersonalList } from '../personal-list.ts';
import { openList } from './personal-list-seal.ts';

const FAMILY_SECONDS = 90 * 24 * 3600;
/** At a counter the next family sits down soon: the list ends with the working day. */
const COUNTER_SECONDS = 8 * 3600;

function cookieName(context: HouseContext, town: Pick<Town, 'slug'>): string {
  return `${isSecure(context) ? '__Host-' : ''}list-${town.slug}`;
}

/** The list this browser keeps for a town; an empty one for none, and for one that cannot be opened. */
export function readListCookie(context: HouseContext, town: Pick<Town, 'id' | 'slug'>, today: Day): PersonalList {
  const sealed = getCookie(context, cookieName(context, town));
  return (sealed && openList(context.get('house').configuration.secretKey, town.id, sealed, today)) || emptyList(today);
}

/** Gives a sealed list to the browser, which sends it back to nobody else. */
export function writeListCookie(context: HouseContext, town: Pick<Town, 'slug'>, sealed: string, isAtCounter: boolean): void {
  const secure = isSecure(context);
  setCookie(context, cookieName(context, town), sealed, { httpOnly: true, sameSite: 'Lax', path: '/', secure, maxAge: isAtCounter ? COUNTER_SECONDS : FAMILY_SECONDS });
}

export function clearListCookie(context: HouseContext, town: Pick<Town, 'slug'>): void {
  deleteCookie(context, cookieName(context, town), { path: '/', secure: isSecure(context) });
}
