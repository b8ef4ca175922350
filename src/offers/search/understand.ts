import { addDays, weekday as weekdayOf, type Day } from '../../platform/day.ts';
import { allowedErrors, typingDistance } from './distance.ts';
import { fold } from './fold.ts';
import { ages, daysAhead, freeWords, languagesAsked, numberWords, timesOfDay, unitOf, weekdayWords, weekendWords } from './understood-words.ts';
import { isContent, MAX_QUERY_LENGTH } from './words.ts';

/** What part of a query was understood as, instead of being searched for. */
export type Understood =
  | { kind: 'age'; words: string; from: number; to: number }
  | { kind: 'area'; words: string; areaId: string; name: string }
  | { kind: 'town'; words: string }
  | { kind: 'days'; words: string; days: readonly Day[] }
  | { kind: 'weekday'; words: string; weekday: number }
  | { kind: 'time'; words: string; from: string; until: string }
  | { kind: 'language'; words: string; language: string }
  | { kind: 'free'; words: string };

export interface Understanding {
  parts: Understood[];
  /** what is left to be searched for */
  rest: string;
}

export interface Surroundings {
  /** areas below the municipality itself */
  areas: readonly { id: string; name: string }[];
  /** names of the municipality */
  town: readonly string[];
  today: Day;
}

const pregnant = /^(schwanger|pregnan|hamile|gebe|вагітн|беремен|حامل)/;

interface Token {
  text: string;
  folded: string;
}

/** Longest row of words that is understood as one thing: „von 3 bis 6 Jahren“. */
const LONGEST = 5;

/**
 * Takes ages, places, days, times, languages and „kostenlos“ out of a query: „Krabbelgruppe 8 Monate Föhrste“ asks for a Krabbelgruppe, at the
 * age of 8 months, in Föhrste. Each kind once, the first that is said; the longest row of words wins. Pure; O(words × areas).
 */
export function understand(query: string, surroundings: Surroundings): Understanding {
  const tokens: Token[] = [...query.slice(0, MAX_QUERY_LENGTH).matchAll(/[\p{L}\p{M}\p{N}]+/gu)].slice(0, 40).map(([text]) => ({ text, folded: fold(text) }));
  const isPregnant = tokens.some(({ folded }) => pregnant.test(folded));
  const parts: Understood[] = [];
  const rest: string[] = [];
  for (let at = 0; at < tokens.length;) {
    const found = longest(tokens, at, surroundings, parts);
    // „mit 16 schwanger“: the age is the mother's, „20. Woche“ none.
    if (found && !(isPregnant && found.part.kind === 'age')) {
      parts.push(found.part);
      at += found.length;
    } else {
      rest.push(tokens[at]!.text);
      at += 1;
    }
  }
  return { parts, rest: rest.join(' ') };
}

function longest(tokens: readonly Token[], at: number, surroundings: Surroundings, parts: readonly Understood[]): { part: Understood; length: number } | undefined {
  for (let length = Math.min(LONGEST, tokens.length - at); length > 0; length -= 1) {
    const row = tokens.slice(at, at + length);
    const words = row.map(({ text }) => text).join(' ');
    const part = readAge(row, tokens[at - 1], words) ?? readPlace(row, words, surroundings) ?? readTime(row, tokens[at - 1], words, surroundings.today) ?? readPromise(row, tokens[at - 1], words);
    if (part && !parts.some(({ kind }) => kind === part.kind)) return { part, length };
  }
  return undefined;
}

/** „8 Monate“, „zweijährige“, „von 3 bis 6 Jahren“, „mit 16“. */
function readAge(row: readonly Token[], before: Token | undefined, words: string): Understood | undefined {
  const folded = row.map((token) => token.folded);
  if (row.length === 1) return readShortAge(folded[0]!, before, words);
  const unit = unitOf(folded.at(-1)!);
  if (!unit) return undefined;
  const isRange = row.length === 4 && /^(bis|to|до|حتي|ile|und|and)$/.test(folded[1]!);
  const numbers = (isRange ? [folded[0]!, folded[2]!] : folded.slice(0, -1)).map(numberOf);
  const [from, to = from] = numbers;
  if (numbers.length > 2 || from === undefined || to === undefined || to < from || !isAge(to, unit)) return undefined;
  if (unit === 'month') return { kind: 'age', words, from, to };
  // „1,5 Jahre“ falls apart at the comma.
  if (row.length === 3 && folded[1] === '5' && from <= 2) return { kind: 'age', words, from: from * 12 + 6, to: from * 12 + 6 };
  return { kind: 'age', words, from: from * 12, to: to * 12 + 11 };
}

/** One word: „zweijährige“, or a number of years after a word that lets one expect an age. */
function readShortAge(word: string, before: Token | undefined, words: string): Understood | undefined {
  const inOneWord = ages.exec(word);
  const said = inOneWord ? numberOf(inOneWord[1]!) : undefined;
  if (said !== undefined) return inOneWord![2]!.startsWith('mon') ? { kind: 'age', words, from: said, to: said } : { kind: 'age', words, from: said * 12, to: said * 12 + 11 };
  const years = /^\d{2}$/.test(word) ? Number(word) : 0;
  const isExpected = years >= 10 && years <= 24 && before !== undefined && /^(mit|bin|ich|ist|madchen|junge|sohn|tochter|kind|alter|ab|age|aged)$/.test(before.folded);
  return isExpected ? { kind: 'age', words, from: years * 12, to: years * 12 + 11 } : undefined;
}

function isAge(value: number, unit: 'month' | 'year'): boolean {
  return value >= 0 && (unit === 'month' ? value <= 60 : value <= 26);
}

function numberOf(word: string): number | undefined {
  if (/^\d{1,2}$/.test(word)) return Number(word);
  return numberWords.get(word);
}

/** A district by its name, also mistyped by one letter if it is long; the town itself asks for nothing. */
function readPlace(row: readonly Token[], words: string, { areas, town }: Surroundings): Understood | undefined {
  const asked = row.map(({ folded }) => folded);
  const area = areas.find(({ name }) => isNamed(asked, name));
  if (area) return { kind: 'area', words, areaId: area.id, name: area.name };
  return row.length === 1 && town.some((name) => namesOf(name).includes(asked[0]!)) ? { kind: 'town', words } : undefined;
}

function isNamed(asked: readonly string[], name: string): boolean {
  const own = wordsOfName(name);
  if (own.length !== asked.length) return own.length > 1 && asked.length === 1 && asked[0] === own.join('');
  return own.every((word, index) => word === asked[index] || (word.length >= 6 && asked[index]!.length >= 6 && typingDistance(word, asked[index]!, Math.min(1, allowedErrors(word.length))) !== undefined));
}

function wordsOfName(name: string): string[] {
  return fold(name.replace(/\(.*?\)/g, '')).match(/[\p{L}\p{N}]+/gu) ?? [];
}

function namesOf(name: string): string[] {
  return wordsOfName(name).filter((word) => isContent(word) && !/^(stadt|gemeinde|landkreis|kreis|hansestadt|markt)$/.test(word));
}

/** „heute“, „samstags“, „am Wochenende“, „nachmittags“, „nach 16 Uhr“. */
function readTime(row: readonly Token[], before: Token | undefined, words: string, today: Day): Understood | undefined {
  const [first, second, third] = row.map(({ folded }) => folded);
  if (row.length === 3 && /^(ab|nach|after)$/.test(first!) && /^\d{1,2}$/.test(second!) && third === 'uhr') return fromHour(Number(second), words);
  if (row.length === 2) {
    const said = `${first} ${second}`;
    const time = timesOfDay.get(said);
    if (time) return { kind: 'time', words, from: time[0], until: time[1] };
    const ahead = daysAhead.get(said);
    if (ahead !== undefined) return { kind: 'days', words, days: [addDays(today, ahead)] };
    return weekendWords.has(said) ? { kind: 'days', words, days: weekend(today) } : undefined;
  }
  if (row.length !== 1) return undefined;
  if (first === 'morgen' && before && /^(am|jeden|guten|heute)$/.test(before.folded)) return { kind: 'time', words, from: '06:00', until: '12:00' };
  const ahead = daysAhead.get(first!);
  if (ahead !== undefined) return { kind: 'days', words, days: [addDays(today, ahead)] };
  if (weekendWords.has(first!)) return { kind: 'days', words, days: weekend(today) };
  const day = weekdayWords.get(first!);
  if (day) return { kind: 'weekday', words, weekday: day };
  const time = timesOfDay.get(first!);
  return time ? { kind: 'time', words, from: time[0], until: time[1] } : undefined;
}

function fromHour(hour: number, words: string): Understood | undefined {
  return hour >= 6 && hour <= 22 ? { kind: 'time', words, from: `${String(hour).padStart(2, '0')}:00`, until: '23:59' } : undefined;
}

/** Saturday and Sunday: of this week, or the day itself and what is left. */
function weekend(today: Day): Day[] {
  const day = weekdayOf(today);
  if (day === 7) return [today];
  const saturday = addDays(today, 6 - day);
  return [saturday, addDays(saturday, 1)];
}

/** „auf Türkisch“, „kostenlos“. */
function readPromise(row: readonly Token[], before: Token | undefined, words: string): Understood | undefined {
  const [first, second] = row.map(({ folded }) => folded);
  if (row.length === 1 && freeWords.has(first!)) return { kind: 'free', words };
  if (row.length === 2 && /^(auf|in|по|на)$/.test(first!)) {
    const language = languagesAsked.get(second!);
    if (language) return { kind: 'language', words, language };
  }
  const spoken = row.length === 1 && before !== undefined ? /^(.*?)(sprachig\p{L}*|sprechend\p{L}*)$/u.exec(first!) : undefined;
  const language = spoken && languagesAsked.get(spoken[1]!);
  return language ? { kind: 'language', words, language } : undefined;
}
