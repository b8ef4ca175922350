import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { thesaurusWith, type OwnNeed } from '../search/own-need.ts';
import type { Thesaurus } from '../search/thesaurus.ts';

/** A municipality's own need as stored. */
export interface StoredNeed extends OwnNeed {
  id: Uuid;
  version: number;
}

/** Needs as this municipality words them, the newest first. */
export async function listOwnNeeds(tx: Read, municipalityId: Uuid): Promise<StoredNeed[]> {
  const rows = await tx.selectFrom('offers.search_need').selectAll().where('municipality_id', '=', municipalityId).orderBy('updated_at', 'desc').execute();
  return rows.map((row) => ({
    id: row.id, ...(row.base_key === null ? {} : { baseKey: row.base_key }), asked: row.asked, means: row.means, alsoMeans: row.also_means, isOff: row.is_off, version: row.version,
  }));
}

/** The needs a municipality's search knows: the program's, with its own above them. */
export async function loadThesaurus(tx: Read, municipalityId: Uuid): Promise<Thesaurus> {
  return thesaurusWith(await listOwnNeeds(tx, municipalityId));
}
