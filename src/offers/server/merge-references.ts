import { sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Write } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import { newId, type Uuid } from '../../platform/id.ts';

/** What went from one offer to another, so that it can go back. */
export interface MovedReferences {
  handedOver: { month: Day; times: number }[];
  events: Uuid[];
}

/**
 * Gives the survivor what points to the merged offer and is counted or shown with it: how often it was handed over, its events. Open questions
 * whether it still holds end. Calls, versions, surveys stay where they were made and are read together with those of the survivor.
 */
export async function moveReferences(tx: Write, municipalityId: Uuid, from: Uuid, to: Uuid, clock: Clock): Promise<MovedReferences> {
  const handedOver = await tx.deleteFrom('offers.handed_over').where('municipality_id', '=', municipalityId).where('service_id', '=', from).returning(['month', 'times']).execute();
  await addHandedOver(tx, municipalityId, to, handedOver);
  const events = await tx.updateTable('offers.event').set({ service_id: to }).where('municipality_id', '=', municipalityId).where('service_id', '=', from).returning('id').execute();
  await tx.updateTable('offers.confirmation_request').set({ state: 'closed', ended_at: clock.now() })
    .where('municipality_id', '=', municipalityId).where('service_id', '=', from).where('state', 'in', ['open', 'lapsed']).execute();
  return { handedOver, events: events.map(({ id }) => id) };
}

/** Takes back exactly what went along; what has been counted since stays where it was counted. */
export async function returnReferences(tx: Write, municipalityId: Uuid, from: Uuid, to: Uuid, { handedOver, events }: MovedReferences): Promise<void> {
  for (const { month, times } of handedOver) {
    await tx.deleteFrom('offers.handed_over').where('municipality_id', '=', municipalityId).where('service_id', '=', from).where('month', '=', month).where('times', '<=', times).execute();
    await tx.updateTable('offers.handed_over').set((update) => ({ times: update('times', '-', times) })).where('municipality_id', '=', municipalityId).where('service_id', '=', from).where('month', '=', month).execute();
  }
  await addHandedOver(tx, municipalityId, to, handedOver);
  if (events.length > 0) {
    await tx.updateTable('offers.event').set({ service_id: to }).where('municipality_id', '=', municipalityId).where('service_id', '=', from).where('id', '=', sql<Uuid>`any(${events}::uuid[])`).execute();
  }
}

async function addHandedOver(tx: Write, municipalityId: Uuid, serviceId: Uuid, counts: readonly { month: Day; times: number }[]): Promise<void> {
  for (const { month, times } of counts) {
    await tx.insertInto('offers.handed_over').values({ municipality_id: municipalityId, id: newId(), service_id: serviceId, month, times })
      .onConflict((conflict) => conflict.columns(['municipality_id', 'service_id', 'month']).doUpdateSet((update) => ({ times: sql<number>`${update.ref('offers.handed_over.times')} + excluded.times` }))).execute();
  }
}
