import type { House } from '../../platform/house.ts';
import type { Who } from '../../platform/permission.ts';
import { isConfirmed, isWaiverPossible } from '../second-factor.ts';
import { sessionWithRolesOfToken } from './sessions.ts';

/**
 * Who holds a session in a municipality. Nobody if it is unknown, ended, idle for too long, revoked, of another municipality, or
 * the person was deactivated. Whoever has shown only the first of two factors has a session, but is nobody yet: no
 * `personId` and no roles, so that no permission lets them pass but that of the second factor.
 */
export function identifyIn(mode: 'development' | 'production'): House['identify'] {
  return async (tx, town, sessionToken, clock) => {
    const nobody: Who = { municipalityId: town.id, roles: [], organizationIds: [] };
    const found = sessionToken ? await sessionWithRolesOfToken(tx, town.id, sessionToken, clock) : undefined;
    if (!found) return nobody;
    const { session, assignments } = found;
    const roles = [...new Set(assignments.map((assignment) => assignment.role))];
    if (!isConfirmed(session, { roles, hasTotp: session.hasTotp, passkeys: session.passkeys }, isWaiverPossible(town, mode))) {
      return { ...nobody, sessionId: session.id };
    }
    return {
      municipalityId: town.id, personId: session.personId, sessionId: session.id, displayName: session.displayName, roles,
      organizationIds: assignments.flatMap((assignment) => (assignment.role === 'provider-editor' ? assignment.organization_id ?? [] : [])),
    };
  };
}
