import { createHmac, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Write } from '../../platform/database.ts';
import { deriveKey } from '../../platform/encryption.ts';
import { isUuid, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { audienceOfWord, counted, familiarities, reasons, type Audience, type OfferAnswer } from '../awareness/survey.ts';
import { answerSurvey as mayAnswer } from '../permissions.ts';

/** A sheet: the round and the offers it asks for, sealed so that nobody can make a sheet for an offer of their choice. */
export interface SurveySheet {
  roundId: Uuid;
  serviceIds: readonly Uuid[];
}

export function sealSheet(secretKey: Buffer, { roundId, serviceIds }: SurveySheet): string {
  const words = [roundId, ...serviceIds].join('.');
  return `${words}~${sealOf(secretKey, words)}`;
}

/** The sheet a form brings back; undefined if it was not made here. */
export function openSheet(secretKey: Buffer, sealed: string): SurveySheet | undefined {
  const [words, seal, ...more] = sealed.split('~');
  if (!words || !seal || more.length > 0 || sealed.length > 1_000) return undefined;
  const [expected, given] = [Buffer.from(sealOf(secretKey, words)), Buffer.from(seal)];
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined;
  const [roundId, ...serviceIds] = words.split('.');
  return isUuid(roundId) && serviceIds.every(isUuid) ? { roundId, serviceIds } : undefined;
}

function sealOf(secretKey: Buffer, words: string): string {
  return createHmac('sha256', deriveKey(secretKey, 'awareness sheet')).update(words).digest('base64url');
}

/** Names of the fields of one offer. */
export const fieldsOf = (serviceId: Uuid) => ({ familiarity: `k-${serviceId}`, recommended: `e-${serviceId}`, reason: `g-${serviceId}` });

/**
 * Adds a sheet to the sums of its round: no row remains that would be one person's. Sent twice it counts once (the form's key). Refuses
 * `survey-empty` where nothing was answered, `survey-closed`, `stale-form` for a sheet that was not made here.
 */
export const answerSurvey = action({
  may: mayAnswer,
  audit: 'offers.awareness.answered',
  input: v.looseObject({ audience: v.pipe(v.string(), v.transform(audienceOfWord)), sheet: v.optional(v.string(), '') }),
  async run({ tx, municipalityId, configuration }, input): Promise<Outcome<Audience>> {
    const sheet = openSheet(configuration.secretKey, input.sheet);
    const { audience } = input;
    if (!sheet || !audience) return refused('stale-form');
    const answers = sheet.serviceIds.flatMap((serviceId) => {
      const answer = readAnswer(input, serviceId);
      return answer ? [{ serviceId, answer }] : [];
    });
    if (answers.length === 0) return refused('survey-empty');
    // Counting the sheet locks the round: it cannot be closed between the sums.
    const round = await tx.updateTable('offers.awareness_round').set({ sheets: sql`sheets + 1` })
      .where('municipality_id', '=', municipalityId).where('id', '=', sheet.roundId).where('audience', '=', audience).where('closed_on', 'is', null).returning('id').executeTakeFirst();
    if (!round) return refused('survey-closed');
    for (const { serviceId, answer } of answers) await addCounts(tx, municipalityId, sheet.roundId, serviceId, answer);
    return accepted(audience);
  },
});

function readAnswer(input: Record<string, unknown>, serviceId: Uuid): OfferAnswer | undefined {
  const names = fieldsOf(serviceId);
  const familiarity = familiarities.find((one) => one === input[names.familiarity]);
  const reason = reasons.find((one) => one === input[names.reason]);
  return familiarity && { familiarity, recommended: input[names.recommended] === 'on', ...(reason ? { reason } : {}) };
}

async function addCounts(tx: Write, municipalityId: Uuid, roundId: Uuid, serviceId: Uuid, answer: OfferAnswer): Promise<void> {
  const sums = Object.entries(counted(answer)).map(([name, count]) => sql`${sql.ref(name.replace('-', '_'))} = ${sql.ref(name.replace('-', '_'))} + ${count}`);
  await sql`update offers.awareness_figure set ${sql.join(sums)}
    where municipality_id = ${municipalityId} and round_id = ${roundId} and service_id = ${serviceId}`.execute(tx);
}
