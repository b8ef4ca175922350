import { sql, type Insertable } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { DB } from '../../platform/database-types.ts';
import type { Write } from '../../platform/database.ts';
import { encryptField } from '../../platform/encryption.ts';
import type { RunningConfiguration } from '../../platform/house.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { DraftPack } from '../import/read-observations.ts';
import { emptyPack, encodePack, mergePack, sizeOf, withoutRun } from '../pack.ts';
import { lockPack, storePack } from './packs.ts';

export interface StoredCounts {
  added: number;
  changed: number;
  unchanged: number;
}

const ROWS_AT_ONCE = 100;

/**
 * Lays drafts over the packs there are, in the caller's transaction: all of them or none. Packs that would not change are not
 * written. New packs go in by the hundred. `measureIds` by key must hold every measure of the drafts.
 */
export async function storeDrafts(
  tx: Write, municipalityId: Uuid, keys: Pick<RunningConfiguration, 'secretKey'>, clock: Clock,
  { drafts, measureIds, runId }: { drafts: Iterable<DraftPack>; measureIds: ReadonlyMap<string, Uuid>; runId: Uuid },
): Promise<StoredCounts> {
  const counts: StoredCounts = { added: 0, changed: 0, unchanged: 0 };
  const known = await packKeys(tx, municipalityId);
  let fresh: PackRow[] = [];
  for (const { measure, period, draft } of drafts) {
    if (draft.size === 0) continue;
    const measureId = measureIds.get(measure);
    if (!measureId) throw new RangeError(`no measure ${measure}`);
    const old = known.has(`${measureId}|${period.from}|${period.until}`) ? await lockPack(tx, municipalityId, keys, measureId, period) : undefined;
    const change = mergePack(old?.pack ?? emptyPack, draft, runId);
    counts.added += change.added;
    counts.changed += change.changed;
    counts.unchanged += change.unchanged;
    if (change.added + change.changed === 0) continue;
    if (old) {
      await storePack(tx, municipalityId, keys, clock, { id: old.id, measureId, period }, change.pack);
      continue;
    }
    const id = newId();
    const { observations, areas, unknown } = sizeOf(change.pack);
    fresh.push({
      municipality_id: municipalityId, id, measure_id: measureId, starts_on: period.from, ends_on: period.until, observations, areas, unknown, run_ids: [...change.pack.runs], changed_at: clock.now(),
      sealed: encryptField(keys.secretKey, { table: 'monitoring.pack', column: 'sealed', row: id, municipality: municipalityId }, encodePack(change.pack)),
    });
    if (fresh.length >= ROWS_AT_ONCE) {
      await insertPacks(tx, fresh);
      fresh = [];
    }
  }
  await insertPacks(tx, fresh);
  return counts;
}

type PackRow = Omit<Insertable<DB['monitoring.pack']>, 'version'>;

async function insertPacks(tx: Write, rows: readonly PackRow[]): Promise<void> {
  if (rows.length > 0) await tx.insertInto('monitoring.pack').values([...rows]).execute();
}

async function packKeys(tx: Write, municipalityId: Uuid): Promise<Set<string>> {
  const rows = await tx.selectFrom('monitoring.pack').select(['measure_id', 'starts_on', 'ends_on']).where('municipality_id', '=', municipalityId).execute();
  return new Set(rows.map((row) => `${row.measure_id}|${row.starts_on}|${row.ends_on}`));
}

/** Takes back what an import brought and nothing replaced since. Returns how many observations went. */
export async function withdrawObservations(tx: Write, municipalityId: Uuid, keys: Pick<RunningConfiguration, 'secretKey'>, clock: Clock, runId: Uuid): Promise<number> {
  const rows = await tx.selectFrom('monitoring.pack').select(['measure_id', 'starts_on', 'ends_on', 'observations'])
    .where('municipality_id', '=', municipalityId).where(sql<boolean>`${runId}::uuid = any(run_ids)`).execute();
  let gone = 0;
  for (const row of rows) {
    const period = { from: row.starts_on, until: row.ends_on };
    const locked = await lockPack(tx, municipalityId, keys, row.measure_id, period);
    if (!locked) continue;
    const left = withoutRun(locked.pack, runId);
    gone += sizeOf(locked.pack).observations - sizeOf(left).observations;
    await storePack(tx, municipalityId, keys, clock, { id: locked.id, measureId: row.measure_id, period }, left);
  }
  return gone;
}
