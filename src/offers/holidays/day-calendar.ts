import type { Day } from '../../platform/day.ts';
import type { PublicHolidayKey } from './public-holiday.ts';

/** A public holiday of the Land, or one of the town alone, which the administrator named. */
export type PublicHoliday = { key: PublicHolidayKey } | { key: 'local'; name: string };

export interface SchoolHoliday {
  name: string;
}

/** What is special about days in a municipality. Every computation of dates asks it: `loadDayCalendar` makes it, `plainCalendar` knows nothing special. */
export interface DayCalendar {
  publicHoliday(day: Day): PublicHoliday | undefined;
  schoolHoliday(day: Day): SchoolHoliday | undefined;
}

/** A calendar without holidays: for rules by themselves. */
export const plainCalendar: DayCalendar = { publicHoliday: () => undefined, schoolHoliday: () => undefined };

/** Days the administrator entered, first and last day included. */
export interface HolidayPeriod {
  kind: 'school' | 'public';
  name: string;
  firstDay: Day;
  lastDay: Day;
}

/** Holidays of a Land together with what the administrator entered. O(periods) a day asked for. */
export function dayCalendar(publicHoliday: (day: Day) => PublicHolidayKey | undefined, periods: readonly HolidayPeriod[]): DayCalendar {
  const own = (kind: HolidayPeriod['kind'], day: Day) => periods.find((period) => period.kind === kind && period.firstDay <= day && day <= period.lastDay);
  return {
    publicHoliday(day) {
      const key = publicHoliday(day);
      const local = key ? undefined : own('public', day);
      return key ? { key } : local && { key: 'local', name: local.name };
    },
    schoolHoliday(day) {
      const period = own('school', day);
      return period && { name: period.name };
    },
  };
}
