import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { text } from '../../platform/field.ts';
import { accepted, refused } from '../../platform/outcome.ts';
import { checkNewPassword, MAX_PASSWORD_LENGTH, passwordField } from '../password.ts';
import { permissions } from '../permissions.ts';
import { hashPassword, isPassword } from './password-hash.ts';
import { personOfId } from './people.ts';
import { revokeAllSessions } from './sessions.ts';
import { tellOwner } from './tell-owner.ts';

export const changeName = action({
  may: permissions.ownAccount,
  audit: 'accounts.own-name.changed',
  input: v.object({ name: text(120) }),
  async run({ tx, municipalityId, who, concerns }, { name }) {
    const personId = who.personId!;
    await tx.updateTable('accounts.person').set({ display_name: name }).where('municipality_id', '=', municipalityId).where('id', '=', personId).execute();
    concerns(personId, ['display_name']);
    return accepted(undefined);
  },
});

/** A new password, by whoever knows the old one; all other sessions end and the owner is told. */
export const changePassword = action({
  may: permissions.ownAccount,
  audit: 'accounts.own-password.changed',
  input: v.object({
    'current-password': v.pipe(v.optional(v.string('unreadable'), ''), v.transform((typed) => typed.normalize('NFC')), v.maxLength(MAX_PASSWORD_LENGTH, 'too-long')),
    'new-password': passwordField(), 'repeat-password': passwordField(),
  }),
  async run(context, input) {
    const { tx, clock, municipalityId, who, concerns } = context;
    const person = (await personOfId(tx, municipalityId, who.personId!))!;
    if (person.passwordHash && !(await isPassword(person.passwordHash, input['current-password']))) return refused('current-password-wrong', { field: 'current-password' });
    const checked = checkNewPassword(input['new-password'], person);
    if (!checked.ok) return checked;
    if (input['repeat-password'] !== checked.value) return refused('password-differs', { field: 'repeat-password' });
    await tx.updateTable('accounts.person').set({ password_hash: await hashPassword(checked.value) })
      .where('municipality_id', '=', municipalityId).where('id', '=', person.id).execute();
    await revokeAllSessions(tx, clock, municipalityId, person.id, who.sessionId);
    await tellOwner(context, person.id, 'password');
    concerns(person.id, ['password_hash']);
    return accepted(undefined);
  },
});
