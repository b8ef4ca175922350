import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { Language } from '../../platform/language.ts';
import { DELIVERY_TEXT_VERSION, type Delivery, type DeliveryChoice, type DeliveryWay } from '../registration/delivery.ts';

export interface DeliveryRecord extends Delivery {
  textVersion: number;
  at: Date;
}

/** What guardians chose last; who never said anything is missing. */
export async function deliveriesOf(tx: Read, municipalityId: Uuid, guardianIds: readonly Uuid[]): Promise<Map<Uuid, DeliveryRecord>> {
  if (guardianIds.length === 0) return new Map();
  const rows = await tx.selectFrom('kita.delivery_choice').select(['guardian_id', 'choice', 'way', 'language', 'text_version', 'chosen_at']).where('municipality_id', '=', municipalityId)
    .where('guardian_id', 'in', [...guardianIds]).orderBy('chosen_at').orderBy('id').execute();
  return new Map(rows.map((row) => [row.guardian_id, {
    choice: row.choice as DeliveryChoice, way: row.way as DeliveryWay, language: row.language as Language, textVersion: row.text_version, at: row.chosen_at,
  }]));
}

/** Adds a choice; said again what holds already (to the text of today), nothing is added. True if it was new. */
export async function addDelivery(tx: Write, municipalityId: Uuid, clock: Clock, guardianId: Uuid, { choice, way, language }: Delivery, recordedBy?: Uuid): Promise<boolean> {
  const before = (await deliveriesOf(tx, municipalityId, [guardianId])).get(guardianId);
  if (before?.choice === choice && (choice === 'post' || before.textVersion === DELIVERY_TEXT_VERSION)) return false;
  await tx.insertInto('kita.delivery_choice').values({
    municipality_id: municipalityId, id: newId(), guardian_id: guardianId, choice, way, language, text_version: DELIVERY_TEXT_VERSION, chosen_at: clock.now(), recorded_by: recordedBy ?? null,
  }).execute();
  return true;
}
