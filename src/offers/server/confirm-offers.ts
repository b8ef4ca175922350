import { sql } from 'kysely';
import { organizationNames } from '../../network/server/organizations.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Write } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { loadServices } from './load-services.ts';
import { storeServices } from './store-services.ts';

export interface ConfirmedBy {
  /** the provider of each offer, or the municipality; never a person */
  who: 'provider' | 'municipality';
  personId?: Uuid;
}

/**
 * Says of offers that they are true, today: ends the question that is open, and brings back to the public what rested because nobody had
 * answered. Exactly once: confirmed again on the same day, nothing changes. Returns the ids of what was confirmed by this call.
 */
export async function confirmOffers(tx: Write, municipalityId: Uuid, clock: Clock, ids: readonly Uuid[], { who, personId }: ConfirmedBy): Promise<Uuid[]> {
  const among = sql<boolean>`id = any(${[...ids]}::uuid[])`;
  await tx.selectFrom('offers.service').select('id').where('municipality_id', '=', municipalityId).where(among).orderBy('id').forUpdate().execute();
  const services = await loadServices(tx, municipalityId, ids);
  const ended = await tx.updateTable('offers.confirmation_request as request').set({ state: 'confirmed', ended_at: clock.now() })
    .from((from) => from.selectFrom('offers.confirmation_request').select(['municipality_id', 'id', 'state']).as('former'))
    .whereRef('former.municipality_id', '=', 'request.municipality_id').whereRef('former.id', '=', 'request.id')
    .where('request.municipality_id', '=', municipalityId).where('request.service_id', '=', sql<Uuid>`any(${[...ids]}::uuid[])`).where('request.state', 'in', ['open', 'lapsed'])
    .returning(['request.service_id', 'former.state as former_state']).execute();
  const lapsed = new Set(ended.filter(({ former_state }) => former_state === 'lapsed').map(({ service_id }) => service_id));
  const asked = new Set(ended.map(({ service_id }) => service_id));

  const back = services.filter(({ id, status }) => lapsed.has(id) && status === 'inactive');
  await storeServices(tx, municipalityId, back.map((service) => ({ ...service, status: 'active' as const })), clock, { origin: 'confirmed', ...(personId ? { by: personId } : {}) });
  const fresh = services.filter(({ id, assuredAt }) => asked.has(id) || assuredAt !== clock.today());
  const names = await organizationNames(tx, municipalityId);
  const town = await tx.selectFrom('accounts.municipality').select('name').where('municipality_id', '=', municipalityId).executeTakeFirstOrThrow();
  for (const service of fresh) {
    const by = who === 'provider' ? names.get(service.organizationId) ?? town.name : town.name;
    await tx.updateTable('offers.service')
      .set((update) => ({ assured_at: clock.today(), assured_by: by, updated_at: clock.now(), version: update('version', '+', 1) }))
      .where('municipality_id', '=', municipalityId).where('id', '=', service.id).execute();
  }
  return fresh.map(({ id }) => id);
}
