import type { ActionContext } from '../../platform/action.ts';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Outcome } from '../../platform/outcome.ts';
import type { Answer, AnswerWay, DecisionRecord } from '../decisions/content.ts';

export type AnswerContext = Pick<ActionContext, 'tx' | 'municipalityId' | 'clock' | 'configuration' | 'later'> & { who?: { personId?: Uuid } };

/**
 * Takes an answer to a place: one and final. Accepted: the place begins, a present one ends the day before; if the new one cannot begin, nothing
 * changes and the old one stays. Refuses `already-answered`, `answer-too-late`, `no-answer-asked`, and what startPlacement refuses.
 */
export function takeAnswer(_context: AnswerContext, _answer: { decisionId: Uuid; answer: Answer; way: AnswerWay; keepsWaiting?: boolean }): Promise<Outcome<Uuid>> {
  throw new Error('not yet');
}

/** Places nobody has answered yet, those due first; for the office's work list. */
export function openAnswers(_tx: Read, _municipalityId: Uuid, _of: { dueBy?: Day; roundId?: Uuid } = {}): Promise<DecisionRecord[]> {
  throw new Error('not yet');
}
