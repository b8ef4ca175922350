import type { Allocation, Market } from '@lueckenlos/fair-allocation';
import type { ActionContext } from '../../platform/action.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';

/** What a decision is written with: the action's transaction, or a job's. */
export type DecideContext = Pick<ActionContext, 'tx' | 'municipalityId' | 'clock' | 'configuration' | 'later'> & { who?: { personId?: Uuid } };

/** The round decided; between rounds (rolling replacement) `id` is null. */
export interface DecidedRound {
  id: Uuid | null;
  kind: 'main' | 'replacement';
  catalogueId: Uuid;
  firstStart: Day;
  answerDays: number;
}

/** The proposal that was approved; ids in it are the database's (child, facility, seat type, pool). */
export interface DecidedRun {
  id: Uuid | null;
  market: Market;
  allocation: Allocation;
}

export interface DecidedCounts {
  place: number;
  keeps: number;
  none: number;
}

/**
 * Writes the decision of every child of a run in the caller's transaction and plans the telling. Children who are locked are passed over; in
 * a replacement round (or between rounds) only those are written who got a place or were never told anything. Bulk inserts.
 */
export function decideAll(_context: DecideContext, _round: DecidedRound, _run: DecidedRun): Promise<DecidedCounts> {
  throw new Error('not yet');
}
