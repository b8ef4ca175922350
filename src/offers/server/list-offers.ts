import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { OfferFilter } from '../offer-filter.ts';
import type { LifePhase } from '../phase.ts';
import { loadWords } from './directory-words.ts';
import { searchOffers, type OfferList } from './search-offers.ts';

/** The same search for whoever has not loaded the directory's words. */
export async function listOffers(tx: Read, municipalityId: Uuid, on: Day, phases: readonly LifePhase[], query: string, filter: OfferFilter): Promise<OfferList> {
  const words = await loadWords(tx, municipalityId, on);
  return searchOffers(tx, municipalityId, { on, words: { ...words, phases: [...phases] } }, query, filter);
}
