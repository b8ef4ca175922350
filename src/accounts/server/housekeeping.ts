import type { Housekeeping } from '../../platform/task.ts';
import { after, SESSION } from '../session.ts';

const DAY = 86_400_000;
/** Ended sessions and used links stay a little, to look into what happened; then nothing of them is needed. */
const KEPT_DAYS = 7;

/** Removes sessions, links and states of steps that have ended. */
export const accountsHousekeeping: Housekeeping = async (tx, { municipalityId, clock }) => {
  const now = clock.now();
  const longAgo = after(now, -KEPT_DAYS * DAY);
  await tx.deleteFrom('accounts.challenge').where('municipality_id', '=', municipalityId).where('expires_at', '<=', now).execute();
  await tx.deleteFrom('accounts.sign_in_link').where('municipality_id', '=', municipalityId)
    .where((where) => where.or([where('expires_at', '<', longAgo), where('consumed_at', '<', longAgo)])).execute();
  await tx.deleteFrom('accounts.session').where('municipality_id', '=', municipalityId)
    .where((where) => where.or([where('expires_at', '<', longAgo), where('revoked_at', '<', longAgo), where('last_seen_at', '<', after(longAgo, -SESSION.idle))])).execute();
};
