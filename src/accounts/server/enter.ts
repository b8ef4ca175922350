import type { HouseContext } from '../../platform/house.ts';
import { withQuery } from '../../platform/page-context.ts';
import { setSessionCookie } from './session-cookie.ts';
import type { SignedIn } from './sign-in.ts';

/** Gives the browser its new session and says where it leads inside the town: to the second factor first, if one is missing. */
export function enter(context: HouseContext, { token, confirmed, next }: SignedIn): string {
  setSessionCookie(context, token);
  return confirmed ? next : withQuery('/anmelden/bestaetigen', next === '/' ? {} : { weiter: next });
}
