import type { Point } from '../../areas/beeline.ts';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { CareTimes } from '../registration/care-times.ts';
import type { SiblingRule } from '../registration/siblings.ts';
import type { WishRecord } from '../registration/wishes.ts';

export type RegistrationState = 'submitted' | 'ended';

export interface RegistrationRecord {
  id: Uuid;
  number: string;
  state: RegistrationState;
  source: 'guardian' | 'office' | 'import';
  submittedAt: Date;
  endedAt: Date | null;
  /** null: in force, or nobody said why */
  endedReason: 'placed' | 'moved-away' | 'too-old' | 'no-need' | 'merged' | null;
  childId: Uuid;
  givenNames: string;
  familyName: string;
  bornOn: Day | null;
  expectedOn: Day | null;
  areaId: Uuid | null;
  point: Point | null;
  languages: readonly string[];
  livesHereFrom: Day | null;
  livesHereUntil: Day | null;
  comesFrom: string | null;
  siblingGroupId: Uuid | null;
  siblingRule: SiblingRule | null;
  wishedStart: Day;
  weeklyHours: number | null;
  wishedTimes: CareTimes | null;
  /** the family says it is urgent and needs the place from this day */
  urgentBy: Day | null;
  urgentSettledAt: Date | null;
  wantsChange: boolean;
  needsInclusiveSeat: boolean;
  needReportedOn: Day | null;
  saidFacilityId: Uuid | null;
  /** the dearest first */
  wishes: readonly WishRecord[];
  version: number;
}

interface RegistrationFilter {
  state?: RegistrationState;
  startsFrom?: Day;
  startsUntil?: Day;
  /** sent at this instant or before */
  submittedUntil?: Date;
  ids?: readonly Uuid[];
  childIds?: readonly Uuid[];
}

/** Registrations with their child and wishes, in the order they were sent. Two queries, O(found). */
export async function listRegistrations(tx: Read, municipalityId: Uuid, filter: RegistrationFilter): Promise<RegistrationRecord[]> {
  if (filter.ids?.length === 0 || filter.childIds?.length === 0) return [];
  let query = tx.selectFrom('kita.registration as registration')
    .innerJoin('kita.child as child', (join) => join.onRef('child.municipality_id', '=', 'registration.municipality_id').onRef('child.id', '=', 'registration.child_id'))
    .leftJoin('kita.sibling_group as siblings', (join) => join.onRef('siblings.municipality_id', '=', 'child.municipality_id').onRef('siblings.id', '=', 'child.sibling_group_id'))
    .select(['registration.id', 'registration.number', 'registration.state', 'registration.source', 'registration.submitted_at', 'registration.ended_at', 'registration.ended_reason', 'registration.child_id', 'registration.wished_start',
      'registration.weekly_hours', 'registration.wished_times', 'registration.urgent_by', 'registration.urgent_settled_at', 'registration.wants_change', 'registration.needs_inclusive_seat', 'registration.need_reported_on', 'registration.said_facility_id', 'registration.version',
      'child.given_names', 'child.family_name', 'child.born_on', 'child.expected_on', 'child.area_id', 'child.longitude', 'child.latitude', 'child.languages', 'child.lives_here_from',
      'child.lives_here_until', 'child.comes_from', 'child.sibling_group_id', 'siblings.rule'])
    .where('registration.municipality_id', '=', municipalityId).where('registration.state', filter.state ? '=' : '<>', filter.state ?? 'draft');
  if (filter.startsFrom) query = query.where('registration.wished_start', '>=', filter.startsFrom);
  if (filter.startsUntil) query = query.where('registration.wished_start', '<=', filter.startsUntil);
  if (filter.submittedUntil) query = query.where('registration.submitted_at', '<=', filter.submittedUntil);
  if (filter.ids) query = query.where('registration.id', '=', (any) => any.fn.any(any.val([...filter.ids!])));
  if (filter.childIds) query = query.where('registration.child_id', '=', (any) => any.fn.any(any.val([...filter.childIds!])));
  const rows = await query.orderBy('registration.submitted_at').orderBy('registration.id').execute();
  const wishes = await wishesOf(tx, municipalityId, rows.map(({ id }) => id));
  return rows.map((row) => ({
    id: row.id, number: row.number, state: row.state as RegistrationState, source: row.source as RegistrationRecord['source'], submittedAt: row.submitted_at!, endedAt: row.ended_at, endedReason: row.ended_reason as RegistrationRecord['endedReason'],
    childId: row.child_id, givenNames: row.given_names, familyName: row.family_name, bornOn: row.born_on, expectedOn: row.expected_on, areaId: row.area_id,
    point: row.longitude === null || row.latitude === null ? null : { longitude: row.longitude, latitude: row.latitude }, languages: row.languages, livesHereFrom: row.lives_here_from,
    livesHereUntil: row.lives_here_until, comesFrom: row.comes_from, siblingGroupId: row.sibling_group_id, siblingRule: row.rule as SiblingRule | null, wishedStart: row.wished_start!,
    weeklyHours: row.weekly_hours === null ? null : Number(row.weekly_hours), wishedTimes: row.wished_times as CareTimes | null, urgentBy: row.urgent_by, urgentSettledAt: row.urgent_settled_at, wantsChange: row.wants_change, needsInclusiveSeat: row.needs_inclusive_seat, needReportedOn: row.need_reported_on,
    saidFacilityId: row.said_facility_id, wishes: wishes.get(row.id) ?? [], version: row.version,
  }));
}

async function wishesOf(tx: Read, municipalityId: Uuid, registrationIds: readonly Uuid[]): Promise<Map<Uuid, WishRecord[]>> {
  const wishes = new Map<Uuid, WishRecord[]>();
  if (registrationIds.length === 0) return wishes;
  const rows = await tx.selectFrom('kita.wish').select(['registration_id', 'facility_id', 'seat_type_id']).where('municipality_id', '=', municipalityId)
    .where('registration_id', '=', (any) => any.fn.any(any.val([...registrationIds]))).orderBy('registration_id').orderBy('position').execute();
  for (const row of rows) {
    const own = wishes.get(row.registration_id);
    const wish = { facilityId: row.facility_id, seatTypeId: row.seat_type_id };
    if (own) own.push(wish);
    else wishes.set(row.registration_id, [wish]);
  }
  return wishes;
}
