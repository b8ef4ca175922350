import { sql } from 'kysely';
import { addMonths, type Day } from '../../platform/day.ts';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { poolOn } from '../facilities/capacity.ts';
import { isOpenOn, type Facility, type SeatPool, type SeatType } from '../facilities/facility.ts';
import type { PoolMonth } from '../facilities/free-seats.ts';
import { listAllFacilities, listPoolHistories, listSeatTypes, type StoredPoolHistory } from './facilities.ts';
import { occupancyOf } from './free-seats.ts';

/** What a town gives out from a day on. */
export interface Supply {
  facilities: readonly Facility[];
  types: readonly SeatType[];
  /** as they are on that day */
  pools: readonly SeatPool[];
  histories: readonly StoredPoolHistory[];
}

export type MonthsByFacility = ReadonlyMap<Uuid, readonly { month: Day; pools: PoolMonth[] }[]>;

/** What was read last of a town. It holds as long as the database gives the same stamp. */
interface Kept {
  stamp: string;
  facilities: readonly Facility[];
  types: readonly SeatType[];
  histories: readonly StoredPoolHistory[];
  byDay: Map<Day, Supply>;
  byMonth: Map<Day, { stamp: string; months: MonthsByFacility }>;
}

const MOST_TOWNS = 200;
const kept = new Map<Uuid, Kept>();

/**
 * Facilities, kinds of places and pools of a town. Every page on which a family chooses asks it, and it is the same for all of them: the database says in one
 * small statement whether anything was changed since it was read, so that nothing is ever older than the transaction, whichever process changed it.
 */
export async function loadSupply(tx: Read, municipalityId: Uuid, on: Day): Promise<Supply> {
  const { facilities, types, histories, byDay } = await allOf(tx, municipalityId);
  const known = byDay.get(on);
  if (known) return known;
  const supply = { facilities: facilities.filter((facility) => isOpenOn(facility, on)), types, histories, pools: histories.flatMap((history) => poolOn(history, on) ?? []) };
  byDay.set(on, supply);
  return supply;
}

/** Given and offered places of all facilities open at a month's first day, in that month; the same way. */
export async function loadOccupancy(tx: Read, municipalityId: Uuid, month: Day, { facilities, types, histories }: Supply): Promise<MonthsByFacility> {
  const stamp = await occupancyStamp(tx, municipalityId, month);
  const known = kept.get(municipalityId);
  const earlier = known?.histories === histories ? known.byMonth.get(month) : undefined;
  if (earlier?.stamp === stamp) return earlier.months;
  const months = await occupancyOf(tx, municipalityId, month, 1, { histories, seatTypes: types }, facilities.map(({ id }) => id));
  if (known?.histories === histories) known.byMonth.set(month, { stamp, months });
  return months;
}

async function allOf(tx: Read, municipalityId: Uuid): Promise<Kept> {
  const stamp = await supplyStamp(tx, municipalityId);
  const known = kept.get(municipalityId);
  if (known?.stamp === stamp) return known;
  const read: Kept = {
    stamp, facilities: await listAllFacilities(tx, municipalityId), types: await listSeatTypes(tx, municipalityId), histories: await listPoolHistories(tx, municipalityId), byDay: new Map(), byMonth: new Map(),
  };
  if (kept.size >= MOST_TOWNS) kept.clear();
  kept.set(municipalityId, read);
  return read;
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
