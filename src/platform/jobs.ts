import { sql } from 'kysely';
import type { Clock } from './clock.ts';
import type { Write } from './database.ts';
import { newId, type Uuid } from './id.ts';

/** Plans background work in the caller's transaction (graphile-worker's own SQL function) and a row the administrator sees. */
export async function planJob(
  tx: Write, municipalityId: Uuid, clock: Clock, task: string, payload: Record<string, unknown>, options: { runAfter?: Date } = {},
): Promise<void> {
  const id = newId();
  const runAfter = options.runAfter ?? clock.now();
  await tx.insertInto('platform.job').values({
    municipality_id: municipalityId, id, task, planned_at: clock.now(), run_after: runAfter,
  }).execute();
  const full = JSON.stringify({ ...payload, municipalityId, jobId: id });
  await sql`select graphile_worker.add_job(${task}, ${full}::json, run_at := ${runAfter}::timestamptz, max_attempts := 12, job_key := ${id})`.execute(tx);
}
