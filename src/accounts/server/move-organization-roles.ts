import { sql } from 'kysely';
import type { Write } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';

/** Gives the roles for one organization to another; with `among` only these. Returns the ids of what was moved, so that it can go back. */
export async function moveOrganizationRoles(tx: Write, municipalityId: Uuid, from: Uuid, to: Uuid, among?: readonly Uuid[]): Promise<Uuid[]> {
  const rows = await tx.updateTable('accounts.role_assignment').set({ organization_id: to }).where('municipality_id', '=', municipalityId).where('organization_id', '=', from)
    .$if(among !== undefined, (query) => query.where('id', '=', sql<Uuid>`any(${[...(among ?? [])]}::uuid[])`)).returning('id').execute();
  return rows.map(({ id }) => id);
}
