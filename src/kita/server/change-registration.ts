import type { Clock } from '../../platform/clock.ts';
import type { Write } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { updateChild } from './children.ts';
import { claimCircumstances } from './circumstances.ts';
import { bindGuardian, storeGuardian } from './guardians.ts';
import { groupSiblings, leaveSiblings } from './sibling-groups.ts';
import { faultOf, insertWishes, type NewRegistration, type StoredRegistration } from './store-registration.ts';

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
    wished_start: change.wishedStart, weekly_hours: change.weeklyHours ?? null, wants_change: change.wantsChange ?? false, needs_inclusive_seat: change.needsInclusiveSeat ?? false,
    said_facility_id: change.saidFacilityId ?? null, updated_at: clock.now(), version: (version) => version('version', '+', 1),
  }).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
  await tx.deleteFrom('kita.wish').where('municipality_id', '=', municipalityId).where('registration_id', '=', id).execute();
  await insertWishes(tx, municipalityId, id, change.wishes);
  if (change.circumstances) await claimCircumstances(tx, municipalityId, clock, secretKey, id, change.circumstances);
  if (change.siblings) {
    await leaveSiblings(tx, municipalityId, childId);
    await groupSiblings(tx, municipalityId, change.siblings.rule, [childId, ...change.siblings.childIds]);
  }
  return accepted({ childId, registrationId: id, number: row.number, guardianIds });
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
