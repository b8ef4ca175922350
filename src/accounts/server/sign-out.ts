import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { accepted } from '../../platform/outcome.ts';
import { permissions } from '../permissions.ts';
import { revokeSessions } from './sessions.ts';

/** Ends this session, also one whose second factor is still missing. */
export const signOut = action({
  may: permissions.signOut,
  audit: 'accounts.sign-out',
  input: v.object({}),
  async run({ tx, clock, municipalityId, who, concerns }) {
    if (who.sessionId) {
      await revokeSessions(tx, clock, municipalityId, [who.sessionId]);
      concerns(who.sessionId, ['revoked_at']);
    }
    return accepted(undefined);
  },
});
