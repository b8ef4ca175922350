import { sql } from 'kysely';
import type { Clock } from './clock.ts';
import type { Write } from './database.ts';
import { newId, type Uuid } from './id.ts';

export interface JobOptions {
  runAfter?: Date;
  /** somebody sits before a page until it is done (a sign-in link): it goes before everything else that is waiting */
  isAwaited?: boolean;
}

/** graphile-worker takes the lowest number first, and what was planned first among equals. */
const AWAITED = -10;
const USUAL = 0;

/** Plans background work in the caller's transaction (graphile-worker's own SQL function) and a row the administrator sees. */
export async function planJob(
  tx: Write, municipalityId: Uuid, clock: Clock, task: string, payload: Record<string, unknown>, options: JobOptions = {},
): Promise<void> {
  const id = newId();
  const runAfter = options.runAfter ?? clock.now();
  await tx.insertInto('platform.job').values({
    municipality_id: municipalityId, id, task, planned_at: clock.now(), run_after: runAfter,
  }).execute();
  const full = JSON.stringify({ ...payload, municipalityId, jobId: id });
  await sql`select graphile_worker.add_job(${task}, ${full}::json, run_at := ${runAfter}::timestamptz, max_attempts := 12, job_key := ${id}, priority := ${options.isAwaited ? AWAITED : USUAL}::integer)`.execute(tx);
}
