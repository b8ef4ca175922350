import { stemOf } from './stem.ts';
import { contentWords } from './words.ts';

/** What an offer is found by, from what says most about it to what says least. */
export interface SearchTexts {
  /** its names in all languages */
  names: readonly string[];
  /** summaries, audience, topics */
  summaries: readonly string[];
  /** organization, places, districts, languages */
  surroundings: readonly string[];
  descriptions: readonly string[];
}

export interface IndexTerms {
  /** a tsvector literal: each stem once per weight, `'krabbelgrupp':1A,2B` */
  vector: string;
  /** word → stem */
  words: Map<string, string>;
}

/** No offer needs more to be found; keeps a text of 10 MB from filling the index. */
const MOST_STEMS = 1_200;

/** Stems of an offer by weight A to D. O(length of the texts). */
export function indexTerms(texts: SearchTexts): IndexTerms {
  const weights = new Map<string, string>();
  const words = new Map<string, string>();
  const levels: [string, readonly string[]][] = [['A', texts.names], ['B', texts.summaries], ['C', texts.surroundings], ['D', texts.descriptions]];
  for (const [letter, level] of levels) {
    for (const word of level.flatMap((text) => contentWords(text.slice(0, 20_000)))) {
      const stem = stemOf(word);
      const known = weights.get(stem);
      if (known === undefined && weights.size >= MOST_STEMS) continue;
      words.set(word, stem);
      if (known === undefined) weights.set(stem, letter);
      else if (!known.includes(letter)) weights.set(stem, known + letter);
    }
  }
  const vector = [...weights].map(([stem, letters]) => `'${stem}':${[...letters].map((letter, index) => `${index + 1}${letter}`).join(',')}`).join(' ');
  return { vector, words };
}
