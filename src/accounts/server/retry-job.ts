import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { uuidField } from '../../platform/field.ts';
import { retryPlannedWork } from '../../platform/planned-work.ts';
import { permissions } from '../permissions.ts';

/** Lets failed background work begin anew. */
export const retryJob = action({
  may: permissions.watchJobs,
  audit: 'accounts.job.retried',
  input: v.object({ job: uuidField() }),
  async run({ tx, clock, municipalityId, concerns }, { job }) {
    const outcome = await retryPlannedWork(tx, municipalityId, clock, job);
    if (outcome.ok) concerns(job, ['state']);
    return outcome;
  },
});
