import { Logger, run, runOnce, type RunnerOptions } from 'graphile-worker';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { errorFacts } from './log.ts';
import { queueTasks, type WorkerHouse } from './perform-job.ts';
import type { BackgroundWork } from './task.ts';

export interface WorkerOptions {
  house: WorkerHouse;
  /** as the application's role; the worker keeps connections of its own, so that background work never holds up a page */
  connection: pg.PoolConfig;
  tasks: BackgroundWork;
}

export interface Worker {
  /** lets jobs under way finish */
  stop(): Promise<void>;
}

/** Work of all kinds at once. Some of it takes minutes: a round, ten thousand letters. */
const SLOTS = 2;
/** More slots for short work somebody may wait for, so that a sign-in link is sent while all others are busy for minutes. */
const AWAITED_SLOTS = 2;
/** Jobs under way at the same time: each may need a connection of its own. */
export const JOBS_AT_ONCE = SLOTS + AWAITED_SLOTS;
const SECONDS_UNTIL_RESTART = 5;

/** Every hour; however many processes run, the queue plans it once. */
const CRONTAB = '17 * * * * housekeeping ?id=housekeeping&max=3';

/**
 * Works through planned jobs until stopped. Several processes share the queue. When the database is away for long, the queue's
 * own patience ends; then it is started anew until it is back.
 */
export async function startWorker({ house, connection, tasks }: WorkerOptions): Promise<Worker> {
  const pool = poolFor(connection);
  const ending = new AbortController();
  if (!house.configuration.database) await takeOverJobs(pool);
  const lanes = [
    await lane(house, { ...options(house, pool, tasks), crontab: CRONTAB }, ending.signal),
    await lane(house, awaitedOnly(options(house, pool, tasks), tasks), ending.signal),
  ];
  return {
    async stop() {
      ending.abort();
      await Promise.all(lanes.map((stop) => stop()));
      await pool.end();
    },
  };
}

/** Slots that are started anew whenever they end by themselves; gives what stops them. */
async function lane(house: WorkerHouse, slots: RunnerOptions, ending: AbortSignal): Promise<() => Promise<void>> {
  let runner = await run(slots);
  const watched = (async () => {
    while (!ending.aborted) {
      try {
        await runner.promise;
        if (ending.aborted) return;
      } catch (error) {
        house.log('error', { event: 'worker-ended', ...errorFacts(error) });
      }
      runner = (await restart()) ?? runner;
    }
  })();

  async function restart() {
    while (!ending.aborted) {
      await wait(SECONDS_UNTIL_RESTART * 1000, undefined, { signal: ending }).catch(() => undefined);
      if (ending.aborted) return undefined;
      try {
        return await run(slots);
      } catch (error) {
        house.log('error', { event: 'worker-not-started', ...errorFacts(error) });
      }
    }
    return undefined;
  }

  return async () => {
    await runner.stop().catch(() => undefined);
    await watched;
    // One that was being started meanwhile.
    await runner.stop().catch(() => undefined);
  };
}

function awaitedOnly(all: RunnerOptions, { tasks }: BackgroundWork): RunnerOptions {
  return { ...all, concurrency: AWAITED_SLOTS, taskList: Object.fromEntries(Object.entries(all.taskList!).filter(([name]) => tasks[name]?.isAwaited)) };
}

/** Works through everything that is due now, then returns: for tests and commands. */
export async function runJobsOnce({ house, connection, tasks }: WorkerOptions): Promise<void> {
  const pool = poolFor(connection);
  try {
    await runOnce(options(house, pool, tasks));
  } finally {
    await pool.end();
  }
}

function options(house: WorkerHouse, pgPool: pg.Pool, work: BackgroundWork): RunnerOptions {
  return {
    pgPool, taskList: queueTasks(house, work), concurrency: SLOTS, noHandleSignals: true, pollInterval: 2_000,
    // The queue's own messages may quote payloads and errors: only that something happened is logged, by perform-job.ts.
    logger: new Logger(() => () => undefined),
    // Written down as a batch, stopping waits until it is known in the database which jobs are done; without, nobody waits for it.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  };
}

function poolFor(connection: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ max: JOBS_AT_ONCE + 3, connectionTimeoutMillis: 5_000, ...connection });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/**
 * A killed process leaves its jobs locked, and the queue would wait four hours for it. With the embedded server there is only
 * one process (it holds the data folder), so whatever is locked at its start belongs to nobody.
 */
async function takeOverJobs(pool: pg.Pool): Promise<void> {
  await pool.query('select graphile_worker.force_unlock_workers(array(select distinct locked_by from graphile_worker.jobs where locked_by is not null))');
}
