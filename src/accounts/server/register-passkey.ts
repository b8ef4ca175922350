import { generateRegistrationOptions, verifyRegistrationResponse, type RegistrationResponseJSON } from '@simplewebauthn/server';
import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Read } from '../../platform/database.ts';
import { text, uuidField } from '../../platform/field.ts';
import type { RunningConfiguration } from '../../platform/house.ts';
import type { Uuid } from '../../platform/id.ts';
import { accepted, refused } from '../../platform/outcome.ts';
import { nextField } from '../next-path.ts';
import { permissions } from '../permissions.ts';
import { CHALLENGE } from '../session.ts';
import { keepChallenge, readChallenge, takeChallenge } from './challenges.ts';
import { credentialField } from './credential-field.ts';
import { finishSetUp } from './finish-set-up.ts';
import { mayChangeFactors, ownSession } from './own-session.ts';
import { credentialsOf, insertPasskey, relyingParty } from './passkeys.ts';
import { personOfId } from './people.ts';

interface Registration {
  label: string;
  options: Awaited<ReturnType<typeof generateRegistrationOptions>>;
}

/** Asks for a new passkey under a name its owner will know it by. */
export const beginPasskey = action({
  may: permissions.setUpSecondFactor,
  audit: 'accounts.passkey.begun',
  input: v.object({ label: text(60) }),
  async run({ tx, clock, municipalityId, who, configuration, concerns }, { label }) {
    const session = await ownSession(tx, who, clock);
    const may = mayChangeFactors(session, who, clock);
    if (!may.ok) return may;
    const person = (await personOfId(tx, municipalityId, session.personId))!;
    const options = await generateRegistrationOptions({
      rpName: 'Lückenlos', rpID: relyingParty(configuration).id, userName: person.email, userDisplayName: person.name, userID: new TextEncoder().encode(person.id),
      attestationType: 'none', timeout: CHALLENGE.passkey, excludeCredentials: await credentialsOf(tx, municipalityId, person.id),
      // The device itself asks for finger, face or PIN: so a passkey is two factors in one, and needs no address typed before.
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    concerns(person.id);
    return accepted(await keepChallenge(tx, clock, configuration, municipalityId, {
      kind: 'passkey-registration', secret: { label, options } satisfies Registration, personId: person.id, lifetime: CHALLENGE.passkey,
    }));
  },
});

/** What the browser is to ask the device for. */
export async function readRegistration(tx: Read, clock: Clock, configuration: RunningConfiguration, municipalityId: Uuid, id: Uuid, personId: Uuid): Promise<Registration | undefined> {
  const challenge = await readChallenge<Registration>(tx, clock, configuration, municipalityId, 'passkey-registration', id);
  return challenge && challenge.personId === personId ? challenge.secret : undefined;
}

/** Keeps the passkey the device made. */
export const finishPasskey = action({
  may: permissions.setUpSecondFactor,
  audit: 'accounts.passkey.set-up',
  input: v.object({ challenge: uuidField(), credential: credentialField<RegistrationResponseJSON>(), next: nextField() }),
  async run(context, { challenge, credential, next }) {
    const { tx, clock, municipalityId, who, configuration, concerns } = context;
    const session = await ownSession(tx, who, clock);
    const may = mayChangeFactors(session, who, clock);
    if (!may.ok) return may;
    const registration = await takeChallenge<Registration>(tx, clock, configuration, municipalityId, 'passkey-registration', challenge);
    if (!registration || registration.personId !== session.personId) return refused('set-up-expired');
    const { id, origin } = relyingParty(configuration);
    const verified = await verifyRegistrationResponse({
      response: credential, expectedChallenge: registration.secret.options.challenge, expectedOrigin: origin, expectedRPID: id, requireUserVerification: true,
    }).catch(() => undefined);
    if (!verified?.verified) return refused('passkey-failed');
    const { credential: made } = verified.registrationInfo;
    const isNew = await insertPasskey(tx, municipalityId, {
      personId: session.personId, credentialId: made.id, publicKey: Buffer.from(made.publicKey), counter: made.counter,
      transports: made.transports ?? [], label: registration.secret.label, now: clock.now(),
    });
    if (!isNew) return refused('passkey-known');
    concerns(session.personId, ['passkey']);
    return accepted(await finishSetUp(context, session, 'passkey-added', next));
  },
});
