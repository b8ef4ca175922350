import { addMonths, type Day } from '../../platform/day.ts';
import type { Read } from '../../platform/database.ts';
import { groupedBy } from '../../platform/grouped.ts';
import type { Uuid } from '../../platform/id.ts';
import type { TakenSeat } from '../facilities/capacity.ts';
import type { SeatType } from '../facilities/facility.ts';
import { months, poolMonth, type PoolMonth } from '../facilities/free-seats.ts';
import { endByAge } from '../facilities/placement.ts';
import type { RulePack } from '../facilities/rule-pack.ts';
import { listPoolHistories, listSeatTypes, type StoredPoolHistory } from './facilities.ts';
import { openOffers } from './decision-records.ts';
import { listPlacements, type PlacementFilter } from './placements.ts';
import { townRulePack } from './town-rules.ts';

/** Given and offered places: a child that is offered another one leaves its own on the day the other begins. */
async function takenByPool(tx: Read, municipalityId: Uuid, filter: PlacementFilter, seatTypes: readonly SeatType[], pack: RulePack): Promise<Map<Uuid, TakenSeat[]>> {
  const placements = await listPlacements(tx, municipalityId, filter);
  const offers = await openOffers(tx, municipalityId);
  const leaving = new Map(offers.map(({ childId, startsOn }) => [childId, startsOn]));
  const held = placements.map((one) => {
    const leaves = leaving.get(one.childId);
    return { ...one, expectedEndsOn: leaves && one.startsOn < leaves && (one.expectedEndsOn === null || leaves < one.expectedEndsOn) ? leaves : one.expectedEndsOn };
  });
  const offered = offers.filter(({ facilityId }) => !filter.facilityIds || filter.facilityIds.includes(facilityId)).map((offer) => {
    const band = seatTypes.find(({ id }) => id === offer.seatTypeId)?.ageBand;
    const end = offer.bornOn && band ? endByAge(offer.bornOn, band, pack) : null;
    return { ...offer, expectedEndsOn: end && end > offer.startsOn ? end : null };
  });
  return groupedBy([...held, ...offered], ({ poolId }) => poolId);
}

/** Occupancy of pools by month, offers that wait for an answer among the given places: `count` months from the one `from` lies in; facility id → months → pools. Four queries. */
export async function occupancy(tx: Read, municipalityId: Uuid, from: Day, count: number, facilityIds?: readonly Uuid[]): Promise<Map<Uuid, { month: Day; pools: PoolMonth[] }[]>> {
  const histories = await listPoolHistories(tx, municipalityId, facilityIds);
  return occupancyOf(tx, municipalityId, from, count, { histories, seatTypes: await listSeatTypes(tx, municipalityId) }, facilityIds);
}

/** The same where pools and kinds of places are loaded already. */
export async function occupancyOf(
  tx: Read, municipalityId: Uuid, from: Day, count: number, { histories, seatTypes }: { histories: readonly StoredPoolHistory[]; seatTypes: readonly SeatType[] }, facilityIds?: readonly Uuid[],
): Promise<Map<Uuid, { month: Day; pools: PoolMonth[] }[]>> {
  const wanted = months(from, count);
  const pack = await townRulePack(tx, municipalityId);
  const takenOf = await takenByPool(tx, municipalityId, { from: wanted[0]!, until: addMonths(wanted.at(-1)!, 1), ...(facilityIds ? { facilityIds } : {}) }, seatTypes, pack);
  const found = new Map<Uuid, { month: Day; pools: PoolMonth[] }[]>();
  for (const [facilityId, pools] of groupedBy(histories, ({ pool }) => pool.facilityId)) {
    found.set(facilityId, wanted.map((month) => ({ month, pools: pools.flatMap((history) => poolMonth(history, seatTypes, takenOf.get(history.pool.id) ?? [], month, pack) ?? []) })));
  }
  return found;
}
