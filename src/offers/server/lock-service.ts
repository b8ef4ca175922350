import type { Write } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { loadServices, type StoredService } from './load-services.ts';

/** Loads an offer and keeps others from changing it until this transaction ends. */
export async function lockService(tx: Write, municipalityId: Uuid, id: Uuid): Promise<StoredService | undefined> {
  await tx.selectFrom('offers.service').select('id').where('municipality_id', '=', municipalityId).where('id', '=', id).forUpdate().execute();
  return (await loadServices(tx, municipalityId, [id]))[0];
}
