import { isGeneral } from './general-words.ts';
import { englishStem, turkishStem } from './light-stem.ts';
import { NearWords } from './near-words.ts';
import { stemOf } from './stem.ts';
import { contentWords, wordsOf } from './words.ts';

/** Languages words of need are written in; „Einfache Sprache“ is German. */
export const askedLanguages = ['de', 'en', 'uk', 'tr', 'ar', 'ru'] as const;
export type AskedLanguage = (typeof askedLanguages)[number];

/** A need: how families say it, and what the offers that answer it are called. */
export interface Concept {
  key: string;
  /** words and phrases; a phrase is meant when all of its words are asked for, in any order */
  asked: Partial<Record<AskedLanguage, readonly string[]>>;
  /** German words of records, in steps from what answers the need to what may help as well; several words of one entry must occur together */
  means: readonly (readonly string[])[];
}

/** Words of one query that say a need. */
export interface Said {
  /** positions among the words asked */
  at: readonly number[];
  concept: Concept;
}

interface Phrase {
  keys: readonly string[];
  concept: Concept;
}

/** Needs ready to be recognized. Made once from the data of this program; a municipality's own needs lie above it and go first. */
export class Thesaurus {
  /** every single word that says a need */
  private readonly words = new Set<string>();
  private readonly byKey = new Map<string, Phrase[]>();
  private readonly base: Thesaurus | undefined;
  private readonly off: ReadonlySet<string>;
  private readonly byConceptKey = new Map<string, Concept>();
  private near: NearWords | undefined;

  /** `off`: keys of needs of the base that do not count. O(words of the concepts). */
  constructor(concepts: readonly Concept[], base?: Thesaurus, off: ReadonlySet<string> = new Set()) {
    this.base = base;
    this.off = off;
    for (const concept of concepts) {
      this.byConceptKey.set(concept.key, concept);
      for (const language of askedLanguages) for (const text of concept.asked[language] ?? []) this.add(text, language, concept);
    }
  }

  /** Needs the words say, phrases of many words first; each word counts for one phrase only, a single word for all of its needs. */
  saidBy(words: readonly string[]): Said[] {
    const places = new Map<string, number[]>();
    words.forEach((word, at) => {
      for (const key of keysOf(word)) places.set(key, [...(places.get(key) ?? []), at]);
    });
    const phrases = [...places.keys()].flatMap((key) => this.phrasesFrom(key)).filter(({ keys }) => keys.every((key) => places.has(key)));
    const taken = new Set<number>();
    const said: Said[] = [];
    for (const { keys, concept } of phrases.sort((a, b) => b.keys.length - a.keys.length)) {
      const at = [...new Set(keys.map((key) => places.get(key)!.find((place) => !taken.has(place)) ?? -1))];
      if (at.includes(-1) || at.length < keys.length) continue;
      if (keys.length > 1) for (const place of at) taken.add(place);
      if (!said.some((one) => one.concept.key === concept.key && one.at.join() === at.join())) said.push({ at, concept });
    }
    return said;
  }

  /** A need by its key. */
  need(key: string): Concept | undefined {
    return this.byConceptKey.get(key) ?? (this.off.has(key) ? undefined : this.base?.need(key));
  }

  /** Whether a word says a need by itself, or stands in a phrase of one; endings of other languages than German make no word known that only stands in phrases. */
  knows(word: string): boolean {
    return this.hasWord(word) || keysOf(word).some((key, index) => this.phrasesFrom(key).some(({ keys }) => keys.length === 1 || index === 0));
  }

  /** Whether a word stands in a need just so. */
  hasWord(word: string): boolean {
    return this.words.has(word) || (this.base?.hasWord(word) ?? false);
  }

  /** Words the folded one may be a typing error of. O(words). */
  nearest(word: string, limit: number): { words: string[]; errors: number } | undefined {
    this.near ??= new NearWords([...this.words]);
    const [own, base] = [this.near.nearest(word, limit), this.base?.nearest(word, limit)];
    if (!own || !base) return own ?? base;
    return own.errors <= base.errors ? own : base;
  }

  private phrasesFrom(key: string): Phrase[] {
    const own = this.byKey.get(key) ?? [];
    const base = this.base?.phrasesFrom(key) ?? [];
    return this.off.size === 0 ? [...own, ...base] : [...own, ...base.filter(({ concept }) => !this.off.has(concept.key))];
  }

  private add(text: string, language: AskedLanguage, concept: Concept): void {
    const words = [...new Set(contentWords(text))];
    // „Wer hilft mir“ is no reason to read every „hilft“ as this need.
    if (words.length === 0 || (words.length === 1 && isGeneral(words[0]!) && wordsOf(text).length > 1)) return;
    const keys = words.map((word) => keyOf(word, language));
    for (const word of words) this.words.add(word);
    const phrase = { keys, concept };
    const first = keys[0]!;
    const known = this.byKey.get(first);
    if (known) known.push(phrase);
    else this.byKey.set(first, [phrase]);
  }
}

/** What a word is found by in one language; the scripts keep the others apart. */
function keyOf(word: string, language: AskedLanguage): string {
  if (!/^[a-z0-9]/.test(word)) return stemOf(word);
  if (language === 'en') return `en ${englishStem(word)}`;
  return language === 'tr' ? `tr ${turkishStem(word)}` : `de ${stemOf(word)}`;
}

/** What a word may be found by: in Latin script it may be German, English or Turkish. */
function keysOf(word: string): string[] {
  return /^[a-z0-9]/.test(word) ? [`de ${stemOf(word)}`, `en ${englishStem(word)}`, `tr ${turkishStem(word)}`] : [stemOf(word)];
}
