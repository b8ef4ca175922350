import { sql } from 'kysely';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import type { ScheduleException, WeeklyRule } from '../schedule.ts';
import type { Times } from '../understood-filter.ts';

/** Weekly rules and exceptions of these offers: only questions that name a time need them. Two statements. */
export async function loadTimes(tx: Read, municipalityId: Uuid, ids: readonly Uuid[]): Promise<Map<Uuid, Times>> {
  if (ids.length === 0) return new Map();
  const among = sql<boolean>`service_id = any(${[...ids]}::uuid[])`;
  const rules = await tx.selectFrom('offers.schedule').selectAll().where('municipality_id', '=', municipalityId).where(among).execute();
  const exceptions = await tx.selectFrom('offers.schedule_exception').selectAll().where('municipality_id', '=', municipalityId).where(among).execute();
  const times = new Map<Uuid, { rules: WeeklyRule[]; exceptions: ScheduleException[] }>(ids.map((id) => [id, { rules: [], exceptions: [] }]));
  for (const row of rules) {
    times.get(row.service_id)?.rules.push({
      weekday: row.weekday, opensAt: row.opens_at.slice(0, 5), closesAt: row.closes_at.slice(0, 5), intervalWeeks: row.interval_weeks, byAppointment: row.by_appointment, note: row.note,
      firstDay: row.first_day ?? undefined, weekOfMonth: row.week_of_month ?? undefined, validFrom: row.valid_from ?? undefined, validUntil: row.valid_until ?? undefined,
    });
  }
  for (const row of exceptions) {
    times.get(row.service_id)?.exceptions.push({
      onDay: row.on_day, kind: row.kind as ScheduleException['kind'], opensAt: row.opens_at?.slice(0, 5), closesAt: row.closes_at?.slice(0, 5), note: row.note,
    });
  }
  return times;
}
