import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';

/** What one day's questions were. */
export interface FreshnessRun {
  onDay: Day;
  asked: number;
  reminded: number;
  lapsed: number;
  mails: number;
  withoutMailbox: number;
}

/** The last finished runs, the newest first. */
export async function listFreshnessRuns(tx: Read, municipalityId: Uuid, limit = 14): Promise<FreshnessRun[]> {
  const rows = await tx.selectFrom('offers.freshness_run').selectAll().where('municipality_id', '=', municipalityId).where('finished_at', 'is not', null).orderBy('on_day', 'desc').limit(limit).execute();
  return rows.map((row) => ({ onDay: row.on_day, asked: row.asked, reminded: row.reminded, lapsed: row.lapsed, mails: row.mails, withoutMailbox: row.without_mailbox }));
}
