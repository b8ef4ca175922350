import type { Clock } from './clock.ts';
import type { Database, Read, Write } from './database.ts';
import type { RunningConfiguration } from './house.ts';
import type { Uuid } from './id.ts';
import type { Log } from './log.ts';
import type { SameCommit } from './same-commit.ts';

/** What background work is given. Its payload carries ids only: it lies in a table without row-level security. */
export interface TaskContext {
  municipalityId: Uuid;
  database: Database;
  clock: Clock;
  configuration: RunningConfiguration;
  log: Log;
}

export type Payload = Readonly<Record<string, unknown>>;

export type Task =
  | { kind: 'transaction'; isAwaited?: boolean; run(context: TaskContext & SameCommit & { tx: Write }, payload: Payload): Promise<void> }
  | { kind: 'outside'; isAwaited?: boolean; run(context: TaskContext, payload: Payload): Promise<void> };

interface TaskOptions {
  /** what is short and may be waited for: slots are kept free for it however much else is under way */
  isAwaited?: boolean;
}

/** Works in the database only: its work and its being done are one commit, so it happens exactly once. */
export function transactionTask(run: (context: TaskContext & SameCommit & { tx: Write }, payload: Payload) => Promise<void>, options: TaskOptions = {}): Task {
  return { kind: 'transaction', run, ...options };
}

/** Talks to others, outside any transaction: it may be called again after a crash and must bear it. */
export function outsideTask(run: (context: TaskContext, payload: Payload) => Promise<void>, options: TaskOptions = {}): Task {
  return { kind: 'outside', run, ...options };
}

/** What has outlived its purpose is removed, in a transaction of each municipality; called every hour. */
export type Housekeeping = (tx: Write, context: { municipalityId: Uuid; clock: Clock; configuration: Pick<RunningConfiguration, 'mode'> }) => Promise<void>;

/** All background work of the application; put together in src/job-tasks.ts. */
export interface BackgroundWork {
  tasks: Readonly<Record<string, Task>>;
  housekeeping: readonly Housekeeping[];
  municipalities(tx: Read): Promise<readonly Uuid[]>;
}
