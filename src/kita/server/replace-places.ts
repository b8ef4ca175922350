import { sql } from 'kysely';
import type { Write } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { transactionTask } from '../../platform/task.ts';
import { holdsReplacementBack } from '../decisions/live-window.ts';
import { allocateApart } from './allocate-apart.ts';
import { takeAnswer } from './answers.ts';
import { readLetterSetting } from './letter-setting.ts';
import { liveMarket } from './live-market.ts';
import { listRounds } from './rounds.ts';
import { decideAll, type DecideContext, type DecidedCounts } from './write-decisions.ts';

/** The engine's result did not pass its own gate: nothing is written, and somebody has to look. */
export class ReplacementRefused extends Error {
  override name = 'ReplacementRefused';
}

/**
 * Gives seats that have become free to the best child who waits (Nachrücken): the engine runs on what is true now, with all holders and all offers
 * in it, and its result passes the gate, which lets no holder lose a seat. Nothing happens while a round has its hands on the seats, or before the
 * first lottery. One run after the other.
 */
export async function replacePlaces(context: DecideContext): Promise<DecidedCounts | undefined> {
  const { tx, municipalityId, clock, configuration } = context;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`kita.replacement ${municipalityId}`}, 0))`.execute(tx);
  await lockOpenOffers(tx, municipalityId);
  await giveBackNeedless(context);
  const { replacement } = await readLetterSetting(tx, municipalityId);
  // Asked before anything is loaded: hundreds of answers to a round each plan a run.
  if (holdsReplacementBack(await listRounds(tx, municipalityId), replacement)) return undefined;
  const live = await liveMarket(tx, municipalityId, configuration.secretKey, clock);
  if (!live?.window.main) return undefined;
  const { market, window: { firstStart }, catalogueId, answerDays } = live;
  const { allocation, gate: { open, problems, refused } } = await allocateApart({ market });
  if (!open) throw new ReplacementRefused([...problems.map(({ code }) => code), ...refused.map(({ kind }) => kind)].slice(0, 5).join(', '));
  return decideAll(context, { id: null, kind: 'replacement', catalogueId, firstStart, answerDays }, { id: null, market, allocation });
}

/** Whoever answers now waits for this run, and then finds the offer as it was or a better one. */
async function lockOpenOffers(tx: Write, municipalityId: Uuid): Promise<void> {
  await tx.selectFrom('kita.decision').select('id').where('municipality_id', '=', municipalityId).where('outcome', '=', 'place').where('replaced_at', 'is', null)
    .where((where) => where.not(where.exists(where.selectFrom('kita.answer as answer').select('answer.id').whereRef('answer.municipality_id', '=', 'kita.decision.municipality_id').whereRef('answer.decision_id', '=', 'kita.decision.id'))))
    .orderBy('id').forUpdate().execute();
}

/** Offers to families who have withdrawn or moved away meanwhile count as declined; nobody waits for their answer. */
async function giveBackNeedless(context: DecideContext): Promise<void> {
  const { tx, municipalityId } = context;
  const rows = await tx.selectFrom('kita.decision as decision')
    .leftJoin('kita.registration as registration', (join) => join.onRef('registration.municipality_id', '=', 'decision.municipality_id').onRef('registration.id', '=', 'decision.registration_id').on('registration.state', '=', 'submitted'))
    .leftJoin('kita.answer as answer', (join) => join.onRef('answer.municipality_id', '=', 'decision.municipality_id').onRef('answer.decision_id', '=', 'decision.id'))
    .select('decision.id').where('decision.municipality_id', '=', municipalityId).where('decision.outcome', '=', 'place').where('decision.replaced_at', 'is', null).where('decision.answer_until', 'is not', null)
    .where('registration.id', 'is', null).where('answer.id', 'is', null).orderBy('decision.id').execute();
  for (const { id } of rows) await takeAnswer(context, { decisionId: id, answer: 'declined', way: 'automatic' });
}

export const replaceKitaPlaces = transactionTask(async (context) => {
  await replacePlaces(context);
});
