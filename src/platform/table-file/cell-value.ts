import { parseDay, type Day } from '../day.ts';
import { accepted, refused, type Outcome } from '../outcome.ts';
import { readNumber, type NumberFormat } from './number-format.ts';

/** Why there is no count: the reasons official statistics know. */
export type UnknownWhy = 'confidential' | 'later' | 'not-meaningful' | 'unreliable' | 'missing';

export type Count =
  | { kind: 'number'; value: number; /** set where the table says so by brackets */ reliability?: 'limited' }
  | { kind: 'unknown'; why: UnknownWhy; symbol: string };

/*
 * Symbols of the Statistische Ämter des Bundes und der Länder: - nothing (exactly 0), . unknown or confidential, … later,
 * x not meaningful, / not reliable, ( ) limited reliability; * confidential in tables of the Bundesagentur für Arbeit.
 */
const UNKNOWN = new Map<string, UnknownWhy>([
  ...['.', '·', '•', '*'].map((symbol) => [symbol, 'confidential'] as const),
  ...['...', '…'].map((symbol) => [symbol, 'later'] as const),
  ['x', 'not-meaningful'],
  ...['/', '()'].map((symbol) => [symbol, 'unreliable'] as const),
  ...['', '?', '#n/a', '#nv', 'n/a', 'na', 'k.a.', 'k.a', 'keineangabe', 'n.v.', 'unbekannt', 'null'].map((symbol) => [symbol, 'missing'] as const),
]);
const NOTHING = new Set(['-', '–', '—', '−', '‐', '‑']);
const LARGEST = 1_000_000_000;

/**
 * Reads a count of people or things. Only a dash and a zero are 0; whatever is unknown stays unknown, with its reason and symbol.
 * Refuses `count-not-whole`, `count-negative`, `count-too-large`, `number-scientific` (1,0E+05 has lost its digits),
 * `number-ambiguous` (1.234 in a column whose format nobody knows) and `not-a-number`; all carry the text.
 */
export function readCount(text: string, format: NumberFormat = 'either'): Outcome<Count> {
  const trimmed = text.trim();
  const values = { text: trimmed.slice(0, 60) };
  if (NOTHING.has(trimmed)) return accepted({ kind: 'number', value: 0 });
  const why = trimmed.length <= 20 ? UNKNOWN.get(trimmed.toLowerCase().replace(/\s+/g, '')) : undefined;
  if (why !== undefined) return accepted({ kind: 'unknown', why, symbol: trimmed });
  const bracketed = /^\((.+)\)$/s.exec(trimmed)?.[1];
  const value = readNumber(bracketed ?? trimmed, format);
  if (value === undefined) return refused(whyNoNumber(bracketed ?? trimmed, format), { values });
  if (value < 0) return refused('count-negative', { values });
  if (!Number.isInteger(value)) return refused('count-not-whole', { values });
  if (value > LARGEST) return refused('count-too-large', { values });
  return accepted(bracketed === undefined ? { kind: 'number', value } : { kind: 'number', value, reliability: 'limited' });
}

/** Reads a number that may have decimals; refuses like {@link readCount}. Empty is undefined. */
export function readDecimal(text: string, format: NumberFormat = 'either'): Outcome<number | undefined> {
  const trimmed = text.trim();
  if (trimmed === '') return accepted(undefined);
  const value = readNumber(trimmed, format);
  return value === undefined ? refused(whyNoNumber(trimmed, format), { values: { text: trimmed.slice(0, 60) } }) : accepted(value);
}

function whyNoNumber(text: string, format: NumberFormat): string {
  if (/^[+-]?\d+(?:[.,]\d+)?e[+-]?\d+$/i.test(text)) return 'number-scientific';
  const readable = readNumber(text, 'german') !== undefined || readNumber(text, 'english') !== undefined;
  return format === 'either' && readable ? 'number-ambiguous' : 'not-a-number';
}

/**
 * Reads a key (AGS, ARS, number of a district) as text: `1023101.0`, which programs make of a number, is 1023101; the blanks of
 * `03 2 54 002` are looks. Refuses `key-scientific`: 1,02E+06 has lost its last digits.
 */
export function readKey(text: string): Outcome<string> {
  const trimmed = text.trim();
  if (/^\d+[.,]?\d*e\+?\d+$/i.test(trimmed)) return refused('key-scientific', { values: { text: trimmed.slice(0, 60) } });
  if (/^\d+[.,]0+$/.test(trimmed)) return accepted(trimmed.replace(/[.,]0+$/, ''));
  return accepted(/^\d[\d\s]*$/.test(trimmed) ? trimmed.replace(/\s+/g, '') : trimmed);
}

const MONTHS = ['januar', 'februar', 'märz', 'april', 'mai', 'juni', 'juli', 'august', 'september', 'oktober', 'november', 'dezember'];
const MIDNIGHT = /[T ]+00:00(?::00(?:\.0+)?)?Z?$/;

/**
 * Reads a day as people and programs write it: 2025-12-31, 31.12.2025, 31. Dezember 2025, each also with midnight behind it.
 * Refuses `day-two-digit-year`, `day-year-only` and `not-a-day` (also 12/31/2025, which two countries read differently).
 */
export function readDay(text: string): Outcome<Day> {
  const trimmed = text.trim().slice(0, 60).replace(MIDNIGHT, '');
  const values = { text: trimmed.slice(0, 60) };
  const iso = parseDay(trimmed);
  if (iso) return accepted(iso);
  if (/^(?:19|20)\d\d$/.test(trimmed)) return refused('day-year-only', { values });
  if (/^\d{1,2}\.\s?\d{1,2}\.\s?\d{2}$/.test(trimmed)) return refused('day-two-digit-year', { values });
  const numbers = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(trimmed);
  const words = /^(\d{1,2})\.\s?([a-zä]{3,9})\.?\s(\d{4})$/i.exec(trimmed);
  const month = numbers ? Number(numbers[2]) : words ? monthOf(words[2]!) : 0;
  const match = numbers ?? words;
  const found = match && parseDay(`${match[3]}-${String(month).padStart(2, '0')}-${match[1]!.padStart(2, '0')}`);
  return found ? accepted(found) : refused('not-a-day', { values });
}

function monthOf(name: string): number {
  const lower = name.toLowerCase().replace('maerz', 'märz');
  return MONTHS.findIndex((month) => month === lower || (lower.length >= 3 && month.startsWith(lower))) + 1;
}
