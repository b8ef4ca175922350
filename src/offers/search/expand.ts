import { splitCompound } from './compound.ts';
import { allowedErrors } from './distance.ts';
import { isGeneral } from './general-words.ts';
import { NearWords } from './near-words.ts';
import { stemOf } from './stem.ts';
import type { Concept, Said, Thesaurus } from './thesaurus.ts';
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

const WEIGHTS = { itself: 1, head: 0.8, beginning: 0.75, inside: 0.45, parts: 0.6, onePart: 0.5, oneErrorInLong: 0.9, oneError: 0.65, twoErrors: 0.45 } as const;
/** Of the steps of what a need means. */
const STEPS = [0.95, 0.65, 0.4] as const;
/** Within a step the later named mean a little less. */
const LATER = 0.01;
/** A longer word than the one a need means: „Schuldnerberatungsstelle“. */
const LONGER = 0.9;
const MOST_STEMS = 24;
/** Unknown words that are tried as typing errors, and needs that are looked up: a query can cost only so much. */
const MOST_CORRECTED = 4;
const MOST_NEEDS = 12;

/**
 * What a query may mean in the words of one municipality's directory: each word itself, longer words it ends or begins (Beratung →
 * Schuldnerberatung), the needs it says, its own parts (Schuldenberatung → Schulden + Beratung), and, if it is known in none of these
 * ways, words it may be a typing error of. Pure; O(words and means of the query × length of the vocabulary), both bounded.
 */
export function expand(query: string, vocabulary: Vocabulary, thesaurus: Thesaurus): Term[] {
  const asked = readWords(query, vocabulary, thesaurus);
  const said = thesaurus.saidBy(asked.map(({ read }) => read));
  let needs = MOST_NEEDS;
  const readingsOfNeed = (concept: Concept) => {
    needs -= 1;
    return needs < 0 ? [] : needReadings(concept, vocabulary);
  };
  const terms: Term[] = [];
  const inPhrase = new Set(said.filter(({ at }) => at.length > 1).flatMap(({ at }) => at));
  const phrases = groupedByPlace(said);
  for (const group of phrases.values()) {
    const words = group[0]!.at.map((place) => asked[place]!);
    const together: Reading = { parts: words.map(({ read }) => [stemOf(read)]), weight: WEIGHTS.itself, way: 'word' };
    terms.push({ word: words.map(({ word }) => word).join(' '), readings: [together, ...group.flatMap(({ concept }) => readingsOfNeed(concept))], isGeneral: words.every(({ read }) => isGeneral(read)), needs: group.map(({ concept }) => concept.key) });
  }
  asked.forEach(({ word, read, own, parts }, place) => {
    if (inPhrase.has(place)) return;
    const concepts = said.filter(({ at }) => at.length === 1 && at[0] === place).map(({ concept }) => concept);
    const ofParts = thesaurus.saidBy(parts.filter((part) => !isGeneral(part))).map(({ concept }) => concept);
    const ofPartsReadings = ofParts.flatMap(readingsOfNeed).map((reading) => ({ ...reading, weight: reading.weight * WEIGHTS.head }));
    terms.push({ word, readings: [...own, ...concepts.flatMap(readingsOfNeed), ...ofPartsReadings], isGeneral: isGeneral(read), needs: [...concepts, ...ofParts].map(({ key }) => key) });
  });
  return terms;
}

/** A word of a query: as typed, as it is read (a typing error put right), what it means by itself, and its parts if only they are known. */
interface AskedWord {
  word: string;
  read: string;
  own: Reading[];
  parts: readonly string[];
}

function readWords(query: string, vocabulary: Vocabulary, thesaurus: Thesaurus): AskedWord[] {
  let corrections = MOST_CORRECTED;
  return joined(queryWords(query), thesaurus).map((word) => {
    const own = ownReadings(word, vocabulary);
    const isKnown = isGeneral(word) || thesaurus.knows(word) || own.some(({ weight }) => weight >= WEIGHTS.beginning);
    if (isKnown || corrections === 0) return { word, read: word, own, parts: [] };
    corrections -= 1;
    const parts = partReadings(word, vocabulary, thesaurus);
    const spelling = corrected(word, vocabulary, thesaurus);
    const isSpelling = spelling !== undefined && (parts.words.length === 0 || spelling.isNeed && spelling.errors === 1);
    if (isSpelling) return { word, read: spelling.read, own: spelling.own, parts: [] };
    return { word, read: word, own: [...own, ...parts.readings], parts: parts.words };
  });
}

/** „Haus-Aufgaben“, „feuer wehr“: two words that are one in the thesaurus. */
function joined(words: readonly string[], thesaurus: Thesaurus): string[] {
  const read: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const [word, next] = [words[at]!, words[at + 1]];
    const isOne = next !== undefined && word.length >= 3 && next.length >= 3 && thesaurus.hasWord(word + next);
    read.push(isOne ? word + next : word);
    if (isOne) at += 1;
  }
  return read;
}

/** A need that is meant though no word says it; undefined if the thesaurus does not have it. */
export function termOfNeed(key: string, vocabulary: Vocabulary, thesaurus: Thesaurus): Term | undefined {
  const need = thesaurus.need(key);
  return need && { word: '', readings: needReadings(need, vocabulary), isGeneral: false, needs: [key] };
}

function needReadings({ means }: Concept, vocabulary: Vocabulary): Reading[] {
  return means.flatMap((step, index) => step.flatMap((text, place) => meaningReadings(contentWords(text), vocabulary, STEPS[Math.min(index, STEPS.length - 1)]! - LATER * place)));
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

/** A compound the directory does not know: by its parts, if each is a word of directory or thesaurus; else by what it begins or ends with. */
function partReadings(word: string, vocabulary: Vocabulary, thesaurus: Thesaurus): { readings: Reading[]; words: readonly string[] } {
  const isKnown = (stem: string, part: string) => vocabulary.hasStem(stem) || thesaurus.knows(part);
  const words = splitCompound(word, isKnown);
  if (words.length === 0) {
    // „Lottozahlen“ are no „zahlen“: a part that is said of anything tells nothing.
    const part = longestPart(word, (one) => !isGeneral(one) && isKnown(stemOf(one), one));
    return part ? { readings: ownReadings(part, vocabulary, WEIGHTS.onePart).map((reading) => ({ ...reading, way: 'parts' })), words: [part] } : { readings: [], words };
  }
  const forms = words.map((part) => ownReadings(part, vocabulary).flatMap(({ parts }) => parts[0]!).slice(0, MOST_STEMS));
  const readings: Reading[] = forms.every((stems) => stems.length > 0) ? [{ parts: forms, weight: WEIGHTS.parts, way: 'parts' }] : [];
  return { readings, words };
}

const SHORTEST_PART = 6;

/** The longest known word a long one begins or ends with. O(length). */
function longestPart(word: string, isKnown: (part: string) => boolean): string | undefined {
  for (let length = word.length - 3; length >= SHORTEST_PART; length -= 1) {
    const [start, end] = [word.slice(0, length), word.slice(-length)];
    if (isKnown(start)) return start;
    if (isKnown(end)) return end;
  }
  return undefined;
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
function corrected(word: string, vocabulary: Vocabulary, thesaurus: Thesaurus): { read: string; own: Reading[]; errors: number; isNeed: boolean } | undefined {
  const limit = allowedErrors(word.length);
  if (limit === 0) return undefined;
  const needs = thesaurus.nearest(word, limit);
  const words = nearWordsOf(vocabulary).nearest(word, limit);
  const errors = Math.min(needs?.errors ?? 3, words?.errors ?? 3);
  if (errors === 3) return undefined;
  const isLong = word.length >= 9;
  const discount = errors === 1 ? (isLong ? WEIGHTS.oneErrorInLong : WEIGHTS.oneError) : WEIGHTS.twoErrors;
  const own = words?.errors === errors ? words.words.flatMap((other) => ownReadings(other, vocabulary, discount, 'spelling')) : [];
  const isNeed = needs?.errors === errors;
  return { read: isNeed ? needs.words[0]! : word, own, errors, isNeed };
}

const nearWords = new WeakMap<Vocabulary, NearWords>();

function nearWordsOf(vocabulary: Vocabulary): NearWords {
  const known = nearWords.get(vocabulary) ?? new NearWords(vocabulary.words);
  nearWords.set(vocabulary, known);
  return known;
}

/** Phrases by the words they consist of. */
function groupedByPlace(said: readonly Said[]): Map<string, Said[]> {
  const groups = new Map<string, Said[]>();
  for (const one of said) {
    if (one.at.length < 2) continue;
    const key = [...one.at].sort((a, b) => a - b).join();
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return groups;
}
