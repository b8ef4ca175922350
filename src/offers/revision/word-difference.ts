import { diffWordsWithSpace } from 'diff';

/** A run of words that stayed, is gone, or is new. */
export interface WordRun {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** Beyond so many differing words two texts have nothing in common that would help to read them. */
const MOST_EDITS = 2_000;

/**
 * Word by word from one text to the other; white space counts, so that the parts put together are the texts themselves. O(n · d), n words,
 * d differences (Myers 1986), at most 2,000 of them: then the one text takes the place of the other.
 */
export function wordDifference(before: string, after: string): WordRun[] {
  const parts = diffWordsWithSpace(before, after, { maxEditLength: MOST_EDITS });
  if (!parts) return [{ kind: 'removed', text: before }, { kind: 'added', text: after }];
  return parts.map(({ value, added, removed }) => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text: value }));
}
