import * as v from 'valibot';
import type { Clock } from '../../platform/clock.ts';
import { action } from '../../platform/action.ts';
import type { Read, Write } from '../../platform/database.ts';
import { addDays } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, dayField, text, uuidField } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome, type Refusal } from '../../platform/outcome.ts';
import type { HolidayPeriod } from '../holidays/day-calendar.ts';
import { readHolidays } from '../holidays/read-holidays.ts';
import { configureHolidays } from '../permissions.ts';

export interface StoredPeriod extends HolidayPeriod {
  id: Uuid;
  isDemo: boolean;
}

/** What the administrator entered, by its first day. */
export async function listHolidays(tx: Read, municipalityId: Uuid): Promise<StoredPeriod[]> {
  const rows = await tx.selectFrom('offers.holiday_period').selectAll().where('municipality_id', '=', municipalityId).orderBy('first_day').orderBy('name').execute();
  return rows.map((row) => ({ id: row.id, kind: row.kind as HolidayPeriod['kind'], name: row.name, firstDay: row.first_day, lastDay: row.last_day, isDemo: row.is_demo }));
}

/** Stores periods; one of the same name and first day is replaced. */
export async function storeHolidays(tx: Write, municipalityId: Uuid, periods: readonly (HolidayPeriod & { isDemo?: boolean })[], clock: Clock): Promise<void> {
  for (const { kind, name, firstDay, lastDay, isDemo = false } of periods) {
    await tx.insertInto('offers.holiday_period')
      .values({ municipality_id: municipalityId, id: newId(), kind, name, first_day: firstDay, last_day: lastDay, is_demo: isDemo, updated_at: clock.now(), version: 1 })
      .onConflict((conflict) => conflict.columns(['municipality_id', 'kind', 'name', 'first_day']).doUpdateSet({ last_day: lastDay, is_demo: isDemo, updated_at: clock.now() })).execute();
  }
}

const LONGEST_DAYS = 100;

/** Adds one period. Refuses `days-order`, `too-long-period`. */
export const addHoliday = action({
  may: configureHolidays,
  audit: 'offers.holiday.added',
  input: v.object({ kind: choice(['school', 'public']), name: text(80), firstDay: dayField(), lastDay: dayField() }),
  async run({ tx, municipalityId, clock }, period): Promise<Outcome<{ count: number }>> {
    if (period.lastDay < period.firstDay) return refused('days-order', { field: 'lastDay' });
    if (addDays(period.firstDay, LONGEST_DAYS) <= period.lastDay) return refused('too-long-period', { field: 'lastDay' });
    await storeHolidays(tx, municipalityId, [period], clock);
    return accepted({ count: 1 });
  },
});

const MOST_FAULTS = 20;

/** Reads school holidays from a pasted table or calendar: all lines or none, each fault with its line. */
export const pasteHolidays = action({
  may: configureHolidays,
  audit: 'offers.holiday.pasted',
  input: v.object({ paste: text(100_000) }),
  async run({ tx, municipalityId, clock }, { paste }): Promise<Outcome<{ count: number }>> {
    const { periods, faults } = readHolidays(paste);
    if (faults.length > 0) {
      const refusals: Refusal[] = faults.slice(0, MOST_FAULTS).map(({ code, line, text: said }) => ({ code, field: 'paste', values: { line, text: said } }));
      return { ok: false, refusals: faults.length > MOST_FAULTS ? [...refusals, { code: 'lines-more', field: 'paste', values: { count: faults.length - MOST_FAULTS } }] : refusals };
    }
    if (periods.length === 0) return refused('nothing-read', { field: 'paste' });
    await storeHolidays(tx, municipalityId, periods.map((period) => ({ ...period, kind: 'school' as const })), clock);
    return accepted({ count: periods.length });
  },
});

export const removeHoliday = action({
  may: configureHolidays,
  audit: 'offers.holiday.removed',
  input: v.object({ id: uuidField() }),
  async run({ tx, municipalityId, concerns }, { id }): Promise<Outcome<Uuid>> {
    const gone = await tx.deleteFrom('offers.holiday_period').where('municipality_id', '=', municipalityId).where('id', '=', id).returning('id').executeTakeFirst();
    if (!gone) throw new NotFound();
    concerns(id);
    return accepted(id);
  },
});
