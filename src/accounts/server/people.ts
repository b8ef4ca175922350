import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { emailKey } from '../email-key.ts';

/** A person as sign-in needs them. */
export interface Person {
  id: Uuid;
  name: string;
  email: string;
  passwordHash: string | null;
  oidcSubject: string | null;
  hasTotp: boolean;
  passkeys: number;
}

/** The person with this address, unless deactivated. */
export async function personOfEmail(tx: Read, municipalityId: Uuid, email: string): Promise<Person | undefined> {
  const row = await activePeople(tx, municipalityId).where('email_key', '=', emailKey(email)).executeTakeFirst();
  return row && personOf(row);
}

export async function personOfId(tx: Read, municipalityId: Uuid, id: Uuid): Promise<Person | undefined> {
  const row = await activePeople(tx, municipalityId).where('id', '=', id).executeTakeFirst();
  return row && personOf(row);
}

export async function personOfSubject(tx: Read, municipalityId: Uuid, oidcSubject: string): Promise<Person | undefined> {
  const row = await activePeople(tx, municipalityId).where('oidc_subject', '=', oidcSubject).executeTakeFirst();
  return row && personOf(row);
}

/** A new person; undefined if the address is taken in this municipality. */
export async function insertPerson(tx: Write, clock: Clock, municipalityId: Uuid, { name, email, passwordHash }: { name: string; email: string; passwordHash?: string }): Promise<Uuid | undefined> {
  const row = await tx.insertInto('accounts.person').values({
    municipality_id: municipalityId, id: newId(), display_name: name, email, email_key: emailKey(email), password_hash: passwordHash ?? null, created_at: clock.now(),
  }).onConflict((conflict) => conflict.columns(['municipality_id', 'email_key']).doNothing()).returning('id').executeTakeFirst();
  return row?.id;
}

function activePeople(tx: Read, municipalityId: Uuid) {
  return tx.selectFrom('accounts.person as person')
    .select(['person.id', 'person.display_name', 'person.email', 'person.password_hash', 'person.oidc_subject', 'person.totp_confirmed_at'])
    .select((select) => select.selectFrom('accounts.passkey as passkey').select(({ fn }) => fn.countAll<number>().as('count'))
      .where('passkey.municipality_id', '=', municipalityId).whereRef('passkey.person_id', '=', 'person.id').as('passkeys'))
    .where('person.municipality_id', '=', municipalityId).where('person.deactivated_at', 'is', null);
}

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof activePeople>['executeTakeFirst']>>>;

function personOf(row: Row): Person {
  return {
    id: row.id, name: row.display_name, email: row.email, passwordHash: row.password_hash, oidcSubject: row.oidc_subject,
    hasTotp: row.totp_confirmed_at !== null, passkeys: row.passkeys ?? 0,
  };
}
