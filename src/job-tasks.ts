// All background work of the application: which part does what, and what each part clears away.
import { listTowns } from './accounts/server/towns.ts';
import { sendMail } from './platform/send-mail.ts';
import type { BackgroundWork } from './platform/task.ts';

export const jobTasks: BackgroundWork = {
  tasks: { 'send-mail': sendMail },
  housekeeping: [],
  municipalities: async (tx) => (await listTowns(tx)).map((town) => town.id),
};
