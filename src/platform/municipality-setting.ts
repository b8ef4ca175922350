import type { Clock } from './clock.ts';
import type { Read, Write } from './database.ts';
import { newId, type Uuid } from './id.ts';

/** The value a municipality set under this name; undefined if it never did. Names belong to parts: `chain.walking-distance`. */
export async function readSetting(tx: Read, municipalityId: Uuid, name: string): Promise<unknown> {
  const row = await tx.selectFrom('platform.setting').select('value').where('municipality_id', '=', municipalityId).where('name', '=', name).executeTakeFirst();
  return row?.value;
}

export async function writeSetting(tx: Write, municipalityId: Uuid, name: string, value: unknown, clock: Clock, changedBy?: Uuid): Promise<void> {
  const change = { value: JSON.stringify(value), changed_at: clock.now(), changed_by: changedBy ?? null };
  await tx.insertInto('platform.setting').values({ municipality_id: municipalityId, id: newId(), name, ...change })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'name']).doUpdateSet(change)).execute();
}
