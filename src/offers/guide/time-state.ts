import type { Day } from '../../platform/day.ts';
import { nextDates, occurrencesOn, wallClock, type ScheduleException, type WallTime, type WeeklyRule } from '../schedule.ts';

/** When a family can go there or call: now, at a next date, by appointment, or nobody wrote it down. */
export type TimeState =
  | { kind: 'open'; until: WallTime }
  | { kind: 'next'; day: Day; opensAt: WallTime; closesAt: WallTime; isToday: boolean }
  | { kind: 'by-appointment' }
  | { kind: 'unknown' };

interface Times {
  schedules: readonly WeeklyRule[];
  exceptions: readonly ScheduleException[];
  validFrom?: Day;
}

/** At an instant, on the clock on the wall. Times by appointment are no times to just come. */
export function timeStateAt({ schedules, exceptions, validFrom }: Times, instant: Date): TimeState {
  const { day, time } = wallClock(instant);
  const rules = schedules.filter((rule) => !rule.byAppointment);
  const from = validFrom !== undefined && validFrom > day ? validFrom : day;
  if (from === day) {
    const open = occurrencesOn(rules, exceptions, day).find(({ opensAt, closesAt }) => opensAt <= time && time < closesAt);
    if (open) return { kind: 'open', until: open.closesAt };
  }
  // What is over today is no next date; no offer has more than a handful of times a day.
  const next = nextDates(rules, exceptions, from, 12).find((date) => date.day > day || date.opensAt > time);
  if (next) return { kind: 'next', day: next.day, opensAt: next.opensAt, closesAt: next.closesAt, isToday: next.day === day };
  return schedules.some((rule) => rule.byAppointment) ? { kind: 'by-appointment' } : { kind: 'unknown' };
}
