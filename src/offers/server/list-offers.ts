import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { countChoices, loosened, narrow, type Choices, type FilterName, type OfferFilter } from '../offer-filter.ts';
import type { LifePhase } from '../phase.ts';
import { baseThesaurus } from '../search/base-thesaurus.ts';
import { expand, isUnknown } from '../search/expand.ts';
import { rank } from '../search/rank.ts';
import { loadMatchingOffers, loadOfferFacts, type FoundOffer } from './offer-facts.ts';
import { loadVocabulary } from './search-words.ts';

export interface OfferList {
  /** offers that answer query and filter, best or first by name */
  ids: Uuid[];
  choices: Choices;
  /** how many there would be without each part of the filter that is set */
  loosened: Map<FilterName, number>;
  /** how many answer the query alone */
  matches: number;
  /** words of the query this directory knows nothing of */
  unknownWords: string[];
}

/** The public offers that answer a query and a filter, in order. Two statements, whatever their number. */
export async function listOffers(tx: Read, municipalityId: Uuid, on: Day, phases: readonly LifePhase[], query: string, filter: OfferFilter): Promise<OfferList> {
  const { offers, unknownWords } = await findOffers(tx, municipalityId, on, phases, query);
  return {
    ids: narrow(offers, filter).map((offer) => offer.id),
    choices: countChoices(offers, filter),
    loosened: loosened(offers, filter),
    matches: offers.length,
    unknownWords,
  };
}

async function findOffers(tx: Read, municipalityId: Uuid, on: Day, phases: readonly LifePhase[], query: string): Promise<{ offers: FoundOffer[]; unknownWords: string[] }> {
  if (!/[\p{L}\p{N}]/u.test(query)) {
    const offers = await loadOfferFacts(tx, municipalityId, on, phases);
    return { offers: offers.sort(byName), unknownWords: [] };
  }
  const terms = expand(query, await loadVocabulary(tx, municipalityId), baseThesaurus);
  const unknownWords = terms.filter((term) => term.readings.length === 0).map((term) => term.word);
  if (isUnknown(terms)) return { offers: [], unknownWords };
  const found = await loadMatchingOffers(tx, municipalityId, on, phases, terms);
  const byId = new Map(found.offers.sort(byName).map((offer) => [offer.id, offer]));
  return { offers: rank(found.offers, found.searched, terms.map(({ isGeneral }) => isGeneral)).map(({ id }) => byId.get(id)!), unknownWords };
}

const names = new Intl.Collator('de', { numeric: true });

function byName(a: FoundOffer, b: FoundOffer): number {
  return names.compare(a.name, b.name);
}
