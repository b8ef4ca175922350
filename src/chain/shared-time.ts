import type { CountedSchedule } from '../offers/counted-offer.ts';

/** Average number of weeks in a month, for rules like "every first Monday". */
const weeksPerMonth = 52.1775 / 12;

/** How often a rule takes place, in times per week: 1, or 0.5 for every other week. */
function timesPerWeek(schedule: CountedSchedule): number {
  return schedule.weekOfMonth === undefined ? 1 / schedule.intervalWeeks : 1 / weeksPerMonth;
}

/** Minutes of an average week. */
export function weeklyMinutes(schedule: CountedSchedule): number {
  return (schedule.closesAt - schedule.opensAt) * timesPerWeek(schedule);
}

/**
 * Minutes of an average week in which both rules take place at the same time. Rules of every second and every third week
 * meet every sixth, or never if their weeks miss each other; the first and the third Monday of a month never meet.
 */
export function sharedWeeklyMinutes(a: CountedSchedule, b: CountedSchedule): number {
  if (a.weekday !== b.weekday) return 0;
  const minutes = Math.min(a.closesAt, b.closesAt) - Math.max(a.opensAt, b.opensAt);
  return minutes > 0 ? minutes * meetingsPerWeek(a, b) : 0;
}

function meetingsPerWeek(a: CountedSchedule, b: CountedSchedule): number {
  if (a.weekOfMonth !== undefined && b.weekOfMonth !== undefined) return a.weekOfMonth === b.weekOfMonth ? timesPerWeek(a) : 0;
  if (a.weekOfMonth !== undefined || b.weekOfMonth !== undefined) return timesPerWeek(a) * timesPerWeek(b);
  const divisor = greatestCommonDivisor(a.intervalWeeks, b.intervalWeeks);
  if (divisor > 1 && a.firstDay !== undefined && b.firstDay !== undefined) {
    const weeksApart = weekNumber(a.firstDay) - weekNumber(b.firstDay);
    if (weeksApart % divisor !== 0) return 0;
  }
  return divisor / (a.intervalWeeks * b.intervalWeeks);
}

/** Weeks since a Monday long ago; rules count weeks from the week of their first day. */
function weekNumber(day: string): number {
  const daysSinceThursday = Date.parse(`${day}T00:00:00Z`) / 86_400_000;
  return Math.floor((daysSinceThursday + 3) / 7);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
