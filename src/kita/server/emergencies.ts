import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, dayField, text, uuidField } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import type { AgeBand } from '../facilities/age-band.ts';
import { gateByHand } from '../decisions/by-hand.ts';
import { approveEmergency as mayApprove, proposeEmergency as mayPropose } from '../decision-permissions.ts';
import { addClaimEvent } from './claim-file.ts';
import { listChildren } from './children.ts';
import { openOffers } from './decision-records.ts';
import { distanceTo } from '../decisions/alternatives.ts';
import { endRegistration } from './end-registration.ts';
import { findFacility, listPoolHistories, listSeatTypes } from './facilities.ts';
import { listPlacements, startPlacement } from './placements.ts';
import { liveMarket } from './live-market.ts';
import { listRegistrations } from './registrations.ts';
import { openJson, place, sealJson } from './sealed-json.ts';
import { insertDecisions } from './write-decisions.ts';

export interface Emergency {
  id: Uuid;
  childId: Uuid;
  childName: string;
  bornOn: Day | null;
  facilityId: Uuid;
  facilityName: string;
  poolId: Uuid;
  poolName: string;
  seatTypeId: Uuid;
  seatTypeName: string;
  ageBand: AgeBand;
  startsOn: Day;
  reason: string;
  proposedAt: Date;
  proposedBy: Uuid;
  proposedByName: string;
  outcome: 'approved' | 'refused' | null;
  decidedAt: Date | null;
  decidedByName: string | null;
}

const reasonPlace = (municipalityId: Uuid, id: Uuid) => place(municipalityId, 'kita.emergency_placement', 'reason_sealed', id);

/** Emergency places, those waiting for the second person first. Reasons are Sozialdaten. */
export async function listEmergencies(tx: Read, municipalityId: Uuid, secretKey: Buffer): Promise<Emergency[]> {
  const rows = await tx.selectFrom('kita.emergency_placement as one')
    .innerJoin('kita.child as child', (join) => join.onRef('child.municipality_id', '=', 'one.municipality_id').onRef('child.id', '=', 'one.child_id'))
    .innerJoin('kita.seat_pool as pool', (join) => join.onRef('pool.municipality_id', '=', 'one.municipality_id').onRef('pool.id', '=', 'one.pool_id'))
    .innerJoin('kita.facility as facility', (join) => join.onRef('facility.municipality_id', '=', 'pool.municipality_id').onRef('facility.id', '=', 'pool.facility_id'))
    .innerJoin('kita.seat_type as type', (join) => join.onRef('type.municipality_id', '=', 'one.municipality_id').onRef('type.id', '=', 'one.seat_type_id'))
    .leftJoin('accounts.person as proposer', (join) => join.onRef('proposer.municipality_id', '=', 'one.municipality_id').onRef('proposer.id', '=', 'one.proposed_by'))
    .leftJoin('accounts.person as decider', (join) => join.onRef('decider.municipality_id', '=', 'one.municipality_id').onRef('decider.id', '=', 'one.decided_by'))
    .selectAll('one').select(['child.given_names', 'child.family_name', 'child.born_on', 'pool.name as pool_name', 'pool.facility_id', 'facility.name as facility_name', 'type.names', 'type.age_band', 'proposer.display_name as proposed_name', 'decider.display_name as decided_name'])
    .where('one.municipality_id', '=', municipalityId).orderBy('one.decided_at', (order) => order.desc().nullsFirst()).orderBy('one.proposed_at', 'desc').limit(200).execute();
  return rows.map((row) => ({
    id: row.id, childId: row.child_id, childName: [row.given_names, row.family_name].filter(Boolean).join(' '), bornOn: row.born_on, ageBand: row.age_band as AgeBand, facilityId: row.facility_id, facilityName: row.facility_name, poolId: row.pool_id, poolName: row.pool_name,
    seatTypeId: row.seat_type_id, seatTypeName: (row.names as { de?: string }).de ?? '', startsOn: row.starts_on, reason: openJson<string>(secretKey, reasonPlace(municipalityId, row.id), row.reason_sealed),
    proposedAt: row.proposed_at, proposedBy: row.proposed_by, proposedByName: row.proposed_name ?? '', outcome: row.outcome as Emergency['outcome'], decidedAt: row.decided_at, decidedByName: row.decided_name,
  }));
}

/** Proposes a place outside the rounds. Refuses `choose-one`, `start-in-the-past`, `already-proposed`, `offer-open`. */
export const proposeEmergencyPlace = action({
  may: mayPropose,
  audit: 'kita.emergency.proposed',
  input: v.object({ childId: uuidField(), seat: text(80), startsOn: dayField(), reason: text(2_000) }),
  async run({ tx, municipalityId, clock, who, configuration, concerns }, { childId, seat, startsOn, reason }): Promise<Outcome<Uuid>> {
    const [poolId = '', seatTypeId = ''] = seat.split('/');
    const [child] = await listChildren(tx, municipalityId, [childId]);
    if (!child) return refused('choose-one', { field: 'childId' });
    const [history] = (await listPoolHistories(tx, municipalityId)).filter(({ pool }) => pool.id === poolId);
    if (!history?.states.some(({ types }) => types.some((type) => type.seatTypeId === seatTypeId))) return refused('choose-one', { field: 'seat' });
    if (startsOn < clock.today()) return refused('start-in-the-past', { field: 'startsOn' });
    await tx.selectFrom('kita.child').select('id').where('municipality_id', '=', municipalityId).where('id', '=', childId).forUpdate().execute();
    const waiting = await tx.selectFrom('kita.emergency_placement').select('id').where('municipality_id', '=', municipalityId).where('child_id', '=', childId).where('outcome', 'is', null).executeTakeFirst();
    if (waiting) return refused('already-proposed', { field: 'childId' });
    if ((await openOffers(tx, municipalityId, { childIds: [childId] })).length > 0) return refused('offer-open', { field: 'childId' });
    const id = newId();
    await tx.insertInto('kita.emergency_placement').values({
      municipality_id: municipalityId, id, child_id: childId, pool_id: poolId as Uuid, seat_type_id: seatTypeId as Uuid, starts_on: startsOn,
      reason_sealed: sealJson(configuration.secretKey, reasonPlace(municipalityId, id), reason), proposed_at: clock.now(), proposed_by: who.personId!,
    }).execute();
    concerns(id, ['child', 'pool', 'starts_on', 'reason']);
    return accepted(id);
  },
});

/**
 * A second person decides. Approved: the place begins on its day – in a free seat if there is one, otherwise as one seat more than the pool has, which the
 * occupancy says –, a present place ends the day before, and the family is written to. Refuses `own-proposal`, `already-decided`, `offer-open` and what startPlacement refuses.
 */
export const decideEmergencyPlace = action({
  may: mayApprove,
  audit: 'kita.emergency.decided',
  input: v.object({ id: uuidField(), outcome: choice(['approved', 'refused']) }),
  async run(context, { id, outcome }): Promise<Outcome<Uuid>> {
    const { tx, municipalityId, clock, who, configuration, concerns } = context;
    const row = await tx.selectFrom('kita.emergency_placement').selectAll().where('municipality_id', '=', municipalityId).where('id', '=', id).forUpdate().executeTakeFirst();
    if (!row) throw new NotFound();
    if (row.outcome !== null) return refused('already-decided');
    if (row.proposed_by === who.personId) return refused('own-proposal');
    const decided = { outcome, decided_at: clock.now(), decided_by: who.personId! };
    concerns(id, ['outcome']);
    if (outcome === 'refused') {
      await tx.updateTable('kita.emergency_placement').set(decided).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
      return accepted(id);
    }
    if ((await openOffers(tx, municipalityId, { childIds: [row.child_id] })).length > 0) return refused('offer-open');
    const reason = openJson<string>(configuration.secretKey, reasonPlace(municipalityId, id), row.reason_sealed);
    const begun = await beginEmergency(context, row, reason);
    if (!begun.ok) return begun;
    await tx.updateTable('kita.emergency_placement').set({ ...decided, decision_id: begun.value }).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
    await addClaimEvent(tx, municipalityId, clock, configuration.secretKey, { childId: row.child_id, kind: 'accepted', on: clock.today(), startsOn: row.starts_on, recordedBy: who.personId });
    return accepted(id);
  },
});

type EmergencyRow = { child_id: Uuid; pool_id: Uuid; seat_type_id: Uuid; starts_on: Day };

async function beginEmergency(context: Parameters<typeof decideEmergencyPlace.run>[0], { child_id: childId, pool_id: poolId, seat_type_id: seatTypeId, starts_on: startsOn }: EmergencyRow, reason: string): Promise<Outcome<Uuid>> {
  const { tx, municipalityId, clock, who, configuration } = context;
  const [child] = await listChildren(tx, municipalityId, [childId]);
  const histories = await listPoolHistories(tx, municipalityId);
  const pool = histories.find((one) => one.pool.id === poolId)!;
  const types = await listSeatTypes(tx, municipalityId);
  const type = types.find((one) => one.id === seatTypeId)!;
  const facility = (await findFacility(tx, municipalityId, pool.pool.facilityId))!;
  const [registration] = await listRegistrations(tx, municipalityId, { state: 'submitted', childIds: [childId] });
  const held = (await listPlacements(tx, municipalityId, { childIds: [childId], from: startsOn })).find(({ startsOn: from }) => from < startsOn);
  // Two people answer for whoever is passed over; nobody answers for a seat that somebody else loses.
  const live = await liveMarket(tx, municipalityId, configuration.secretKey, clock);
  const passed = live && gateByHand(live.market, live.present, { childId, facility: facility.id, seatType: seatTypeId, reason });
  if (passed && !passed.open) return refused('gate-refused');
  const started = await startPlacement(tx, municipalityId, clock, {
    childId, facilityId: facility.id, poolId, seatTypeId, startsOn, source: 'emergency', beyondCapacity: true, ...(held ? { movesFrom: held.id } : {}), ...(who.personId ? { createdBy: who.personId } : {}),
  });
  if (!started.ok) return started;
  const metres = distanceTo(facility, child!.point);
  const [decisionId] = await insertDecisions(context, [{
    childId, registrationId: registration?.id ?? null, outcome: 'place', facilityId: facility.id, poolId, seatTypeId, startsOn, weeklyHours: type.weeklyHours, form: facility.noticeForm,
    content: { version: 1, wishes: [], alternatives: [], rank: null },
    ...(metres === undefined ? {} : { distanceMetres: metres }),
  }], { source: 'emergency', roundId: null, runId: null, answerDays: 1 });
  await tx.updateTable('kita.placement').set({ decision_id: decisionId! }).where('municipality_id', '=', municipalityId).where('id', '=', started.value).execute();
  // Nobody is asked again: the family was spoken to, and the place begins.
  await tx.insertInto('kita.answer').values({ municipality_id: municipalityId, id: newId(), decision_id: decisionId!, answer: 'accepted', way: 'office', at: clock.now(), by_person: who.personId ?? null }).execute();
  if (registration) await endRegistration(tx, municipalityId, clock, registration.id, 'placed');
  return accepted(decisionId!);
}
