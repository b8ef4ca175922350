import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import type { OwnNeed } from '../search/own-need.ts';

/** A municipality's own need as stored. */
export interface StoredNeed extends OwnNeed {
  id: Uuid;
  version: number;
}

export interface NeedRow {
  id: Uuid; base_key: string | null; asked: string; means: string; also_means: string; is_off: boolean; version: number;
}

/** Needs as this municipality words them, the newest first. */
export async function listOwnNeeds(tx: Read, municipalityId: Uuid): Promise<StoredNeed[]> {
  const rows = await tx.selectFrom('offers.search_need').selectAll().where('municipality_id', '=', municipalityId).orderBy('updated_at', 'desc').execute();
  return rows.map(ownNeedOf);
}

export function ownNeedOf(row: NeedRow): StoredNeed {
  return {
    id: row.id, ...(row.base_key === null ? {} : { baseKey: row.base_key }), asked: row.asked, means: row.means, alsoMeans: row.also_means, isOff: row.is_off, version: row.version,
  };
}
