import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { uuidField } from '../../platform/field.ts';
import { accepted, refused } from '../../platform/outcome.ts';
import { permissions } from '../permissions.ts';
import { demandPerson } from './list-people.ts';
import { removeRecoveryCodes } from './recovery-codes.ts';
import { hasAdministrator, lockAdministrators } from './role-assignments.ts';
import { revokeAllSessions } from './sessions.ts';
import { endLinks } from './sign-in-links.ts';
import { tellOwner } from './tell-owner.ts';
import { removeTotp } from './totp-secret.ts';

const input = v.object({ person: uuidField() });

/** Locks a person out: signed out everywhere, no way in any more. Nothing they did is lost. */
export const deactivatePerson = action({
  may: permissions.managePeople,
  audit: 'accounts.person.deactivated',
  input,
  async run({ tx, clock, municipalityId, concerns }, { person }) {
    await lockAdministrators(tx, municipalityId);
    await demandPerson(tx, municipalityId, person);
    const changed = await tx.updateTable('accounts.person').set({ deactivated_at: clock.now() })
      .where('municipality_id', '=', municipalityId).where('id', '=', person).where('deactivated_at', 'is', null).returning('id').executeTakeFirst();
    if (!changed) return refused('already-deactivated');
    if (!(await hasAdministrator(tx, clock, municipalityId))) return refused('last-administrator');
    await revokeAllSessions(tx, clock, municipalityId, person);
    await endLinks(tx, clock, municipalityId, person);
    concerns(person, ['deactivated_at']);
    return accepted(person);
  },
});

export const activatePerson = action({
  may: permissions.managePeople,
  audit: 'accounts.person.activated',
  input,
  async run({ tx, municipalityId, concerns }, { person }) {
    await demandPerson(tx, municipalityId, person);
    const changed = await tx.updateTable('accounts.person').set({ deactivated_at: null })
      .where('municipality_id', '=', municipalityId).where('id', '=', person).where('deactivated_at', 'is not', null).returning('id').executeTakeFirst();
    if (!changed) return refused('already-active');
    concerns(person, ['deactivated_at']);
    return accepted(person);
  },
});

/** Signs a person out everywhere. */
export const endSessionsOf = action({
  may: permissions.managePeople,
  audit: 'accounts.person.signed-out',
  input,
  async run({ tx, clock, municipalityId, concerns }, { person }) {
    await demandPerson(tx, municipalityId, person);
    await revokeAllSessions(tx, clock, municipalityId, person);
    concerns(person, ['session']);
    return accepted(person);
  },
});

/** For whoever lost phone, passkeys and recovery codes; the owner is told, and every session ends. */
export const resetSecondFactor = action({
  may: permissions.managePeople,
  audit: 'accounts.second-factor.reset',
  input,
  async run(context, { person }) {
    const { tx, clock, municipalityId, who, concerns } = context;
    if (person === who.personId) return refused('own-second-factor');
    if ((await demandPerson(tx, municipalityId, person)).deactivatedAt) return refused('person-deactivated');
    await removeTotp(tx, municipalityId, person);
    await tx.deleteFrom('accounts.passkey').where('municipality_id', '=', municipalityId).where('person_id', '=', person).execute();
    await removeRecoveryCodes(tx, municipalityId, person);
    await revokeAllSessions(tx, clock, municipalityId, person);
    await endLinks(tx, clock, municipalityId, person);
    await tellOwner(context, person, 'second-factor-reset');
    concerns(person, ['totp_secret', 'passkey', 'recovery_code']);
    return accepted(person);
  },
});
