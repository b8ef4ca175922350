import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { CareTimes } from '../registration/care-times.ts';
import type { Round } from '../rounds/round.ts';
import { listChildren } from './children.ts';
import { listAllFacilities, listSeatTypes } from './facilities.ts';
import { openRun } from './run-records.ts';
import { listRegistrations } from './registrations.ts';

/** A child on a facility's list: what the Kita needs to prepare, and of the criteria only their sum. */
export interface ListedChild {
  childId: Uuid;
  name: string;
  bornOn: Day | null;
  /** expected, not born yet */
  isExpected: boolean;
  /** null for a child that simply stays */
  startsOn: Day | null;
  weeklyHours: number | null;
  /** from–until, as the family wished; the Kita plans its early and late hours with it */
  wishedTimes: CareTimes | null;
  /** the day the family named when it accepted */
  firstDay: Day | null;
  seatTypeKey: string;
  seatTypeNames: Partial<Record<string, string>>;
  /** already has a place here */
  isHolder: boolean;
  /** a brother or sister is on the same list */
  hasSiblingHere: boolean;
  /** null for a child that asked for nothing */
  points: number | null;
}

export interface FacilityList {
  facilityId: Uuid;
  facilityName: string;
  seats: number;
  children: ListedChild[];
}

/**
 * The lists of facilities in a proposal, newcomers first, then by name. Opens the sealed result, but gives out no trait, no group and no line of points.
 * Whoever calls has asked whose facilities they are.
 */
export async function facilityLists(tx: Read, municipalityId: Uuid, secretKey: Buffer, round: Pick<Round, 'id' | 'runId' | 'firstStart'>, facilityIds: readonly Uuid[] | 'all'): Promise<FacilityList[]> {
  if (round.runId === null || (facilityIds !== 'all' && facilityIds.length === 0)) return [];
  const { market, allocation } = await openRun(tx, municipalityId, secretKey, round.runId);
  const facilities = (await listAllFacilities(tx, municipalityId)).filter(({ id }) => facilityIds === 'all' || facilityIds.includes(id));
  const wanted = new Set<string>(facilities.map(({ id }) => id));
  const placed = allocation.placements.flatMap(({ applicant, seat, kept, rank }, at) => (seat && wanted.has(seat.facility) ? [{ childId: applicant as Uuid, seat, kept, rank, applicant: market.applicants[at]! }] : []));
  const childIds = placed.map(({ childId }) => childId);
  const children = new Map((await listChildren(tx, municipalityId, childIds)).map((child) => [child.id, child]));
  const registrations = new Map((await listRegistrations(tx, municipalityId, { childIds })).map((one) => [one.childId, one]));
  const firstDays = await firstDaysOfRound(tx, municipalityId, round.id, childIds);
  const types = new Map((await listSeatTypes(tx, municipalityId)).map((type) => [type.id as string, type]));
  return facilities.map(({ id, name }) => {
    const own = placed.filter(({ seat }) => seat.facility === id);
    const groupsHere = own.flatMap(({ childId }) => children.get(childId)?.siblingGroupId ?? []);
    const listed = own.flatMap(({ childId, seat, kept, rank, applicant }): ListedChild[] => {
      const child = children.get(childId);
      if (!child) return [];
      const registration = registrations.get(childId);
      const wish = rank === null ? undefined : applicant.wishes[rank - 1];
      const type = types.get(seat.seatType);
      const start = registration?.wishedStart ?? null;
      return [{
        childId, name: `${child.familyName}, ${child.givenNames}`.replace(/, $/, ''), bornOn: child.bornOn ?? child.expectedOn, isExpected: child.bornOn === null,
        startsOn: kept || start === null ? null : start < round.firstStart ? round.firstStart : start, weeklyHours: type?.weeklyHours ?? null, wishedTimes: registration?.wishedTimes ?? null, firstDay: firstDays.get(childId) ?? null, seatTypeKey: type?.key ?? '', seatTypeNames: type?.names ?? {},
        isHolder: applicant.holds?.facility === id, hasSiblingHere: child.siblingGroupId !== null && groupsHere.filter((group) => group === child.siblingGroupId).length > 1, points: wish?.points ?? null,
      }];
    });
    listed.sort((a, b) => Number(a.isHolder) - Number(b.isHolder) || a.name.localeCompare(b.name, 'de'));
    return { facilityId: id, facilityName: name, seats: market.pools.filter(({ facility }) => facility === id).reduce((sum, { capacity }) => sum + capacity, 0), children: listed };
  });
}

/** The first days families named when they accepted a place of this round. */
async function firstDaysOfRound(tx: Read, municipalityId: Uuid, roundId: Uuid, childIds: readonly Uuid[]): Promise<Map<Uuid, Day>> {
  if (childIds.length === 0) return new Map();
  const rows = await tx.selectFrom('kita.decision as decision')
    .innerJoin('kita.answer as answer', (join) => join.onRef('answer.municipality_id', '=', 'decision.municipality_id').onRef('answer.decision_id', '=', 'decision.id'))
    .select(['decision.child_id', 'answer.first_day']).where('decision.municipality_id', '=', municipalityId).where('decision.round_id', '=', roundId)
    .where('decision.child_id', '=', (any) => any.fn.any(any.val([...childIds]))).where('answer.answer', '=', 'accepted').where('answer.first_day', 'is not', null).execute();
  return new Map(rows.map((row) => [row.child_id, row.first_day!]));
}
