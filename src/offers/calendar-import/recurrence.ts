import { weekday as weekdayOf, type Day } from '../../platform/day.ts';

/** A rule of recurrence (RFC 5545, 3.3.10) as far as it is understood here: days only. */
export interface DayRule {
  frequency: 'daily' | 'weekly' | 'monthly' | 'yearly';
  interval: number;
  /** 1 Monday … 7 Sunday; nth: the n-th of the month, negative from its end */
  byDay: readonly { weekday: number; nth?: number }[];
  byMonthDay: readonly number[];
  byMonth: readonly number[];
  /** the week begins with it */
  weekStart: number;
  count?: number;
  /** the last day, included; whether the hour of that day still counts is the reader's business */
  until?: Day;
}

/** A rule that says more than days, or something nobody needs. */
export interface RecurData {
  freq?: string; interval?: number; byday?: string | string[]; bymonthday?: number | number[]; bymonth?: number | number[]; bysetpos?: number | number[];
  wkst?: number | string; count?: number; [other: string]: unknown;
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const KNOWN = new Set(['freq', 'interval', 'byday', 'bymonthday', 'bymonth', 'bysetpos', 'wkst', 'count', 'until', 'rscale', 'skip']);
const FREQUENCIES = { DAILY: 'daily', WEEKLY: 'weekly', MONTHLY: 'monthly', YEARLY: 'yearly' } as const;

/** Reads a rule's parts; undefined where a part is not understood, so that nothing is guessed. */
export function readDayRule(data: RecurData): Omit<DayRule, 'until'> | undefined {
  if (Object.keys(data).some((part) => !KNOWN.has(part)) || data['rscale'] !== undefined || data['skip'] !== undefined) return undefined;
  const frequency = FREQUENCIES[String(data.freq).toUpperCase() as keyof typeof FREQUENCIES];
  const interval = data.interval ?? 1;
  if (!frequency || !Number.isInteger(interval) || interval < 1 || interval > 366) return undefined;
  const byDay = listOf(data.byday).map(readDay);
  if (byDay.some((one) => one === undefined)) return undefined;
  const rule = {
    frequency, interval, byDay: byDay as DayRule['byDay'][number][], byMonthDay: listOf(data.bymonthday), byMonth: listOf(data.bymonth),
    // ical.js counts from Sunday, 1, or names the day.
    weekStart: data.wkst === undefined ? 1 : typeof data.wkst === 'number' ? ((data.wkst + 5) % 7) + 1 : WEEKDAYS.indexOf(data.wkst) + 1, ...(data.count === undefined ? {} : { count: data.count }),
  };
  const positions = listOf(data.bysetpos);
  if (positions.length > 0) {
    // „The last Friday“ as Outlook writes it.
    if (frequency !== 'monthly' || positions.length > 1 || rule.byDay.length !== 1 || rule.byDay[0]!.nth !== undefined || rule.byMonthDay.length > 0) return undefined;
    rule.byDay = [{ weekday: rule.byDay[0]!.weekday, nth: positions[0]! }];
  }
  return isUnderstood(rule) ? rule : undefined;
}

function isUnderstood({ frequency, byDay, byMonthDay, byMonth }: Omit<DayRule, 'until'>): boolean {
  if ([...byMonthDay].some((day) => day === 0 || Math.abs(day) > 31) || byMonth.some((month) => month < 1 || month > 12)) return false;
  const hasNth = byDay.some(({ nth }) => nth !== undefined);
  if (hasNth && (frequency === 'daily' || frequency === 'weekly')) return false;
  if (frequency === 'weekly' && byMonthDay.length > 0) return false;
  if (frequency === 'yearly' && byDay.length > 0 && (byMonth.length === 0 || byMonthDay.length > 0)) return false;
  if (frequency === 'yearly' && byMonthDay.length > 0 && byMonth.length === 0) return false;
  return byDay.every(({ nth }) => nth === undefined || (nth !== 0 && Math.abs(nth) <= 5));
}

/** No rule is followed further: a rule that names 30 February ends here as well. */
const MOST_DAYS = 366 * 25;

/** Days of a rule from its start on, in order, up to and without `until`; the start always counts, as the standard asks. O(days). */
export function ruleDays(rule: DayRule, start: Day, until: Day): Day[] {
  const found: Day[] = [];
  const from = numbered(start);
  const end = Math.min(Date.parse(until) / DAY_LENGTH, rule.until === undefined ? Infinity : Date.parse(rule.until) / DAY_LENGTH + 1, from.number + MOST_DAYS);
  // Counted by hand: asking a calendar for each of many thousand days is what takes the time.
  for (let at = from; at.number < end && found.length < (rule.count ?? Infinity); at = next(at)) {
    if (at.number === from.number || holds(rule, from, at)) found.push(`${String(at.year).padStart(4, '0')}-${String(at.month).padStart(2, '0')}-${String(at.date).padStart(2, '0')}` as Day);
  }
  return found;
}

const DAY_LENGTH = 86_400_000;

interface NumberedDay {
  /** days since 1970 */
  number: number;
  year: number;
  month: number;
  date: number;
  weekday: number;
}

function numbered(day: Day): NumberedDay {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return { number: Date.parse(day) / DAY_LENGTH, year, month, date, weekday: weekdayOf(day) };
}

function next({ number, year, month, date, weekday }: NumberedDay): NumberedDay {
  const isLast = date === daysIn(year, month);
  return {
    number: number + 1, weekday: (weekday % 7) + 1, date: isLast ? 1 : date + 1,
    month: isLast ? (month % 12) + 1 : month, year: isLast && month === 12 ? year + 1 : year,
  };
}

function holds({ frequency, interval, byDay, byMonthDay, byMonth, weekStart }: DayRule, start: NumberedDay, { number, year, month, date, weekday }: NumberedDay): boolean {
  if (byMonth.length > 0 && !byMonth.includes(month)) return false;
  const isMonthDay = () => byMonthDay.some((one) => (one > 0 ? one === date : daysIn(year, month) + one + 1 === date));
  const isWeekday = () => byDay.some((one) => one.weekday === weekday && (one.nth === undefined || isNth(year, month, date, one.nth)));
  switch (frequency) {
    case 'daily': return (number - start.number) % interval === 0 && (byDay.length === 0 || isWeekday()) && (byMonthDay.length === 0 || isMonthDay());
    case 'weekly': return ((firstOfWeek(number, weekday) - firstOfWeek(start.number, start.weekday)) / 7) % interval === 0 && (byDay.length === 0 ? weekday === start.weekday : isWeekday());
    case 'monthly': return ((year - start.year) * 12 + month - start.month) % interval === 0 && onMonth();
    case 'yearly': return (year - start.year) % interval === 0 && (byMonth.length > 0 || month === start.month) && onMonth();
  }
  function firstOfWeek(day: number, of: number): number {
    return day - ((of - weekStart + 7) % 7);
  }
  function onMonth(): boolean {
    if (byDay.length > 0) return isWeekday() && (byMonthDay.length === 0 || isMonthDay());
    return byMonthDay.length > 0 ? isMonthDay() : date === start.date;
  }
}

function isNth(year: number, month: number, date: number, nth: number): boolean {
  return nth > 0 ? Math.ceil(date / 7) === nth : Math.ceil((daysIn(year, month) - date + 1) / 7) === -nth;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function readDay(text: string): { weekday: number; nth?: number } | undefined {
  const match = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(String(text).toUpperCase());
  if (!match) return undefined;
  return { weekday: WEEKDAYS.indexOf(match[2]!) + 1, ...(match[1] ? { nth: Number(match[1]) } : {}) };
}

function listOf<Item>(value: Item | Item[] | undefined): Item[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}
