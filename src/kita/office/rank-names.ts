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
 * How well children fit what was typed; 0 if a word fits nothing. Each word counts with its nearest word of the names, in any order. Made once
 * for a search: sounds of words that come again are known. O(words typed × words of the names).
 */
export function nameRanker(typed: string): (child: NamedChild) => number {
  const words = plainWords(typed).map((word) => ({ word, keys: searchKeys(word).flat() }));
  const sounds = new Map<string, string>();
  const soundOf = (name: string): string => {
    let sound = sounds.get(name);
    if (sound === undefined) sounds.set(name, (sound = nameKey(name, '')));
    return sound;
  };
  const nearest = ({ word, keys }: (typeof words)[number], names: readonly string[]): number => {
    let best = 0;
    for (const name of names) {
      if (name === word) return SAME;
      if (name.startsWith(word)) best = BEGINS;
      else if (best === 0 && keys.some((key) => soundOf(name).startsWith(key))) best = SOUNDS;
    }
    return best;
  };
  return ({ givenNames, familyName, guardians }) => {
    const own = plainWords(`${givenNames} ${familyName}`);
    const theirs = plainWords(guardians);
    let sum = 0;
    for (const word of words) {
      const best = Math.max(nearest(word, own) * OWN, nearest(word, theirs));
      if (best === 0) return 0;
      sum += best;
    }
    return sum;
  };
}

/** Words without case and accents, ß as ss: as they are compared letter by letter. */
export function plainWords(text: string): string[] {
  return text.normalize('NFKD').toLowerCase().replaceAll('ß', 'ss').replace(/\p{M}/gu, '').split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}
