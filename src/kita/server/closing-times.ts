import type { Day } from '../../platform/day.ts';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';

interface ClosingTime {
  id: Uuid;
  firstDay: Day;
  /** included */
  lastDay: Day;
  reason: string;
}

/** Closing times of a facility that are not over on a day, by first day. */
export async function listClosingTimes(tx: Read, municipalityId: Uuid, facilityId: Uuid, from: Day): Promise<ClosingTime[]> {
  const rows = await tx.selectFrom('kita.closing_time').select(['id', 'first_day', 'last_day', 'reason'])
    .where('municipality_id', '=', municipalityId).where('facility_id', '=', facilityId).where('last_day', '>=', from).orderBy('first_day').orderBy('id').execute();
  return rows.map((row) => ({ id: row.id, firstDay: row.first_day, lastDay: row.last_day, reason: row.reason }));
}
