import { accepted, refused, type Outcome } from '../outcome.ts';

/** How a column writes numbers: `1.234,5` (german), `1,234.5` (english), or so that both read the same (either). */
export type NumberFormat = 'german' | 'english' | 'either';

/** A cell of a column with its line, for messages. */
export interface ColumnCell {
  line: number;
  text: string;
}

/* Grouping by the format's own sign, or by a space or apostrophe (1 234, 1'234), which mean the same in both. */
const GERMAN = /^[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:[ \u00a0\u2009\u202f'’]\d{3})+)(?:,\d+)?$/;
const ENGLISH = /^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ \u00a0\u2009\u202f'’]\d{3})+)(?:\.\d+)?$/;
const LONGEST = 40;

/** Reads a number in one format; undefined for anything else. Exponents are none: their digits are lost. */
export function readNumber(text: string, format: NumberFormat): number | undefined {
  const trimmed = text.trim().replace(/^[\u2212\u2013](?=\d)/, '-');
  if (trimmed.length > LONGEST) return undefined;
  const german = GERMAN.test(trimmed) ? numberOf(trimmed, ',') : undefined;
  const english = ENGLISH.test(trimmed) ? numberOf(trimmed, '.') : undefined;
  if (format === 'german') return german;
  if (format === 'english') return english;
  return german === undefined || english === undefined || german === english ? (german ?? english) : undefined;
}

function numberOf(text: string, decimal: ',' | '.'): number {
  const [whole = '', fraction = '0'] = text.split(decimal);
  const value = Number(`${whole.replace(/[^\d+-]/g, '')}.${fraction}`);
  return value === 0 ? 0 : value;
}

/**
 * Which format a column is in, from all its cells together, because `1.234` alone may be a thousand or one and a bit. Cells that
 * are no numbers (symbols, words) say nothing. In a column of counts a reading that leaves fractions is no reading: `1.234` is a
 * thousand, `1.000` stays open.
 * Refuses `number-format-unclear` and `number-format-mixed`, each with the line and text of the first cell in question. O(cells).
 */
export function columnNumberFormat(cells: readonly ColumnCell[], { whole = false } = {}): Outcome<NumberFormat> {
  const readings = cells
    .map(({ line, text }) => ({ line, text: text.trim(), german: readNumber(text, 'german'), english: readNumber(text, 'english') }))
    .filter(({ german, english }) => german !== undefined || english !== undefined);
  const germanOnly = readings.find(({ english }) => english === undefined);
  const englishOnly = readings.find(({ german }) => german === undefined);
  if (germanOnly && englishOnly) {
    const [first, second] = germanOnly.line < englishOnly.line ? [germanOnly, englishOnly] : [englishOnly, germanOnly];
    return refused('number-format-mixed', { values: { line: second.line, text: second.text, otherLine: first.line, otherText: first.text } });
  }
  if (germanOnly) return accepted('german');
  if (englishOnly) return accepted('english');
  const unclear = readings.filter(({ german, english }) => german !== english);
  if (unclear.length === 0) return accepted('either');
  if (whole) {
    const germanIsWhole = unclear.every(({ german }) => Number.isInteger(german));
    const englishIsWhole = unclear.every(({ english }) => Number.isInteger(english));
    if (germanIsWhole && !englishIsWhole) return accepted('german');
    if (englishIsWhole && !germanIsWhole) return accepted('english');
  }
  return refused('number-format-unclear', { values: { line: unclear[0]!.line, text: unclear[0]!.text } });
}
