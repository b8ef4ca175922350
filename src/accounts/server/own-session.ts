import type { Clock } from '../../platform/clock.ts';
import type { Read } from '../../platform/database.ts';
import { NotFound } from '../../platform/failure.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import type { Who } from '../../platform/permission.ts';
import { hasSecondFactor } from '../second-factor.ts';
import { isRecent } from '../session.ts';
import { sessionOfId, type OpenSession } from './sessions.ts';

/** The session of whoever asks, also when its second factor is still missing. */
export async function ownSession(tx: Read, who: Who, clock: Clock): Promise<OpenSession> {
  const session = await sessionOfId(tx, who.municipalityId, who.sessionId, clock);
  if (!session) throw new NotFound();
  return session;
}

/**
 * Whether this session may change what protects the account: never before an existing second factor was shown (it would be
 * bypassed), and only shortly after signing in (a desk left alone). (ASVS 5, 7.5.1)
 */
export function mayChangeFactors(session: OpenSession, who: Who, clock: Clock): Outcome<OpenSession> {
  if (who.personId === undefined && hasSecondFactor(session)) return refused('confirm-first');
  return isRecent(session.secondFactorAt ?? session.createdAt, clock.now()) ? accepted(session) : refused('sign-in-again');
}
