import { permit, permitEverybody } from '../accounts/permit.ts';
import type { Role } from '../accounts/role.ts';
import type { Permission } from '../platform/permission.ts';

const readers: readonly Role[] = ['coordinator', 'planner', 'department-head', 'auditor', 'kita-office', 'navigator'];
const writers: readonly Role[] = ['coordinator', 'planner'];

/** Ratings and gaps are internal: they name what a municipality still owes, and groups that said so. None of it is personal. */
export const permissions = {
  readPublicChain: permitEverybody('chain.public.read'),
  readChain: permit('chain.matrix.read', 'internal', readers),
  readGaps: permit('chain.gap.read', 'internal', readers),
  registerGap: permit('chain.gap.register', 'internal', writers),
  changeGap: permit('chain.gap.change', 'internal', writers),
  closeGap: permit('chain.gap.close', 'internal', writers),
  rate: permit('chain.cell.rate', 'internal', writers),
  setThreshold: permit('chain.threshold.set', 'internal', writers),
  expect: permit('chain.cell.expect', 'internal', writers),
  answerAgeQuestion: permit('chain.age-question.answer', 'internal', writers),
} satisfies Record<string, Permission>;
