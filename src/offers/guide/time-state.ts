import { addDays, type Day } from '../../platform/day.ts';
import type { DayCalendar } from '../holidays/day-calendar.ts';
import { openTimeAt } from '../open-now.ts';
import { nextDates, occurrencesOn, type ScheduleException, type WeeklyRule } from '../schedule.ts';
import { wallClock, type WallTime } from '../wall-time.ts';

/** When a family can go there or call: now, at a next date, by appointment, or nobody wrote it down. */
export type TimeState =
  | { kind: 'open'; until: WallTime }
  | { kind: 'next'; day: Day; opensAt: WallTime; closesAt: WallTime; isToday: boolean }
  | { kind: 'by-appointment' }
  | { kind: 'unknown' };

interface Times {
  schedules: readonly WeeklyRule[];
  exceptions: readonly ScheduleException[];
  calendar: DayCalendar;
  validFrom?: Day;
}

/** At an instant, on the clock on the wall. Times by appointment are no times to just come. */
export function timeStateAt({ schedules, exceptions, calendar, validFrom }: Times, instant: Date): TimeState {
  const { day, time } = wallClock(instant);
  const rules = schedules.filter((rule) => !rule.byAppointment);
  const hasBegun = validFrom === undefined || validFrom <= day;
  const open = openTimeAt(rules, exceptions, calendar, instant, validFrom);
  if (open) return { kind: 'open', until: open.closesAt };
  const later = hasBegun ? occurrencesOn(rules, exceptions, calendar, day).find(({ opensAt }) => opensAt > time) : undefined;
  const next = later ?? nextDates(rules, exceptions, calendar, hasBegun ? addDays(day, 1) : validFrom, 1)[0];
  if (next) return { kind: 'next', day: next.day, opensAt: next.opensAt, closesAt: next.closesAt, isToday: next.day === day };
  return schedules.some((rule) => rule.byAppointment) ? { kind: 'by-appointment' } : { kind: 'unknown' };
}
