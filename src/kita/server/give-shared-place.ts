import type { ActionContext } from '../../platform/action.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { distanceTo } from '../decisions/alternatives.ts';
import type { Placement } from '../facilities/placement.ts';
import { addClaimEvent } from './claim-file.ts';
import { listChildren } from './children.ts';
import { openOffers } from './decision-records.ts';
import { endRegistration } from './end-registration.ts';
import { findFacility, listSeatTypes } from './facilities.ts';
import { listPlacements, startPlacement } from './placements.ts';
import { listRegistrations } from './registrations.ts';
import type { NewShare } from './seat-shares.ts';
import { insertDecisions } from './write-decisions.ts';

/**
 * A child that asks for a place in this facility joins one that has a place there: it gets a decision in writing with the hours of its days, which the family has
 * agreed to, and its registration ends. A place elsewhere ends the day before. Refuses `choose-one`, `start-in-the-past`, `offer-open` and what startPlacement refuses.
 */
export async function giveSharedPlace(context: ActionContext, childId: Uuid, { first, firstDays, secondDays, startsOn, endsOn }: NewShare): Promise<Outcome<Pick<Placement, 'id' | 'groupId' | 'expectedEndsOn'>>> {
  const { tx, municipalityId, clock, who, configuration } = context;
  const [child] = await listChildren(tx, municipalityId, [childId]);
  const [registration] = await listRegistrations(tx, municipalityId, { state: 'submitted', childIds: [childId] });
  if (!child || !registration?.wishes.some(({ facilityId, seatTypeId }) => facilityId === first.facilityId && seatTypeId === first.seatTypeId)) return refused('choose-one', { field: 'second' });
  if (startsOn < clock.today()) return refused('start-in-the-past', { field: 'startsOn' });
  if ((await openOffers(tx, municipalityId, { childIds: [childId] })).length > 0) return refused('offer-open', { field: 'second' });
  const held = (await listPlacements(tx, municipalityId, { childIds: [childId], from: startsOn })).find(({ startsOn: from }) => from < startsOn);
  const part = { shareId: newId(), startsOn, endsOn };
  const started = await startPlacement(tx, municipalityId, clock, {
    childId, facilityId: first.facilityId, poolId: first.poolId, seatTypeId: first.seatTypeId, startsOn, source: 'office', ...(first.groupId ? { groupId: first.groupId } : {}), ...(held ? { movesFrom: held.id } : {}),
    ...(who.personId ? { createdBy: who.personId } : {}), sharesWith: { placementId: first.id, own: { ...part, days: secondDays }, other: { ...part, days: firstDays } },
  });
  if (!started.ok) return started.refusals.some(({ field }) => field) ? started : { ok: false, refusals: started.refusals.map((refusal) => ({ ...refusal, field: 'second' })) };
  const facility = (await findFacility(tx, municipalityId, first.facilityId))!;
  const type = (await listSeatTypes(tx, municipalityId)).find(({ id }) => id === first.seatTypeId)!;
  const metres = distanceTo(facility, child.point);
  const [decisionId] = await insertDecisions(context, [{
    childId, registrationId: registration.id, outcome: 'place', facilityId: facility.id, poolId: first.poolId, seatTypeId: first.seatTypeId, startsOn, weeklyHours: Math.round(type.weeklyHours * secondDays.length * 2) / 10,
    form: facility.noticeForm, content: { version: 1, wishes: [], alternatives: [], rank: null }, ...(metres === undefined ? {} : { distanceMetres: metres }),
  }], { source: 'rolling', roundId: null, runId: null, answerDays: null });
  await tx.updateTable('kita.placement').set({ decision_id: decisionId! }).where('municipality_id', '=', municipalityId).where('id', '=', started.value).execute();
  await tx.insertInto('kita.answer').values({ municipality_id: municipalityId, id: newId(), decision_id: decisionId!, answer: 'accepted', way: 'office', at: clock.now(), by_person: who.personId ?? null }).execute();
  await addClaimEvent(tx, municipalityId, clock, configuration.secretKey, { childId, kind: 'accepted', on: clock.today(), facilityId: facility.id, startsOn, recordedBy: who.personId });
  await endRegistration(tx, municipalityId, clock, registration.id, 'placed');
  const [placement] = await listPlacements(tx, municipalityId, { childIds: [childId], from: startsOn });
  return accepted(placement!);
}
