import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { countChoices, loosened, narrow, type Choices, type FilterName, type OfferFilter } from '../offer-filter.ts';
import { nearnessOf } from '../offer-nearness.ts';
import type { Term } from '../search/expand.ts';
import { reasonsOf } from '../search/fit.ts';
import { missedNeeds } from '../search/misses.ts';
import { isUnanswered, readQuestion } from '../search/question.ts';
import { rank } from '../search/rank.ts';
import type { Thesaurus } from '../search/thesaurus.ts';
import { understand, type Understood } from '../search/understand.ts';
import { takesPlace, wishesOf, type TimeWish, type Wish } from '../understood-filter.ts';
import type { DirectoryWords } from './directory-words.ts';
import { loadMatchingOffers, loadOfferFacts, type FoundOffer, type MatchedOffer } from './offer-facts.ts';
import { loadTimes } from './offer-times.ts';
import { loadSearchGround } from './search-words.ts';

export interface OfferList {
  /** offers that answer query and filter, best or first by name */
  ids: Uuid[];
  choices: Choices;
  /** how many there would be without each part of the filter that is set; empty unless nothing was found */
  loosened: Map<FilterName, number>;
  /** what words of the query were understood as, and what of it was let go because nothing answers it */
  understood: Understood[];
  letGo: Understood[];
  /** words of the query this directory knows nothing of */
  unknownWords: string[];
  /** the words as they were read, for whoever keeps the thesaurus */
  terms: readonly Term[];
  /** needs the words say that nothing here answers (search/misses.ts) */
  missed: string[];
  /** why an offer was found */
  reasonsOf(id: Uuid): OfferReason[];
}

export type OfferReason = ReturnType<typeof reasonsOf>[number];

export interface Listing {
  on: Day;
  words: DirectoryWords;
  /** the municipality's own unless told, to see the effect of a draft */
  thesaurus?: Thesaurus;
}

/** The public offers that answer a query and a filter, in order. Three statements, whatever their number; two more if a time is asked for. */
export async function searchOffers(tx: Read, municipalityId: Uuid, { on, words, thesaurus: draft }: Listing, query: string, chosen: OfferFilter): Promise<OfferList> {
  const { all } = words.areas;
  const roots = new Set(words.areas.roots.length === 1 ? words.areas.roots : []);
  const { parts, rest } = understand(query, { areas: all.filter((area) => !roots.has(area)), town: [...roots].map(({ name }) => name), today: on });
  const ground = /[\p{L}\p{N}]/u.test(query) ? await loadSearchGround(tx, municipalityId) : undefined;
  const thesaurus = draft ?? ground?.thesaurus;
  const terms = ground ? readQuestion(rest, parts, ground.vocabulary, draft ?? ground.thesaurus) : [];
  const wishes = wishesOf(parts, chosen, words.areas);
  const isUnknown = terms.length > 0 && isUnanswered(terms);
  const { offers, wish } = isUnknown ? { offers: [], wish: wishes[0]! } : await findOffers(tx, municipalityId, on, words, terms, wishes);
  const ids = narrow(offers, wish.filter).map((offer) => offer.id);
  return {
    ids,
    choices: countChoices(offers, wish.filter),
    loosened: ids.length === 0 ? loosened(offers, wish.filter) : new Map(),
    understood: wish.kept, letGo: wish.letGo,
    unknownWords: terms.filter((term) => term.readings.length === 0 && !term.isGeneral).map((term) => term.word),
    terms,
    missed: terms.length === 0 ? [] : missedNeeds(terms, offers.length === 0, (key) => thesaurus?.need(key) !== undefined),
    reasonsOf: (id) => {
      const offer = (offers as readonly Partial<MatchedOffer>[]).find((one) => one.id === id);
      return offer?.held ? reasonsOf(terms, offer.held) : [];
    },
  };
}

type Tried = ReturnType<typeof wishesOf>[number];

/** What answers the words, in order, and the first of the wishes that leaves something of it. */
async function findOffers(tx: Read, municipalityId: Uuid, on: Day, { phases }: DirectoryWords, terms: readonly Term[], wishes: readonly Tried[]): Promise<{ offers: FoundOffer[]; wish: Tried }> {
  const { offers, searched } = terms.length > 0
    ? await loadMatchingOffers(tx, municipalityId, on, phases, terms)
    : await loadOfferFacts(tx, municipalityId, on, phases).then((all) => ({ offers: all, searched: all.length }));
  if (terms.length === 0) offers.sort(byName);
  const times = wishes[0]!.time ? await loadTimes(tx, municipalityId, narrow(offers, wishes.at(-1)!.filter).map(({ id }) => id)) : new Map();
  const inTime = (wish: TimeWish | undefined) => (wish ? offers.filter(({ id }) => times.has(id) && takesPlace(times.get(id)!, wish, on)) : offers);
  const scores = scoresOf(offers, searched, terms);
  const bestOf = (wish: Wish) => narrow(inTime(wish.time), wish.filter).reduce((most, { id }) => Math.max(most, scores.get(id) ?? 0), 0);
  const least = LEAST_OF_BEST * bestOf(wishes.at(-1)!);
  const wish = wishes.find((one) => bestOf(one) > 0 && bestOf(one) >= least) ?? wishes[0]!;
  return { offers: ordered(inTime(wish.time), scores, wish.filter), wish };
}

/** What was understood is let go of if it leaves only offers that answer the words this much worse: a Krabbelgruppe tomorrow rather than whatever is open today. */
const LEAST_OF_BEST = 0.25;

/** How well each offer answers the words; without words all the same. */
function scoresOf(offers: readonly FoundOffer[], searched: number, terms: readonly Term[]): Map<Uuid, number> {
  if (terms.length === 0) return new Map(offers.map(({ id }) => [id, 1]));
  return new Map(rank(offers as readonly MatchedOffer[], searched, terms.map(({ isGeneral, needs }) => ({ isGeneral, isNeed: needs.length > 0 }))).map(({ id, score }) => [id, score]));
}

/** The best first; what is equally good stays in the order of names. */
function ordered(offers: readonly FoundOffer[], scores: ReadonlyMap<Uuid, number>, filter: OfferFilter): FoundOffer[] {
  const worth = new Map(offers.map((offer) => [offer.id, (scores.get(offer.id) ?? 0) * nearnessOf(offer, filter)]));
  return offers.filter(({ id }) => scores.has(id)).sort((a, b) => worth.get(b.id)! - worth.get(a.id)! || byName(a, b));
}

const names = new Intl.Collator('de', { numeric: true });

function byName(a: FoundOffer, b: FoundOffer): number {
  return names.compare(a.name, b.name);
}
