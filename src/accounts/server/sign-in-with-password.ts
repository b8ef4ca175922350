import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { email } from '../../platform/field.ts';
import { accepted, refused } from '../../platform/outcome.ts';
import { forgetAttempts } from '../../platform/rate-limit.ts';
import { DEMO_PASSWORD } from '../demo-password.ts';
import { emailKey } from '../email-key.ts';
import { limits } from './limits.ts';
import { nextField } from '../next-path.ts';
import { passwordField } from '../password.ts';
import { permissions } from '../permissions.ts';
import { hashPassword, isOutdated, isPassword } from './password-hash.ts';
import { personOfEmail } from './people.ts';
import { signIn } from './sign-in.ts';

/** Address and password. A wrong password and an unknown address look the same and take the same time. */
export const signInWithPassword = action({
  may: permissions.signIn,
  audit: 'accounts.sign-in.password',
  input: v.object({ email: email(), password: passwordField(), next: nextField() }),
  async run(context, input) {
    const { tx, municipalityId, configuration } = context;
    const person = await personOfEmail(tx, municipalityId, input.email);
    if (!(await isPassword(person?.passwordHash, input.password)) || !person) return refused('password-wrong');
    // Printed on the terminal and known to everybody: outside development it opens nothing, even if the demo was loaded there.
    if (input.password === DEMO_PASSWORD && configuration.mode !== 'development') return refused('password-wrong');
    if (isOutdated(person.passwordHash!)) {
      await tx.updateTable('accounts.person').set({ password_hash: await hashPassword(input.password) })
        .where('municipality_id', '=', municipalityId).where('id', '=', person.id).execute();
    }
    await forgetAttempts(tx, configuration.secretKey, municipalityId, { limit: limits.passwordByAccount, of: emailKey(input.email) });
    return accepted(await signIn(context, person, { method: 'password', next: input.next }));
  },
});
