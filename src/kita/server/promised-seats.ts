import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { fullDay, type TakenSeat } from '../facilities/capacity.ts';
import type { Placement } from '../facilities/placement.ts';
import { endByAge } from '../facilities/placement.ts';
import { openOffers } from './decision-records.ts';
import { listPoolHistories, listSeatTypes } from './facilities.ts';
import { listPlacements } from './placements.ts';
import { townRulePack } from './town-rules.ts';

/** Seats of a pool that are taken from a day on: by placements, and by offers that wait for their answer. Who is offered a seat elsewhere is counted where the child goes. */
export async function takenSeats(tx: Read, municipalityId: Uuid, facilityId: Uuid, from: Day): Promise<(TakenSeat & { poolId: Uuid })[]> {
  const placements = await listPlacements(tx, municipalityId, { from, facilityIds: [facilityId] });
  const offers = await openOffers(tx, municipalityId);
  const leaving = new Map(offers.map((offer) => [offer.childId as string, offer.startsOn]));
  const pack = await townRulePack(tx, municipalityId);
  const types = new Map((await listSeatTypes(tx, municipalityId)).map((type) => [type.id as string, type]));
  const held = placements.map((one) => {
    const leaves = leaving.get(one.childId);
    return { ...one, expectedEndsOn: leaves && one.startsOn < leaves && (one.expectedEndsOn === null || leaves < one.expectedEndsOn) ? leaves : one.expectedEndsOn };
  });
  const offered = offers.filter((offer) => offer.facilityId === facilityId).map(({ childId, poolId, seatTypeId, bornOn, startsOn }) => {
    const type = types.get(seatTypeId);
    const end = bornOn && type ? endByAge(bornOn, type.ageBand, pack) : null;
    return { childId, poolId, seatTypeId, bornOn, startsOn, expectedEndsOn: end && end > startsOn ? end : null };
  });
  return [...held, ...offered];
}

/** Whether the seat a child has would be one too many from a day on, since it was promised to others who wait for nothing but that day. O(taken seats × days of change). */
export async function isPromised(tx: Read, municipalityId: Uuid, held: Placement, from: Day): Promise<boolean> {
  const [history] = (await listPoolHistories(tx, municipalityId, [held.facilityId])).filter(({ pool }) => pool.id === held.poolId);
  if (!history) return false;
  const others = (await takenSeats(tx, municipalityId, held.facilityId, from)).filter(({ childId, poolId }) => childId !== held.childId && poolId === held.poolId);
  return fullDay(history, await listSeatTypes(tx, municipalityId), others, { ...held, startsOn: from })?.code === 'pool-full';
}
