import type { Read, Write } from '../../platform/database.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { RunningConfiguration } from '../../platform/house.ts';

/** A passkey as its owner sees it. */
export interface ListedPasskey {
  id: Uuid;
  label: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}

export interface StoredPasskey {
  id: Uuid;
  personId: Uuid;
  credentialId: string;
  publicKey: Buffer;
  counter: number;
  transports: string[];
}

/** Who asks for the passkey: the address people see, never the one a request claims. (WebAuthn Level 3, 5.1.3) */
export function relyingParty({ baseUrl }: Pick<RunningConfiguration, 'baseUrl'>) {
  return { id: baseUrl.hostname, origin: baseUrl.origin };
}

export async function listPasskeys(tx: Read, municipalityId: Uuid, personId: Uuid): Promise<ListedPasskey[]> {
  const rows = await tx.selectFrom('accounts.passkey').select(['id', 'label', 'created_at', 'last_used_at'])
    .where('municipality_id', '=', municipalityId).where('person_id', '=', personId).orderBy('created_at').execute();
  return rows.map((row) => ({ id: row.id, label: row.label, createdAt: row.created_at, lastUsedAt: row.last_used_at }));
}

export async function credentialsOf(tx: Read, municipalityId: Uuid, personId: Uuid): Promise<{ id: string; transports: string[] }[]> {
  const rows = await tx.selectFrom('accounts.passkey').select(['credential_id', 'transports'])
    .where('municipality_id', '=', municipalityId).where('person_id', '=', personId).execute();
  return rows.map((row) => ({ id: row.credential_id, transports: row.transports }));
}

/** Locked until the transaction ends, so that two sign-ins with one counter cannot both pass. */
export async function passkeyOfCredential(tx: Write, municipalityId: Uuid, credentialId: string): Promise<StoredPasskey | undefined> {
  const row = await tx.selectFrom('accounts.passkey').selectAll()
    .where('municipality_id', '=', municipalityId).where('credential_id', '=', credentialId).forUpdate().executeTakeFirst();
  return row && { id: row.id, personId: row.person_id, credentialId: row.credential_id, publicKey: row.public_key, counter: row.counter, transports: row.transports };
}

/** False if this credential is known already. */
export async function insertPasskey(tx: Write, municipalityId: Uuid, passkey: Omit<StoredPasskey, 'id'> & { label: string; now: Date }): Promise<boolean> {
  const row = await tx.insertInto('accounts.passkey').values({
    municipality_id: municipalityId, id: newId(), person_id: passkey.personId, credential_id: passkey.credentialId, public_key: passkey.publicKey,
    counter: passkey.counter, transports: passkey.transports, label: passkey.label, created_at: passkey.now,
  }).onConflict((conflict) => conflict.columns(['municipality_id', 'credential_id']).doNothing()).returning('id').executeTakeFirst();
  return row !== undefined;
}

export async function notePasskeyUse(tx: Write, municipalityId: Uuid, id: Uuid, counter: number, now: Date): Promise<void> {
  await tx.updateTable('accounts.passkey').set({ counter, last_used_at: now }).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
}

/** True if it was this person's. */
export async function removePasskeyOf(tx: Write, municipalityId: Uuid, personId: Uuid, id: Uuid): Promise<boolean> {
  const row = await tx.deleteFrom('accounts.passkey').where('municipality_id', '=', municipalityId).where('person_id', '=', personId).where('id', '=', id).returning('id').executeTakeFirst();
  return row !== undefined;
}
