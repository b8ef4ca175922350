import { sql } from 'kysely';
import * as v from 'valibot';
import { findOrganization } from '../../network/server/organizations.ts';
import { action } from '../../platform/action.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, dayField, optionalDay, optionalText, uuidField } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { callOutcomes, isConfirmation, isOpen, usualNextCall, type CallOutcome, type VerificationCall } from '../calls/verification-call.ts';
import { logCalls, worksFor } from '../permissions.ts';
import { confirmOffers } from './confirm-offers.ts';
import { loadServices } from './load-services.ts';
import { recordOf } from './merge-services.ts';
import { storeServices } from './store-services.ts';
import { mergedInto } from './survivors.ts';

/**
 * Writes down a call and what follows of it: the entry counts as confirmed, or is retired, or is to be called again. Refuses `in-the-future`,
 * `next-call-missing`, `next-call-past`, `note-missing` (why an offer ended belongs to its record), `already-ended`.
 */
export const logCall = action({
  may: logCalls,
  audit: 'offers.call.logged',
  input: v.object({ id: uuidField(), outcome: choice(callOutcomes), calledOn: dayField(), nextCallOn: optionalDay(), note: optionalText(500) }),
  async run({ tx, who, municipalityId, clock, concerns }, { id, outcome, calledOn, nextCallOn: typedNext, note }): Promise<Outcome<{ id: Uuid; outcome: CallOutcome }>> {
    await tx.selectFrom('offers.service').select('id').where('municipality_id', '=', municipalityId).where('id', '=', id).forUpdate().execute();
    const [stored] = await loadServices(tx, municipalityId, [id]);
    if (!stored || !worksFor(who, stored.organizationId)) throw new NotFound();
    if (calledOn > clock.today()) return refused('in-the-future', { field: 'calledOn' });
    if (stored.status === 'retired') return refused('already-ended');
    const nextCallOn = isOpen(outcome) ? typedNext ?? usualNextCall(outcome, calledOn) : undefined;
    if (outcome === 'call-again' && !nextCallOn) return refused('next-call-missing', { field: 'nextCallOn' });
    if (nextCallOn && nextCallOn < calledOn) return refused('next-call-past', { field: 'nextCallOn' });
    if (outcome === 'ended' && note === '') return refused('note-missing', { field: 'note' });

    const by = who.personId ? { personId: who.personId } : {};
    if (isConfirmation(outcome)) {
      await confirmOffers(tx, municipalityId, clock, [id], { who: 'provider', ...by });
      // A call of last week does not make an entry younger than it is.
      if (calledOn < clock.today()) await tx.updateTable('offers.service').set({ assured_at: stored.assuredAt && stored.assuredAt > calledOn ? stored.assuredAt : calledOn }).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
    }
    if (outcome === 'ended') {
      await storeServices(tx, municipalityId, [{ ...recordOf(stored), status: 'retired' }], clock, { origin: 'other', reason: note, ...(who.personId ? { by: who.personId } : {}) });
    }
    await storeCall(tx, municipalityId, { serviceId: id, outcome, note, calledOn, ...(nextCallOn ? { nextCallOn } : {}), ...(who.personId ? { recordedBy: who.personId } : {}) }, clock);
    concerns(id, ['call', outcome]);
    return accepted({ id, outcome });
  },
});

/** Writes a call down; what follows of it is the caller's business. */
export async function storeCall(tx: Write, municipalityId: Uuid, call: { serviceId: Uuid; outcome: CallOutcome; note: string; calledOn: Day; nextCallOn?: Day; recordedBy?: Uuid }, clock: Clock): Promise<void> {
  await tx.insertInto('offers.verification_call').values({
    municipality_id: municipalityId, id: newId(), service_id: call.serviceId, outcome: call.outcome, note: call.note, called_on: call.calledOn, next_call_on: call.nextCallOn ?? null,
    recorded_by: call.recordedBy ?? null, recorded_at: clock.now(),
  }).execute();
}

/** Calls about an offer and about what went into it, the latest first. */
export async function listCalls(tx: Read, municipalityId: Uuid, serviceId: Uuid): Promise<VerificationCall[]> {
  const ids = [serviceId, ...(await mergedInto(tx, municipalityId, [serviceId])).map(({ mergedId }) => mergedId)];
  const rows = await tx.selectFrom('offers.verification_call as call')
    .leftJoin('accounts.person as person', (join) => join.onRef('person.municipality_id', '=', 'call.municipality_id').onRef('person.id', '=', 'call.recorded_by'))
    .selectAll('call').select('person.display_name').where('call.municipality_id', '=', municipalityId).where('call.service_id', '=', sql<Uuid>`any(${ids}::uuid[])`)
    .orderBy('call.called_on', 'desc').orderBy('call.recorded_at', 'desc').orderBy('call.id', 'desc').execute();
  return rows.map((row) => ({
    id: row.id, serviceId: row.service_id, outcome: row.outcome as CallOutcome, note: row.note, calledOn: row.called_on, recordedAt: row.recorded_at,
    ...(row.next_call_on ? { nextCallOn: row.next_call_on } : {}), ...(row.display_name ? { recordedBy: row.display_name } : {}),
  }));
}

/** An offer with its calls, for those who work with it; the organization's telephone where the offer has none. */
export async function findCalledOffer(tx: Read, municipalityId: Uuid, id: Uuid) {
  const [service] = await loadServices(tx, municipalityId, [id]);
  if (!service) return undefined;
  return { service, organization: await findOrganization(tx, municipalityId, service.organizationId), calls: await listCalls(tx, municipalityId, id) };
}
