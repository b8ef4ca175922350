import { addDays, weekday as weekdayOf, type Day } from '../platform/day.ts';
import type { Uuid } from '../platform/id.ts';
import type { DayCalendar, PublicHoliday, SchoolHoliday } from './holidays/day-calendar.ts';
import type { WallTime } from './wall-time.ts';

/**
 * A weekly rule in wall time of Europe/Berlin: 10:00 stays 10:00 when the clocks change. HSDS schedule (RRULE freq, interval, byday).
 * What closes at or before the time it opens ends on the next day (22:00–06:00; 00:00–00:00 is the whole day).
 */
export interface WeeklyRule {
  /** 1 Monday … 7 Sunday */
  weekday: number;
  opensAt: WallTime;
  closesAt: WallTime;
  /** every n weeks, counted in calendar weeks from that of `firstDay` */
  intervalWeeks: number;
  firstDay?: Day;
  /** only the n-th such weekday of the month; 5 is the last */
  weekOfMonth?: number;
  validFrom?: Day;
  /** the rule ends the day before */
  validUntil?: Day;
  byAppointment: boolean;
  note: string;
  /** holds on public holidays as well; otherwise it is closed then */
  onPublicHolidays?: boolean;
  /** not in school holidays, or only then; missing: at any time */
  schoolHolidays?: 'not' | 'only';
}

/** A day that differs: closed, open in addition, or moved – one record for both the date that is cancelled and the one that takes its place. */
export interface ScheduleException {
  onDay: Day;
  kind: 'closed' | 'extra' | 'moved';
  /** closed, moved: only the time that usually opens then; missing: all of that day */
  onlyAt?: WallTime;
  /** moved: the day it is moved to */
  toDay?: Day;
  /** extra, moved: when it takes place */
  opensAt?: WallTime;
  closesAt?: WallTime;
  /** extra, moved: where, if not where it usually is */
  locationId?: Uuid;
  note: string;
}

/** One time at which an offer takes place. */
export interface Occurrence<Rule extends WeeklyRule = WeeklyRule> {
  day: Day;
  opensAt: WallTime;
  closesAt: WallTime;
  byAppointment: boolean;
  note: string;
  /** missing for an extra day and for a date that was moved */
  rule?: Rule;
  /** where, if the rule or the exception says so */
  locationId?: Uuid;
  /** the day on which it would have taken place */
  movedFrom?: Day;
}

/** Why a time that would be is not. */
export type Closure =
  | { kind: 'cancelled'; note: string }
  | { kind: 'moved'; to: Occurrence; note: string }
  | { kind: 'public-holiday'; holiday: PublicHoliday }
  | { kind: 'school-holiday'; holiday: SchoolHoliday };

/** A time at which an offer would take place by its rule, and does not. */
export interface ClosedTime<Rule extends WeeklyRule = WeeklyRule> {
  day: Day;
  opensAt: WallTime;
  closesAt: WallTime;
  rule: Rule;
  closure: Closure;
}

/** What happens on a day: what takes place, and what would if nothing stood against it. */
export interface Timetable<Rule extends WeeklyRule = WeeklyRule> {
  held: Occurrence<Rule>[];
  closed: ClosedTime<Rule>[];
}

/** No weekly rule pauses longer; a search for dates ends after this many days. */
const HORIZON_DAYS = 400;

/** Whether the rule holds on that day, exceptions and holidays aside. */
export function holdsOn(rule: WeeklyRule, day: Day): boolean {
  if (weekdayOf(day) !== rule.weekday) return false;
  if (rule.validFrom !== undefined && day < rule.validFrom) return false;
  if (rule.validUntil !== undefined && day >= rule.validUntil) return false;
  if (rule.weekOfMonth !== undefined) return isWeekOfMonth(day, rule.weekOfMonth);
  if (rule.firstDay !== undefined && day < rule.firstDay) return false;
  return rule.intervalWeeks === 1 || rule.firstDay === undefined || weeksBetween(rule.firstDay, day) % rule.intervalWeeks === 0;
}

/** Everything about one day, in order of time. What was added or moved there takes place whatever the calendar says. */
export function timetableOn<Rule extends WeeklyRule & { locationId?: Uuid }>(
  rules: readonly Rule[], exceptions: readonly ScheduleException[], calendar: DayCalendar, day: Day,
): Timetable<Rule> {
  const held: Occurrence<Rule>[] = exceptions.flatMap((exception) => addedBy(exception, day));
  const closed: ClosedTime<Rule>[] = [];
  for (const rule of rules) {
    if (!holdsOn(rule, day) || isOutsideSchoolHolidays(rule, calendar, day)) continue;
    const { opensAt, closesAt, byAppointment, note, locationId } = rule;
    const closure = closureOf(rule, exceptions, calendar, day);
    if (closure) closed.push({ day, opensAt, closesAt, rule, closure });
    else held.push({ day, opensAt, closesAt, byAppointment, note, rule, ...(locationId ? { locationId } : {}) });
  }
  return { held: held.sort(byTime), closed: closed.sort(byTime) };
}

/** All times of one day, in order. */
export function occurrencesOn<Rule extends WeeklyRule & { locationId?: Uuid }>(
  rules: readonly Rule[], exceptions: readonly ScheduleException[], calendar: DayCalendar, day: Day,
): Occurrence<Rule>[] {
  return timetableOn(rules, exceptions, calendar, day).held;
}

/**
 * The next `count` times from that day on (it included), in order; fewer if there are no more within 400 days. This is the one rule for
 * every list, sheet, feed and page: a moved date comes once, where it was moved to. O(days × rules).
 */
export function nextDates<Rule extends WeeklyRule & { locationId?: Uuid }>(
  rules: readonly Rule[], exceptions: readonly ScheduleException[], calendar: DayCalendar, from: Day, count: number,
): Occurrence<Rule>[] {
  const found: Occurrence<Rule>[] = [];
  if (rules.length === 0 && exceptions.length === 0) return found;
  for (let offset = 0; offset < HORIZON_DAYS && found.length < count; offset += 1) {
    found.push(...occurrencesOn(rules, exceptions, calendar, addDays(from, offset)));
  }
  return found.slice(0, count);
}

function addedBy({ kind, onDay, toDay, opensAt, closesAt, note, locationId }: ScheduleException, day: Day): Occurrence<never>[] {
  const isHere = kind === 'extra' ? onDay === day : kind === 'moved' && toDay === day;
  if (!isHere || !opensAt || !closesAt) return [];
  return [{ day, opensAt, closesAt, byAppointment: false, note, ...(locationId ? { locationId } : {}), ...(kind === 'moved' ? { movedFrom: onDay } : {}) }];
}

/** What was decided for this day says more than the calendar. */
function closureOf(rule: WeeklyRule, exceptions: readonly ScheduleException[], calendar: DayCalendar, day: Day): Closure | undefined {
  const own = exceptions.filter(({ onDay, kind, onlyAt }) => onDay === day && kind !== 'extra' && (onlyAt === undefined || onlyAt === rule.opensAt));
  for (const { kind, toDay, note, ...exception } of own) {
    const to = kind === 'moved' && toDay ? addedBy({ kind, toDay, note, ...exception }, toDay)[0] : undefined;
    if (to) return { kind: 'moved', to, note };
  }
  if (own[0]) return { kind: 'cancelled', note: own[0].note };
  const holiday = rule.onPublicHolidays ? undefined : calendar.publicHoliday(day);
  if (holiday) return { kind: 'public-holiday', holiday };
  const free = rule.schoolHolidays === 'not' ? calendar.schoolHoliday(day) : undefined;
  return free && { kind: 'school-holiday', holiday: free };
}

function isOutsideSchoolHolidays(rule: WeeklyRule, calendar: DayCalendar, day: Day): boolean {
  return rule.schoolHolidays === 'only' && calendar.schoolHoliday(day) === undefined;
}

type Time = Pick<Occurrence, 'opensAt' | 'closesAt'>;
const byTime = (a: Time, b: Time) => a.opensAt.localeCompare(b.opensAt) || a.closesAt.localeCompare(b.closesAt);

function isWeekOfMonth(day: Day, week: number): boolean {
  const dayOfMonth = Number(day.slice(8));
  if (week === LAST_WEEK) return addDays(day, 7).slice(0, 7) !== day.slice(0, 7);
  return Math.ceil(dayOfMonth / 7) === week;
}

export const LAST_WEEK = 5;

/** Calendar weeks (Monday first) from that of `from` to that of `to`. */
function weeksBetween(from: Day, to: Day): number {
  const monday = (day: Day) => Date.parse(`${addDays(day, 1 - weekdayOf(day))}T00:00:00Z`);
  return Math.round((monday(to) - monday(from)) / (7 * 86_400_000));
}
