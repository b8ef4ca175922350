import type { Clock } from '../../platform/clock.ts';
import type { Day } from '../../platform/day.ts';
import type { Read, Write } from '../../platform/database.ts';
import { newId, type Uuid } from '../../platform/id.ts';

/** Why a count is not known; see the symbols of official statistics. */
export type UnknownReason = 'confidential' | 'later' | 'not-meaningful' | 'unreliable' | 'missing';

/** Children of one single year of age in an area at a Stichtag: a count, or why there is none. */
export interface ChildCountRow {
  areaId: Uuid;
  ageYears: number;
  children?: number;
  unknownReason?: UnknownReason;
}

/** Stichtage there are figures for, the newest first. */
export async function listReferenceDates(tx: Read, municipalityId: Uuid): Promise<Day[]> {
  const rows = await tx.selectFrom('areas.child_count').select('reference_date').distinct()
    .where('municipality_id', '=', municipalityId).orderBy('reference_date', 'desc').execute();
  return rows.map((row) => row.reference_date);
}

/** All counts of a Stichtag with their source. */
export async function listChildCounts(tx: Read, municipalityId: Uuid, on: Day): Promise<(ChildCountRow & { source: string })[]> {
  const rows = await tx.selectFrom('areas.child_count').select(['area_id', 'age_years', 'children', 'unknown_reason', 'source'])
    .where('municipality_id', '=', municipalityId).where('reference_date', '=', on).execute();
  return rows.map((row) => ({
    areaId: row.area_id, ageYears: row.age_years, source: row.source,
    ...(row.children === null ? { unknownReason: row.unknown_reason as UnknownReason } : { children: row.children }),
  }));
}

/** Stores counts of a Stichtag; the same again changes nothing, a newer figure replaces the older. Returns how many rows changed. */
export async function storeChildCounts(
  tx: Write, municipalityId: Uuid, on: Day, counts: readonly ChildCountRow[], source: string, clock: Clock,
): Promise<number> {
  let changed = 0;
  for (let start = 0; start < counts.length; start += 1_000) {
    const rows = counts.slice(start, start + 1_000).map((count) => ({
      municipality_id: municipalityId, id: newId(), area_id: count.areaId, age_years: count.ageYears, reference_date: on,
      children: count.children ?? null, unknown_reason: count.children === undefined ? (count.unknownReason ?? 'missing') : null,
      source, imported_at: clock.now(),
    }));
    const result = await tx.insertInto('areas.child_count').values(rows)
      .onConflict((conflict) => conflict.columns(['municipality_id', 'area_id', 'reference_date', 'age_years']).doUpdateSet((update) => ({
        children: update.ref('excluded.children'), unknown_reason: update.ref('excluded.unknown_reason'),
        source: update.ref('excluded.source'), imported_at: update.ref('excluded.imported_at'),
      })).where((where) => where.or([
        where('areas.child_count.children', 'is distinct from', where.ref('excluded.children')),
        where('areas.child_count.unknown_reason', 'is distinct from', where.ref('excluded.unknown_reason')),
      ])))
      .executeTakeFirst();
    changed += Number(result.numInsertedOrUpdatedRows ?? 0);
  }
  return changed;
}
