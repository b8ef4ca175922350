import { explainer } from '@lueckenlos/fair-allocation';
import type { Clock } from '../../platform/clock.ts';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { listAllFacilities, listPools } from './facilities.ts';
import { liveMarket } from './live-market.ts';
import { listRegistrations } from './registrations.ts';

/** One child waits for one pool of a facility. */
export interface WaitingEntry {
  facilityId: Uuid;
  facilityName: string;
  poolId: string;
  poolName: string;
  seatTypeId: Uuid;
  childId: Uuid;
  childName: string;
  registrationId: Uuid;
  bornOn: Day | null;
  wishedStart: Day;
  /** position of this wish in the family's list, 1 is the dearest */
  rank: number;
  /** place on the list of this pool now; null where no lottery is drawn yet, so that equals have no order */
  place: number | null;
  of: number;
  points: number;
  /** has a place elsewhere and would rather have this one */
  hasPlace: boolean;
}

/**
 * Who waits for what, in order, worked out from what is true now: nothing of it is stored. Who was offered a place and
 * has not answered waits for the wishes it would rather have. Who asks for two kinds of a pool stands in its list once. A dozen queries, O(wishes log wishes) of the facilities asked about.
 */
export async function waitingList(tx: Read, municipalityId: Uuid, secretKey: Buffer, { facilityId, childId, clock }: { facilityId?: Uuid; childId?: Uuid; clock: Clock }): Promise<WaitingEntry[]> {
  const own = childId ? (await listRegistrations(tx, municipalityId, { state: 'submitted', childIds: [childId] }))[0] : undefined;
  if (childId && !own) return [];
  const facilityIds = facilityId ? new Set<string>([facilityId]) : own ? new Set<string>(own.wishes.map((wish) => wish.facilityId)) : undefined;
  const live = await liveMarket(tx, municipalityId, secretKey, clock, facilityIds ? { facilityIds } : {});
  if (!live) return [];
  const { market, present, input, window } = live;
  const facilities = new Map<string, string>((await listAllFacilities(tx, municipalityId)).map(({ id, name }) => [id, name]));
  const pools = new Map((await listPools(tx, municipalityId, window.firstStart)).map((pool) => [pool.id as string, pool.name]));
  const poolOf = new Map(market.pools.flatMap(({ id, facility, seatTypes }) => seatTypes.map((type) => [`${facility} ${type}`, id] as const)));
  const registrations = new Map<string, (typeof input.registrations)[number]>(input.registrations.map((one) => [one.childId, one]));
  const entries: Omit<WaitingEntry, 'childName' | 'bornOn'>[] = [];
  const seen = new Set<string>();
  for (const { applicant, wishes, seat } of explainer(market, present).all()) {
    const registration = registrations.get(applicant);
    if (!registration || (childId && applicant !== childId)) continue;
    for (const { rank, seat: wished, waiting, claim, reason } of wishes) {
      const poolId = poolOf.get(`${wished.facility} ${wished.seatType}`);
      if (!waiting || !poolId || reason.kind === 'ineligible' || (facilityIds && !facilityIds.has(wished.facility))) continue;
      const key = `${applicant} ${poolId}`;
      if (seen.has(key)) continue;
      seen.add(key);
      entries.push({
        facilityId: wished.facility as Uuid, facilityName: facilities.get(wished.facility) ?? '', poolId, poolName: pools.get(poolId) ?? '', seatTypeId: wished.seatType as Uuid, childId: registration.childId,
        registrationId: registration.registrationId, wishedStart: registration.wishedStart, rank, place: window.main ? waiting.place : null, of: waiting.of, points: claim.points, hasPlace: seat !== null,
      });
    }
  }
  const names = new Map((await listRegistrations(tx, municipalityId, { childIds: [...new Set(entries.map((entry) => entry.childId))], state: 'submitted' })).map((one) => [one.childId, one]));
  const full = entries.map((entry): WaitingEntry => {
    const child = names.get(entry.childId);
    return { ...entry, childName: [child?.givenNames, child?.familyName].filter(Boolean).join(' '), bornOn: child?.bornOn ?? null };
  });
  return full.sort((a, b) => a.facilityName.localeCompare(b.facilityName, 'de') || (a.poolId < b.poolId ? -1 : a.poolId > b.poolId ? 1 : 0) || (a.place ?? 0) - (b.place ?? 0) || b.points - a.points);
}
