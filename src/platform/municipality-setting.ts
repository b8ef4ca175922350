import * as v from 'valibot';
import type { Clock } from './clock.ts';
import type { Read, Write } from './database.ts';
import { newId, type Uuid } from './id.ts';

/**
 * A setting of a municipality by its name (`part.thing`), read with its schema. Undefined if it was never set or is no longer what the
 * schema asks for: then the default holds.
 */
export async function readSetting<Value>(tx: Read, municipalityId: Uuid, name: string, schema: v.GenericSchema<unknown, Value>): Promise<Value | undefined> {
  const row = await tx.selectFrom('platform.setting').select('value').where('municipality_id', '=', municipalityId).where('name', '=', name).executeTakeFirst();
  if (!row) return undefined;
  const read = v.safeParse(schema, row.value);
  return read.success ? read.output : undefined;
}

/** Sets it; the last who does so wins. */
export async function writeSetting(tx: Write, municipalityId: Uuid, name: string, value: unknown, { clock, personId }: { clock: Clock; personId?: Uuid }): Promise<void> {
  const changed = { value: JSON.stringify(value), changed_at: clock.now(), changed_by: personId ?? null };
  await tx.insertInto('platform.setting').values({ municipality_id: municipalityId, id: newId(), name, ...changed })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'name']).doUpdateSet(changed)).execute();
}
