import { splitCompound } from './compound.ts';
import { allowedErrors, typingDistance } from './distance.ts';
import { stemOf } from './stem.ts';
import type { Meaning, Thesaurus } from './thesaurus.ts';
import type { Vocabulary } from './vocabulary.ts';
import { queryWords } from './words.ts';

/** One way to mean a word: of each part any of its stems must occur. Weight 1 is the word itself. */
export interface Reading {
  parts: readonly (readonly string[])[];
  weight: number;
}

/** A word of a query and all that it may mean in this directory; without a reading it is unknown here. */
export interface Term {
  word: string;
  readings: Reading[];
}

const WEIGHTS = { itself: 1, head: 0.8, beginning: 0.7, phrase: 0.9, synonym: 0.6, parts: 0.6, inside: 0.45, oneError: 0.6, twoErrors: 0.4 } as const;

/** No more readings than this per query: a query can cost only so much. */
const MOST_READINGS = 40;

/**
 * What a query may mean in the words of one municipality's directory: each word itself, compounds it heads or begins
 * (Beratung → Schuldnerberatung), its synonyms, its own parts (Schuldenberatung → Schulden + Beratung), and, if it is
 * found in none of these ways, words it may be a typing error of. Pure; O(words of the query × vocabulary).
 */
export function expand(query: string, vocabulary: Vocabulary, thesaurus: Thesaurus): Term[] {
  const words = queryWords(query);
  const phrases = thesaurus.phrasesIn(words.map(stemOf)).map(({ stems, meanings }) => ({
    word: words.filter((word) => stems.has(stemOf(word))).join(' '),
    stems,
    readings: [...meaningReadings([[...stems]], vocabulary, WEIGHTS.itself), ...meaningReadings(meanings, vocabulary, WEIGHTS.phrase)],
  })).filter(({ readings }) => readings.length > 0);
  const single = words.filter((word) => !phrases.some(({ stems }) => stems.has(stemOf(word))));
  const terms = [...phrases.map(({ word, readings }) => ({ word, readings })), ...single.map((word) => ({ word, readings: readingsOf(word, vocabulary, thesaurus) }))];
  let budget = MOST_READINGS;
  return terms.map(({ word, readings }) => {
    const kept = merged(readings).slice(0, Math.max(budget, 1));
    budget -= kept.length;
    return { word, readings: kept };
  });
}

/** Whether every word is unknown here: such a search finds nothing. */
export function isUnknown(terms: readonly Term[]): boolean {
  return terms.every((term) => term.readings.length === 0);
}

/** Readings of one part and the same weight are asked as one. */
function merged(readings: readonly Reading[]): Reading[] {
  const single = new Map<number, string[]>();
  for (const { parts, weight } of readings) {
    if (parts.length === 1) single.set(weight, [...(single.get(weight) ?? []), ...parts[0]!]);
  }
  const alternatives = [...single].map(([weight, stems]) => ({ parts: [[...new Set(stems)]], weight }));
  return [...alternatives, ...readings.filter(({ parts }) => parts.length > 1)].sort((a, b) => b.weight - a.weight);
}

function readingsOf(word: string, vocabulary: Vocabulary, thesaurus: Thesaurus): Reading[] {
  const readings = [...ownReadings(word, vocabulary), ...meaningReadings(thesaurus.synonyms(stemOf(word)), vocabulary, WEIGHTS.synonym)];
  const isFound = readings.some(({ weight }) => weight >= WEIGHTS.parts);
  return isFound ? readings : [...readings, ...misspelledReadings(word, vocabulary, thesaurus)];
}

function ownReadings(word: string, vocabulary: Vocabulary): Reading[] {
  const stem = stemOf(word);
  const readings: Reading[] = vocabulary.hasStem(stem) ? [{ parts: [[stem]], weight: WEIGHTS.itself }] : [];
  const add = (stems: string[], weight: number) => {
    if (stems.length > 0) readings.push({ parts: [stems], weight });
  };
  const root = rootOf(word, stem);
  if (root.length >= 3) {
    add(vocabulary.stemsWhere((one) => one.stem !== stem && one.word.length >= word.length + 3 && (one.word.endsWith(word) || one.stem.endsWith(root) && root.length >= 4)), WEIGHTS.head);
  }
  if (root.length >= 4) {
    add(vocabulary.stemsWhere((one) => one.stem !== stem && one.word.startsWith(root) && one.word.length > word.length), WEIGHTS.beginning);
  }
  if (root.length >= 5) {
    add(vocabulary.stemsWhere((one) => one.word.indexOf(root) > 2 && !one.stem.endsWith(root)), WEIGHTS.inside);
  }
  const parts = splitCompound(word, (one) => vocabulary.hasStem(one));
  if (parts.length > 0) readings.push({ parts: parts.map((part) => formsOf(part, vocabulary)), weight: WEIGHTS.parts });
  return readings;
}

/** The part of a word that stays when its ending changes; the stem where it is a beginning of the word. */
function rootOf(word: string, stem: string): string {
  return stem.length >= 4 && word.startsWith(stem) ? stem : word;
}

/** A part of a compound by itself, or in other compounds it heads or begins. */
function formsOf(part: string, vocabulary: Vocabulary): string[] {
  const stem = stemOf(part);
  const root = rootOf(part, stem);
  return [...new Set([stem, ...vocabulary.stemsWhere((one) => one.stem.endsWith(root) || one.word.startsWith(root))])];
}

/** The meanings this directory has words for; a longer word stands for its compounds as well. */
function meaningReadings(meanings: readonly Meaning[], vocabulary: Vocabulary, weight: number): Reading[] {
  return meanings.flatMap((words) => {
    const parts = words.map((word) => {
      const stem = stemOf(word);
      const root = rootOf(word, stem);
      const compounds = root.length >= 5 ? vocabulary.stemsWhere((one) => one.word.startsWith(root) || one.stem.endsWith(root), 20) : [];
      return [...new Set([...(vocabulary.hasStem(stem) ? [stem] : []), ...compounds])];
    });
    return parts.some((stems) => stems.length === 0) ? [] : [{ parts, weight }];
  });
}

function misspelledReadings(word: string, vocabulary: Vocabulary, thesaurus: Thesaurus): Reading[] {
  const limit = allowedErrors(word.length);
  if (limit === 0) return [];
  const near: [string[], string[]] = [[], []];
  for (const one of vocabulary.words) {
    const distance = typingDistance(word, one.word, limit);
    if (distance !== undefined && distance > 0) near[distance - 1]!.push(one.stem);
  }
  const own: Reading[] = [];
  if (near[0].length > 0) own.push({ parts: [[...new Set(near[0])].slice(0, 20)], weight: WEIGHTS.oneError });
  else if (near[1].length > 0) own.push({ parts: [[...new Set(near[1])].slice(0, 20)], weight: WEIGHTS.twoErrors });
  if (own.length > 0) return own;
  const meant = thesaurus.words.find((known) => typingDistance(word, known, limit) !== undefined);
  return meant ? meaningReadings([[meant], ...thesaurus.synonyms(stemOf(meant))], vocabulary, WEIGHTS.twoErrors) : [];
}
