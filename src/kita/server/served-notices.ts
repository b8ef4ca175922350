import { sql } from 'kysely';
import type { DayCalendar } from '../../offers/holidays/day-calendar.ts';
import { loadDayCalendar } from '../../offers/server/day-calendar.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { announcedOn } from '../decisions/deadlines.ts';
import { lastDayAfterService, servedOnPaper } from '../decisions/service.ts';
import { tellingWay, type TellingWay } from '../decisions/telling.ts';
import { guardiansOf } from './guardians.ts';
import { readLetterSetting } from './letter-setting.ts';

/** Whoever is served later has later to answer: the last day moves on, never back. Places answered or replaced stay as they are. */
export async function answerAfterService(tx: Write, municipalityId: Uuid, decisionIds: readonly Uuid[], servedOn: Day, calendar: DayCalendar): Promise<void> {
  if (decisionIds.length === 0) return;
  const { answerDays } = await readLetterSetting(tx, municipalityId);
  const rows = await tx.selectFrom('kita.decision as decision').leftJoin('kita.round as round', (join) => join.onRef('round.municipality_id', '=', 'decision.municipality_id').onRef('round.id', '=', 'decision.round_id'))
    .select(['decision.id', 'round.answer_days']).where('decision.municipality_id', '=', municipalityId).where('decision.id', '=', sql<Uuid>`any(${[...decisionIds]}::uuid[])`)
    .where('decision.answer_until', 'is not', null).where('decision.replaced_at', 'is', null)
    .where(sql<boolean>`not exists (select from kita.answer answer where answer.municipality_id = decision.municipality_id and answer.decision_id = decision.id)`).execute();
  for (const days of new Set(rows.map(({ answer_days }) => answer_days ?? answerDays))) {
    const until = lastDayAfterService(servedOn, days, calendar);
    const ids = rows.filter(({ answer_days }) => (answer_days ?? answerDays) === days).map(({ id }) => id);
    await tx.updateTable('kita.decision').set({ answer_until: until }).where('municipality_id', '=', municipalityId).where('id', '=', sql<Uuid>`any(${ids}::uuid[])`).where('answer_until', '<', until).execute();
  }
}

/** Letters that are set today and posted today: what they say of the last day must hold. */
export async function answerAfterPost(tx: Write, municipalityId: Uuid, clock: Clock, noticeIds: readonly Uuid[]): Promise<void> {
  const rows = await tx.selectFrom('kita.notice').select('decision_id').distinct().where('municipality_id', '=', municipalityId).where('kind', '=', 'decision').where('id', '=', sql<Uuid>`any(${[...noticeIds]}::uuid[])`).execute();
  const calendar = await loadDayCalendar(tx, municipalityId);
  await answerAfterService(tx, municipalityId, rows.map(({ decision_id }) => decision_id), announcedOn(clock.today(), calendar), calendar);
}

/** The letters of a run (or all that waited) went out: from this day they count as served, and who has to answer has time from then on. */
export async function noteServedOnPaper(tx: Write, municipalityId: Uuid, clock: Clock, runId?: Uuid): Promise<void> {
  const calendar = await loadDayCalendar(tx, municipalityId);
  for (const way of ['post', 'hand-over'] as const) {
    const servedOn = servedOnPaper(way, clock.today(), calendar);
    let waiting = tx.updateTable('kita.notice').set({ sent_at: clock.now(), served_on: servedOn }).where('municipality_id', '=', municipalityId).where('sent_at', 'is', null).where('way', '=', way);
    if (runId) waiting = waiting.where('id', 'in', (from) => from.selectFrom('kita.letter_run_notice as at').select('at.notice_id').where('at.municipality_id', '=', municipalityId).where('at.run_id', '=', runId));
    const served = await waiting.returning(['decision_id', 'kind']).execute();
    await answerAfterService(tx, municipalityId, served.filter(({ kind }) => kind === 'decision').map(({ decision_id }) => decision_id), servedOn, calendar);
  }
}

/**
 * Notices that lay ready for ten days and were not retrieved go on paper: each waits for the next print, its last day to answer is counted anew. By SGB X
 * it was served all the same, so nothing is sent to who has answered. Returns how many.
 */
export async function sendUnretrievedOnPaper(tx: Write, { municipalityId, clock, secretKey }: { municipalityId: Uuid; clock: Clock; secretKey: Buffer }): Promise<number> {
  const { serviceLaw } = await readLetterSetting(tx, municipalityId);
  let query = tx.selectFrom('kita.notice as notice').innerJoin('kita.decision as decision', (join) => join.onRef('decision.municipality_id', '=', 'notice.municipality_id').onRef('decision.id', '=', 'notice.decision_id'))
    .select(['notice.id', 'notice.decision_id', 'notice.guardian_id', 'decision.child_id']).where('notice.municipality_id', '=', municipalityId).where('notice.way', '=', 'mail')
    .where('notice.retrieve_until', '<', clock.today()).where('notice.retrieved_at', 'is', null).where('decision.replaced_at', 'is', null);
  if (serviceLaw === 'sgb-x') query = query.where(sql<boolean>`not exists (select from kita.answer answer where answer.municipality_id = decision.municipality_id and answer.decision_id = decision.id)`);
  const late = await query.orderBy('notice.id').forUpdate('notice').execute();
  if (late.length === 0) return 0;
  const guardians = await guardiansOf(tx, municipalityId, secretKey, [...new Set(late.map(({ child_id }) => child_id))]);
  const wayOf = ({ child_id, guardian_id }: (typeof late)[number]): Exclude<TellingWay, 'mail'> => {
    const guardian = guardians.get(child_id)?.find(({ id }) => id === guardian_id);
    return tellingWay({ email: null, isAddressBlocked: guardian?.isAddressBlocked ?? true, hasAddress: guardian?.address !== undefined }) as 'post' | 'hand-over';
  };
  for (const way of ['post', 'hand-over'] as const) {
    const ids = late.filter((one) => wayOf(one) === way).map(({ id }) => id);
    if (ids.length > 0) await tx.updateTable('kita.notice').set({ way, sent_at: null, served_on: null }).where('municipality_id', '=', municipalityId).where('id', 'in', ids).execute();
  }
  const calendar = await loadDayCalendar(tx, municipalityId);
  await answerAfterService(tx, municipalityId, late.map(({ decision_id }) => decision_id), announcedOn(clock.today(), calendar), calendar);
  return late.length;
}

/**
 * Those of these decisions that wait to reach a guardian and have reached none: their places do not lapse. One parent is enough (§ 1629 Abs. 1 Satz 2 BGB);
 * who is served later moves the last day on.
 */
export async function unservedDecisions(tx: Read, municipalityId: Uuid, decisionIds: readonly Uuid[]): Promise<Set<Uuid>> {
  if (decisionIds.length === 0) return new Set();
  const rows = await tx.selectFrom('kita.notice').select('decision_id').where('municipality_id', '=', municipalityId).where('kind', '=', 'decision')
    .where('decision_id', '=', sql<Uuid>`any(${[...decisionIds]}::uuid[])`).groupBy('decision_id').having(sql<boolean>`count(served_on) = 0`).execute();
  return new Set(rows.map(({ decision_id }) => decision_id));
}
