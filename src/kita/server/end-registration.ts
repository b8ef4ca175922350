import type { Clock } from '../../platform/clock.ts';
import type { Write } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';

/** Ends a registration that has done its work: the child waits for nothing any more. One that has ended already stays as it is. */
export async function endRegistration(tx: Write, municipalityId: Uuid, clock: Clock, id: Uuid, reason: 'placed' | 'moved-away' | 'too-old' | 'no-need'): Promise<void> {
  await tx.updateTable('kita.registration').set({ state: 'ended', ended_at: clock.now(), ended_reason: reason, updated_at: clock.now(), version: (version) => version('version', '+', 1) })
    .where('municipality_id', '=', municipalityId).where('id', '=', id).where('state', '=', 'submitted').execute();
}
