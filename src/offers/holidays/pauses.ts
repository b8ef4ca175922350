import { addDays, type Day } from '../../platform/day.ts';
import { timetableOn, type ClosedTime, type ScheduleException, type WeeklyRule } from '../schedule.ts';
import type { DayCalendar } from './day-calendar.ts';

/**
 * Times that will not take place within so many days, in order. School holidays are named once, by their first date that is left out:
 * six Tuesdays in summer say nothing new.
 */
export function pausesAhead<Rule extends WeeklyRule>(
  rules: readonly Rule[], exceptions: readonly ScheduleException[], calendar: DayCalendar, from: Day, days: number,
): ClosedTime<Rule>[] {
  const named = new Set<string>();
  return Array.from({ length: days }, (_, offset) => addDays(from, offset)).flatMap((day) => timetableOn(rules, exceptions, calendar, day).closed).filter(({ day, closure }) => {
    // Two times of one day that fall away for one reason are one thing to say, except where each moves elsewhere.
    const key = closure.kind === 'school-holiday' ? closure.holiday.name : closure.kind === 'moved' ? `${day} ${closure.to.day} ${closure.to.opensAt}` : `${day} ${closure.kind}`;
    return !named.has(key) && named.add(key);
  });
}
