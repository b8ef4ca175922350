import * as v from 'valibot';
import { action, type ActionContext } from '../../platform/action.ts';
import { text } from '../../platform/field.ts';
import type { Uuid } from '../../platform/id.ts';
import { accepted, refused } from '../../platform/outcome.ts';
import { forgetAttempts } from '../../platform/rate-limit.ts';
import { limits } from './limits.ts';
import { nextField } from '../next-path.ts';
import { permissions } from '../permissions.ts';
import { ownSession } from './own-session.ts';
import { useRecoveryCode } from './recovery-codes.ts';
import { confirmSession } from './sessions.ts';
import type { SignedIn } from './sign-in.ts';
import { tellOwner } from './tell-owner.ts';
import { useTotp } from './totp-secret.ts';

const input = v.object({ code: text(40), next: nextField() });

/** The second factor by the code of an authenticator app. */
export const confirmWithTotp = action({
  may: permissions.confirm,
  audit: 'accounts.second-factor.totp',
  input,
  async run(context, { code, next }) {
    const { tx, clock, municipalityId, who, configuration } = context;
    const session = await ownSession(tx, who, clock);
    if (!(await useTotp(tx, configuration, municipalityId, session.personId, code, clock.now()))) return refused('code-wrong', { field: 'code' });
    return accepted(await confirm(context, session.id, session.personId, next));
  },
});

/** The second factor by a recovery code, which is used up; its owner is told by mail. */
export const confirmWithRecoveryCode = action({
  may: permissions.confirm,
  audit: 'accounts.second-factor.recovery-code',
  input,
  async run(context, { code, next }) {
    const { tx, clock, municipalityId, who } = context;
    const session = await ownSession(tx, who, clock);
    if (!(await useRecoveryCode(tx, clock, municipalityId, session.personId, code))) return refused('recovery-code-wrong', { field: 'code' });
    await tellOwner(context, session.personId, 'recovery-code-used');
    return accepted(await confirm(context, session.id, session.personId, next));
  },
});

/** The session goes on as that of a person who is known. */
export async function confirm({ tx, clock, municipalityId, configuration, concerns, submissionSecret }: ActionContext, sessionId: Uuid, personId: Uuid, next: string): Promise<SignedIn> {
  await forgetAttempts(tx, configuration.secretKey, municipalityId, { limit: limits.codeByPerson, of: personId });
  concerns(personId, ['session']);
  return { token: await confirmSession(tx, clock, municipalityId, sessionId, submissionSecret), confirmed: true, next };
}
