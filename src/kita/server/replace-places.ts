import { allocate, gate } from '@lueckenlos/fair-allocation';
import { sql } from 'kysely';
import { transactionTask } from '../../platform/task.ts';
import { holdsReplacementBack } from '../decisions/live-window.ts';
import { readLetterSetting } from './letter-setting.ts';
import { liveMarket } from './live-market.ts';
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
  const { replacement } = await readLetterSetting(tx, municipalityId);
  const live = await liveMarket(tx, municipalityId, configuration.secretKey, clock);
  if (!live?.window.main || holdsReplacementBack(live.rounds, replacement)) return undefined;
  const { market, window: { firstStart }, catalogueId, answerDays } = live;
  const allocation = allocate(market);
  const { open, problems, refused } = gate(market, allocation);
  if (!open) throw new ReplacementRefused([...problems.map(({ code }) => code), ...refused.map(({ kind }) => kind)].slice(0, 5).join(', '));
  return decideAll(context, { id: null, kind: 'replacement', catalogueId, firstStart, answerDays }, { id: null, market, allocation });
}

export const replaceKitaPlaces = transactionTask(async (context) => {
  await replacePlaces(context);
});
