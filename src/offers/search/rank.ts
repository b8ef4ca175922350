/** How well each term of a query fits one offer, 0 to about 1. */
export interface Fit<Id> {
  id: Id;
  fits: readonly number[];
  /** words of its name: the shorter a name, the more one of its words says about it */
  nameLength?: number;
}

/** How much a term of the query says. */
export interface Weighed {
  /** only helps to choose among what the other words find */
  isGeneral: boolean;
  /** says a need of the thesaurus */
  isNeed: boolean;
}

/** Offers that answer less than this share of what the best one answers are left out. */
const LEAST_SHARE = 0.5;
/** Offers that score less than this part of the best score are left out: a synonym somewhere in a description beside the word in a name. */
const LEAST_SCORE = 0.15;
/** What a word counts that says a need: the others are often only its surroundings. */
const NEED = 1.5;
/** What a general word (Kind, Hilfe) counts beside others. */
const GENERAL = 0.15;
/** What each further word of a name takes off, up to the fifth. */
const LONG_NAME = 0.02;

/**
 * Orders what a query found. A word that few offers hold says more than one that many hold (the inverse document frequency of
 * BM25; an offer counts as holder by how well it fits); an offer that answers only part of the query steps back by the square of that part, and
 * is left out if another answers twice as much or scores seven times as high. Words nobody holds count for nothing, general ones
 * little and never for the part that is answered. `total` is the number of offers searched. O(found × words).
 * Source: Robertson, Zaragoza: The Probabilistic Relevance Framework: BM25 and Beyond, 2009, §3.
 */
export function rank<Id>(found: readonly Fit<Id>[], total: number, terms: readonly Weighed[] = []): { id: Id; score: number }[] {
  const width = found[0]?.fits.length ?? 0;
  const rarity = Array.from({ length: width }, (_, index) => {
    const holders = found.reduce((sum, { fits }) => sum + Math.min(1, fits[index]! * 1.5), 0);
    const rare = holders === 0 ? 0 : Math.log(1 + (total - Math.min(total, holders) + 0.5) / (holders + 0.5));
    return terms[index]?.isNeed ? NEED * rare : rare;
  });
  const isGeneral = terms.map((term) => term.isGeneral);
  const hasOwn = rarity.some((one, index) => one > 0 && !isGeneral[index]);
  const counts = rarity.map((one, index) => (hasOwn && isGeneral[index] ? 0 : one));
  const all = counts.reduce((sum, one) => sum + one, 0);
  if (all === 0) return found.map(({ id }) => ({ id, score: 0 }));
  const scored = found.map(({ id, fits, nameLength = 1 }) => {
    const covered = fits.reduce((sum, fit, index) => sum + (fit > 0 ? counts[index]! : 0), 0) / all;
    const weight = fits.reduce((sum, fit, index) => sum + fit * (hasOwn && isGeneral[index] ? GENERAL * rarity[index]! : rarity[index]!), 0);
    return { id, covered, score: weight * covered * covered * (1 - LONG_NAME * Math.min(5, Math.max(0, nameLength - 1))) };
  });
  const best = scored.reduce((most, { covered }) => Math.max(most, covered), 0);
  const kept = scored.filter(({ covered, score }) => score > 0 && covered >= best * LEAST_SHARE).sort((a, b) => b.score - a.score);
  return kept.filter(({ score }) => score >= kept[0]!.score * LEAST_SCORE).map(({ id, score }) => ({ id, score }));
}
