import type { ActionContext } from '../../platform/action.ts';
import { addDays, type Day } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { sayDay } from '../../offers/said.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import type { Answer, AnswerWay } from '../decisions/content.ts';
import type { Placement } from '../facilities/placement.ts';
import { addClaimEvent } from './claim-file.ts';
import { endRegistration } from './end-registration.ts';
import { readLetterSetting } from './letter-setting.ts';
import { listPlacements, startPlacement } from './placements.ts';
import { planReplacement } from './plan-replacement.ts';
import { isPromised } from './promised-seats.ts';
import { unservedDecisions } from './served-notices.ts';

export type AnswerContext = Pick<ActionContext, 'tx' | 'municipalityId' | 'clock' | 'configuration' | 'later'> & { who?: { personId?: Uuid | undefined } };

export interface NewAnswer {
  decisionId: Uuid;
  answer: Answer;
  way: AnswerWay;
  /** accepted: stays on the lists of dearer wishes; declined: waits on for the other wishes */
  keepsWaiting?: boolean;
  /** accepted: the day the child really comes first; the place begins as decided */
  firstDay?: Day | undefined;
}

interface LockedDecision {
  id: Uuid;
  childId: Uuid;
  registrationId: Uuid | null;
  facilityId: Uuid;
  poolId: Uuid;
  seatTypeId: Uuid;
  startsOn: Day;
  answerUntil: Day;
  source: 'round' | 'rolling' | 'emergency';
}

/**
 * Takes an answer to a place: one and final. Accepted: the place begins, a present one ends the day before; if the new one cannot begin, nothing
 * changes and the old one stays. Who wished to change and gives no answer changes, as was asked for and said in the letter; who declines a change stays if
 * the present seat is not promised to another child. Refuses `already-answered`, `answer-too-late`, `not-due`, `no-answer-asked`, `first-day-outside`,
 * `decision-replaced`, `old-place-promised`, and what startPlacement refuses. Unknown: NotFound.
 */
export async function takeAnswer(context: AnswerContext, { decisionId, answer: said, way, keepsWaiting = false, firstDay }: NewAnswer): Promise<Outcome<Uuid>> {
  const { tx, municipalityId, clock, configuration, later, who } = context;
  const locked = await lockDecision(context, decisionId);
  if (!locked.ok) return locked;
  const decision = locked.value;
  // Whose letter has not arrived is never late.
  const isLate = clock.today() > decision.answerUntil && (await unservedDecisions(tx, municipalityId, [decision.id])).size === 0;
  if (said === 'lapsed' && !isLate) return refused('not-due');
  // Whom the office speaks to is in time as long as the place is still there.
  if (said !== 'lapsed' && isLate && (way === 'account' || way === 'link')) return refused('answer-too-late');

  if (said === 'accepted' && firstDay) {
    const { from, until } = firstDaysOf(decision.startsOn, await readLetterSetting(tx, municipalityId));
    if (firstDay < from || firstDay > until) return refused('first-day-outside', { field: 'firstDay', values: { from: sayDay('de', from, 'short'), until: sayDay('de', until, 'short') } });
  }
  const recorded = await listPlacements(tx, municipalityId, { childIds: [decision.childId], from: decision.startsOn });
  const held = recorded.find(({ expectedEndsOn }) => expectedEndsOn === null || expectedEndsOn > decision.startsOn);
  const answer = said === 'lapsed' && held ? 'accepted' : said;
  if (answer === 'accepted') {
    await endByThen(context, recorded, decision.startsOn);
    const begun = await begin(context, decision, held?.id);
    if (!begun.ok) return begun;
  } else if (held && await isPromised(tx, municipalityId, held, decision.startsOn)) return refused('old-place-promised');

  await tx.insertInto('kita.answer').values({
    municipality_id: municipalityId, id: newId(), decision_id: decision.id, answer, way, keeps_waiting: answer !== 'lapsed' && keepsWaiting, at: clock.now(), by_person: who?.personId ?? null, first_day: said === 'accepted' ? firstDay ?? null : null,
  }).execute();
  await addClaimEvent(tx, municipalityId, clock, configuration.secretKey, {
    childId: decision.childId, kind: answer, on: clock.today(), facilityId: decision.facilityId, startsOn: decision.startsOn, recordedBy: who?.personId,
  });
  if (decision.registrationId && answer !== 'lapsed') {
    if (keepsWaiting) await waitOn(context, decision.registrationId, answer === 'accepted');
    else await endRegistration(tx, municipalityId, clock, decision.registrationId, answer === 'accepted' ? 'placed' : 'no-need');
  }
  // Whatever was taken or given back, a seat may be free now: the declined one, or that which is left behind.
  if (answer !== 'accepted' || held) await planReplacement(tx, municipalityId, later);
  return accepted(decision.id);
}

/** Days on which a child may come first: from the day the place begins for as long as the town allows. */
export function firstDaysOf(startsOn: Day, { firstDayWithin }: { firstDayWithin: number }): { from: Day; until: Day } {
  return { from: startsOn, until: addDays(startsOn, firstDayWithin) };
}

/** The decision's row, locked: of two answers at once one waits and then finds the other. */
async function lockDecision({ tx, municipalityId }: AnswerContext, id: Uuid): Promise<Outcome<LockedDecision>> {
  const row = await tx.selectFrom('kita.decision').selectAll().where('municipality_id', '=', municipalityId).where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw new NotFound();
  const earlier = await tx.selectFrom('kita.answer').select('answer').where('municipality_id', '=', municipalityId).where('decision_id', '=', id).executeTakeFirst();
  if (earlier) return refused('already-answered');
  if (row.replaced_at) return refused('decision-replaced');
  if (row.outcome !== 'place' || row.answer_until === null) return refused('no-answer-asked');
  return accepted({
    id: row.id, childId: row.child_id, registrationId: row.registration_id, facilityId: row.facility_id!, poolId: row.pool_id!, seatTypeId: row.seat_type_id!, startsOn: row.starts_on!,
    answerUntil: row.answer_until, source: row.source as LockedDecision['source'],
  });
}

/** A Krippe place ends when the child is old enough for the Kindergarten; nobody has written that day down until the next place begins. */
async function endByThen({ tx, municipalityId }: AnswerContext, places: readonly Placement[], startsOn: Day): Promise<void> {
  for (const { id, endsOn, expectedEndsOn } of places) {
    if (endsOn !== null || expectedEndsOn === null || expectedEndsOn > startsOn) continue;
    await tx.updateTable('kita.placement').set({ ends_on: expectedEndsOn }).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
  }
}

/** The offer was counted as taken from the day it was made, so it holds even where somebody has filled the pool beyond it since. */
async function begin({ tx, municipalityId, clock, who }: AnswerContext, decision: LockedDecision, movesFrom: Uuid | undefined): Promise<Outcome<Uuid>> {
  const started = await startPlacement(tx, municipalityId, clock, {
    childId: decision.childId, facilityId: decision.facilityId, poolId: decision.poolId, seatTypeId: decision.seatTypeId, startsOn: decision.startsOn, source: decision.source, beyondCapacity: true,
    ...(movesFrom ? { movesFrom } : {}), ...(who?.personId ? { createdBy: who.personId } : {}),
  });
  if (started.ok) await tx.updateTable('kita.placement').set({ decision_id: decision.id }).where('municipality_id', '=', municipalityId).where('id', '=', started.value).execute();
  return started;
}

async function waitOn({ tx, municipalityId, clock }: AnswerContext, registrationId: Uuid, hasPlace: boolean): Promise<void> {
  await tx.updateTable('kita.registration').set({ wants_change: hasPlace, updated_at: clock.now(), version: (version) => version('version', '+', 1) })
    .where('municipality_id', '=', municipalityId).where('id', '=', registrationId).where('state', '=', 'submitted').execute();
}
