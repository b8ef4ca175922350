import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';

/** The offers of these organizations that are not retired, by name. */
export async function serviceNames(tx: Read, municipalityId: Uuid, organizationIds: readonly Uuid[]): Promise<{ id: Uuid; name: string }[]> {
  if (organizationIds.length === 0) return [];
  return tx.selectFrom('offers.service').select(['id', 'name']).where('municipality_id', '=', municipalityId).where('organization_id', 'in', [...organizationIds]).where('status', '<>', 'retired').orderBy('name').execute();
}
