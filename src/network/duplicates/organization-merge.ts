import type { Organization } from '../organization.ts';

/** What of an organization is chosen when two become one. */
export const organizationFields = ['name', 'alternateName', 'legalForm', 'sector', 'description', 'email', 'phone', 'website'] as const;
export type OrganizationField = (typeof organizationFields)[number];
export type Side = 'survivor' | 'merged';

export function differingOrganizationFields(survivor: Organization, merged: Organization): OrganizationField[] {
  return organizationFields.filter((field) => (survivor[field] ?? '') !== (merged[field] ?? ''));
}

/** The survivor's, except where it has nothing to say. */
export function usualSide(field: OrganizationField, survivor: Organization, merged: Organization): Side {
  const isSilent = (one: Organization) => [undefined, '', 'unknown'].includes(one[field]);
  return isSilent(survivor) && !isSilent(merged) ? 'merged' : 'survivor';
}

/** The one organization; it keeps the survivor's id and number. */
export function mergedOrganization(survivor: Organization, merged: Organization, choices: Partial<Record<OrganizationField, Side>>): Organization {
  const chosen = organizationFields.map((field) => [field, ((choices[field] ?? usualSide(field, survivor, merged)) === 'survivor' ? survivor : merged)[field]]);
  return { ...survivor, ...Object.fromEntries(chosen) };
}

/** The survivor as it was before; what was edited since the merge stays. Without later edits it is the former record exactly. */
export function partedOrganization(before: Organization, after: Organization, now: Organization): { organization: Organization; kept: OrganizationField[] } {
  const kept = organizationFields.filter((field) => (after[field] ?? '') !== (now[field] ?? ''));
  return { organization: { ...now, ...Object.fromEntries(organizationFields.filter((field) => !kept.includes(field)).map((field) => [field, before[field]])) }, kept };
}
