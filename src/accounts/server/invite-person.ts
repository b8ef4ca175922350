import * as v from 'valibot';
import { action, type ActionContext } from '../../platform/action.ts';
import { email, text, uuidField } from '../../platform/field.ts';
import type { Uuid } from '../../platform/id.ts';
import { accepted, refused } from '../../platform/outcome.ts';
import { permissions } from '../permissions.ts';
import { checkAssignment } from '../role-assignment.ts';
import { LINK } from '../session.ts';
import { staffTexts } from '../texts.ts';
import { assignmentFields, readAssignment } from './assignment-fields.ts';
import { demandPerson } from './list-people.ts';
import type { OrganizationChoices } from './organization-choices.ts';
import { insertPerson, personOfId } from './people.ts';
import { insertAssignment } from './role-assignments.ts';
import { endLinks, makeLink } from './sign-in-links.ts';
import { townOfId } from './towns.ts';

/** A new person with a first role; the invitation goes out by mail. */
export const invitePerson = (organizationChoices: OrganizationChoices) => action({
  may: permissions.managePeople,
  audit: 'accounts.person.invited',
  input: v.object({ name: text(120), email: email(), ...assignmentFields }),
  async run(context, input) {
    const { tx, clock, municipalityId, who, concerns } = context;
    const organizations = (await organizationChoices(tx, municipalityId)).map((choice) => choice.id);
    const assignment = checkAssignment(readAssignment(input, clock), { today: clock.today(), isOneself: false, organizations, existing: [] });
    if (!assignment.ok) return assignment;
    const personId = await insertPerson(tx, clock, municipalityId, input);
    if (!personId) return refused('email-taken', { field: 'email' });
    await insertAssignment(tx, clock, municipalityId, personId, assignment.value, who.personId);
    await sendInvitation(context, personId);
    concerns(personId, ['display_name', 'email', 'role']);
    return accepted(personId);
  },
});

/** For people who missed the first one; earlier links of theirs end. */
export const inviteAgain = action({
  may: permissions.managePeople,
  audit: 'accounts.person.invited-again',
  input: v.object({ person: uuidField() }),
  async run(context, { person }) {
    const { tx, municipalityId, concerns } = context;
    if ((await demandPerson(tx, municipalityId, person)).deactivatedAt) return refused('person-deactivated');
    await sendInvitation(context, person);
    concerns(person);
    return accepted(person);
  },
});

async function sendInvitation(context: ActionContext, personId: Uuid): Promise<void> {
  const { tx, clock, municipalityId, post, configuration } = context;
  await endLinks(tx, clock, municipalityId, personId);
  const town = await townOfId(tx, municipalityId);
  const person = (await personOfId(tx, municipalityId, personId))!;
  const token = await makeLink(tx, clock, municipalityId, personId, { purpose: 'invitation', next: '' });
  const address = (path: string) => new URL(`/${town.slug}${path}`, configuration.baseUrl).href;
  const t = staffTexts.in('de');
  await post({
    to: person.email,
    subject: t('mail.invitation.subject', { town: town.name }),
    text: t('mail.invitation.text', { name: person.name, town: town.name, link: address(`/anmelden/link/${token}`), signIn: address('/anmelden'), days: LINK.invitation / 86_400_000 }),
  });
}
