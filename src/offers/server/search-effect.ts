import { sql } from 'kysely';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Thesaurus } from '../search/thesaurus.ts';
import { searchOffers, type Listing, type OfferList, type OfferReason } from './search-offers.ts';

export interface Hit {
  id: Uuid;
  name: string;
  reasons: readonly OfferReason[];
}

export interface Effect {
  query: string;
  now: { hits: Hit[]; found: number; list: OfferList };
  draft?: { hits: Hit[]; found: number; list: OfferList };
}

const SHOWN = 5;
const MOST_QUERIES = 8;

/** What these questions find now, and with a draft of the thesaurus. Nothing is stored. */
export async function searchEffect(tx: Read, municipalityId: Uuid, listing: Listing, queries: readonly string[], now: Thesaurus, draft?: Thesaurus): Promise<Effect[]> {
  const effects: Effect[] = [];
  for (const query of queries.slice(0, MOST_QUERIES)) {
    const hitsWith = async (thesaurus: Thesaurus) => {
      const list = await searchOffers(tx, municipalityId, { ...listing, thesaurus }, query, {});
      return { list, found: list.ids.length, hits: await namesOf(tx, municipalityId, list) };
    };
    effects.push({ query, now: await hitsWith(now), ...(draft ? { draft: await hitsWith(draft) } : {}) });
  }
  return effects;
}

async function namesOf(tx: Read, municipalityId: Uuid, list: OfferList): Promise<Hit[]> {
  const ids = list.ids.slice(0, SHOWN);
  const rows = await tx.selectFrom('offers.service').select(['id', 'name']).where('municipality_id', '=', municipalityId).where('id', '=', sql<Uuid>`any(${ids}::uuid[])`).execute();
  const names = new Map(rows.map((row) => [row.id, row.name]));
  return ids.map((id) => ({ id, name: names.get(id) ?? '', reasons: list.reasonsOf(id) }));
}
