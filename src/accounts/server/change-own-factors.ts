import * as v from 'valibot';
import { action, type ActionContext } from '../../platform/action.ts';
import { uuidField } from '../../platform/field.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { permissions } from '../permissions.ts';
import { hasSecondFactor, needsSecondFactor } from '../second-factor.ts';
import { mayChangeFactors, ownSession } from './own-session.ts';
import { removePasskeyOf } from './passkeys.ts';
import { issueRecoveryCodes, removeRecoveryCodes } from './recovery-codes.ts';
import { tellOwner } from './tell-owner.ts';
import { removeTotp } from './totp-secret.ts';

/** Takes the authenticator app away; whoever works for the municipality keeps at least one second factor. */
export const removeOwnTotp = action({
  may: permissions.ownAccount,
  audit: 'accounts.totp.removed',
  input: v.object({}),
  async run(context) {
    const { tx, municipalityId, who, concerns } = context;
    const left = await withoutOne(context, { hasTotp: false });
    if (!left.ok) return left;
    await removeTotp(tx, municipalityId, who.personId!);
    await tellOwner(context, who.personId!, 'totp-removed');
    concerns(who.personId!, ['totp_secret']);
    return accepted(undefined);
  },
});

export const removeOwnPasskey = action({
  may: permissions.ownAccount,
  audit: 'accounts.passkey.removed',
  input: v.object({ passkey: uuidField() }),
  async run(context, { passkey }) {
    const { tx, municipalityId, who, concerns } = context;
    const left = await withoutOne(context, { onePasskeyLess: true });
    if (!left.ok) return left;
    if (!(await removePasskeyOf(tx, municipalityId, who.personId!, passkey))) return refused('set-up-expired');
    await tellOwner(context, who.personId!, 'passkey-removed');
    concerns(who.personId!, ['passkey']);
    return accepted(undefined);
  },
});

/** Ten new codes; the old ones are worth nothing any more. */
export const renewRecoveryCodes = action({
  may: permissions.ownAccount,
  audit: 'accounts.recovery-codes.renewed',
  input: v.object({}),
  async run(context) {
    const { tx, clock, municipalityId, who, configuration, concerns } = context;
    const session = await ownSession(tx, who, clock);
    const may = mayChangeFactors(session, who, clock);
    if (!may.ok) return may;
    if (!hasSecondFactor(session)) return refused('factor-missing');
    const id = await issueRecoveryCodes(tx, clock, configuration, municipalityId, session.personId);
    await tellOwner(context, session.personId, 'recovery-codes-renewed');
    concerns(session.personId, ['recovery_code']);
    return accepted(id);
  },
});

/** Whether this session may take one second factor away; with the last one the recovery codes go as well. */
async function withoutOne({ tx, clock, municipalityId, who }: ActionContext, change: { hasTotp?: false; onePasskeyLess?: true }): Promise<Outcome<undefined>> {
  const session = await ownSession(tx, who, clock);
  const may = mayChangeFactors(session, who, clock);
  if (!may.ok) return may;
  const left = { hasTotp: change.hasTotp ?? session.hasTotp, passkeys: session.passkeys - (change.onePasskeyLess ? 1 : 0) };
  if (hasSecondFactor(left)) return accepted(undefined);
  if (needsSecondFactor({ roles: who.roles, ...left })) return refused('last-factor');
  await removeRecoveryCodes(tx, municipalityId, session.personId);
  return accepted(undefined);
}
