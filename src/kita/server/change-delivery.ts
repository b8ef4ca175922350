import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Read } from '../../platform/database.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, uuidField } from '../../platform/field.ts';
import type { Uuid } from '../../platform/id.ts';
import { languages } from '../../platform/language.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { editChildFile } from '../office-permissions.ts';
import { deliveryChoices } from '../registration/delivery.ts';
import { ownRegistration } from '../registration-permissions.ts';
import { addDelivery, deliveriesOf, type DeliveryRecord } from './delivery-choices.ts';
import { claimGuardian, guardianIdsOfPerson } from './guardians.ts';

/** What somebody signed in chose last; null: nothing yet; undefined: no guardian. */
export async function ownDelivery(tx: Read, municipalityId: Uuid, personId: Uuid): Promise<DeliveryRecord | null | undefined> {
  const ids = await guardianIdsOfPerson(tx, municipalityId, personId);
  if (ids.length === 0) return undefined;
  const chosen = [...(await deliveriesOf(tx, municipalityId, ids)).values()].sort((one, other) => other.at.getTime() - one.at.getTime());
  return chosen[0] ?? null;
}

/** A guardian consents to electronic notices, or withdraws the consent for the future: what lies ready already stays. Nobody else's choice is there. */
export const changeOwnDelivery = action({
  may: ownRegistration,
  audit: 'kita.delivery.chosen',
  input: v.object({ delivery: choice(deliveryChoices), 'read-in': choice(languages) }),
  async run({ tx, municipalityId, clock, who, concerns }, { delivery, 'read-in': language }): Promise<Outcome<Uuid>> {
    await claimGuardian(tx, municipalityId, who.personId!);
    const ids = await guardianIdsOfPerson(tx, municipalityId, who.personId!);
    if (ids.length === 0) throw new NotFound();
    for (const id of ids) await addDelivery(tx, municipalityId, clock, id, { choice: delivery, way: 'account', language }, who.personId);
    concerns(ids[0]!, ['delivery']);
    return accepted(ids[0]!);
  },
});

/** The office notes what a guardian said on paper; on the phone only a withdrawal. Refuses `consent-in-writing`, `delivery-needs-email`. */
export const noteDelivery = action({
  may: editChildFile,
  audit: 'kita.delivery.noted',
  input: v.object({ id: uuidField(), guardian: uuidField(), delivery: choice(deliveryChoices), way: choice(['paper', 'phone']) }),
  async run({ tx, municipalityId, clock, who, concerns }, { id: child, guardian, delivery, way }): Promise<Outcome<Uuid>> {
    const row = await tx.selectFrom('kita.guardianship as bond').innerJoin('kita.guardian as guardian', (join) => join.onRef('guardian.municipality_id', '=', 'bond.municipality_id').onRef('guardian.id', '=', 'bond.guardian_id'))
      .select(['guardian.email', 'guardian.language']).where('bond.municipality_id', '=', municipalityId).where('bond.child_id', '=', child).where('bond.guardian_id', '=', guardian).executeTakeFirst();
    if (!row) throw new NotFound();
    if (delivery === 'electronic' && way === 'phone') return refused('consent-in-writing', { field: 'way' });
    if (delivery === 'electronic' && !row.email) return refused('delivery-needs-email', { field: 'delivery' });
    await addDelivery(tx, municipalityId, clock, guardian, { choice: delivery, way, language: row.language as (typeof languages)[number] }, who.personId);
    concerns(guardian, ['delivery']);
    return accepted(child);
  },
});
