import { newToken, tokenHash } from '../../accounts/server/sessions.ts';
import type { Read, Write } from '../../platform/database.ts';
import { addDays, type Day } from '../../platform/day.ts';
import { newId, type Uuid } from '../../platform/id.ts';

/** After the last day to answer, the page still says kindly that it is too late. */
const DAYS_SHOWN_AFTER = 30;

/** Links for these places, each with a token of its own; the rows keep hashes. One statement, tokens in the order asked for. */
export async function makeAnswerLinks(tx: Write, municipalityId: Uuid, now: Date, places: readonly { decisionId: Uuid; answerUntil: Day }[]): Promise<string[]> {
  const tokens = places.map(() => newToken());
  if (places.length === 0) return tokens;
  await tx.insertInto('kita.answer_link').values(places.map(({ decisionId, answerUntil }, at) => ({
    municipality_id: municipalityId, id: newId(), decision_id: decisionId, token_hash: tokenHash(tokens[at]!), created_at: now, expires_at: new Date(`${addDays(answerUntil, DAYS_SHOWN_AFTER)}T00:00:00Z`),
  }))).execute();
  return tokens;
}

/** The decision a link is for; undefined for a forged, foreign or long expired one. */
export async function decisionOfLink(tx: Read, municipalityId: Uuid, token: string, now: Date): Promise<Uuid | undefined> {
  if (!/^[\w-]{20,100}$/.test(token)) return undefined;
  const row = await tx.selectFrom('kita.answer_link').select('decision_id').where('municipality_id', '=', municipalityId).where('token_hash', '=', tokenHash(token)).where('expires_at', '>', now).executeTakeFirst();
  return row?.decision_id;
}

export async function removeExpiredLinks(tx: Write, municipalityId: Uuid, now: Date): Promise<void> {
  await tx.deleteFrom('kita.answer_link').where('municipality_id', '=', municipalityId).where('expires_at', '<=', now).execute();
}
