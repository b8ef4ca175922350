import type { ActionContext } from '../../platform/action.ts';
import { isConfirmed, isWaiverPossible } from '../second-factor.ts';
import { currentRoles } from './current-roles.ts';
import type { Person } from './people.ts';
import { openNewSession, type Method } from './sessions.ts';

/** Somebody showed who they are: with everything needed, or with a second factor still to come. */
export interface SignedIn {
  /** for the cookie */
  token: string;
  confirmed: boolean;
  /** a path inside the town */
  next: string;
}

export interface Way {
  method: Method;
  /** two factors in one */
  secondFactor?: boolean;
  next: string;
}

type Needed = Pick<ActionContext, 'tx' | 'clock' | 'municipalityId' | 'configuration' | 'concerns' | 'submissionSecret'> & { who: Pick<ActionContext['who'], 'sessionId'> };

/** Opens the session of a person who was just recognised. */
export async function signIn({ tx, clock, municipalityId, configuration, concerns, who, submissionSecret }: Needed, person: Person, { method, secondFactor = false, next }: Way): Promise<SignedIn> {
  const roles = (await currentRoles(tx, municipalityId, person.id, clock)).map((assignment) => assignment.role);
  const { is_demo } = await tx.selectFrom('accounts.municipality').select('is_demo').where('id', '=', municipalityId).executeTakeFirstOrThrow();
  // The demo passwords are printed on the terminal: in development, their sign-in needs no second factor. In production, every one does.
  const waiverPossible = isWaiverPossible({ isDemo: is_demo }, configuration.mode);
  const waived = method === 'password' && waiverPossible;
  const confirmed = isConfirmed({ secondFactorAt: secondFactor ? clock.now() : null, waived }, { roles, hasTotp: person.hasTotp, passkeys: person.passkeys }, waiverPossible);
  const token = await openNewSession(tx, clock, { municipalityId, personId: person.id, method, secondFactor, waived, confirmed, replaces: who.sessionId }, submissionSecret);
  concerns(person.id, ['session']);
  return { token, confirmed, next };
}
