import type { Clock } from '../../platform/clock.ts';
import type { Day } from '../../platform/day.ts';
import type { Write } from '../../platform/database.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { Role } from '../role.ts';
import { insertPerson } from './people.ts';

export interface NewPerson {
  displayName: string;
  email: string;
  passwordHash?: string;
  roles: readonly { role: Role; organizationId?: Uuid; startsOn: Day; endsOn?: Day }[];
}

/** Stores people with their roles; one whose address is there already is left as it is. */
export async function storePeople(tx: Write, municipalityId: Uuid, people: readonly NewPerson[], clock: Clock): Promise<void> {
  for (const { displayName, email, passwordHash, roles } of people) {
    const personId = await insertPerson(tx, clock, municipalityId, { name: displayName, email, ...(passwordHash ? { passwordHash } : {}) });
    if (!personId) continue;
    for (const { role, organizationId, startsOn, endsOn } of roles) {
      await tx.insertInto('accounts.role_assignment').values({
        municipality_id: municipalityId, id: newId(), person_id: personId, role, organization_id: organizationId ?? null,
        starts_on: startsOn, ends_on: endsOn ?? null, granted_at: clock.now(),
      }).execute();
    }
  }
}
