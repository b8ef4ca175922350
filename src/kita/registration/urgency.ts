import type { Day } from '../../platform/day.ts';

/** Why a place is urgent; in the order they are offered. */
export const urgentReasons = ['new-job', 'training', 'illness', 'care-ends', 'moved', 'family', 'other'] as const;
export type UrgentReason = (typeof urgentReasons)[number];

/** A family needs a place soon: no criterion, no points – the office looks at it at once. */
export interface Urgency {
  reason: UrgentReason;
  /** needed from this day */
  by: Day;
}

/** Longest time ahead a need can be called urgent, in months. */
export const MOST_URGENT_MONTHS = 12;

const PREFIX = 'urgent-';

/** The reason lies sealed as a circumstance under this key, so that it is proved, checked and deleted as all are. */
export const urgentFact = (reason: UrgentReason): string => `${PREFIX}${reason}`;

/** The reason of such a circumstance; undefined for all others. */
export function urgentReasonOf(fact: string): UrgentReason | undefined {
  return fact.startsWith(PREFIX) ? urgentReasons.find((reason) => urgentFact(reason) === fact) : undefined;
}
