import { addDays, type Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';

/** How a call ended. */
export const callOutcomes = ['unchanged', 'changed', 'ended', 'not-reached', 'wrong-number', 'call-again'] as const;
export type CallOutcome = (typeof callOutcomes)[number];

/** A call whether an offer is still as it says. */
export interface VerificationCall {
  id: Uuid;
  serviceId: Uuid;
  outcome: CallOutcome;
  note: string;
  calledOn: Day;
  /** when to try again */
  nextCallOn?: Day;
  recordedAt: Date;
  recordedBy?: string;
}

/** Whether somebody who knows was reached and said that the entry is true (after the changes they told). */
export function isConfirmation(outcome: CallOutcome): boolean {
  return outcome === 'unchanged' || outcome === 'changed';
}

/** Whether another call may follow. */
export function isOpen(outcome: CallOutcome): boolean {
  return outcome === 'not-reached' || outcome === 'wrong-number' || outcome === 'call-again';
}

const TRY_AGAIN_DAYS = 3;

/** When to try again, if nobody said so: a call that reached nobody is not the last. */
export function usualNextCall(outcome: CallOutcome, calledOn: Day): Day | undefined {
  return outcome === 'not-reached' ? addDays(calledOn, TRY_AGAIN_DAYS) : undefined;
}
