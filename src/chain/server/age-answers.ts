import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Read } from '../../platform/database.ts';
import { choice, text, wholeNumber } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused } from '../../platform/outcome.ts';
import { listPhases } from '../../offers/server/phases.ts';
import { ageQuestions, type AgeAnswer } from '../age-bands.ts';
import { permissions } from '../permissions.ts';

/** An answer with the time it was given. */
export interface RecordedAnswer extends AgeAnswer {
  answeredAt: Date;
}

/** Answers to the questions of the age bands, also to those that no longer arise. */
export async function listAgeAnswers(tx: Read, municipalityId: Uuid): Promise<RecordedAnswer[]> {
  const rows = await tx.selectFrom('chain.age_question').select(['kind', 'from_month', 'until_month', 'answer', 'answered_at'])
    .where('municipality_id', '=', municipalityId).orderBy('from_month').execute();
  return rows.map((row) => ({
    kind: row.kind as AgeAnswer['kind'], fromMonth: row.from_month, untilMonth: row.until_month, answer: row.answer, answeredAt: row.answered_at,
  }));
}

/** Records the answer to a question the age bands raise now; a question that does not arise is refused. */
export const answerAgeQuestion = action({
  may: permissions.answerAgeQuestion,
  audit: 'chain.age-question.answered',
  input: v.object({ kind: choice(['hole', 'overlap']), fromMonth: wholeNumber(-9, 1200), untilMonth: wholeNumber(-9, 1200), answer: text(2000) }),
  async run({ tx, municipalityId, who, clock, concerns }, { kind, fromMonth, untilMonth, answer }) {
    const questions = ageQuestions(await listPhases(tx, municipalityId));
    const arises = questions.some((one) => one.kind === kind && one.fromMonth === fromMonth && one.untilMonth === untilMonth);
    if (!arises) return refused('question-gone');
    const change = { answer, answered_at: clock.now(), answered_by: who.personId ?? null };
    const stored = await tx.insertInto('chain.age_question')
      .values({ municipality_id: municipalityId, id: newId(), kind, from_month: fromMonth, until_month: untilMonth, ...change })
      .onConflict((conflict) => conflict.columns(['municipality_id', 'kind', 'from_month', 'until_month']).doUpdateSet(change))
      .returning('id').executeTakeFirstOrThrow();
    concerns(stored.id, ['answer']);
    return accepted(stored.id);
  },
});
