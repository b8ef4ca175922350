import type { ActionContext } from '../../platform/action.ts';
import type { Uuid } from '../../platform/id.ts';
import { countRecoveryCodes, issueRecoveryCodes } from './recovery-codes.ts';
import { confirmSession, revokeAllSessions, type OpenSession } from './sessions.ts';
import { tellOwner, type SecurityChange } from './tell-owner.ts';

export interface SetUp {
  /** the session goes on under this new token */
  token: string;
  /** where the new recovery codes can be read, if there are new ones */
  recoveryCodes?: Uuid;
  next: string;
}

/**
 * A second factor was set up and shown with it: this session is confirmed, sessions elsewhere that never showed one end, and
 * whoever has no recovery codes gets some.
 */
export async function finishSetUp(context: ActionContext, session: OpenSession, change: SecurityChange, next: string): Promise<SetUp> {
  const { tx, clock, municipalityId, configuration, submissionSecret } = context;
  const token = await confirmSession(tx, clock, municipalityId, session.id, submissionSecret);
  await revokeAllSessions(tx, clock, municipalityId, session.personId, session.id);
  await tellOwner(context, session.personId, change);
  if ((await countRecoveryCodes(tx, municipalityId, session.personId)) > 0) return { token, next };
  return { token, next, recoveryCodes: await issueRecoveryCodes(tx, clock, configuration, municipalityId, session.personId) };
}
