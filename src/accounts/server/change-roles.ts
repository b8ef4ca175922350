import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { uuidField } from '../../platform/field.ts';
import { accepted, refused } from '../../platform/outcome.ts';
import { permissions } from '../permissions.ts';
import { checkAssignment, isOver } from '../role-assignment.ts';
import { assignmentFields, readAssignment } from './assignment-fields.ts';
import { demandPerson } from './list-people.ts';
import type { OrganizationChoices } from './organization-choices.ts';
import { endAssignment, hasAdministrator, insertAssignment, listAssignments, lockAdministrators } from './role-assignments.ts';

/** Gives a person one more role. */
export const assignRole = (organizationChoices: OrganizationChoices) => action({
  may: permissions.managePeople,
  audit: 'accounts.role.assigned',
  input: v.object({ person: uuidField(), ...assignmentFields }),
  async run({ tx, clock, municipalityId, who, concerns }, input) {
    if ((await demandPerson(tx, municipalityId, input.person)).deactivatedAt) return refused('person-deactivated');
    const organizations = (await organizationChoices(tx, municipalityId)).map((choice) => choice.id);
    const assignment = checkAssignment(readAssignment(input, clock), {
      today: clock.today(), isOneself: input.person === who.personId, organizations, existing: await listAssignments(tx, municipalityId, input.person),
    });
    if (!assignment.ok) return assignment;
    await insertAssignment(tx, clock, municipalityId, input.person, assignment.value, who.personId);
    concerns(input.person, ['role', assignment.value.role]);
    return accepted(input.person);
  },
});

/** Ends a role at once; the last administrator keeps theirs. */
export const endRole = action({
  may: permissions.managePeople,
  audit: 'accounts.role.ended',
  input: v.object({ person: uuidField(), assignment: uuidField() }),
  async run({ tx, clock, municipalityId, concerns }, input) {
    await lockAdministrators(tx, municipalityId);
    const assignment = (await listAssignments(tx, municipalityId, input.person)).find((one) => one.id === input.assignment);
    if (!assignment || isOver(assignment, clock.today())) return refused('role-ended');
    await endAssignment(tx, clock, municipalityId, assignment);
    if (assignment.role === 'administrator' && !(await hasAdministrator(tx, clock, municipalityId))) return refused('last-administrator');
    concerns(input.person, ['role', assignment.role]);
    return accepted(input.person);
  },
});
