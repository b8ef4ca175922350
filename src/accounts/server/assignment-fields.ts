import type { Clock } from '../../platform/clock.ts';
import { choice, optionalDay, optionalUuid } from '../../platform/field.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { roles, type Role } from '../role.ts';
import type { NewAssignment } from '../role-assignment.ts';

/** The fields of a form that gives a role. */
export const assignmentFields = { role: choice(roles), organization: optionalUuid(), 'starts-on': optionalDay(), 'ends-on': optionalDay() };

interface Typed {
  role: Role;
  organization?: Uuid | undefined;
  'starts-on'?: Day | undefined;
  'ends-on'?: Day | undefined;
}

/** Without a beginning the role begins today. */
export function readAssignment(typed: Typed, clock: Clock): NewAssignment {
  return { role: typed.role, organizationId: typed.organization ?? null, startsOn: typed['starts-on'] ?? clock.today(), endsOn: typed['ends-on'] ?? null };
}
