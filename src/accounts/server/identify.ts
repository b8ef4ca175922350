import { createHash } from 'node:crypto';
import type { Clock } from '../../platform/clock.ts';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Who } from '../../platform/permission.ts';
import type { Town } from '../../platform/town.ts';

/** What the session's row keeps of the cookie's token. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Who holds this session in this municipality; nobody if it is unknown, ended, revoked, or the person was deactivated. */
export async function identify(tx: Read, town: Town, sessionToken: string | undefined, clock: Clock): Promise<Who> {
  const nobody: Who = { municipalityId: town.id, roles: [], organizationIds: [] };
  if (!sessionToken) return nobody;
  const session = await tx.selectFrom('accounts.session as session')
    .innerJoin('accounts.person as person', (join) => join
      .onRef('person.municipality_id', '=', 'session.municipality_id').onRef('person.id', '=', 'session.person_id'))
    .select(['session.id', 'session.person_id', 'person.display_name'])
    .where('session.municipality_id', '=', town.id)
    .where('session.token_hash', '=', tokenHash(sessionToken))
    .where('session.revoked_at', 'is', null)
    .where('session.expires_at', '>', clock.now())
    .where('person.deactivated_at', 'is', null)
    .executeTakeFirst();
  if (!session) return nobody;
  const assignments = await currentRoles(tx, town.id, session.person_id, clock);
  return {
    municipalityId: town.id,
    personId: session.person_id,
    sessionId: session.id,
    displayName: session.display_name,
    roles: [...new Set(assignments.map((assignment) => assignment.role))],
    organizationIds: assignments.flatMap((assignment) => assignment.organization_id ?? []),
  };
}

function currentRoles(tx: Read, municipalityId: Uuid, personId: Uuid, clock: Clock) {
  const today = clock.today();
  return tx.selectFrom('accounts.role_assignment').select(['role', 'organization_id'])
    .where('municipality_id', '=', municipalityId).where('person_id', '=', personId)
    .where('starts_on', '<=', today)
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>', today)]))
    .execute();
}
