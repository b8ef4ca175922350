import type { Permission } from '../platform/permission.ts';
import { permit, permitEverybody, permitSignedIn } from './permit.ts';

/** Rights around accounts. None of them opens anything else: an administrator sees no offer, no gap and no family more for it. */
export const permissions = {
  signIn: permitEverybody('accounts.sign-in'),
  /** only between the first and the second factor */
  confirm: { name: 'accounts.second-factor.confirm', protects: 'internal', allows: (who) => who.sessionId !== undefined && who.personId === undefined },
  /** also for people whose role needs a second factor and who have none yet */
  setUpSecondFactor: { name: 'accounts.second-factor.set-up', protects: 'internal', allows: (who) => who.sessionId !== undefined },
  signOut: permitEverybody('accounts.sign-out'),
  ownAccount: permitSignedIn('accounts.own-account', 'internal'),
  managePeople: permit('accounts.people.manage', 'personal', ['administrator']),
  watchJobs: permit('accounts.jobs.watch', 'internal', ['administrator']),
  readAudit: permit('accounts.audit.read', 'personal', ['auditor']),
} satisfies Record<string, Permission>;
