import { sql } from 'kysely';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import type { DayCalendar } from '../holidays/day-calendar.ts';
import type { ScheduleException, WeeklyRule } from '../schedule.ts';
import type { Times } from '../understood-filter.ts';
import { loadDayCalendar } from './day-calendar.ts';
import { exceptionOf, ruleOf } from './schedule-rows.ts';

/** Weekly rules and exceptions of these offers, with the holidays of the town: only questions that name a time need them. Four statements. */
export async function loadTimes(tx: Read, municipalityId: Uuid, ids: readonly Uuid[]): Promise<Map<Uuid, Times>> {
  if (ids.length === 0) return new Map();
  const among = sql<boolean>`service_id = any(${[...ids]}::uuid[])`;
  const rules = await tx.selectFrom('offers.schedule').selectAll().where('municipality_id', '=', municipalityId).where(among).execute();
  const exceptions = await tx.selectFrom('offers.schedule_exception').selectAll().where('municipality_id', '=', municipalityId).where(among).execute();
  const calendar = await loadDayCalendar(tx, municipalityId);
  const times = new Map<Uuid, { rules: WeeklyRule[]; exceptions: ScheduleException[]; calendar: DayCalendar }>(ids.map((id) => [id, { rules: [], exceptions: [], calendar }]));
  for (const row of rules) {
    times.get(row.service_id)?.rules.push(ruleOf(row));
  }
  for (const row of exceptions) {
    times.get(row.service_id)?.exceptions.push(exceptionOf(row));
  }
  return times;
}
