import { openNewSession } from '../../src/accounts/server/sessions.ts';
import { insertPerson } from '../../src/accounts/server/people.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { newId, type Uuid } from '../../src/platform/id.ts';

export interface DrilledTown {
  id: Uuid;
  slug: string;
}

/** Inserts a municipality; only the owner of the schema may. */
export async function addTown(owner: Database, slug: string, clock: Clock): Promise<DrilledTown> {
  const id = newId();
  await owner.write(id, (tx) => tx.insertInto('accounts.municipality').values({
    municipality_id: id, id, slug, name: slug, kind: 'town', land: 'Niedersachsen', created_at: clock.now(),
  }).execute());
  return { id, slug };
}

/** So many coordinators of a town, each signed in with two factors; returns their cookies. */
export async function signInCoordinators(database: Database, town: DrilledTown, count: number, clock: Clock): Promise<string[]> {
  return database.write(town.id, async (tx) => {
    const cookies: string[] = [];
    for (let number = 0; number < count; number++) {
      const personId = (await insertPerson(tx, clock, town.id, { name: `Koordination ${number}`, email: `${newId()}@uebung.example` }))!;
      await tx.insertInto('accounts.role_assignment').values({
        municipality_id: town.id, id: newId(), person_id: personId, role: 'coordinator', starts_on: clock.today(), granted_at: clock.now(),
      }).execute();
      cookies.push(`session=${await openNewSession(tx, clock, { municipalityId: town.id, personId, method: 'passkey', secondFactor: true, confirmed: true })}`);
    }
    return cookies;
  });
}
