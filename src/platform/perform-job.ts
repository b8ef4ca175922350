import type { TaskList } from 'graphile-worker';
import type { Write } from './database.ts';
import type { House } from './house.ts';
import { isUuid, type Uuid } from './id.ts';
import { errorFacts } from './log.ts';
import { platformHousekeeping } from './housekeeping.ts';
import { sameCommit } from './same-commit.ts';
import type { BackgroundWork, Task, TaskContext } from './task.ts';

export type WorkerHouse = Pick<House, 'database' | 'clock' | 'configuration' | 'log'>;

/** Says to the queue that a job failed, without a word of what it was about: the queue keeps this text. */
class JobFailed extends Error {
  override name = 'JobFailed';
}

interface Attempt {
  name: string;
  municipalityId: Uuid;
  jobId: Uuid;
  /** this attempt's number, from 1 */
  number: number;
  isLast: boolean;
}

/** Our tasks as graphile-worker calls them. */
export function queueTasks(house: WorkerHouse, work: BackgroundWork): TaskList {
  const tasks = Object.entries(work.tasks).map(([name, task]) => [name, (payload: unknown, helpers: { job: { attempts: number; max_attempts: number } }) => {
    const { municipalityId, jobId, ...rest } = (payload ?? {}) as Record<string, unknown>;
    if (!isUuid(municipalityId) || !isUuid(jobId)) throw new JobFailed('no municipality');
    const { attempts, max_attempts } = helpers.job;
    return perform(house, task, { name, municipalityId, jobId, number: attempts, isLast: attempts >= max_attempts }, rest);
  }] as const);
  return { ...Object.fromEntries(tasks), housekeeping: () => keepHouse(house, work) };
}

async function perform(house: WorkerHouse, task: Task, attempt: Attempt, payload: Record<string, unknown>): Promise<void> {
  const { database, clock, configuration, log } = house;
  const context: TaskContext = { municipalityId: attempt.municipalityId, database, clock, configuration, log };
  try {
    if (!(await begin(house, attempt))) return;
    if (task.kind === 'outside') {
      await task.run(context, payload);
      await database.write(attempt.municipalityId, (tx) => finish(tx, house, attempt));
      return;
    }
    await database.write(attempt.municipalityId, async (tx) => {
      // Locks the job's row: the same job running twice waits here, and then finds its work done.
      if (!(await isOpen(tx, attempt))) return;
      await task.run({ ...context, ...sameCommit(tx, attempt.municipalityId, clock), tx }, payload);
      await finish(tx, house, attempt);
    });
  } catch (error) {
    const facts = errorFacts(error);
    log('error', { event: 'job-failed', task: attempt.name, attempts: attempt.number, ...facts });
    const reason = [facts.error, facts.code].filter(Boolean).join(' ');
    await noteFailure(house, attempt, reason).catch(() => undefined);
    throw new JobFailed(reason);
  }
}

/** False if there is nothing to do any more. */
function begin({ database }: WorkerHouse, { municipalityId, jobId, number }: Attempt): Promise<boolean> {
  return database.write(municipalityId, async (tx) => (await tx.updateTable('platform.job').set({ state: 'running', attempts: number })
    .where('municipality_id', '=', municipalityId).where('id', '=', jobId).where('state', '!=', 'done').returning('id').executeTakeFirst()) !== undefined);
}

async function isOpen(tx: Write, { municipalityId, jobId }: Attempt): Promise<boolean> {
  const job = await tx.selectFrom('platform.job').select('state').where('municipality_id', '=', municipalityId).where('id', '=', jobId).forUpdate().executeTakeFirst();
  return job !== undefined && job.state !== 'done';
}

async function finish(tx: Write, { clock }: WorkerHouse, { municipalityId, jobId }: Attempt): Promise<void> {
  await tx.updateTable('platform.job').set({ state: 'done', finished_at: clock.now(), last_error: null })
    .where('municipality_id', '=', municipalityId).where('id', '=', jobId).execute();
}

async function noteFailure({ database, clock }: WorkerHouse, { municipalityId, jobId, isLast }: Attempt, reason: string): Promise<void> {
  await database.write(municipalityId, (tx) => tx.updateTable('platform.job')
    .set({ state: isLast ? 'failed' : 'failing', last_error: reason, finished_at: isLast ? clock.now() : null })
    .where('municipality_id', '=', municipalityId).where('id', '=', jobId).where('state', '!=', 'done').execute());
}

async function keepHouse({ database, clock, configuration, log }: WorkerHouse, work: BackgroundWork): Promise<void> {
  const municipalities = await database.readPublic(work.municipalities);
  let failed = 0;
  for (const municipalityId of municipalities) {
    for (const step of [platformHousekeeping, ...work.housekeeping]) {
      try {
        await database.write(municipalityId, (tx) => step(tx, { municipalityId, clock, configuration }));
      } catch (error) {
        failed++;
        log('error', { event: 'housekeeping-failed', ...errorFacts(error) });
      }
    }
  }
  if (failed > 0) throw new JobFailed('housekeeping');
}
