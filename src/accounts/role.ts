/**
 * Roles of people in a municipality. Residents need no account and have none of them. A person may have several,
 * each with a start and an end.
 */
export const roles = [
  'provider-editor', 'navigator', 'kita-office', 'planner', 'coordinator', 'department-head', 'auditor', 'administrator',
] as const;

export type Role = (typeof roles)[number];

/** Everybody who works for the municipality (provider editors work for a provider). */
export const staffRoles: readonly Role[] = roles.filter((role) => role !== 'provider-editor');
