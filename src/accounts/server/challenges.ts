import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import { decryptField, encryptField, type FieldPlace } from '../../platform/encryption.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { after } from '../session.ts';

export type ChallengeKind = 'passkey-registration' | 'passkey-sign-in' | 'oidc' | 'link-request' | 'newcomer' | 'totp-set-up' | 'recovery-codes';

export interface NewChallenge {
  kind: ChallengeKind;
  /** JSON; encrypted in the row, so that only the next step may read it */
  secret: unknown;
  personId?: Uuid | undefined;
  /** milliseconds */
  lifetime: number;
}

export interface Challenge<Secret> {
  secret: Secret;
  personId: Uuid | null;
}

type Keyed = { secretKey: Buffer };

/** Keeps the state of a step for whichever process finishes it; returns its id. */
export async function keepChallenge(tx: Write, clock: Clock, { secretKey }: Keyed, municipalityId: Uuid, { kind, secret, personId, lifetime }: NewChallenge): Promise<Uuid> {
  const id = newId();
  await tx.insertInto('accounts.challenge').values({
    municipality_id: municipalityId, id, kind, secret: encryptField(secretKey, place(municipalityId, id), JSON.stringify(secret)), person_id: personId ?? null,
    created_at: clock.now(), expires_at: after(clock.now(), lifetime),
  }).execute();
  return id;
}

/** Looks at a step's state without using it up. */
export async function readChallenge<Secret>(tx: Read, clock: Clock, keyed: Keyed, municipalityId: Uuid, kind: ChallengeKind, id: Uuid): Promise<Challenge<Secret> | undefined> {
  const row = await tx.selectFrom('accounts.challenge').select(['secret', 'person_id'])
    .where('municipality_id', '=', municipalityId).where('id', '=', id).where('kind', '=', kind).where('expires_at', '>', clock.now()).executeTakeFirst();
  return row && opened(keyed, municipalityId, id, row);
}

/** Takes a step's state, once: of two that come at the same time, one gets it. */
export async function takeChallenge<Secret>(tx: Write, clock: Clock, keyed: Keyed, municipalityId: Uuid, kind: ChallengeKind, id: Uuid): Promise<Challenge<Secret> | undefined> {
  const row = await tx.deleteFrom('accounts.challenge')
    .where('municipality_id', '=', municipalityId).where('id', '=', id).where('kind', '=', kind).where('expires_at', '>', clock.now())
    .returning(['secret', 'person_id']).executeTakeFirst();
  return row && opened(keyed, municipalityId, id, row);
}

function opened<Secret>({ secretKey }: Keyed, municipalityId: Uuid, id: Uuid, row: { secret: Buffer; person_id: Uuid | null }): Challenge<Secret> {
  return { secret: JSON.parse(decryptField(secretKey, place(municipalityId, id), row.secret).toString('utf8')) as Secret, personId: row.person_id };
}

function place(municipality: Uuid, row: Uuid): FieldPlace {
  return { table: 'accounts.challenge', column: 'secret', row, municipality };
}
