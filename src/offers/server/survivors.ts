import { sql } from 'kysely';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';

/** Of these offers, those that were merged into another, with the one that took their place. One statement. */
export async function survivorsOf(tx: Read, municipalityId: Uuid, ids: readonly Uuid[]): Promise<Map<Uuid, Uuid>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.selectFrom('offers.service_merge').select(['merged_id', sql<Uuid>`offers.survivor_of(municipality_id, merged_id)`.as('survivor_id')])
    .where('municipality_id', '=', municipalityId).where('undone_at', 'is', null).where('merged_id', '=', sql<Uuid>`any(${[...ids]}::uuid[])`).execute();
  return new Map(rows.map((row) => [row.merged_id, row.survivor_id]));
}

/** Offers that went into these, whether directly or over another. One statement. */
export async function mergedInto(tx: Read, municipalityId: Uuid, ids: readonly Uuid[]): Promise<{ mergedId: Uuid; survivorId: Uuid }[]> {
  if (ids.length === 0) return [];
  const rows = await tx.selectFrom('offers.service_merge').select(['merged_id', sql<Uuid>`offers.survivor_of(municipality_id, merged_id)`.as('survivor_id')])
    .where('municipality_id', '=', municipalityId).where('undone_at', 'is', null)
    .where(sql<boolean>`offers.survivor_of(municipality_id, merged_id) = any(${[...ids]}::uuid[])`).execute();
  return rows.map((row) => ({ mergedId: row.merged_id, survivorId: row.survivor_id }));
}
