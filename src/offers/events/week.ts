import { addDays, parseDay, weekday, type Day } from '../../platform/day.ts';
import type { WallTime } from '../wall-time.ts';

export const DAYS_OF_WEEK = 7;

export function mondayOf(day: Day): Day {
  return addDays(day, 1 - weekday(day));
}

/** The Monday an address names, `2026-W48` or any day of the week; this week's for everything else. At most two years from today. */
export function readWeek(text: string | null, today: Day): Day {
  const named = /^(\d{4})-W(\d{2})$/.exec(text ?? '');
  const monday = named ? mondayOfWeek(Number(named[1]), Number(named[2])) : parseDay(text ?? '');
  const isNear = monday !== undefined && monday > addDays(today, -FURTHEST_DAYS) && monday < addDays(today, FURTHEST_DAYS);
  return mondayOf(isNear ? monday : today);
}

const FURTHEST_DAYS = 730;

/** `2026-W48`: the week of ISO 8601, which belongs to the year of its Thursday. */
export function weekName(monday: Day): string {
  const thursday = addDays(monday, 3);
  const first = mondayOf(`${thursday.slice(0, 4)}-01-04` as Day);
  const week = Math.round((Date.parse(monday) - Date.parse(first)) / (DAYS_OF_WEEK * 86_400_000)) + 1;
  return `${thursday.slice(0, 4)}-W${String(week).padStart(2, '0')}`;
}

function mondayOfWeek(year: number, week: number): Day | undefined {
  const monday = addDays(mondayOf(`${year}-01-04` as Day), (week - 1) * DAYS_OF_WEEK);
  return weekName(monday) === `${year}-W${String(week).padStart(2, '0')}` ? monday : undefined;
}

/** A group that meets on one day of the week is a date to come to; what is open on several days has opening hours. */
export function isMeeting(weekdays: readonly number[]): boolean {
  return new Set(weekdays).size <= MOST_DAYS;
}
const MOST_DAYS = 1;

/** A date as it stands in the order of a day: what begins without a time comes first. */
export function byTimeOfDay(one: { opensAt?: WallTime; name: string }, other: { opensAt?: WallTime; name: string }): number {
  return (one.opensAt ?? '').localeCompare(other.opensAt ?? '') || one.name.localeCompare(other.name, 'de');
}
