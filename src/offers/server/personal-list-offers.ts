import { sql } from 'kysely';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { refOf, type ListEntry, type PersonalList } from '../personal-list.ts';
import { isPublic } from '../service.ts';
import { shownOffers, type ShownOffer } from './shown-offers.ts';
import { survivorsOf } from './survivors.ts';

/** An entry with the offer behind it as it is today. */
export interface ListedOffer {
  entry: ListEntry;
  offer: ShownOffer;
}

export interface ListContent {
  listed: ListedOffer[];
  /** what is no longer there; named where families once saw it, else only counted */
  gone: { ref: string; name?: string }[];
}

/** The offers of a list, in its order; drafts and foreign offers look like ones that never were. */
export async function loadListContent(tx: Read, municipalityId: Uuid, list: Pick<PersonalList, 'entries'>, today: Day): Promise<ListContent> {
  const ids = await idsOf(tx, municipalityId, list.entries.map(({ ref }) => ref));
  // What was merged into another since is shown as that one, once.
  const survivors = await survivorsOf(tx, municipalityId, [...ids.values()]);
  const current = new Map([...ids].map(([ref, id]) => [ref, survivors.get(id) ?? id]));
  const offers = new Map((await shownOffers(tx, municipalityId, [...new Set(current.values())])).map((offer) => [offer.service.id, offer]));
  const content: ListContent = { listed: [], gone: [] };
  for (const entry of list.entries) {
    const offer = offers.get(current.get(entry.ref)!);
    if (offer && content.listed.some((other) => other.offer === offer)) continue;
    if (offer && isPublic(offer.service, today)) content.listed.push({ entry, offer });
    else content.gone.push({ ref: entry.ref, ...(offer && offer.service.status !== 'draft' ? { name: offer.service.name } : {}) });
  }
  return content;
}

async function idsOf(tx: Read, municipalityId: Uuid, refs: readonly string[]): Promise<Map<string, Uuid>> {
  if (refs.length === 0) return new Map();
  const rows = await tx.selectFrom('offers.service').select('id').where('municipality_id', '=', municipalityId)
    .where(sql<boolean>`right(id::text, 12) = any(${refs}::text[])`).execute();
  return new Map(rows.map(({ id }) => [refOf(id), id]));
}
