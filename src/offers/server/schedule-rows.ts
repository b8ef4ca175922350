import type { Selectable } from 'kysely';
import type { OffersSchedule, OffersScheduleException } from '../../platform/database-types.ts';
import type { ScheduleException, WeeklyRule } from '../schedule.ts';

/** What is usual is left out, so that the stable ids of a rule (calendars, interface) stay what they were before there was a choice. */
export function ruleOf(row: Selectable<OffersSchedule>): WeeklyRule {
  return {
    weekday: row.weekday, opensAt: row.opens_at.slice(0, 5), closesAt: row.closes_at.slice(0, 5), intervalWeeks: row.interval_weeks,
    firstDay: row.first_day ?? undefined, weekOfMonth: row.week_of_month ?? undefined, validFrom: row.valid_from ?? undefined, validUntil: row.valid_until ?? undefined,
    byAppointment: row.by_appointment, note: row.note, onPublicHolidays: row.on_public_holidays || undefined, schoolHolidays: (row.school_holidays as WeeklyRule['schoolHolidays']) ?? undefined,
  };
}

export function exceptionOf(row: Selectable<OffersScheduleException>): ScheduleException {
  return {
    onDay: row.on_day, kind: row.kind as ScheduleException['kind'], opensAt: row.opens_at?.slice(0, 5), closesAt: row.closes_at?.slice(0, 5), note: row.note,
    onlyAt: row.only_at?.slice(0, 5), toDay: row.to_day ?? undefined, locationId: row.location_id ?? undefined,
  };
}
