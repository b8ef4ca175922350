import type { Permission, Protection, Who } from '../platform/permission.ts';
import type { Role } from './role.ts';

/** A permission of these roles: `permit('chain.gap.close', 'internal', ['coordinator', 'planner'])`. */
export function permit(name: string, protects: Protection, allowed: readonly Role[]): Permission {
  return { name, protects, allows: (who: Who) => who.roles.some((role) => (allowed as readonly string[]).includes(role)) };
}

/** Open to everybody, also to visitors who are not signed in. */
export function permitEverybody(name: string): Permission {
  return { name, protects: 'open', allows: () => true };
}

/** Open to everybody who is signed in, whatever the role: one's own account. */
export function permitSignedIn(name: string, protects: Protection): Permission {
  return { name, protects, allows: (who: Who) => who.personId !== undefined };
}
