import type { Clock } from '../../platform/clock.ts';
import type { Write } from '../../platform/database.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { after, LINK } from '../session.ts';
import { newToken, tokenHash } from './sessions.ts';

export type LinkPurpose = 'sign-in' | 'invitation';

/** A link for this person; the token goes into the mail, the row keeps its hash. Returns the token. */
export async function makeLink(tx: Write, clock: Clock, municipalityId: Uuid, personId: Uuid, { purpose, next }: { purpose: LinkPurpose; next: string }): Promise<string> {
  const token = newToken();
  await tx.insertInto('accounts.sign_in_link').values({
    municipality_id: municipalityId, id: newId(), person_id: personId, token_hash: tokenHash(token), purpose, next_path: next,
    created_at: clock.now(), expires_at: after(clock.now(), purpose === 'invitation' ? LINK.invitation : LINK.signIn),
  }).execute();
  return token;
}

/** Uses a link up: of two that come at the same time, by whichever process, one gets it. All other links of the person end with it. */
export async function useLink(tx: Write, clock: Clock, municipalityId: Uuid, token: string): Promise<{ personId: Uuid; next: string } | undefined> {
  const now = clock.now();
  const link = await tx.updateTable('accounts.sign_in_link').set({ consumed_at: now })
    .where('municipality_id', '=', municipalityId).where('token_hash', '=', tokenHash(token)).where('consumed_at', 'is', null).where('expires_at', '>', now)
    .returning(['person_id', 'next_path']).executeTakeFirst();
  if (!link) return undefined;
  await endLinks(tx, clock, municipalityId, link.person_id);
  return { personId: link.person_id, next: link.next_path };
}

export async function endLinks(tx: Write, clock: Clock, municipalityId: Uuid, personId: Uuid): Promise<void> {
  await tx.updateTable('accounts.sign_in_link').set({ consumed_at: clock.now() })
    .where('municipality_id', '=', municipalityId).where('person_id', '=', personId).where('consumed_at', 'is', null).execute();
}
