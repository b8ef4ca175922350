import { permit } from '../accounts/permit.ts';
import { staffRoles, type Role } from '../accounts/role.ts';
import type { Uuid } from '../platform/id.ts';
import type { Who } from '../platform/permission.ts';

/** Who keeps the list of all organizations. */
const editors: readonly Role[] = ['coordinator', 'planner', 'administrator'];

/** The list of those who work with it; provider editors see their own organization only. */
export const readOrganizations = permit('network.organization.read', 'internal', [...staffRoles, 'provider-editor']);
export const addOrganizations = permit('network.organization.add', 'internal', editors);
export const editOrganizations = permit('network.organization.edit', 'internal', [...editors, 'provider-editor']);

/** Staff see every organization, provider editors their own. What a person may not see looks as if it were not there. */
export function maySee(who: Who, organizationId: Uuid): boolean {
  return who.roles.some((role) => (staffRoles as readonly string[]).includes(role)) || who.organizationIds.includes(organizationId);
}

/** Editors change every organization, provider editors their own – also those who are staff in a role that only reads. */
export function mayChange(who: Who, organizationId: Uuid): boolean {
  return addOrganizations.allows(who) || (editOrganizations.allows(who) && who.organizationIds.includes(organizationId));
}
