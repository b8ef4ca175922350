import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { Role } from '../role.ts';
import type { NewAssignment, RoleAssignment } from '../role-assignment.ts';

/** All roles of a person, ended ones as well, the latest first. */
export async function listAssignments(tx: Read, municipalityId: Uuid, personId: Uuid): Promise<RoleAssignment[]> {
  const rows = await tx.selectFrom('accounts.role_assignment').selectAll()
    .where('municipality_id', '=', municipalityId).where('person_id', '=', personId).orderBy('starts_on', 'desc').orderBy('id', 'desc').execute();
  return rows.map((row) => ({ id: row.id, role: row.role as Role, organizationId: row.organization_id, startsOn: row.starts_on, endsOn: row.ends_on }));
}

export async function insertAssignment(tx: Write, clock: Clock, municipalityId: Uuid, personId: Uuid, assignment: NewAssignment, grantedBy?: Uuid): Promise<Uuid> {
  const id = newId();
  await tx.insertInto('accounts.role_assignment').values({
    municipality_id: municipalityId, id, person_id: personId, role: assignment.role, organization_id: assignment.organizationId,
    starts_on: assignment.startsOn, ends_on: assignment.endsOn, granted_at: clock.now(), granted_by: grantedBy ?? null,
  }).execute();
  return id;
}

/** Ends a role today, at once; one that never began a day earlier leaves no row (the audit keeps that it was there). */
export async function endAssignment(tx: Write, clock: Clock, municipalityId: Uuid, assignment: RoleAssignment): Promise<void> {
  const today = clock.today();
  if (assignment.startsOn >= today) {
    await tx.deleteFrom('accounts.role_assignment').where('municipality_id', '=', municipalityId).where('id', '=', assignment.id).execute();
  } else {
    await tx.updateTable('accounts.role_assignment').set({ ends_on: today }).where('municipality_id', '=', municipalityId).where('id', '=', assignment.id).execute();
  }
}

/**
 * Whether somebody is left who administers the municipality without a planned end. Ask after the change, in its transaction: the
 * row of the municipality is locked, so that two administrators cannot remove each other at the same time.
 */
export async function hasAdministrator(tx: Write, clock: Clock, municipalityId: Uuid): Promise<boolean> {
  const row = await tx.selectFrom('accounts.role_assignment as assignment')
    .innerJoin('accounts.person as person', (join) => join.onRef('person.municipality_id', '=', 'assignment.municipality_id').onRef('person.id', '=', 'assignment.person_id'))
    .select('assignment.id').where('assignment.municipality_id', '=', municipalityId).where('assignment.role', '=', 'administrator')
    .where('assignment.starts_on', '<=', clock.today()).where('assignment.ends_on', 'is', null).where('person.deactivated_at', 'is', null).limit(1).executeTakeFirst();
  return row !== undefined;
}

/** Before a change that may take the last administrator away. */
export async function lockAdministrators(tx: Write, municipalityId: Uuid): Promise<void> {
  await tx.selectFrom('accounts.municipality').select('id').where('id', '=', municipalityId).forNoKeyUpdate().executeTakeFirstOrThrow();
}
