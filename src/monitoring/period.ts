import { addDays, addMonths, day, parseDay, type Day } from '../platform/day.ts';

/**
 * When a figure holds: a Stichtag (`from` = `until`) or a period, both ends included. What kind of period it is, its ends say:
 * 1 January to 31 December is a year, 1 August to 31 July a school and Kita year.
 */
export interface Period {
  from: Day;
  until: Day;
}

export type PeriodKind = 'stichtag' | 'month' | 'quarter' | 'year' | 'school-year' | 'years' | 'span';

export function stichtag(on: Day): Period {
  return { from: on, until: on };
}

export function yearPeriod(year: number): Period {
  return { from: day(`${year}-01-01`), until: day(`${year}-12-31`) };
}

export function monthPeriod(year: number, month: number): Period {
  const from = day(`${year}-${String(month).padStart(2, '0')}-01`);
  return { from, until: addDays(addMonths(from, 1), -1) };
}

export function quarterPeriod(year: number, quarter: number): Period {
  const from = day(`${year}-${String(quarter * 3 - 2).padStart(2, '0')}-01`);
  return { from, until: addDays(addMonths(from, 3), -1) };
}

/** The school and Kita year that begins in this year. */
export function schoolYearPeriod(year: number): Period {
  return { from: day(`${year}-08-01`), until: day(`${year + 1}-07-31`) };
}

export function periodKind({ from, until }: Period): PeriodKind {
  if (from === until) return 'stichtag';
  const after = addDays(until, 1);
  if (addMonths(from, 1) === after && from.endsWith('-01')) return 'month';
  if (addMonths(from, 3) === after && /-(01|04|07|10)-01$/.test(from)) return 'quarter';
  if (addMonths(from, 12) === after && from.endsWith('-01-01')) return 'year';
  if (addMonths(from, 12) === after && from.endsWith('-08-01')) return 'school-year';
  return from.endsWith('-01-01') && until.endsWith('-12-31') ? 'years' : 'span';
}

/** A short word for keys and addresses: `2022-12-31`, `2022`, `2022-Q3`, `2022-06`, `2022-08-01..2023-07-31`; read back by {@link parsePeriodKey}. */
export function periodKey(period: Period): string {
  const kind = periodKind(period);
  const { from, until } = period;
  if (kind === 'stichtag') return until;
  if (kind === 'year') return from.slice(0, 4);
  if (kind === 'month') return from.slice(0, 7);
  if (kind === 'quarter') return `${from.slice(0, 4)}-Q${(Number(from.slice(5, 7)) + 2) / 3}`;
  return `${from}..${until}`;
}

export function parsePeriodKey(key: string): Period | undefined {
  const span = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(key);
  if (span) {
    const [from, until] = [parseDay(span[1]!), parseDay(span[2]!)];
    return from && until && from <= until ? { from, until } : undefined;
  }
  const on = parseDay(key);
  if (on) return stichtag(on);
  const quarter = /^(\d{4})-Q([1-4])$/.exec(key);
  if (quarter) return quarterPeriod(Number(quarter[1]), Number(quarter[2]));
  const month = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(key);
  if (month) return monthPeriod(Number(month[1]), Number(month[2]));
  return /^(1[89]|20|21)\d\d$/.test(key) ? yearPeriod(Number(key)) : undefined;
}

/** In time, the earlier end first. */
export function comparePeriods(one: Period, other: Period): number {
  return one.until < other.until ? -1 : one.until > other.until ? 1 : one.from < other.from ? -1 : one.from > other.from ? 1 : 0;
}

export function samePeriod(one: Period, other: Period): boolean {
  return one.from === other.from && one.until === other.until;
}

/** The year a figure is filed under: that of its last day; a school year under the year in which it begins. */
export function periodYear(period: Period): number {
  return Number((periodKind(period) === 'school-year' ? period.from : period.until).slice(0, 4));
}

/** The same period so many years earlier; the last day of a month stays the last day. */
export function yearsBefore({ from, until }: Period, years: number): Period {
  const isLast = addDays(until, 1).endsWith('-01');
  const earlier = addMonths(until, -12 * years);
  const end = isLast ? addDays(addMonths(day(`${earlier.slice(0, 7)}-01`), 1), -1) : earlier;
  return { from: from === until ? end : addMonths(from, -12 * years), until: end };
}

export function daysBetween(one: Day, other: Day): number {
  return Math.abs(Date.parse(one) - Date.parse(other)) / 86_400_000;
}

/** Figures of different times in one sentence: what must be said beside them. Empty and single lists are never mixed. */
export function isMixed(periods: readonly Period[]): boolean {
  return new Set(periods.map(periodKey)).size > 1;
}
