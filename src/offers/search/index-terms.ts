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
  /** stems, each once, where it stands first, in four parts: `krabbelgrupp leinefrosch / sing / alfeld / teppich` */
  text: string;
  /** the words themselves, folded */
  words: Set<string>;
}

/** Stands between the parts; no stem is one. */
export const PART = '/';

/** No offer needs more to be found; keeps a text of 10 MB from filling the index. */
const MOST_STEMS = 1_200;

/** Stems of an offer by where they stand. O(length of the texts). */
export function indexTerms(texts: SearchTexts): IndexTerms {
  const seen = new Set<string>();
  const words = new Set<string>();
  const parts = [texts.names, texts.summaries, texts.surroundings, texts.descriptions].map((level) => {
    const own: string[] = [];
    for (const word of level.flatMap((text) => contentWords(text.slice(0, 20_000)))) {
      const stem = stemOf(word);
      if (!seen.has(stem)) {
        if (seen.size >= MOST_STEMS) continue;
        seen.add(stem);
        own.push(stem);
      }
      words.add(word);
    }
    return own.join(' ');
  });
  return { text: parts.join(` ${PART} `), words };
}
