import { timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../platform/clock.ts';
import type { Write } from '../../platform/database.ts';
import type { RunningConfiguration } from '../../platform/house.ts';
import { isUuid, type Uuid } from '../../platform/id.ts';
import { emailKey } from '../email-key.ts';
import { LINK } from '../session.ts';
import { keepChallenge, readChallenge, takeChallenge } from './challenges.ts';
import { insertPerson } from './people.ts';
import { newToken, tokenHash } from './sessions.ts';

interface Newcomer {
  email: string;
  next: string;
  /** SHA-256 of the token, base64url: the row alone opens nothing */
  hash: string;
}

const BETWEEN = '~';

/** A link for an address nobody has here: the account begins when the link is used, so that foreign addresses typed in leave no trace. Returns the token; undefined for the address of somebody who was locked out. */
export async function makeNewcomerLink(tx: Write, clock: Clock, configuration: RunningConfiguration, municipalityId: Uuid, { email, next }: { email: string; next: string }): Promise<string | undefined> {
  const lockedOut = await tx.selectFrom('accounts.person').select('id').where('municipality_id', '=', municipalityId).where('email_key', '=', emailKey(email)).executeTakeFirst();
  if (lockedOut) return undefined;
  const token = newToken();
  const secret: Newcomer = { email, next, hash: tokenHash(token).toString('base64url') };
  const id = await keepChallenge(tx, clock, configuration, municipalityId, { kind: 'newcomer', secret, lifetime: LINK.signIn });
  return `${id}${BETWEEN}${token}`;
}

/** Uses such a link up, once, and makes the account. Undefined for any other token, and where the address got an account meanwhile. */
export async function useNewcomerLink(tx: Write, clock: Clock, configuration: RunningConfiguration, municipalityId: Uuid, typed: string): Promise<{ personId: Uuid; next: string } | undefined> {
  const [id, token] = typed.split(BETWEEN);
  if (!isUuid(id) || !token) return undefined;
  const found = await readChallenge<Newcomer>(tx, clock, configuration, municipalityId, 'newcomer', id);
  if (!found || !timingSafeEqual(Buffer.from(found.secret.hash, 'base64url'), tokenHash(token))) return undefined;
  if (!await takeChallenge<Newcomer>(tx, clock, configuration, municipalityId, 'newcomer', id)) return undefined;
  const { email, next } = found.secret;
  const personId = await insertPerson(tx, clock, municipalityId, { name: nameOf(email), email });
  return personId && { personId, next };
}

/** The name a newcomer is shown under until they tell their own. */
const nameOf = (email: string) => email.slice(0, email.indexOf('@'));

/** The first name a newcomer tells becomes that of the account; one they chose themselves is left. */
export async function nameNewcomer(tx: Write, municipalityId: Uuid, personId: Uuid, name: string): Promise<void> {
  const person = await tx.selectFrom('accounts.person').select(['display_name', 'email']).where('municipality_id', '=', municipalityId).where('id', '=', personId).executeTakeFirst();
  if (!person || person.display_name !== nameOf(person.email)) return;
  await tx.updateTable('accounts.person').set({ display_name: name }).where('municipality_id', '=', municipalityId).where('id', '=', personId).execute();
}
