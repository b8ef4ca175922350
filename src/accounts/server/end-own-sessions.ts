import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { uuidField } from '../../platform/field.ts';
import { accepted, refused } from '../../platform/outcome.ts';
import { permissions } from '../permissions.ts';
import { listSessions, revokeAllSessions, revokeSessions } from './sessions.ts';

/** Ends one session of one's own; another person's looks like one that has ended. */
export const endOwnSession = action({
  may: permissions.ownAccount,
  audit: 'accounts.own-session.ended',
  input: v.object({ session: uuidField() }),
  async run({ tx, clock, municipalityId, who, concerns }, { session }) {
    const own = await listSessions(tx, municipalityId, who.personId!, clock);
    if (!own.some((one) => one.id === session)) return refused('session-gone');
    await revokeSessions(tx, clock, municipalityId, [session]);
    concerns(session, ['revoked_at']);
    return accepted(undefined);
  },
});

export const endOtherSessions = action({
  may: permissions.ownAccount,
  audit: 'accounts.own-sessions.ended',
  input: v.object({}),
  async run({ tx, clock, municipalityId, who, concerns }) {
    await revokeAllSessions(tx, clock, municipalityId, who.personId!, who.sessionId);
    concerns(who.personId!, ['revoked_at']);
    return accepted(undefined);
  },
});
