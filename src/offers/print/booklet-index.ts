import type { Language } from '../../platform/language.ts';
import { intlTag } from '../../ui/texts.ts';
import { baseNeeds } from '../search/base-thesaurus.ts';
import { stemOf } from '../search/stem.ts';
import type { AskedLanguage, Concept } from '../search/thesaurus.ts';
import { contentWords } from '../search/words.ts';
import type { PrintedOffer } from './printed.ts';

/** A line of an index: the word, and the entries it leads to. */
export interface IndexLine {
  word: string;
  ids: readonly string[];
}

/** More pages beside one word help nobody to find anything. */
const MOST_PAGES = 8;

/** Who offers what, by name. */
export function organizationIndex(offers: readonly PrintedOffer[]): IndexLine[] {
  const found = new Map<string, string[]>();
  for (const { organizationName, service } of offers) found.set(organizationName, [...(found.get(organizationName) ?? []), service.id]);
  return [...found].map(([word, ids]) => ({ word, ids })).filter(({ word }) => word !== '').sort((a, b) => a.word.localeCompare(b.word, 'de'));
}

/**
 * Words families look for, in their language, with the offers that answer them: the needs of the search, where an offer says one of the words that
 * answer it. A word that nearly every offer answers leads nowhere and is left out. O(offers × needs).
 */
export function wordIndex(offers: readonly PrintedOffer[], language: Language, needs: readonly Concept[] = baseNeeds): IndexLine[] {
  const spoken: AskedLanguage = language === 'de-easy' ? 'de' : language;
  const texts = offers.map(({ service }) => ({ id: service.id, stems: new Set(contentWords([service.name, service.summary, service.audience].join(' ')).map(stemOf)) }));
  const lines = needs.flatMap(({ asked, means }) => {
    const words = asked[spoken] ?? [];
    const word = spoken === 'de' ? words.find((one) => /^\p{Lu}[\p{L}-]+$/u.test(one)) : words[0];
    const answers = (means[0] ?? []).map((text) => contentWords(text).map(stemOf)).filter((stems) => stems.length > 0);
    const ids = texts.filter(({ stems }) => answers.some((wanted) => wanted.every((stem) => stems.has(stem)))).map(({ id }) => id);
    return word && ids.length > 0 && ids.length <= MOST_PAGES ? [{ word, ids }] : [];
  });
  const merged = new Map<string, Set<string>>();
  for (const { word, ids } of lines) merged.set(word, new Set([...(merged.get(word) ?? []), ...ids]));
  return [...merged].map(([word, ids]) => ({ word, ids: [...ids] })).sort((a, b) => a.word.localeCompare(b.word, intlTag(language)));
}
