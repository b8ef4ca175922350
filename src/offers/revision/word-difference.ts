import { diffWordsWithSpace } from 'diff';

/** A run of words that stayed, is gone, or is new. */
export interface WordRun {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** Beyond so many differing words two texts have nothing in common that would help to read them. */
const MOST_EDITS = 400;

/**
 * Word by word from one text to the other; white space counts, so that the parts put together are the texts themselves. O(n · d), n words,
 * d differences (Myers 1986), at most 400 of them: then the one text takes the place of the other.
 */
export function wordDifference(before: string, after: string): WordRun[] {
  const parts = diffWordsWithSpace(before, after, { maxEditLength: MOST_EDITS });
  if (!parts) return [{ kind: 'removed', text: before }, { kind: 'added', text: after }];
  return inBlocks(parts.map(({ value, added, removed }) => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text: value })));
}

/** Changes with nothing but space or a sign between them are one: people read a sentence, not a sieve. */
function inBlocks(runs: readonly WordRun[]): WordRun[] {
  const blocks: WordRun[] = [];
  let gone = '';
  let fresh = '';
  const close = () => {
    if (gone) blocks.push({ kind: 'removed', text: gone });
    if (fresh) blocks.push({ kind: 'added', text: fresh });
    gone = fresh = '';
  };
  runs.forEach(({ kind, text }, index) => {
    const isBetween = kind === 'same' && (gone || fresh) && index + 1 < runs.length && !/[\p{L}\p{N}]/u.test(text);
    if (kind === 'same' && !isBetween) {
      close();
      blocks.push({ kind, text });
      return;
    }
    if (kind !== 'added') gone += text;
    if (kind !== 'removed') fresh += text;
  });
  close();
  return blocks;
}
