import type { Selectable } from 'kysely';
import type { ActionContext } from '../../platform/action.ts';
import type { Read } from '../../platform/database.ts';
import type { OffersCorrection } from '../../platform/database-types.ts';
import { decryptField, type FieldPlace } from '../../platform/encryption.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Language } from '../../platform/language.ts';
import type { Housekeeping } from '../../platform/task.ts';
import { DECIDED_KEPT_DAYS, REPLY_KEPT_DAYS, type Correction, type CorrectionTopic } from '../correction/correction.ts';
import { correctionTexts } from '../correction-texts.ts';

export function replyPlace(municipality: Uuid, row: Uuid): FieldPlace {
  return { table: 'offers.correction', column: 'reply_to', row, municipality };
}

export async function findCorrection(tx: Read, municipalityId: Uuid, id: Uuid): Promise<Correction | undefined> {
  const row = await tx.selectFrom('offers.correction').selectAll().where('municipality_id', '=', municipalityId).where('id', '=', id).executeTakeFirst();
  return row && correctionOf(row);
}

function correctionOf(row: Selectable<OffersCorrection>): Correction {
  return {
    id: row.id, serviceId: row.service_id, topic: row.topic as CorrectionTopic, said: row.said, language: row.language as Language, wantsReply: row.reply_to !== null,
    state: row.state as Correction['state'], madeAt: row.made_at, ...(row.decided_at ? { decidedAt: row.decided_at } : {}),
  };
}

/**
 * Ends a suggestion: answers whoever asked for it, then forgets the address. False if somebody else has decided meanwhile, or it is none of
 * this offer's.
 */
export async function endCorrection(
  { tx, municipalityId, clock, who, post, configuration }: ActionContext, id: Uuid, serviceId: Uuid, end: { state: 'taken' | 'refused'; answer?: string },
): Promise<boolean> {
  const row = await tx.selectFrom('offers.correction').selectAll().where('municipality_id', '=', municipalityId).where('id', '=', id)
    .where('service_id', '=', serviceId).where('state', '=', 'open').forUpdate().executeTakeFirst();
  if (!row) return false;
  await tx.updateTable('offers.correction').set({ state: end.state, decided_at: clock.now(), decided_by: who.personId ?? null, reply_to: null })
    .where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
  if (row.reply_to) {
    const town = await tx.selectFrom('accounts.municipality').select('name').where('municipality_id', '=', municipalityId).executeTakeFirstOrThrow();
    const offer = await tx.selectFrom('offers.service').select('name').where('municipality_id', '=', municipalityId).where('id', '=', serviceId).executeTakeFirstOrThrow();
    const t = correctionTexts.in(row.language as Language);
    await post({
      to: decryptField(configuration.secretKey, replyPlace(municipalityId, id), row.reply_to).toString('utf8'),
      subject: t('mail.subject', { town: town.name }),
      text: t(`mail.${end.state}`, { offer: offer.name, town: town.name, answer: end.answer ? `\n\n${end.answer}` : '' }),
    });
  }
  return true;
}

/** The address for an answer is forgotten with the decision, at the latest after 90 days; decided suggestions after a year. */
export const correctionHousekeeping: Housekeeping = async (tx, { municipalityId, clock }) => {
  const before = (days: number) => new Date(clock.now().getTime() - days * 86_400_000);
  await tx.updateTable('offers.correction').set({ reply_to: null })
    .where('municipality_id', '=', municipalityId).where('reply_to', 'is not', null).where('made_at', '<', before(REPLY_KEPT_DAYS)).execute();
  await tx.deleteFrom('offers.correction').where('municipality_id', '=', municipalityId).where('decided_at', '<', before(DECIDED_KEPT_DAYS)).execute();
};
