import { nameKey, searchKeys } from '../registration/name-key.ts';

export interface NamedChild {
  givenNames: string;
  familyName: string;
  /** names of those who care for it, as one text */
  guardians: string;
}

/** How near a word that was typed is to a word of a name: written so, begun so, sounds so. */
const [SAME, BEGINS, SOUNDS] = [8, 4, 1];
/** A word found in the child's own name says more than one in its parents'. */
const OWN = 2;

/**
 * How well a child fits what was typed; 0 if a word fits nothing. Each word counts with its nearest word of the name, in any order.
 * O(words typed × words of the names).
 */
export function likenessTo(typed: string, { givenNames, familyName, guardians }: NamedChild): number {
  const own = plainWords(`${givenNames} ${familyName}`);
  const theirs = plainWords(guardians);
  let sum = 0;
  for (const word of plainWords(typed)) {
    const best = Math.max(nearest(word, own) * OWN, nearest(word, theirs));
    if (best === 0) return 0;
    sum += best;
  }
  return sum;
}

function nearest(word: string, names: readonly string[]): number {
  const keys = searchKeys(word).flat();
  return Math.max(0, ...names.map((name) => {
    if (name === word) return SAME;
    if (name.startsWith(word)) return BEGINS;
    const sound = nameKey(name, '');
    return keys.some((key) => sound.startsWith(key)) ? SOUNDS : 0;
  }));
}

/** Words without case and accents, ß as ss: as they are compared letter by letter. */
export function plainWords(text: string): string[] {
  return text.normalize('NFKD').toLowerCase().replaceAll('ß', 'ss').replace(/\p{M}/gu, '').split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}
