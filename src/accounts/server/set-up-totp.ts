import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { text, uuidField } from '../../platform/field.ts';
import { accepted, refused } from '../../platform/outcome.ts';
import { nextField } from '../next-path.ts';
import { acceptedStep, newTotpSecret } from '../one-time-password.ts';
import { permissions } from '../permissions.ts';
import { CHALLENGE } from '../session.ts';
import { keepChallenge, readChallenge, takeChallenge } from './challenges.ts';
import { finishSetUp } from './finish-set-up.ts';
import { mayChangeFactors, ownSession } from './own-session.ts';
import { keepTotp } from './totp-secret.ts';

/** Makes a secret to be shown as a QR code; it protects nothing before it is confirmed, and the old one stays good until then. */
export const beginTotp = action({
  may: permissions.setUpSecondFactor,
  audit: 'accounts.totp.begun',
  input: v.object({}),
  async run({ tx, clock, municipalityId, who, configuration, concerns }) {
    const session = await ownSession(tx, who, clock);
    const may = mayChangeFactors(session, who, clock);
    if (!may.ok) return may;
    concerns(session.personId);
    return accepted(await keepChallenge(tx, clock, configuration, municipalityId, { kind: 'totp-set-up', secret: newTotpSecret(), personId: session.personId, lifetime: CHALLENGE.setUp }));
  },
});

/** A first code shows that the app has the secret; from then on it is asked for. */
export const confirmTotp = action({
  may: permissions.setUpSecondFactor,
  audit: 'accounts.totp.set-up',
  input: v.object({ challenge: uuidField(), code: text(20), next: nextField() }),
  async run(context, { challenge, code, next }) {
    const { tx, clock, municipalityId, who, configuration, concerns } = context;
    const session = await ownSession(tx, who, clock);
    const may = mayChangeFactors(session, who, clock);
    if (!may.ok) return may;
    const setUp = await readChallenge<string>(tx, clock, configuration, municipalityId, 'totp-set-up', challenge);
    if (!setUp || setUp.personId !== session.personId) return refused('set-up-expired');
    const step = acceptedStep(setUp.secret, code, clock.now(), null);
    if (step === undefined) return refused('code-wrong', { field: 'code' });
    await takeChallenge(tx, clock, configuration, municipalityId, 'totp-set-up', challenge);
    await keepTotp(tx, configuration, municipalityId, session.personId, { secret: setUp.secret, step, now: clock.now() });
    concerns(session.personId, ['totp_secret']);
    return accepted(await finishSetUp(context, session, 'totp-added', next));
  },
});
