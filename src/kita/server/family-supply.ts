import { sql } from 'kysely';
import { addMonths, type Day } from '../../platform/day.ts';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { rememberedWhile } from '../../platform/remembered.ts';
import { poolOn } from '../facilities/capacity.ts';
import { isOpenOn, type Facility, type SeatPool, type SeatType } from '../facilities/facility.ts';
import type { PoolMonth } from '../facilities/free-seats.ts';
import { listAllFacilities, listPoolHistories, listSeatTypes, type StoredPoolHistory } from './facilities.ts';
import { occupancyOf } from './free-seats.ts';

/** What a town gives out from a day on. */
export interface Supply {
  /** what the database says of the rows it was read from */
  stamp: string;
  facilities: readonly Facility[];
  types: readonly SeatType[];
  /** as they are on that day */
  pools: readonly SeatPool[];
  histories: readonly StoredPoolHistory[];
}

export type MonthsByFacility = ReadonlyMap<Uuid, readonly { month: Day; pools: PoolMonth[] }[]>;

/** Everything a town ever gave out. */
interface Everything {
  stamp: string;
  facilities: readonly Facility[];
  types: readonly SeatType[];
  histories: readonly StoredPoolHistory[];
  byDay: Map<Day, Supply>;
}

const everything = rememberedWhile<Everything>(200_000, ({ facilities, types, histories }) => facilities.length + types.length + histories.length);
const occupancy = rememberedWhile<MonthsByFacility>(200_000, ({ size }) => size);

/**
 * Facilities, kinds of places and pools of a town. Every page on which a family chooses asks it, and it is the same for all of them: the database says in one
 * small statement whether anything was changed since it was read, so that nothing is ever older than the transaction, whichever process changed it.
 */
export async function loadSupply(tx: Read, municipalityId: Uuid, on: Day): Promise<Supply> {
  const { stamp, facilities, types, histories, byDay } = await everything(municipalityId, () => supplyStamp(tx, municipalityId), (stamp) => readEverything(tx, municipalityId, stamp));
  const known = byDay.get(on);
  if (known) return known;
  const supply = { stamp, facilities: facilities.filter((facility) => isOpenOn(facility, on)), types, histories, pools: histories.flatMap((history) => poolOn(history, on) ?? []) };
  byDay.set(on, supply);
  return supply;
}

/** Given and offered places of all facilities open at a month's first day, in that month; the same way. */
export async function loadOccupancy(tx: Read, municipalityId: Uuid, month: Day, { stamp, facilities, types, histories }: Supply): Promise<MonthsByFacility> {
  return occupancy(`${municipalityId} ${month}`, async () => `${stamp} ${await occupancyStamp(tx, municipalityId, month)}`,
    () => occupancyOf(tx, municipalityId, month, 1, { histories, seatTypes: types }, facilities.map(({ id }) => id)));
}

async function readEverything(tx: Read, municipalityId: Uuid, stamp: string): Promise<Everything> {
  return {
    stamp, facilities: await listAllFacilities(tx, municipalityId), types: await listSeatTypes(tx, municipalityId), histories: await listPoolHistories(tx, municipalityId), byDay: new Map(),
  };
}

/**
 * Another text whenever a row was added, changed or removed: `xmin` and `ctid` name a row's version (PostgreSQL 17, 5.6 System Columns), and no other version of
 * any row ever has both.
 */
async function supplyStamp(tx: Read, municipalityId: Uuid): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`
    with version(of) as (
      select concat_ws(' ', facility.xmin, facility.ctid, organization.xmin, organization.ctid, location.xmin, location.ctid) from kita.facility facility
        join network.organization organization on organization.municipality_id = facility.municipality_id and organization.id = facility.organization_id
        join offers.location location on location.municipality_id = facility.municipality_id and location.id = facility.location_id
        where facility.municipality_id = ${municipalityId}
      union all select concat_ws(' ', 'type', xmin, ctid) from kita.seat_type where municipality_id = ${municipalityId}
      union all select concat_ws(' ', 'pool', xmin, ctid) from kita.seat_pool where municipality_id = ${municipalityId}
      union all select concat_ws(' ', 'kind', xmin, ctid) from kita.seat_pool_type where municipality_id = ${municipalityId}
      union all select concat_ws(' ', 'change', xmin, ctid) from kita.seat_pool_change where municipality_id = ${municipalityId}
      union all select concat_ws(' ', 'changed', xmin, ctid) from kita.seat_pool_change_type where municipality_id = ${municipalityId})
    select concat_ws(' ', count(*), sum(hashtextextended(of, 0))) as stamp from version`.execute(tx);
  return rows[0]!.stamp;
}

/** The same for places given out and offered in a month (what `listPlacements` and `openOffers` read). */
async function occupancyStamp(tx: Read, municipalityId: Uuid, month: Day): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`
    with version(of) as (
      select concat_ws(' ', placement.xmin, placement.ctid, child.born_on) from kita.placement placement
        join kita.child child on child.municipality_id = placement.municipality_id and child.id = placement.child_id
        where placement.municipality_id = ${municipalityId} and (placement.ends_on is null or placement.ends_on > ${month}) and placement.starts_on < ${addMonths(month, 1)}
      union all select concat_ws(' ', 'offer', decision.xmin, decision.ctid, child.born_on, child.expected_on) from kita.decision decision
        join kita.child child on child.municipality_id = decision.municipality_id and child.id = decision.child_id
        left join kita.answer answer on answer.municipality_id = decision.municipality_id and answer.decision_id = decision.id
        where decision.municipality_id = ${municipalityId} and decision.outcome = 'place' and decision.replaced_at is null and answer.answer is null
      union all select concat_ws(' ', 'share', xmin, ctid) from kita.seat_share where municipality_id = ${municipalityId})
    select concat_ws(' ', count(*), sum(hashtextextended(of, 0))) as stamp from version`.execute(tx);
  return rows[0]!.stamp;
}
