import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import type { UnknownWhy } from '../../platform/table-file/cell-value.ts';
import { readNumber, type NumberFormat } from '../../platform/table-file/number-format.ts';
import type { Figure } from '../figure.ts';

/*
 * Symbols of the Statistische Ämter (and * of the Bundesagentur für Arbeit: 1 or 2 cases, or one that would give them away).
 * None of them is 0. The dash alone may be, and only where the recipe says „nichts vorhanden“.
 */
const UNKNOWN = new Map<string, UnknownWhy>([
  ['.', 'confidential'], ['·', 'confidential'], ['•', 'confidential'], ['*', 'confidential'],
  ['...', 'later'], ['…', 'later'], ['x', 'not-meaningful'], ['/', 'unreliable'], ['()', 'unreliable'],
  ['', 'missing'], ['?', 'missing'], ['#nv', 'missing'], ['#n/a', 'missing'], ['n/a', 'missing'], ['na', 'missing'], ['k.a.', 'missing'], ['n.v.', 'missing'], ['null', 'missing'],
]);
const DASHES = new Set(['-', '–', '—', '−', '‐', '‑']);
const LARGEST = 1e12;
const PLAIN = /^\d{1,9}$/;

/** What a dash says in this file. */
export type DashMeans = 'nothing' | 'unknown';

export interface FigureRules {
  dash: DashMeans;
  format: NumberFormat;
  /** counts of people have no decimals and are not negative */
  whole: boolean;
}

/**
 * Reads a cell of figures. Refuses `not-a-number`, `number-ambiguous`, `number-scientific`, `count-negative`, `count-not-whole`,
 * `count-too-large`, each with the text.
 */
export function readFigure(text: string, { dash, format, whole }: FigureRules): Outcome<Figure> {
  // Most cells of a large file, and the same in every format.
  if (PLAIN.test(text)) return accepted({ kind: 'number', value: Number(text) });
  const trimmed = text.trim();
  if (DASHES.has(trimmed)) return accepted(dash === 'nothing' ? { kind: 'nothing' } : { kind: 'unknown', why: 'missing' });
  if (trimmed.length <= 10) {
    const why = UNKNOWN.get(trimmed.toLowerCase().replace(/\s+/g, ''));
    if (why) return accepted({ kind: 'unknown', why });
  }
  const inBrackets = /^\((.+)\)$/s.exec(trimmed)?.[1];
  const number = (inBrackets ?? trimmed).replace(/(\d)\s?(?:r|p|s|e)$/i, '$1');
  const value = readNumber(number, format);
  const values = { text: trimmed.slice(0, 40) };
  if (value === undefined) {
    if (/^[+-]?\d+(?:[.,]\d+)?e[+-]?\d+$/i.test(number)) return refused('number-scientific', { values });
    const readable = readNumber(number, 'german') !== undefined || readNumber(number, 'english') !== undefined;
    return refused(format === 'either' && readable ? 'number-ambiguous' : 'not-a-number', { values });
  }
  if (whole && value < 0) return refused('count-negative', { values });
  if (whole && !Number.isInteger(value)) return refused('count-not-whole', { values });
  if (Math.abs(value) > LARGEST) return refused('count-too-large', { values });
  return accepted(inBrackets === undefined ? { kind: 'number', value } : { kind: 'number', value, reliability: 'limited' });
}

/** Whether a cell looks like a figure or one of the symbols; an empty one does not. */
export function looksLikeFigure(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed === '') return false;
  if (DASHES.has(trimmed) || UNKNOWN.has(trimmed.toLowerCase())) return true;
  return /^\(?[+-]?[\d.,\s']*\d\)?(?:\s?[rpse])?$/i.test(trimmed);
}

/**
 * Whether numbers are written with decimal comma or point, from many of them. In counts 1.234 is a thousand; where both readings
 * remain, `either`: ambiguous cells are then refused one by one.
 */
export function formatOf(cells: Iterable<string>, whole: boolean): NumberFormat {
  let [german, english, germanWhole, englishWhole] = [true, true, true, true];
  for (const cell of cells) {
    if (PLAIN.test(cell)) continue;
    const text = cell.trim().replace(/^\((.+)\)$/s, '$1');
    const [asGerman, asEnglish] = [readNumber(text, 'german'), readNumber(text, 'english')];
    if (asGerman === undefined && asEnglish === undefined) continue;
    if (asGerman === undefined) german = false;
    else if (!Number.isInteger(asGerman)) germanWhole = false;
    if (asEnglish === undefined) english = false;
    else if (!Number.isInteger(asEnglish)) englishWhole = false;
  }
  if (german !== english) return german ? 'german' : 'english';
  if (whole && german && germanWhole !== englishWhole) return germanWhole ? 'german' : 'english';
  return 'either';
}
