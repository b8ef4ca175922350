import type { Term } from './expand.ts';

/** Stands for every word the thesaurus does not know: what was typed is never kept, it may be a name. */
export const OTHER = 'other';

/** Fewer searches than this are nobody's business, and no sign of a gap. */
export const LEAST_MISSES = 3;

/** Needs of one search that are counted at most. */
const MOST = 3;

/**
 * The needs of a search that nothing here answers: all of them if it found nothing, else those the directory has no word for. Only keys of the
 * thesaurus come out of here, whatever was typed, so nothing personal can be stored. `known` are the keys there are.
 */
export function missedNeeds(terms: readonly Term[], foundNothing: boolean, known: (key: string) => boolean): string[] {
  const unanswered = terms.filter(({ readings }) => foundNothing || readings.length === 0).flatMap(({ needs }) => needs).filter(known);
  const keys = [...new Set(unanswered)].slice(0, MOST);
  return keys.length === 0 && foundNothing ? [OTHER] : keys;
}
