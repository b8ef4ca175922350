/** How well each word of a query fits one offer, 0 to 1. */
export interface Fit<Id> {
  id: Id;
  fits: readonly number[];
}

/** Offers that answer less than this share of what the best one answers are left out. */
const LEAST_SHARE = 0.5;
/** Offers that score less than this part of the best score are left out: a synonym somewhere in a description beside the word in a name. */
const LEAST_SCORE = 0.15;

/**
 * Orders what a query found. A word that few offers hold says more than one that many hold (the inverse document frequency of
 * BM25); an offer that answers only part of the query steps back by the square of that part, and is left out if another
 * answers twice as much or scores seven times as high. Words nobody holds count for nothing. `total` is the number of offers searched. O(found × words).
 * Source: Robertson, Zaragoza: The Probabilistic Relevance Framework: BM25 and Beyond, 2009, §3.
 */
export function rank<Id>(found: readonly Fit<Id>[], total: number): { id: Id; score: number }[] {
  const width = found[0]?.fits.length ?? 0;
  const rarity = Array.from({ length: width }, (_, index) => {
    const holders = found.filter(({ fits }) => fits[index]! > 0).length;
    return holders === 0 ? 0 : Math.log(1 + (total - holders + 0.5) / (holders + 0.5));
  });
  const all = rarity.reduce((sum, one) => sum + one, 0);
  if (all === 0) return found.map(({ id }) => ({ id, score: 0 }));
  const scored = found.map(({ id, fits }) => {
    const covered = fits.reduce((sum, fit, index) => sum + (fit > 0 ? rarity[index]! : 0), 0) / all;
    const weight = fits.reduce((sum, fit, index) => sum + fit * rarity[index]!, 0);
    return { id, covered, score: weight * covered * covered };
  });
  const best = scored.reduce((most, { covered }) => Math.max(most, covered), 0);
  const kept = scored.filter(({ covered }) => covered >= best * LEAST_SHARE).sort((a, b) => b.score - a.score);
  return kept.filter(({ score }) => score >= kept[0]!.score * LEAST_SCORE).map(({ id, score }) => ({ id, score }));
}
