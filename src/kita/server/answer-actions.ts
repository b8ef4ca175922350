import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { NotFound } from '../../platform/failure.ts';
import { checkbox, choice, optionalDay, text, uuidField } from '../../platform/field.ts';
import type { Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { answerByLink as mayByLink, answerOwnDecision, enterAnswer as mayEnter } from '../decision-permissions.ts';
import { decisionOfLink } from './answer-links.ts';
import { takeAnswer, type AnswerContext, type NewAnswer } from './answers.ts';
import { ownDecision } from './own-decisions.ts';

const answer = choice(['accepted', 'declined']);

/** Refusals of the answer itself are said as they are; why a place cannot begin is the office's business. */
const SAID = new Set(['already-answered', 'answer-too-late', 'no-answer-asked', 'decision-replaced', 'old-place-promised', 'first-day-outside']);

async function answerKindly(context: AnswerContext, said: NewAnswer): Promise<Outcome<Uuid>> {
  const taken = await takeAnswer(context, said);
  if (taken.ok || SAID.has(taken.refusals[0]!.code)) return taken;
  return refused('place-cannot-begin');
}

/** A guardian answers in the own account. Another family's decision is not there; who may only read is refused `may-not-decide`. */
export const answerOwn = action({
  may: answerOwnDecision,
  audit: 'kita.decision.answered',
  input: v.object({ id: uuidField(), answer, keepsWaiting: checkbox(), firstDay: optionalDay() }),
  async run(context, { id, answer: said, keepsWaiting, firstDay }): Promise<Outcome<Uuid>> {
    const { tx, municipalityId, configuration, who, concerns } = context;
    const own = who.personId && await ownDecision(tx, municipalityId, configuration.secretKey, who.personId, id);
    if (!own) throw new NotFound();
    if (!own.mayDecide) return refused('may-not-decide');
    concerns(id, ['answer']);
    return answerKindly(context, { decisionId: id, answer: said, way: 'account', keepsWaiting, firstDay });
  },
});

/** Whoever holds the link of the letter answers, once. A forged or foreign link is not there. */
export const answerLinked = action({
  may: mayByLink,
  audit: 'kita.decision.answered-by-link',
  input: v.object({ token: text(120), answer, keepsWaiting: checkbox(), firstDay: optionalDay() }),
  async run(context, { token, answer: said, keepsWaiting, firstDay }): Promise<Outcome<string>> {
    const decisionId = await decisionOfLink(context.tx, context.municipalityId, token, context.clock.now());
    if (!decisionId) throw new NotFound();
    context.concerns(decisionId, ['answer']);
    const taken = await answerKindly(context, { decisionId, answer: said, way: 'link', keepsWaiting, firstDay });
    return taken.ok ? accepted(token) : taken;
  },
});

/** The office writes down what a family said on the telephone or at the counter. */
export const enterAnswer = action({
  may: mayEnter,
  audit: 'kita.answer.entered',
  input: v.object({ id: uuidField(), answer, way: choice(['phone', 'office']), keepsWaiting: checkbox(), firstDay: optionalDay() }),
  async run(context, { id, answer: said, way, keepsWaiting, firstDay }): Promise<Outcome<Uuid>> {
    context.concerns(id, ['answer']);
    return takeAnswer(context, { decisionId: id, answer: said, way, keepsWaiting, firstDay });
  },
});

/** A family that did not answer comes back: its registration takes part again from now on. */
export const resumeWaiting = action({
  may: mayEnter,
  audit: 'kita.registration.resumed',
  input: v.object({ id: uuidField() }),
  async run({ tx, municipalityId, clock, concerns }, { id }): Promise<Outcome<Uuid>> {
    const row = await tx.selectFrom('kita.decision as decision')
      .innerJoin('kita.answer as answer', (join) => join.onRef('answer.municipality_id', '=', 'decision.municipality_id').onRef('answer.decision_id', '=', 'decision.id'))
      .select('decision.registration_id').where('decision.municipality_id', '=', municipalityId).where('decision.id', '=', id).where('answer.answer', '=', 'lapsed').executeTakeFirst();
    if (!row?.registration_id) throw new NotFound();
    await tx.updateTable('kita.registration').set({ updated_at: clock.now(), version: (version) => version('version', '+', 1) })
      .where('municipality_id', '=', municipalityId).where('id', '=', row.registration_id).where('state', '=', 'submitted').execute();
    concerns(row.registration_id, ['updated_at']);
    return accepted(id);
  },
});
