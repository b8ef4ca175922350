import { addDays, weekday as weekdayOf, type Day } from '../platform/day.ts';

/** A time of day on the clock on the wall in Germany, `09:30`. */
export type WallTime = string;

/**
 * A weekly rule in wall time of Europe/Berlin: 10:00 stays 10:00 when the clocks change. HSDS schedule (RRULE freq, interval, byday).
 * It ends on the same day it begins.
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
}

/** A day that differs: closed, or open in addition. */
export interface ScheduleException {
  onDay: Day;
  kind: 'closed' | 'extra';
  opensAt?: WallTime;
  closesAt?: WallTime;
  note: string;
}

/** One time at which an offer takes place. */
export interface Occurrence<Rule extends WeeklyRule = WeeklyRule> {
  day: Day;
  opensAt: WallTime;
  closesAt: WallTime;
  byAppointment: boolean;
  note: string;
  /** missing for an extra day */
  rule?: Rule;
}

/** No weekly rule pauses longer; a search for dates ends after this many days. */
const HORIZON_DAYS = 400;

/** Whether the rule holds on that day, exceptions aside. */
export function holdsOn(rule: WeeklyRule, day: Day): boolean {
  if (weekdayOf(day) !== rule.weekday) return false;
  if (rule.validFrom !== undefined && day < rule.validFrom) return false;
  if (rule.validUntil !== undefined && day >= rule.validUntil) return false;
  if (rule.weekOfMonth !== undefined) return isWeekOfMonth(day, rule.weekOfMonth);
  if (rule.firstDay !== undefined && day < rule.firstDay) return false;
  return rule.intervalWeeks === 1 || rule.firstDay === undefined || weeksBetween(rule.firstDay, day) % rule.intervalWeeks === 0;
}

/** All times of one day, in order; a closed day has only what was added to it. */
export function occurrencesOn<Rule extends WeeklyRule>(rules: readonly Rule[], exceptions: readonly ScheduleException[], day: Day): Occurrence<Rule>[] {
  const own = exceptions.filter((exception) => exception.onDay === day);
  const isClosed = own.some((exception) => exception.kind === 'closed');
  const regular: Occurrence<Rule>[] = isClosed ? [] : rules.filter((rule) => holdsOn(rule, day)).map((rule) => ({
    day, opensAt: rule.opensAt, closesAt: rule.closesAt, byAppointment: rule.byAppointment, note: rule.note, rule,
  }));
  const extra: Occurrence<Rule>[] = own.flatMap(({ kind, opensAt, closesAt, note }) =>
    kind === 'extra' && opensAt && closesAt ? [{ day, opensAt, closesAt, byAppointment: false, note }] : []);
  return [...regular, ...extra].sort((a, b) => a.opensAt.localeCompare(b.opensAt) || a.closesAt.localeCompare(b.closesAt));
}

/** The next `count` times from that day on (it included), in order; fewer if there are no more within 400 days. O(days × rules). */
export function nextDates<Rule extends WeeklyRule>(rules: readonly Rule[], exceptions: readonly ScheduleException[], from: Day, count: number): Occurrence<Rule>[] {
  const found: Occurrence<Rule>[] = [];
  if (rules.length === 0 && exceptions.length === 0) return found;
  for (let offset = 0; offset < HORIZON_DAYS && found.length < count; offset += 1) {
    found.push(...occurrencesOn(rules, exceptions, addDays(from, offset)));
  }
  return found.slice(0, count);
}

/** Whether an offer is open at an instant: on the clock on the wall, so right on the days the clocks change. */
export function isOpenAt(rules: readonly WeeklyRule[], exceptions: readonly ScheduleException[], instant: Date): boolean {
  const { day, time } = wallClock(instant);
  return occurrencesOn(rules, exceptions, day).some(({ opensAt, closesAt }) => opensAt <= time && time < closesAt);
}

const berlin = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Berlin', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
});

/** Day and time on the wall in Germany at an instant. */
export function wallClock(instant: Date): { day: Day; time: WallTime } {
  const part = Object.fromEntries(berlin.formatToParts(instant).map(({ type, value }) => [type, value]));
  return { day: `${part['year']}-${part['month']}-${part['day']}` as Day, time: `${part['hour']}:${part['minute']}` };
}

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
