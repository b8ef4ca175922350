import { sql } from 'kysely';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { dayCalendar, type DayCalendar, type HolidayPeriod } from '../holidays/day-calendar.ts';
import { landCode, publicHoliday, type LandCode } from '../holidays/public-holiday.ts';

/** The days of a municipality: public holidays of its Land, and what its administrator entered. One statement. */
export async function loadDayCalendar(tx: Read, municipalityId: Uuid): Promise<DayCalendar> {
  const town = await tx.selectFrom('accounts.municipality').select(['land', 'regional_key', sql<HolidayPeriod[] | null>`(
    select json_agg(json_build_object('kind', own.kind, 'name', own.name, 'firstDay', own.first_day, 'lastDay', own.last_day) order by own.first_day)
    from offers.holiday_period own where own.municipality_id = accounts.municipality.municipality_id)`.as('periods')])
    .where('municipality_id', '=', municipalityId).executeTakeFirst();
  const land = town && landCode(town.land, town.regional_key);
  return dayCalendar((day) => publicHoliday(land, day), town?.periods ?? []);
}

/** The Land whose holidays are computed; undefined if the record of the municipality names none. */
export async function landOf(tx: Read, municipalityId: Uuid): Promise<LandCode | undefined> {
  const town = await tx.selectFrom('accounts.municipality').select(['land', 'regional_key']).where('municipality_id', '=', municipalityId).executeTakeFirst();
  return town && landCode(town.land, town.regional_key);
}
