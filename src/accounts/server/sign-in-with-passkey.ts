import { generateAuthenticationOptions, verifyAuthenticationResponse, type AuthenticationResponseJSON } from '@simplewebauthn/server';
import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Read } from '../../platform/database.ts';
import { uuidField } from '../../platform/field.ts';
import type { RunningConfiguration } from '../../platform/house.ts';
import type { Uuid } from '../../platform/id.ts';
import { accepted, refused } from '../../platform/outcome.ts';
import { nextField } from '../next-path.ts';
import { permissions } from '../permissions.ts';
import { CHALLENGE } from '../session.ts';
import { keepChallenge, readChallenge, takeChallenge } from './challenges.ts';
import { confirm } from './confirm-second-factor.ts';
import { credentialField } from './credential-field.ts';
import { credentialsOf, notePasskeyUse, passkeyOfCredential, relyingParty } from './passkeys.ts';
import { personOfId } from './people.ts';
import { sessionOfId } from './sessions.ts';
import { signIn } from './sign-in.ts';

type Options = Awaited<ReturnType<typeof generateAuthenticationOptions>>;

/** A challenge for the device: at sign-in for any passkey of this site, as second factor only for those of the person. */
export const beginPasskeySignIn = action({
  may: permissions.signIn,
  audit: 'accounts.sign-in.passkey-begun',
  input: v.object({ next: nextField() }),
  async run({ tx, clock, municipalityId, who, configuration }, { next }) {
    const session = await sessionOfId(tx, municipalityId, who.sessionId, clock);
    const allowed = session && who.personId === undefined ? await credentialsOf(tx, municipalityId, session.personId) : [];
    const options = await generateAuthenticationOptions({ rpID: relyingParty(configuration).id, userVerification: 'required', timeout: CHALLENGE.passkey, allowCredentials: allowed });
    const id = await keepChallenge(tx, clock, configuration, municipalityId, { kind: 'passkey-sign-in', secret: options, lifetime: CHALLENGE.passkey });
    return accepted({ id, next });
  },
});

/** What the browser is to ask the device for. */
export async function readPasskeySignIn(tx: Read, clock: Clock, configuration: RunningConfiguration, municipalityId: Uuid, id: Uuid): Promise<Options | undefined> {
  return (await readChallenge<Options>(tx, clock, configuration, municipalityId, 'passkey-sign-in', id))?.secret;
}

/**
 * Signs in with a passkey, or shows it as the second factor of a session that waits for one. The device has checked finger,
 * face or PIN (required), so a passkey alone is two factors.
 */
export const signInWithPasskey = action({
  may: permissions.signIn,
  audit: 'accounts.sign-in.passkey',
  input: v.object({ challenge: uuidField(), credential: credentialField<AuthenticationResponseJSON>(), next: nextField() }),
  async run(context, { challenge, credential, next }) {
    const { tx, clock, municipalityId, who, configuration } = context;
    const asked = await takeChallenge<Options>(tx, clock, configuration, municipalityId, 'passkey-sign-in', challenge);
    if (!asked) return refused('passkey-expired');
    const passkey = await passkeyOfCredential(tx, municipalityId, credential.id);
    const person = passkey && await personOfId(tx, municipalityId, passkey.personId);
    if (!passkey || !person) return refused('passkey-unknown');
    const { id, origin } = relyingParty(configuration);
    const verified = await verifyAuthenticationResponse({
      response: credential, expectedChallenge: asked.secret.challenge, expectedOrigin: origin, expectedRPID: id, requireUserVerification: true,
      credential: { id: passkey.credentialId, publicKey: new Uint8Array(passkey.publicKey), counter: passkey.counter },
    }).catch(() => undefined);
    if (!verified?.verified) return refused('passkey-failed');
    await notePasskeyUse(tx, municipalityId, passkey.id, verified.authenticationInfo.newCounter, clock.now());

    const waiting = who.personId === undefined ? await sessionOfId(tx, municipalityId, who.sessionId, clock) : undefined;
    if (waiting) {
      if (waiting.personId !== person.id) return refused('passkey-unknown');
      return accepted(await confirm(context, waiting.id, person.id, next));
    }
    return accepted(await signIn(context, person, { method: 'passkey', secondFactor: true, next }));
  },
});
