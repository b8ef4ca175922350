import type { HouseContext } from '../../platform/house.ts';
import { withQuery } from '../../platform/page-context.ts';
import type { Repeated } from '../../platform/submit.tsx';
import { sessionOfToken } from './sessions.ts';
import { setSessionCookie } from './session-cookie.ts';
import type { SignedIn } from './sign-in.ts';

/** Gives the browser its new session and says where it leads inside the town: to the second factor first, if one is missing. */
export function enter(context: HouseContext, { token, confirmed, next }: SignedIn): string {
  setSessionCookie(context, token);
  return confirmed ? next : withQuery('/anmelden/bestaetigen', next === '/' ? {} : { weiter: next });
}

/** The sign-in was sent twice: the answer with the cookie may have been lost, so the browser gets its session again while it lasts. */
export async function enterAgain({ tx, municipalityId, clock, submissionSecret }: Repeated, context: HouseContext): Promise<boolean> {
  if (!await sessionOfToken(tx, municipalityId, submissionSecret, clock)) return false;
  setSessionCookie(context, submissionSecret);
  return true;
}
