import { addMonths, type Day } from '../../platform/day.ts';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { months, poolMonth, type PoolMonth } from '../facilities/free-seats.ts';
import { groupedBy } from '../office/grouped.ts';
import { listPoolHistories, listSeatTypes } from './facilities.ts';
import { listPlacements } from './placements.ts';

/** Occupancy of pools by month: `count` months from the one `from` lies in; facility id → months → pools. Four queries. */
export async function occupancy(tx: Read, municipalityId: Uuid, from: Day, count: number, facilityIds?: readonly Uuid[]): Promise<Map<Uuid, { month: Day; pools: PoolMonth[] }[]>> {
  const wanted = months(from, count);
  const histories = await listPoolHistories(tx, municipalityId, facilityIds);
  const seatTypes = await listSeatTypes(tx, municipalityId);
  const placements = await listPlacements(tx, municipalityId, { from: wanted[0]!, until: addMonths(wanted.at(-1)!, 1), ...(facilityIds ? { facilityIds } : {}) });
  const takenOf = groupedBy(placements, ({ poolId }) => poolId);
  const found = new Map<Uuid, { month: Day; pools: PoolMonth[] }[]>();
  for (const [facilityId, pools] of groupedBy(histories, ({ pool }) => pool.facilityId)) {
    found.set(facilityId, wanted.map((month) => ({ month, pools: pools.flatMap((history) => poolMonth(history, seatTypes, takenOf.get(history.pool.id) ?? [], month) ?? []) })));
  }
  return found;
}
