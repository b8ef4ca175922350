import { splitCompound } from './compound.ts';
import { allowedErrors } from './distance.ts';
import { isGeneral } from './general-words.ts';
import { NearWords } from './near-words.ts';
import { stemOf } from './stem.ts';
import type { Concept, Thesaurus } from './thesaurus.ts';
import type { Vocabulary } from './vocabulary.ts';
import { contentWords, queryWords } from './words.ts';

/** How a reading came about: the word itself, as part of a longer one, by its own parts, by the thesaurus, by another spelling. */
export type Way = 'word' | 'compound' | 'parts' | 'thesaurus' | 'spelling';

/** One way to mean a word: of each part any of its stems must occur. Weight 1 is the word itself. */
export interface Reading {
  parts: readonly (readonly string[])[];
  weight: number;
  way: Way;
}

/** A word or phrase of a query and all that it may mean in this directory; without a reading it is unknown here. */
export interface Term {
  word: string;
  readings: readonly Reading[];
  /** helps only to choose among what the others find */
  isGeneral: boolean;
  /** keys of the needs it says */
  needs: readonly string[];
}

const WEIGHTS = { itself: 1, head: 0.8, beginning: 0.75, inside: 0.45, parts: 0.6, oneError: 0.65, twoErrors: 0.45 } as const;
/** Of the steps of what a need means. */
const STEPS = [0.95, 0.65, 0.4] as const;
/** A longer word than the one a need means: „Schuldnerberatungsstelle“. */
const LONGER = 0.9;
const MOST_STEMS = 24;
/** Unknown words that are tried as typing errors, and means that are looked up: a query can cost only so much. */
const MOST_CORRECTED = 4;
const MOST_MEANS = 90;

/**
 * What a query may mean in the words of one municipality's directory: each word itself, longer words it ends or begins (Beratung →
 * Schuldnerberatung), the needs it says, its own parts (Schuldenberatung → Schulden + Beratung), and, if it is known in none of these
 * ways, words it may be a typing error of. Pure; O(words and means of the query × length of the vocabulary), both bounded.
 */
export function expand(query: string, vocabulary: Vocabulary, thesaurus: Thesaurus): Term[] {
  let corrections = MOST_CORRECTED;
  let means = MOST_MEANS;
  const asked = queryWords(query).map((word) => {
    const own = ownReadings(word, vocabulary);
    const isKnown = thesaurus.knows(word) || own.some(({ weight }) => weight >= WEIGHTS.beginning);
    if (isKnown || isGeneral(word)) return { word, read: word, own };
    const parts = partReadings(word, vocabulary, thesaurus);
    if (parts.readings.length > 0) return { word, read: word, own: [...own, ...parts.readings], parts: parts.words };
    if (own.length > 0 || corrections === 0) return { word, read: word, own };
    corrections -= 1;
    return { word, ...corrected(word, vocabulary, thesaurus) };
  });
  const said = thesaurus.saidBy(asked.map(({ read }) => read));
  const readingsOfNeed = (concept: Concept) => concept.means.flatMap((step, index) => step.flatMap((text) => {
    if (means === 0) return [];
    means -= 1;
    return meaningReadings(contentWords(text), vocabulary, STEPS[Math.min(index, STEPS.length - 1)]!);
  }));
  const phrases = said.filter(({ at }) => at.length > 1);
  const inPhrase = new Set(phrases.flatMap(({ at }) => at));
  const groups = new Map<string, { at: readonly number[]; concepts: Concept[] }>();
  for (const { at, concept } of phrases) groups.set(at.join(), { at, concepts: [...(groups.get(at.join())?.concepts ?? []), concept] });
  const terms: Term[] = [...groups.values()].map(({ at, concepts }) => {
    const words = at.map((place) => asked[place]!.read);
    const together: Reading = { parts: words.map((word) => [stemOf(word)]), weight: WEIGHTS.itself, way: 'word' };
    return { word: at.map((place) => asked[place]!.word).join(' '), readings: [together, ...concepts.flatMap(readingsOfNeed)], isGeneral: false, needs: concepts.map(({ key }) => key) };
  });
  asked.forEach((one, place) => {
    if (inPhrase.has(place)) return;
    const parts = 'parts' in one ? one.parts : undefined;
    const concepts = said.filter(({ at }) => at.length === 1 && at[0] === place).map(({ concept }) => concept);
    const ofParts = parts ? thesaurus.saidBy(parts).map(({ concept }) => concept) : [];
    const readings = [
      ...one.own, ...concepts.flatMap(readingsOfNeed), ...ofParts.flatMap(readingsOfNeed).map((reading) => ({ ...reading, weight: reading.weight * WEIGHTS.head })),
    ];
    terms.push({ word: one.word, readings, isGeneral: isGeneral(one.read) && concepts.length === 0, needs: [...concepts, ...ofParts].map(({ key }) => key) });
  });
  return terms;
}

/** Whether every word is unknown here: such a search finds nothing. */
export function isUnknown(terms: readonly Term[]): boolean {
  return terms.every((term) => term.readings.length === 0);
}

function ownReadings(word: string, vocabulary: Vocabulary, discount = 1, way: Way = 'word'): Reading[] {
  const stem = stemOf(word);
  const root = rootOf(word, stem);
  const found: Record<'itself' | 'head' | 'beginning' | 'inside', Set<string>> = { itself: new Set(), head: new Set(), beginning: new Set(), inside: new Set() };
  for (const other of vocabulary.holding(sharedOf(word, stem))) {
    const place = placeIn(other, word, root, stem);
    if (place) found[place].add(stemOf(other));
  }
  return (['itself', 'head', 'beginning', 'inside'] as const).filter((place) => found[place].size > 0).map((place) => ({
    parts: [[...found[place]].slice(0, MOST_STEMS)], weight: WEIGHTS[place] * discount, way: way === 'word' && place !== 'itself' ? 'compound' : way,
  }));
}

function placeIn(other: string, word: string, root: string, stem: string): 'itself' | 'head' | 'beginning' | 'inside' | undefined {
  const otherStem = stemOf(other);
  if (otherStem === stem) return 'itself';
  if (root.length >= 3 && other.length >= word.length + 3 && (other.endsWith(word) || (root.length >= 4 && otherStem.endsWith(root)))) return 'head';
  if (root.length >= 4 && other.startsWith(root) && other.length > word.length) return 'beginning';
  return root.length >= 5 && other.indexOf(root) > 2 ? 'inside' : undefined;
}

/** The part of a word that stays when its ending changes; the stem where it is a beginning of the word. */
function rootOf(word: string, stem: string): string {
  return stem.length >= 4 && word.startsWith(stem) ? stem : word;
}

/** What all words of the same stem hold, to look for them; short stems too, which stand in many other words. */
function sharedOf(word: string, stem: string): string {
  return stem.length >= 3 && word.includes(stem) ? stem : word;
}

/** A compound the directory does not know, by its parts, if each of them is a word of the directory or of the thesaurus. */
function partReadings(word: string, vocabulary: Vocabulary, thesaurus: Thesaurus): { readings: Reading[]; words: string[] } {
  const words = splitCompound(word, (stem, part) => vocabulary.hasStem(stem) || thesaurus.knows(part));
  const forms = words.map((part) => ownReadings(part, vocabulary).flatMap(({ parts }) => parts[0]!).slice(0, MOST_STEMS));
  const readings: Reading[] = forms.length > 0 && forms.every((stems) => stems.length > 0) ? [{ parts: forms, weight: WEIGHTS.parts, way: 'parts' }] : [];
  return { readings, words };
}

/** The meaning of an entry if this directory has words for it; a longer word stands for its compounds as well. */
function meaningReadings(words: readonly string[], vocabulary: Vocabulary, weight: number): Reading[] {
  const parts = words.map((word) => {
    const stem = stemOf(word);
    const root = rootOf(word, stem);
    const [same, longer] = [new Set<string>(), new Set<string>()];
    for (const other of vocabulary.holding(sharedOf(word, stem))) {
      const otherStem = stemOf(other);
      if (otherStem === stem) same.add(otherStem);
      else if (root.length >= 5 && (other.startsWith(root) || otherStem.endsWith(root))) longer.add(otherStem);
    }
    return { same: [...same], longer: [...longer].slice(0, MOST_STEMS) };
  });
  if (parts.length === 1) {
    const { same, longer } = parts[0]!;
    return [[same, weight] as const, [longer, weight * LONGER] as const].filter(([stems]) => stems.length > 0).map(([stems, own]) => ({ parts: [stems], weight: own, way: 'thesaurus' }));
  }
  const either = parts.map(({ same, longer }) => [...same, ...longer]);
  return either.length === 0 || either.some((stems) => stems.length === 0) ? [] : [{ parts: either, weight, way: 'thesaurus' }];
}

/** The nearest word of thesaurus or directory, if the typed one is long enough to be told from others. */
function corrected(word: string, vocabulary: Vocabulary, thesaurus: Thesaurus): { read: string; own: Reading[] } {
  const limit = allowedErrors(word.length);
  if (limit === 0) return { read: word, own: [] };
  const needs = thesaurus.nearest(word, limit);
  const words = nearWordsOf(vocabulary).nearest(word, limit);
  const errors = Math.min(needs?.errors ?? 3, words?.errors ?? 3);
  if (errors === 3) return { read: word, own: [] };
  const discount = errors === 1 ? WEIGHTS.oneError : WEIGHTS.twoErrors;
  const own = words?.errors === errors ? words.words.flatMap((other) => ownReadings(other, vocabulary, discount, 'spelling')) : [];
  return { read: needs?.errors === errors ? needs.words[0]! : word, own };
}

const nearWords = new WeakMap<Vocabulary, NearWords>();

function nearWordsOf(vocabulary: Vocabulary): NearWords {
  const known = nearWords.get(vocabulary) ?? new NearWords(vocabulary.words);
  nearWords.set(vocabulary, known);
  return known;
}
