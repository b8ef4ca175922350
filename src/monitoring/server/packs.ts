import type { RunningConfiguration } from '../../platform/house.ts';
import { decryptField, encryptField, type FieldPlace } from '../../platform/encryption.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Day } from '../../platform/day.ts';
import type { Read, Write } from '../../platform/database.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { decodePack, encodePack, packReader, sizeOf, type MeasurePack, type Pack } from '../pack.ts';
import type { Period } from '../period.ts';

type Keys = Pick<RunningConfiguration, 'secretKey'>;

export interface PackWish {
  /** keys of measures; all if left out */
  measures?: readonly string[];
  /** only packs that end on or after, on or before */
  from?: Day;
  until?: Day;
}

function placeOf(municipality: Uuid, row: Uuid): FieldPlace {
  return { table: 'monitoring.pack', column: 'sealed', row, municipality };
}

/**
 * Opens packs of raw counts – social data. Call it only behind a permission that protects `social`: reading is then audited with
 * the page or action (src/platform/page.tsx). In time, per measure. Throws NotDecryptable with a foreign key.
 */
export async function openPacks(tx: Read, municipalityId: Uuid, { secretKey }: Keys, wish: PackWish = {}): Promise<MeasurePack[]> {
  if (wish.measures?.length === 0) return [];
  let query = tx.selectFrom('monitoring.pack as pack')
    .innerJoin('monitoring.measure as measure', (join) => join.onRef('measure.municipality_id', '=', 'pack.municipality_id').onRef('measure.id', '=', 'pack.measure_id'))
    .select(['pack.id', 'measure.key', 'pack.starts_on', 'pack.ends_on', 'pack.sealed'])
    .where('pack.municipality_id', '=', municipalityId).orderBy('pack.ends_on').orderBy('measure.key');
  if (wish.measures) query = query.where('measure.key', 'in', [...wish.measures]);
  if (wish.from) query = query.where('pack.ends_on', '>=', wish.from);
  if (wish.until) query = query.where('pack.ends_on', '<=', wish.until);
  const read = packReader();
  return (await query.execute()).map((row) => ({
    measure: row.key, period: { from: row.starts_on, until: row.ends_on }, pack: read(decryptField(secretKey, placeOf(municipalityId, row.id), row.sealed)),
  }));
}

/** One pack and its row for changing it; locked until the end of the transaction. */
export async function lockPack(tx: Write, municipalityId: Uuid, { secretKey }: Keys, measureId: Uuid, period: Period): Promise<{ id: Uuid; pack: Pack } | undefined> {
  const row = await tx.selectFrom('monitoring.pack').select(['id', 'sealed'])
    .where('municipality_id', '=', municipalityId).where('measure_id', '=', measureId)
    .where('starts_on', '=', period.from).where('ends_on', '=', period.until).forUpdate().executeTakeFirst();
  return row && { id: row.id, pack: decodePack(decryptField(secretKey, placeOf(municipalityId, row.id), row.sealed)) };
}

/** Stores a pack as new or in place of another; an empty one is removed. */
export async function storePack(tx: Write, municipalityId: Uuid, { secretKey }: Keys, clock: Clock, target: { id?: Uuid; measureId: Uuid; period: Period }, pack: Pack): Promise<void> {
  const { observations, areas, unknown } = sizeOf(pack);
  if (observations === 0) {
    if (target.id) await tx.deleteFrom('monitoring.pack').where('municipality_id', '=', municipalityId).where('id', '=', target.id).execute();
    return;
  }
  const id = target.id ?? newId();
  const values = {
    sealed: encryptField(secretKey, placeOf(municipalityId, id), encodePack(pack)), observations, areas, unknown, run_ids: [...pack.runs], changed_at: clock.now(),
  };
  if (target.id) {
    await tx.updateTable('monitoring.pack').set((change) => ({ ...values, version: change('version', '+', 1) }))
      .where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
    return;
  }
  await tx.insertInto('monitoring.pack').values({
    municipality_id: municipalityId, id, measure_id: target.measureId, starts_on: target.period.from, ends_on: target.period.until, ...values,
  }).execute();
}

/** What lies in the packs, without opening one: no figure, only how many. */
export interface PackHead {
  measure: string;
  period: Period;
  observations: number;
  areas: number;
  unknown: number;
  runIds: readonly Uuid[];
}

export async function listPackHeads(tx: Read, municipalityId: Uuid): Promise<PackHead[]> {
  const rows = await tx.selectFrom('monitoring.pack as pack')
    .innerJoin('monitoring.measure as measure', (join) => join.onRef('measure.municipality_id', '=', 'pack.municipality_id').onRef('measure.id', '=', 'pack.measure_id'))
    .select(['measure.key', 'pack.starts_on', 'pack.ends_on', 'pack.observations', 'pack.areas', 'pack.unknown', 'pack.run_ids'])
    .where('pack.municipality_id', '=', municipalityId).orderBy('measure.key').orderBy('pack.ends_on').execute();
  return rows.map((row) => ({
    measure: row.key, period: { from: row.starts_on, until: row.ends_on }, observations: row.observations, areas: row.areas, unknown: row.unknown, runIds: row.run_ids,
  }));
}
