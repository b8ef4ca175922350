import type { View } from '../../platform/house.ts';
import type { Uuid } from '../../platform/id.ts';
import { seatTypeName } from '../facilities/facility.ts';
import { listSeatTypes } from '../server/facilities.ts';
import { listRoundPools } from '../server/round-pools.ts';

/** What pools, facilities and kinds are called. */
export interface Names {
  pool(id: string): string;
  seatType(id: string): string;
}

export async function namesOf(view: View, roundId: Uuid): Promise<Names> {
  const pools = new Map((await listRoundPools(view.tx, view.town.id, roundId)).map(({ poolId, poolName, facilityName }) => [poolId as string, `${facilityName}, ${poolName}`]));
  const types = new Map((await listSeatTypes(view.tx, view.town.id)).map((type) => [type.id as string, seatTypeName(type, 'de')]));
  return { pool: (id) => pools.get(id) ?? '–', seatType: (id) => types.get(id) ?? '–' };
}
