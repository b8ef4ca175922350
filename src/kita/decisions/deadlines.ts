import type { DayCalendar } from '../../offers/holidays/day-calendar.ts';
import { addDays, weekday, type Day } from '../../platform/day.ts';

/** A letter counts as received on the fourth day after it was posted (§ 37 Abs. 2 SGB X, § 41 Abs. 2 VwVfG in force since 01.01.2025). */
const DAYS_OF_POST = 4;

/** Saturdays, Sundays and public holidays do not end a period (§ 26 Abs. 3 SGB X, § 193 BGB). */
export function isWorkingDay(day: Day, calendar: DayCalendar): boolean {
  return weekday(day) < 6 && calendar.publicHoliday(day) === undefined;
}

/** This day, or the next one that is a working day. */
export function nextWorkingDay(day: Day, calendar: DayCalendar): Day {
  let at = day;
  while (!isWorkingDay(at, calendar)) at = addDays(at, 1);
  return at;
}

/** The day a letter posted on `postedOn` counts as received, moved on to a working day: never to the family's disadvantage. */
export function announcedOn(postedOn: Day, calendar: DayCalendar): Day {
  return nextWorkingDay(addDays(postedOn, DAYS_OF_POST), calendar);
}

/** The last day on which the family may answer: so many days after the letter counts as received. Both ways of telling have the same day. */
export function lastDayToAnswer(decidedOn: Day, answerDays: number, calendar: DayCalendar): Day {
  return nextWorkingDay(addDays(announcedOn(decidedOn, calendar), answerDays), calendar);
}

/** The day of the reminder: a working day so many days before the last one, and never before the letter counts as received. */
export function reminderDay(answerUntil: Day, daysBefore: number, calendar: DayCalendar): Day {
  let at = addDays(answerUntil, -daysBefore);
  while (!isWorkingDay(at, calendar)) at = addDays(at, -1);
  return at;
}
