import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { PREGNANCY, type Ages } from '../age.ts';

/**
 * What „bis 6 Jahre“ means. `birthday`: until the sixth birthday, the last completed month is 71 – so institutions mean „3 bis 6 Jahre“.
 * `completed-year`: the six-year-olds belong to it, 83 – so clubs and camps mean „8 bis 12 Jahre“. The person chooses, the preview says
 * the months.
 */
export type YearsUntil = 'birthday' | 'completed-year';

const OLDEST_YEARS = 125;
const PREGNANT = new Set(['schwangerschaft', 'schwangere', 'ab schwangerschaft', 'ab der schwangerschaft', 'vor der geburt', 'pränatal', 'pregnancy']);
const BIRTH = new Set(['geburt', 'ab geburt', 'von geburt', 'von geburt an', 'ab der geburt', 'bis geburt', 'bis zur geburt', 'birth']);
const NO_LIMIT = new Set(['alle', 'jedes alter', 'alle alter', 'alle altersgruppen', 'ohne altersgrenze', 'ohne altersbegrenzung', 'offen', 'unbegrenzt', 'ohne', 'keine grenze', 'ohne grenze']);
const UNKNOWN = new Set(['', 'unbekannt', '?', 'k. a.', 'k.a.', 'keine angabe']);

const NUMBER = String.raw`(-?\d{1,4}(?:[.,]\d)?)`;
const UNIT = String.raw`(?:\s*-?\s*(jahre?n?|j\.?|years?|lj\.?|monate?n?|mon\.?|m\.?|months?|wochen?|w\.?|weeks?))?`;
const FROM = new RegExp(`^(?:ab|von|from)?\\s*${NUMBER}${UNIT}\\s*\\+?$`);
const UNTIL = new RegExp(`^(?:bis(?: zu| zum)?|to)?\\s*${NUMBER}${UNIT}$`);
const UNTIL_INCLUDED = new RegExp(`^(?:bis\\s*)?(?:einschließlich|einschl\\.?|inkl\\.?|inklusive)\\s*${NUMBER}${UNIT}$|^(?:bis\\s*)?${NUMBER}${UNIT}\\s*(?:einschließlich|einschl\\.?|inkl\\.?|inklusive)$`);
const UNDER = new RegExp(`^(?:bis\\s*)?(?:unter|u|<)\\s*${NUMBER}${UNIT}$`);
const BIRTHDAY = /^(?:bis )?(?:zum )?(\d{1,3})\. geburtstag$/;
const RANGE = new RegExp(`^(?:von\\s+|ab\\s+)?(.{1,40}?)\\s*(?:-|–|—|bis)\\s*(.{1,40})$`);
const A_DAY = /^\d{4}-\d{2}-\d{2}|^\d{1,2}\.\s?(?:jan|feb|mrz|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez)/;

/** The age from which an offer is open, in completed months; a bare number is years. Undefined: unknown. Refuses `age-not-read`, `age-became-date`. */
export function readMinimumAge(text: string): Outcome<number | undefined> {
  const words = plain(text);
  if (UNKNOWN.has(words)) return accepted(undefined);
  if (PREGNANT.has(words)) return accepted(PREGNANCY);
  if (BIRTH.has(words) || NO_LIMIT.has(words)) return accepted(0);
  const match = FROM.exec(words);
  return match ? inRange(months(match[1]!, match[2]), text) : notRead(text);
}

/** The last completed month an offer is open for, by the rule for years; months are included as written. Undefined: unknown or open. */
export function readMaximumAge(text: string, yearsUntil: YearsUntil, unit?: string): Outcome<number | undefined> {
  const words = plain(text);
  if (UNKNOWN.has(words) || NO_LIMIT.has(words)) return accepted(undefined);
  if (PREGNANT.has(words) || BIRTH.has(words)) return accepted(-1);
  const birthday = BIRTHDAY.exec(words);
  if (birthday) return inRange(Number(birthday[1]) * 12 - 1, text);
  const under = UNDER.exec(words);
  if (under) return inRange(months(under[1]!, under[2] ?? unit) - 1, text);
  const included = UNTIL_INCLUDED.exec(words);
  if (included) return inRange(lastMonth(included[1] ?? included[3]!, included[2] ?? included[4] ?? unit, 'completed-year'), text);
  const until = UNTIL.exec(words);
  return until ? inRange(lastMonth(until[1]!, until[2] ?? unit, yearsUntil), text) : notRead(text);
}

/** Both ages from one cell: „3-6 Jahre“, „6 bis 18 Monate“, „ab 6“, „bis 3 Jahre“, „unter 3“, „alle“. */
export function readAgeRange(text: string, yearsUntil: YearsUntil): Outcome<Ages> {
  const words = plain(text);
  if (UNKNOWN.has(words)) return accepted({});
  if (NO_LIMIT.has(words)) return accepted({ minimumAgeMonths: 0 });
  if (PREGNANT.has(words)) return accepted({ minimumAgeMonths: PREGNANCY, maximumAgeMonths: -1 });
  if (A_DAY.test(words)) return notRead(text);
  if (/^(?:bis|unter|u\d|u |<)/.test(words)) return ends(accepted(undefined), readMaximumAge(words, yearsUntil));
  const range = words.startsWith('-') ? null : RANGE.exec(words);
  if (!range) return /^ab\s|\+$/.test(words) ? ends(readMinimumAge(words), accepted(undefined)) : notRead(text);
  const unit = new RegExp(`${UNIT}$`).exec(range[2]!)?.[1];
  const from = /^[\d.,]+$/.test(range[1]!) ? `${range[1]} ${unit ?? ''}`.trim() : range[1]!;
  const both = ends(readMinimumAge(from), readMaximumAge(range[2]!, yearsUntil));
  return both.ok ? both : notRead(text);
}

function ends(minimum: Outcome<number | undefined>, maximum: Outcome<number | undefined>): Outcome<Ages> {
  if (!minimum.ok) return minimum;
  if (!maximum.ok) return maximum;
  return accepted({
    ...(minimum.value === undefined ? {} : { minimumAgeMonths: minimum.value }), ...(maximum.value === undefined ? {} : { maximumAgeMonths: maximum.value }),
  });
}

function plain(text: string): string {
  return text.slice(0, 100).trim().toLowerCase().replace(/\s+/g, ' ');
}

function notRead(text: string): Outcome<never> {
  const words = text.trim().slice(0, 60);
  // „3-6“ typed into a spreadsheet becomes 3 June
  return refused(A_DAY.test(words.toLowerCase()) ? 'age-became-date' : 'age-not-read', { values: { text: words } });
}

/** Weeks are cut to completed months: 6 weeks is 1. */
function months(number: string, unit: string | undefined): number {
  const value = Number(number.replace(',', '.'));
  if (unit === undefined || /^(j|y|l)/.test(unit)) return value * 12;
  return unit.startsWith('w') ? Math.floor((value * 7) / 30.4375) : value;
}

function lastMonth(number: string, unit: string | undefined, yearsUntil: YearsUntil): number {
  const inYears = unit === undefined || /^(j|y|l)/.test(unit);
  const value = months(number, unit);
  if (!inYears) return value;
  return yearsUntil === 'birthday' ? value - 1 : value + 11;
}

function inRange(value: number, text: string): Outcome<number> {
  if (!Number.isInteger(value) || value < PREGNANCY || value > OLDEST_YEARS * 12) return notRead(text);
  return accepted(value === 0 ? 0 : value);
}

/** For the export; {@link readMinimumAge} reads it back. */
export function sayMinimumAge(month: number | undefined): string {
  if (month === undefined) return '';
  if (month === PREGNANCY) return 'Schwangerschaft';
  if (month === 0) return 'Geburt';
  return month > 0 && month % 12 === 0 ? `${month / 12} Jahre` : `${month} Monate`;
}

/** For the export; {@link readMaximumAge} reads it back by either rule for years. */
export function sayMaximumAge(month: number | undefined): string {
  if (month === undefined) return '';
  if (month === -1) return 'Geburt';
  return month > 0 && (month + 1) % 12 === 0 ? `unter ${(month + 1) / 12} Jahre` : `${month} Monate`;
}

/** For the preview, so that nobody is left in doubt: „36 bis 71 Monate“. */
export function sayMonths({ minimumAgeMonths: from, maximumAgeMonths: until }: Ages): string {
  if (from === undefined && until === undefined) return 'unbekannt';
  if (until === undefined) return from! < 0 ? 'ab der Schwangerschaft' : `ab ${from} Monaten`;
  if (until < 0) return 'Schwangerschaft';
  const start = from === undefined ? '' : from < 0 ? 'Schwangerschaft ' : `${from} `;
  return `${start}bis ${until} Monate`;
}
