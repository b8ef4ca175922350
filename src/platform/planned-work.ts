import { sql } from 'kysely';
import type { Clock } from './clock.ts';
import type { Read, Write } from './database.ts';
import type { Uuid } from './id.ts';
import { accepted, refused, type Outcome } from './outcome.ts';

/** Background work as the administrator sees it: never its content. */
export interface PlannedWork {
  id: Uuid;
  task: string;
  state: JobState;
  attempts: number;
  plannedAt: Date;
  runAfter: Date;
  finishedAt: Date | null;
  /** class and code of the last error */
  lastError: string | null;
}

export const jobStates = ['planned', 'running', 'done', 'failing', 'failed'] as const;
export type JobState = (typeof jobStates)[number];

/** One page of the work planned in this municipality, the newest first, and how many there are in all. */
export async function listPlannedWork(tx: Read, municipalityId: Uuid, { state, limit, offset }: { state?: JobState; limit: number; offset: number }): Promise<{ rows: PlannedWork[]; total: number }> {
  let query = tx.selectFrom('platform.job').where('municipality_id', '=', municipalityId);
  if (state) query = query.where('state', '=', state);
  const rows = await query.selectAll().orderBy('planned_at', 'desc').orderBy('id', 'desc').limit(limit).offset(offset).execute();
  const { total } = await query.select((select) => select.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  return {
    total,
    rows: rows.map((row) => ({
      id: row.id, task: row.task, state: row.state as JobState, attempts: row.attempts, plannedAt: row.planned_at, runAfter: row.run_after,
      finishedAt: row.finished_at, lastError: row.last_error,
    })),
  };
}

/** Gives failed or waiting work its attempts back and lets it begin at once; what runs or is done is left alone. */
export async function retryPlannedWork(tx: Write, municipalityId: Uuid, clock: Clock, jobId: Uuid): Promise<Outcome<Uuid>> {
  const job = await tx.selectFrom('platform.job').select('state').where('municipality_id', '=', municipalityId).where('id', '=', jobId).forUpdate().executeTakeFirst();
  if (!job || !['failed', 'failing'].includes(job.state)) return refused('job-not-failed');
  const { rows } = await sql<{ id: number }>`
    select rescheduled.id from graphile_worker.jobs waiting, graphile_worker.reschedule_jobs(array[waiting.id], run_at := now(), attempts := 0) rescheduled
    where waiting.key = ${jobId} and waiting.locked_at is null`.execute(tx);
  if (rows.length === 0) return refused('job-gone');
  await tx.updateTable('platform.job').set({ state: 'planned', attempts: 0, run_after: clock.now(), finished_at: null })
    .where('municipality_id', '=', municipalityId).where('id', '=', jobId).execute();
  return accepted(jobId);
}
