import type { Day } from '../platform/day.ts';
import type { Uuid } from '../platform/id.ts';
import { accepted, refused, type Outcome } from '../platform/outcome.ts';
import { organizationRoles, type Role } from './role.ts';

/** A role from a day to the day before `endsOn`; provider editors and Kita providers have it for one organization. */
export interface RoleAssignment {
  id: Uuid;
  role: Role;
  organizationId: Uuid | null;
  startsOn: Day;
  /** first day without the role; null: no end is planned */
  endsOn: Day | null;
}

export type NewAssignment = Omit<RoleAssignment, 'id'>;

/**
 * Roles that open protected content (Sozialdaten, § 35 SGB I) or watch over others: whoever gives roles must not give
 * these to themselves. So no administrator reads protected content just by being one.
 */
const NEVER_TO_ONESELF: readonly Role[] = ['navigator', 'kita-office', 'kita-provider', 'auditor'];

export interface Giving {
  today: Day;
  /** whoever gives the role is the one who gets it */
  isOneself: boolean;
  organizations: readonly Uuid[];
  existing: readonly RoleAssignment[];
}

/** Whether a role may be given like this. */
export function checkAssignment(wanted: NewAssignment, { today, isOneself, organizations, existing }: Giving): Outcome<NewAssignment> {
  const isForOne = organizationRoles.includes(wanted.role);
  if (isForOne && !wanted.organizationId) return refused('organization-needed', { field: 'organization' });
  if (!isForOne && wanted.organizationId) return refused('organization-not-needed', { field: 'organization' });
  if (wanted.organizationId && !organizations.includes(wanted.organizationId)) return refused('organization-unknown', { field: 'organization' });
  if (wanted.startsOn < today) return refused('starts-in-past', { field: 'starts-on' });
  if (wanted.endsOn && wanted.endsOn <= wanted.startsOn) return refused('ends-before-start', { field: 'ends-on' });
  if (isOneself && NEVER_TO_ONESELF.includes(wanted.role)) return refused('role-to-oneself', { field: 'role' });
  const isSame = (one: RoleAssignment) => one.role === wanted.role && one.organizationId === wanted.organizationId && overlap(one, wanted);
  return existing.some(isSame) ? refused('role-overlaps', { field: 'role' }) : accepted(wanted);
}

function overlap(a: Pick<RoleAssignment, 'startsOn' | 'endsOn'>, b: Pick<RoleAssignment, 'startsOn' | 'endsOn'>): boolean {
  return (a.endsOn === null || b.startsOn < a.endsOn) && (b.endsOn === null || a.startsOn < b.endsOn);
}

export function isOver({ endsOn }: Pick<RoleAssignment, 'endsOn'>, today: Day): boolean {
  return endsOn !== null && endsOn <= today;
}
