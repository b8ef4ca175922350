import type { Clock } from '../../platform/clock.ts';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';

/** The roles a person has today: begun, and not ended (the end day is the first day without the role). */
export function currentRoles(tx: Read, municipalityId: Uuid, personId: Uuid, clock: Clock) {
  const today = clock.today();
  return tx.selectFrom('accounts.role_assignment').select(['role', 'organization_id'])
    .where('municipality_id', '=', municipalityId).where('person_id', '=', personId)
    .where('starts_on', '<=', today)
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>', today)]))
    .execute();
}
