import type { Clock } from '../../platform/clock.ts';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Role } from '../role.ts';
import { currentRoles } from './current-roles.ts';

/** The organizations a person acts for today in one role. */
export async function organizationsOfRole(tx: Read, municipalityId: Uuid, personId: Uuid, role: Role, clock: Clock): Promise<Uuid[]> {
  const assignments = await currentRoles(tx, municipalityId, personId, clock);
  return assignments.flatMap((assignment) => (assignment.role === role ? assignment.organization_id ?? [] : []));
}
