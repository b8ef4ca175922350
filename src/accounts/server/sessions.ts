import { createHash, randomBytes } from 'node:crypto';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { after, SESSION } from '../session.ts';

export type Method = 'email-link' | 'password' | 'passkey' | 'oidc';

/** What the session's row keeps of the cookie's token. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** 256 random bits. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** A session that may be used, with what decides whether it needs a second factor. */
export interface OpenSession {
  id: Uuid;
  personId: Uuid;
  displayName: string;
  method: Method;
  secondFactorAt: Date | null;
  waived: boolean;
  createdAt: Date;
  hasTotp: boolean;
  passkeys: number;
}

/** The session whose cookie this is, if it is still good. */
export async function sessionOfToken(tx: Read, municipalityId: Uuid, token: string, clock: Clock): Promise<OpenSession | undefined> {
  const row = await openSessions(tx, municipalityId, clock).where('session.token_hash', '=', tokenHash(token)).executeTakeFirst();
  return row && openSession(row);
}

/** The same with the roles its person has today, in one statement: every page asks it. */
export async function sessionWithRolesOfToken(tx: Read, municipalityId: Uuid, token: string, clock: Clock): Promise<{ session: OpenSession; assignments: { role: string; organization_id: Uuid | null }[] } | undefined> {
  const today = clock.today();
  const row = await openSessions(tx, municipalityId, clock).where('session.token_hash', '=', tokenHash(token))
    .select((select) => jsonArrayFrom(select.selectFrom('accounts.role_assignment as assignment').select(['assignment.role', 'assignment.organization_id'])
      .where('assignment.municipality_id', '=', municipalityId).whereRef('assignment.person_id', '=', 'session.person_id').where('assignment.starts_on', '<=', today)
      .where((where) => where.or([where('assignment.ends_on', 'is', null), where('assignment.ends_on', '>', today)]))).as('assignments'))
    .executeTakeFirst();
  return row && { session: openSession(row), assignments: row.assignments };
}

/** The session of somebody who may still be nobody: see identify.ts. */
export async function sessionOfId(tx: Read, municipalityId: Uuid, sessionId: Uuid | undefined, clock: Clock): Promise<OpenSession | undefined> {
  if (!sessionId) return undefined;
  const row = await openSessions(tx, municipalityId, clock).where('session.id', '=', sessionId).executeTakeFirst();
  return row && openSession(row);
}

function openSessions(tx: Read, municipalityId: Uuid, clock: Clock) {
  return tx.selectFrom('accounts.session as session')
    .innerJoin('accounts.person as person', (join) => join
      .onRef('person.municipality_id', '=', 'session.municipality_id').onRef('person.id', '=', 'session.person_id'))
    .select(['session.id', 'session.person_id', 'session.method', 'session.second_factor_at', 'session.second_factor_waived', 'session.created_at', 'person.display_name', 'person.totp_confirmed_at'])
    .select((select) => select.selectFrom('accounts.passkey as passkey').select(({ fn }) => fn.countAll<number>().as('count'))
      .where('passkey.municipality_id', '=', municipalityId).whereRef('passkey.person_id', '=', 'person.id').as('passkeys'))
    .where('session.municipality_id', '=', municipalityId)
    .where('session.revoked_at', 'is', null)
    .where('session.expires_at', '>', clock.now())
    .where('session.last_seen_at', '>', after(clock.now(), -SESSION.idle))
    .where('person.deactivated_at', 'is', null);
}

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof openSessions>['executeTakeFirst']>>>;

function openSession(row: Row): OpenSession {
  return {
    id: row.id, personId: row.person_id, displayName: row.display_name, method: row.method as Method, secondFactorAt: row.second_factor_at,
    waived: row.second_factor_waived, createdAt: row.created_at, hasTotp: row.totp_confirmed_at !== null, passkeys: row.passkeys ?? 0,
  };
}

export interface NewSession {
  municipalityId: Uuid;
  personId: Uuid;
  method: Method;
  /** the way in was two factors in one (passkey) */
  secondFactor?: boolean;
  waived?: boolean;
  /** whether the first factor is all there is to show, so that the session lives its whole time at once */
  confirmed: boolean;
  /** the session this browser had before: it ends, whoever it belonged to */
  replaces?: Uuid | undefined;
}

/** A new session with a new token at every sign-in (never one that was there before); the token goes into the cookie. */
export async function openNewSession(tx: Write, clock: Clock, session: NewSession, token = newToken()): Promise<string> {
  const now = clock.now();
  if (session.replaces) await revokeSessions(tx, clock, session.municipalityId, [session.replaces]);
  await tx.insertInto('accounts.session').values({
    municipality_id: session.municipalityId, id: newId(), person_id: session.personId, token_hash: tokenHash(token), method: session.method,
    second_factor_at: session.secondFactor ? now : null, second_factor_waived: session.waived ?? false,
    created_at: now, last_seen_at: now, expires_at: after(now, session.confirmed ? SESSION.absolute : SESSION.unconfirmed),
  }).execute();
  return token;
}

/** After the second factor the session goes on under a new token, and lives its whole time from now. */
export async function confirmSession(tx: Write, clock: Clock, municipalityId: Uuid, sessionId: Uuid, token: string): Promise<string> {
  const now = clock.now();
  await tx.updateTable('accounts.session')
    .set({ token_hash: tokenHash(token), second_factor_at: now, second_factor_waived: false, last_seen_at: now, expires_at: after(now, SESSION.absolute) })
    .where('municipality_id', '=', municipalityId).where('id', '=', sessionId).where('revoked_at', 'is', null).executeTakeFirstOrThrow();
  return token;
}

export async function revokeSessions(tx: Write, clock: Clock, municipalityId: Uuid, ids: readonly Uuid[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.updateTable('accounts.session').set({ revoked_at: clock.now() })
    .where('municipality_id', '=', municipalityId).where('id', 'in', ids).where('revoked_at', 'is', null).execute();
}

/** All sessions of a person end, but that one. */
export async function revokeAllSessions(tx: Write, clock: Clock, municipalityId: Uuid, personId: Uuid, but?: Uuid): Promise<void> {
  let update = tx.updateTable('accounts.session').set({ revoked_at: clock.now() })
    .where('municipality_id', '=', municipalityId).where('person_id', '=', personId).where('revoked_at', 'is', null);
  if (but) update = update.where('id', '!=', but);
  await update.execute();
}

export interface ListedSession {
  id: Uuid;
  method: Method;
  createdAt: Date;
  lastSeenAt: Date;
}

/** Sessions a person could use now, the last used first. */
export async function listSessions(tx: Read, municipalityId: Uuid, personId: Uuid, clock: Clock): Promise<ListedSession[]> {
  const rows = await tx.selectFrom('accounts.session').select(['id', 'method', 'created_at', 'last_seen_at'])
    .where('municipality_id', '=', municipalityId).where('person_id', '=', personId).where('revoked_at', 'is', null)
    .where('expires_at', '>', clock.now()).where('last_seen_at', '>', after(clock.now(), -SESSION.idle))
    .orderBy('last_seen_at', 'desc').orderBy('id', 'desc').execute();
  return rows.map((row) => ({ id: row.id, method: row.method as Method, createdAt: row.created_at, lastSeenAt: row.last_seen_at }));
}

/** Writes the time of a visit, at most once a minute; nothing if the session has ended. */
export async function noteVisit(tx: Write, clock: Clock, municipalityId: Uuid, token: string): Promise<void> {
  const now = clock.now();
  await tx.updateTable('accounts.session').set({ last_seen_at: now })
    .where('municipality_id', '=', municipalityId).where('token_hash', '=', tokenHash(token)).where('revoked_at', 'is', null)
    .where('expires_at', '>', now).where('last_seen_at', '>', after(now, -SESSION.idle)).where('last_seen_at', '<=', after(now, -SESSION.visitEvery)).execute();
}
