import { sql } from 'kysely';
import type { Day } from '../../platform/day.ts';
import type { Read } from '../../platform/database.ts';
import { groupedBy } from '../../platform/grouped.ts';
import type { Uuid } from '../../platform/id.ts';
import type { StepFree } from '../../offers/location.ts';
import type { AgeBand } from '../facilities/age-band.ts';
import { poolOn, type PoolHistory } from '../facilities/capacity.ts';
import type { Facility, FacilityKind, NoticeForm, SeatPool, SeatType, TextByLanguage } from '../facilities/facility.ts';

/** Facilities that are open on a day (opened, not closed), by name. */
export async function listFacilities(tx: Read, municipalityId: Uuid, on: Day): Promise<Facility[]> {
  const rows = await facilityQuery(tx, municipalityId)
    .where((where) => where.or([where('facility.opened_on', 'is', null), where('facility.opened_on', '<=', on)]))
    .where((where) => where.or([where('facility.closed_on', 'is', null), where('facility.closed_on', '>', on)])).execute();
  return rows.map(facilityOf).sort(byName);
}

/** All there ever were and will be, by name. */
export async function listAllFacilities(tx: Read, municipalityId: Uuid): Promise<Facility[]> {
  return (await facilityQuery(tx, municipalityId).execute()).map(facilityOf).sort(byName);
}

export async function findFacility(tx: Read, municipalityId: Uuid, id: Uuid): Promise<Facility | undefined> {
  const row = await facilityQuery(tx, municipalityId).where('facility.id', '=', id).executeTakeFirst();
  return row && facilityOf(row);
}

const byName = (a: Facility, b: Facility) => a.name.localeCompare(b.name, 'de');

function facilityQuery(tx: Read, municipalityId: Uuid) {
  return tx.selectFrom('kita.facility as facility')
    .innerJoin('network.organization as organization', (join) => join.onRef('organization.municipality_id', '=', 'facility.municipality_id').onRef('organization.id', '=', 'facility.organization_id'))
    .innerJoin('offers.location as location', (join) => join.onRef('location.municipality_id', '=', 'facility.municipality_id').onRef('location.id', '=', 'facility.location_id'))
    .selectAll('facility')
    .select(['organization.name as organization_name', 'location.street', 'location.house_number', 'location.postal_code', 'location.city', 'location.area_id',
      'location.longitude', 'location.latitude', 'location.step_free', 'location.accessibility_note'])
    .where('facility.municipality_id', '=', municipalityId);
}

type FacilityRow = Awaited<ReturnType<ReturnType<typeof facilityQuery>['executeTakeFirstOrThrow']>>;

function facilityOf(row: FacilityRow): Facility {
  return {
    id: row.id, organizationId: row.organization_id, organizationName: row.organization_name, locationId: row.location_id, kind: row.kind as FacilityKind,
    name: row.name, stepFree: row.step_free as StepFree, languages: row.languages, noticeForm: row.notice_form as NoticeForm, concept: row.concept as TextByLanguage,
    isDemo: row.is_demo, version: row.version,
    ...said('externalId', row.external_id), ...said('street', row.street), ...said('houseNumber', row.house_number), ...said('postalCode', row.postal_code),
    ...said('city', row.city), ...said('areaId', row.area_id), ...said('longitude', row.longitude), ...said('latitude', row.latitude),
    ...said('accessibilityNote', row.accessibility_note), ...said('opensAt', row.opens_at?.slice(0, 5) ?? null), ...said('closesAt', row.closes_at?.slice(0, 5) ?? null),
    ...said('email', row.email), ...said('phone', row.phone), ...said('website', row.website), ...said('openedOn', row.opened_on), ...said('closedOn', row.closed_on),
  };
}

/** A field that is known; missing values are left out. */
function said<Name extends string, Value>(name: Name, value: Value | null): { [Key in Name]?: Value } {
  return value === null ? {} : { [name]: value } as { [Key in Name]?: Value };
}

/** All kinds of places in the town's order. */
export async function listSeatTypes(tx: Read, municipalityId: Uuid): Promise<(SeatType & { version: number })[]> {
  const rows = await tx.selectFrom('kita.seat_type').selectAll().where('municipality_id', '=', municipalityId).orderBy('position').orderBy('key').execute();
  return rows.map((row) => ({
    id: row.id, key: row.key, names: row.names as TextByLanguage, ageBand: row.age_band as AgeBand, weeklyHours: row.weekly_hours,
    isInclusive: row.is_inclusive, position: row.position, version: row.version,
  }));
}

/** Pools that exist on a day, with the size and kinds of that day; in the order of facility and name. */
export async function listPools(tx: Read, municipalityId: Uuid, on: Day, facilityIds?: readonly Uuid[]): Promise<(SeatPool & { version: number })[]> {
  const histories = await listPoolHistories(tx, municipalityId, facilityIds);
  return histories.flatMap((history) => poolOn(history, on) ?? []);
}

export interface StoredPoolHistory extends PoolHistory {
  pool: SeatPool & { version: number };
}

/** Pools with everything that was changed and is planned. */
export async function listPoolHistories(tx: Read, municipalityId: Uuid, facilityIds?: readonly Uuid[]): Promise<StoredPoolHistory[]> {
  if (facilityIds?.length === 0) return [];
  let query = tx.selectFrom('kita.seat_pool as pool').selectAll('pool').where('pool.municipality_id', '=', municipalityId);
  if (facilityIds) query = query.where('pool.facility_id', '=', sql<Uuid>`any(${[...facilityIds]}::uuid[])`);
  const pools = await query.orderBy('pool.facility_id').orderBy('pool.valid_from').orderBy('pool.name').execute();
  const types = await tx.selectFrom('kita.seat_pool_type').select(['pool_id', 'seat_type_id', 'at_most']).where('municipality_id', '=', municipalityId).orderBy('id').execute();
  const changes = await tx.selectFrom('kita.seat_pool_change').selectAll().where('municipality_id', '=', municipalityId).orderBy('valid_from').execute();
  const changedTypes = changes.length === 0 ? [] : await tx.selectFrom('kita.seat_pool_change_type').select(['change_id', 'seat_type_id', 'at_most']).where('municipality_id', '=', municipalityId).orderBy('id').execute();
  const typesOf = groupedBy(types, ({ pool_id }) => pool_id);
  const changesOf = groupedBy(changes, ({ pool_id }) => pool_id);
  const typesOfChange = groupedBy(changedTypes, ({ change_id }) => change_id);
  const kinds = (rows: readonly { seat_type_id: Uuid; at_most: number | null }[] = []) => rows.map((row) => ({ seatTypeId: row.seat_type_id, atMost: row.at_most }));
  return pools.map((row) => {
    const first = { from: row.valid_from, seats: row.seats, openSeats: row.open_seats as 'first' | 'last', types: kinds(typesOf.get(row.id)) };
    const later = (changesOf.get(row.id) ?? []).map((change) => ({
      from: change.valid_from, seats: change.seats, openSeats: change.open_seats as 'first' | 'last', types: kinds(typesOfChange.get(change.id)),
    }));
    return {
      pool: { id: row.id, facilityId: row.facility_id, name: row.name, seats: first.seats, openSeats: first.openSeats, types: first.types, validFrom: row.valid_from, validUntil: row.valid_until, version: row.version },
      states: [first, ...later],
    };
  });
}
