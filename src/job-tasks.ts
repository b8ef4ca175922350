// All background work of the application: which task is whose, and what tidies up every hour.
import { accountsHousekeeping } from './accounts/server/housekeeping.ts';
import { listTowns } from './accounts/server/towns.ts';
import { platformHousekeeping } from './platform/housekeeping.ts';
import { sendMail } from './platform/send-mail.ts';
import type { BackgroundWork } from './platform/task.ts';

export const jobTasks: BackgroundWork = {
  tasks: { 'send-mail': sendMail },
  housekeeping: [accountsHousekeeping, platformHousekeeping],
  municipalities: async (tx) => (await listTowns(tx)).map((town) => town.id),
};
