import { addDays, type Day } from '../platform/day.ts';
import type { DayCalendar } from './holidays/day-calendar.ts';
import { occurrencesOn, type Occurrence, type ScheduleException, type WeeklyRule } from './schedule.ts';
import { spanOf, wallClock } from './wall-time.ts';

/**
 * The time at which an offer is open at an instant, if it is: by instants, so that an evening which passes over midnight and the night in which
 * the clocks change are right (2:15 comes twice and is open once where it closes at 2:30). `begins`: nothing is open before that day.
 */
export function openTimeAt<Rule extends WeeklyRule>(
  rules: readonly Rule[], exceptions: readonly ScheduleException[], calendar: DayCalendar, instant: Date, begins?: Day,
): Occurrence<Rule> | undefined {
  const { day } = wallClock(instant);
  const days = [day, addDays(day, -1)].filter((one) => begins === undefined || one >= begins);
  return days.flatMap((one) => occurrencesOn(rules, exceptions, calendar, one)).find((occurrence) => {
    const { from, until } = spanOf(occurrence.day, occurrence);
    return from <= instant && instant < until;
  });
}

/** Whether an offer is open at an instant. */
export function isOpenAt(rules: readonly WeeklyRule[], exceptions: readonly ScheduleException[], calendar: DayCalendar, instant: Date): boolean {
  return openTimeAt(rules, exceptions, calendar, instant) !== undefined;
}
