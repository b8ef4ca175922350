import type { Clock } from './clock.ts';
import type { Write } from './database.ts';
import type { Uuid } from './id.ts';
import { planJob, type JobOptions } from './jobs.ts';
import { putIntoOutbox, type Mail } from './outbox.ts';

/** Things planned in a transaction: none of them happens if it is rolled back. */
export interface SameCommit {
  later(task: string, payload: Record<string, unknown>, options?: JobOptions): Promise<void>;
  post(mail: Mail): Promise<void>;
}

export function sameCommit(tx: Write, municipalityId: Uuid, clock: Clock): SameCommit {
  return {
    later: (task, payload, options) => planJob(tx, municipalityId, clock, task, payload, options),
    post: async (mail) => {
      const mailId = await putIntoOutbox(tx, municipalityId, clock, mail);
      await planJob(tx, municipalityId, clock, 'send-mail', { mailId }, mail.isAwaited ? { isAwaited: true } : {});
    },
  };
}
