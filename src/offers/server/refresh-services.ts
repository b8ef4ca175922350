import { sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Write } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { loadServices } from './load-services.ts';
import { storeServices } from './store-services.ts';

/** Stores the offers at these places anew: what they are found by (district, step-free) is gathered when they are stored. */
export async function refreshServicesAt(tx: Write, municipalityId: Uuid, locationIds: readonly Uuid[], clock: Clock, but: ReadonlySet<Uuid> = new Set()): Promise<void> {
  if (locationIds.length === 0) return;
  const rows = await tx.selectFrom('offers.service_at_location').select('service_id').distinct()
    .where('municipality_id', '=', municipalityId).where('location_id', '=', sql<Uuid>`any(${[...locationIds]}::uuid[])`).execute();
  const ids = rows.map((row) => row.service_id).filter((id) => !but.has(id));
  await storeServices(tx, municipalityId, await loadServices(tx, municipalityId, ids), clock);
}

/** The same for the offers of a field of action: they are found by its names. */
export async function refreshServicesOfField(tx: Write, municipalityId: Uuid, fieldId: Uuid, clock: Clock): Promise<void> {
  const rows = await tx.selectFrom('offers.service_field').select('service_id').where('municipality_id', '=', municipalityId).where('field_id', '=', fieldId).execute();
  await storeServices(tx, municipalityId, await loadServices(tx, municipalityId, rows.map((row) => row.service_id)), clock);
}
