import type { Clock } from '../../platform/clock.ts';
import type { Write } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { addAgreement, agreementsOf } from './agreements.ts';
import { updateChild } from './children.ts';
import { claimCircumstances } from './circumstances.ts';
import { addClaimEvent } from './claim-file.ts';
import { bindGuardian, storeGuardian } from './guardians.ts';
import { remarksOf, sealRemark } from './remarks.ts';
import { groupSiblings, leaveSiblings } from './sibling-groups.ts';
import { faultOf, insertWishes, urgencyAsCircumstance, type NewRegistration, type StoredRegistration } from './store-registration.ts';

/** What of a registration is written anew; a guardian who did not send it leaves guardians and circumstances as they are. */
interface RegistrationChange extends Omit<NewRegistration, 'id' | 'source' | 'circumstances'> {
  circumstances?: NewRegistration['circumstances'] | undefined;
  /** the home is left as it is */
  keepsHome?: boolean;
}

/** Writes a sent registration anew; its number, its day of submission and the report of the need stay. Refuses `not-found` and what storing refuses. */
export async function changeRegistration(tx: Write, municipalityId: Uuid, clock: Clock, secretKey: Buffer, id: Uuid, change: RegistrationChange): Promise<Outcome<StoredRegistration>> {
  const fault = faultOf({ wishes: change.wishes, guardians: change.keepsHome && change.guardians.length === 0 ? [{ familyName: '', givenNames: '', language: 'de' }] : change.guardians });
  if (fault) return fault;
  const row = await tx.selectFrom('kita.registration').select(['child_id', 'number']).where('municipality_id', '=', municipalityId).where('id', '=', id).where('state', '=', 'submitted').forUpdate().executeTakeFirst();
  if (!row) return refused('not-found');
  const childId = row.child_id;
  const guardianIds = await writeGuardians(tx, municipalityId, clock, secretKey, childId, change);
  await writeChild(tx, municipalityId, clock, secretKey, childId, change);
  await tx.updateTable('kita.registration').set({
    wished_start: change.wishedStart, weekly_hours: change.weeklyHours ?? null, wished_times: change.times ?? null, wants_change: change.wantsChange ?? false, needs_inclusive_seat: change.needsInclusiveSeat ?? false,
    said_facility_id: change.saidFacilityId ?? null, updated_at: clock.now(), version: (version) => version('version', '+', 1),
  }).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
  await tx.deleteFrom('kita.wish').where('municipality_id', '=', municipalityId).where('registration_id', '=', id).execute();
  await insertWishes(tx, municipalityId, id, change.wishes);
  if (change.circumstances) {
    const added = await claimCircumstances(tx, municipalityId, clock, secretKey, id, [...change.circumstances, ...urgencyAsCircumstance(change.besides)]);
    await writeBesides(tx, municipalityId, clock, secretKey, id, childId, change, added.some(({ isUrgency }) => isUrgency));
  }
  if (change.siblings) {
    await leaveSiblings(tx, municipalityId, childId);
    await groupSiblings(tx, municipalityId, change.siblings.rule, [childId, ...change.siblings.childIds]);
  }
  return accepted({ childId, registrationId: id, number: row.number, guardianIds });
}

/** What was told besides, by the one who told it. What is urgent anew waits for the office anew. */
async function writeBesides(tx: Write, municipalityId: Uuid, clock: Clock, secretKey: Buffer, id: Uuid, childId: Uuid, { besides = {}, by }: RegistrationChange, isNewReason: boolean): Promise<void> {
  const { urgency, remark, agreement } = besides;
  const before = await tx.selectFrom('kita.registration').select(['urgent_by', 'remark_read_at', 'remark_read_by']).where('municipality_id', '=', municipalityId).where('id', '=', id).executeTakeFirstOrThrow();
  const isNews = urgency !== undefined && (before.urgent_by !== urgency.by || isNewReason);
  const isRead = remark !== undefined && remark === (await remarksOf(tx, municipalityId, secretKey, [id])).get(id);
  await tx.updateTable('kita.registration').set({
    remark_read_at: isRead ? before.remark_read_at : null, remark_read_by: isRead ? before.remark_read_by : null,
    remark_sealed: sealRemark(secretKey, municipalityId, id, remark), urgent_by: urgency?.by ?? null, ...(isNews || !urgency ? { urgent_settled_at: null, urgent_settled_by: null } : {}),
  }).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
  if (isNews) await addClaimEvent(tx, municipalityId, clock, secretKey, { childId, kind: 'urgent-reported', on: clock.today(), startsOn: urgency.by, recordedBy: by });
  const own = (await agreementsOf(tx, municipalityId, [id])).get(id)?.findLast(({ saidBy }) => saidBy === 'sender');
  if (agreement && own?.statement !== agreement) await addAgreement(tx, municipalityId, clock, { registrationId: id, statement: agreement, saidBy: 'sender', personId: by });
}

async function writeGuardians(tx: Write, municipalityId: Uuid, clock: Clock, secretKey: Buffer, childId: Uuid, { guardians }: RegistrationChange): Promise<Uuid[]> {
  const ids: Uuid[] = [];
  for (const guardian of guardians) {
    // Whoever has an account of their own writes their own data; only their rights are told here.
    const account = guardian.id && !guardian.personId ? await tx.selectFrom('kita.guardian').select('person_id').where('municipality_id', '=', municipalityId).where('id', '=', guardian.id).executeTakeFirst() : undefined;
    const id = account?.person_id ? guardian.id! : await storeGuardian(tx, municipalityId, clock, secretKey, guardian);
    await bindGuardian(tx, municipalityId, childId, id, guardian);
    ids.push(id);
  }
  return ids;
}

async function writeChild(tx: Write, municipalityId: Uuid, clock: Clock, secretKey: Buffer, childId: Uuid, { child, guardians, keepsHome }: RegistrationChange): Promise<void> {
  const before = await tx.selectFrom('kita.child').select(['area_id', 'longitude', 'latitude', 'comes_from', 'lives_here_from']).where('municipality_id', '=', municipalityId).where('id', '=', childId).executeTakeFirstOrThrow();
  const kept = { areaId: before.area_id ?? undefined, point: before.longitude === null || before.latitude === null ? undefined : { longitude: before.longitude, latitude: before.latitude } };
  const isBlocked = guardians.some(({ isAddressBlocked }) => isAddressBlocked);
  const home = isBlocked ? { areaId: undefined, point: undefined } : keepsHome ? kept : { areaId: child.areaId, point: child.point };
  // An empty place says that the family lives here; a missing one that nobody was asked.
  const lives = child.comesFrom === undefined ? { comesFrom: before.comes_from ?? undefined, livesHereFrom: before.lives_here_from ?? undefined } : { comesFrom: child.comesFrom, livesHereFrom: child.livesHereFrom };
  await updateChild(tx, municipalityId, clock, secretKey, childId, { ...child, ...lives, ...home });
}
