import { randomBytes } from 'node:crypto';
import type { Clock } from '../../platform/clock.ts';
import type { Write } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { registrationNumber } from '../registration/number.ts';
import { dayOfInstant } from '../registration/day-of-instant.ts';
import type { AgreementStatement } from '../registration/agreement.ts';
import type { CareTimes } from '../registration/care-times.ts';
import type { SiblingRule } from '../registration/siblings.ts';
import { urgentFact, type Urgency } from '../registration/urgency.ts';
import { MOST_WISHES, type WishRecord } from '../registration/wishes.ts';
import { addAgreement } from './agreements.ts';
import { insertChild, updateChild, type NewChild } from './children.ts';
import { claimCircumstances, type NewCircumstance } from './circumstances.ts';
import { noteDuplicates, ownChildLike } from './child-duplicates.ts';
import { addClaimEvent } from './claim-file.ts';
import { bindGuardian, storeGuardian, type NewGuardian } from './guardians.ts';
import { sealRemark } from './remarks.ts';
import { groupSiblings } from './sibling-groups.ts';

export interface NewRegistration {
  /** the draft's id: a registration sent again under it is changed, never doubled */
  id?: Uuid | undefined;
  /** with an id: a child that is known already and written anew */
  child: NewChild & { id?: Uuid | undefined };
  /** the one who registers comes first */
  guardians: readonly NewGuardian[];
  siblings?: { rule: SiblingRule; childIds: readonly Uuid[] } | undefined;
  wishedStart: Day;
  weeklyHours?: number | undefined;
  times?: CareTimes | undefined;
  wantsChange?: boolean;
  needsInclusiveSeat?: boolean;
  saidFacilityId?: Uuid | undefined;
  /** the dearest first */
  wishes: readonly WishRecord[];
  circumstances?: readonly NewCircumstance[];
  besides?: ToldBesides | undefined;
  source: 'guardian' | 'office' | 'import';
  /** now, unless it was told on paper earlier */
  submittedAt?: Date | undefined;
  /** the day of submission, unless told earlier (§ 24 Abs. 5 SGB VIII) */
  needReportedOn?: Day | undefined;
  by?: Uuid | undefined;
}

/** What a family tells besides; it decides about no place. */
export interface ToldBesides {
  urgency?: (Urgency & { isSeen?: boolean }) | undefined;
  remark?: string | undefined;
  agreement?: AgreementStatement | undefined;
}

export interface StoredRegistration {
  childId: Uuid;
  registrationId: Uuid;
  number: string;
  guardianIds: readonly Uuid[];
}

/**
 * The one door for registrations: of parents, the office, imports, the demo and load tests. Child, guardians, wishes, circumstances and the
 * report of the need are one transaction. Refuses `no-guardian`, `no-wish`, `too-many-wishes`, `wish-twice`, and `already-registered` where
 * the child, or one of the same name and birthday of the same guardian, is registered. About ten short statements; no lock but the child's.
 */
export async function storeRegistration(tx: Write, municipalityId: Uuid, clock: Clock, secretKey: Buffer, input: NewRegistration): Promise<Outcome<StoredRegistration>> {
  const fault = faultOf(input);
  if (fault) return fault;
  const submittedAt = input.submittedAt ?? clock.now();
  const reportedOn = input.needReportedOn ?? dayOfInstant(submittedAt);
  const guardianIds: Uuid[] = [];
  for (const guardian of input.guardians) guardianIds.push(await storeGuardian(tx, municipalityId, clock, secretKey, guardian, input.by));
  if (!input.child.id && await ownChildLike(tx, municipalityId, guardianIds, input.child)) return refused('already-registered');

  // A blocked address leaves no trace on the map (§§ 51, 52 BMG).
  const isBlocked = input.guardians.some(({ isAddressBlocked }) => isAddressBlocked);
  const child = isBlocked ? { ...input.child, areaId: undefined, point: undefined } : input.child;
  const childId = child.id ?? await insertChild(tx, municipalityId, clock, secretKey, child);
  if (child.id) await updateChild(tx, municipalityId, clock, secretKey, child.id, child);

  const registrationId = input.id ?? newId();
  const number = await insertRegistration(tx, municipalityId, clock, secretKey, registrationId, childId, submittedAt, reportedOn, input);
  if (!number) return refused('already-registered');
  for (const [index, guardian] of input.guardians.entries()) await bindGuardian(tx, municipalityId, childId, guardianIds[index]!, guardian);
  if (input.siblings) await groupSiblings(tx, municipalityId, input.siblings.rule, [childId, ...input.siblings.childIds]);
  await insertWishes(tx, municipalityId, registrationId, input.wishes);
  await claimCircumstances(tx, municipalityId, clock, secretKey, registrationId, [...input.circumstances ?? [], ...urgencyAsCircumstance(input.besides)], { isNew: true });
  await addClaimEvent(tx, municipalityId, clock, secretKey, { childId, kind: 'need-reported', on: reportedOn, startsOn: input.wishedStart, weeklyHours: input.weeklyHours, recordedBy: input.by });
  if (input.besides?.urgency) await addClaimEvent(tx, municipalityId, clock, secretKey, { childId, kind: 'urgent-reported', on: reportedOn, startsOn: input.besides.urgency.by, recordedBy: input.by });
  if (input.besides?.agreement) await addAgreement(tx, municipalityId, clock, { registrationId, statement: input.besides.agreement, saidBy: 'sender', personId: input.by });
  if (!child.id) await noteDuplicates(tx, municipalityId, clock, childId, child);
  return accepted({ childId, registrationId, number, guardianIds });
}

/** The reason of an urgent need is proved and checked as a circumstance is. */
export function urgencyAsCircumstance(told: ToldBesides | undefined): NewCircumstance[] {
  return told?.urgency ? [{ fact: urgentFact(told.urgency.reason), value: true, isProved: told.urgency.isSeen ?? false, isUrgency: true }] : [];
}

export function faultOf({ guardians, wishes }: Pick<NewRegistration, 'guardians' | 'wishes'>): ReturnType<typeof refused> | undefined {
  if (guardians.length === 0) return refused('no-guardian');
  if (wishes.length === 0) return refused('no-wish');
  if (wishes.length > MOST_WISHES) return refused('too-many-wishes', { values: { max: MOST_WISHES } });
  if (new Set(wishes.map(({ facilityId, seatTypeId }) => `${facilityId} ${seatTypeId}`)).size < wishes.length) return refused('wish-twice');
  return undefined;
}

/** The number it got; undefined if the child has a registration in force, or this one was stored before. */
async function insertRegistration(tx: Write, municipalityId: Uuid, clock: Clock, secretKey: Buffer, id: Uuid, childId: Uuid, submittedAt: Date, reportedOn: Day, input: NewRegistration): Promise<string | undefined> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const number = registrationNumber((count) => randomBytes(count));
    const row = await tx.insertInto('kita.registration').values({
      municipality_id: municipalityId, id, number, child_id: childId, state: 'submitted', wished_start: input.wishedStart, weekly_hours: input.weeklyHours ?? null, wished_times: input.times ?? null, urgent_by: input.besides?.urgency?.by ?? null, remark_sealed: sealRemark(secretKey, municipalityId, id, input.besides?.remark),
      // What the office writes down itself it has read.
      ...(input.besides?.remark && input.source === 'office' ? { remark_read_at: clock.now(), remark_read_by: input.by ?? null } : {}), wants_change: input.wantsChange ?? false,
      needs_inclusive_seat: input.needsInclusiveSeat ?? false, said_facility_id: input.saidFacilityId ?? null, need_reported_on: reportedOn, source: input.source, submitted_at: submittedAt,
      started_by: input.by ?? null, created_at: clock.now(), updated_at: clock.now(),
    }).onConflict((conflict) => conflict.doNothing()).returning('number').executeTakeFirst();
    if (row) return row.number;
    const taken = await tx.selectFrom('kita.registration').select('id').where('municipality_id', '=', municipalityId).where('number', '=', number).executeTakeFirst();
    if (!taken) return undefined;
  }
  return undefined;
}

export async function insertWishes(tx: Write, municipalityId: Uuid, registrationId: Uuid, wishes: readonly WishRecord[]): Promise<void> {
  await tx.insertInto('kita.wish').values(wishes.map(({ facilityId, seatTypeId }, index) => ({
    municipality_id: municipalityId, id: newId(), registration_id: registrationId, position: index + 1, facility_id: facilityId, seat_type_id: seatTypeId,
  }))).execute();
}
