/**
 * Roles of people in a municipality. Residents need no account and have none of them. A person may have several,
 * each with a start and an end.
 */
export const roles = [
  'provider-editor', 'kita-provider', 'navigator', 'kita-office', 'planner', 'coordinator', 'department-head', 'auditor', 'administrator',
] as const;

export type Role = (typeof roles)[number];

/** Roles somebody has for one organization: they work for a provider and see its records only. */
export const organizationRoles: readonly Role[] = ['provider-editor', 'kita-provider'];

/** Everybody who works for the municipality. */
export const staffRoles: readonly Role[] = roles.filter((role) => !organizationRoles.includes(role));
