import type { Clock } from '../../platform/clock.ts';
import type { Day } from '../../platform/day.ts';
import type { Write } from '../../platform/database.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { FacilityKind, NoticeForm, SeatPool, SeatType, TextByLanguage } from '../facilities/facility.ts';
import type { LicenceKind, LicencePeriod } from '../facilities/childminder.ts';
import type { RulePack } from '../facilities/rule-pack.ts';

export interface NewPool {
  id: Uuid;
  name: string;
  seats: number;
  openSeats?: 'first' | 'last';
  types: readonly { seatTypeId: Uuid; atMost: number | null }[];
  validFrom: Day;
  validUntil?: Day;
  /** sizes from later days on, of the same kinds */
  changes?: readonly { from: Day; seats: number }[];
}

export interface NewGroup {
  id: Uuid;
  /** name of one of the facility's pools */
  pool?: string;
  name: string;
  rulePack: RulePack;
  form: string;
  licensedPlaces: number;
  inclusivePlaces?: number;
  sharedPlaces?: number;
  coreFrom?: string;
  coreUntil?: string;
  openFrom?: string;
  openUntil?: string;
  licenceNumber?: string;
  licensedOn?: Day;
  validFrom: Day;
  validUntil?: Day;
}

export interface NewFacility {
  id: Uuid;
  externalId?: string;
  organizationId: Uuid;
  locationId: Uuid;
  kind: FacilityKind;
  name: string;
  concept?: TextByLanguage;
  languages?: readonly string[];
  email?: string;
  phone?: string;
  website?: string;
  opensAt?: string;
  closesAt?: string;
  noticeForm?: NoticeForm;
  openedOn?: Day;
  closedOn?: Day;
  isDemo?: boolean;
  pools?: readonly NewPool[];
  groups?: readonly NewGroup[];
  closings?: readonly { firstDay: Day; lastDay: Day; reason: string }[];
  childminder?: { licensedFrom: Day; licensedUntil?: Day; childrenAtOnce: number; /** what came after the first licence */ later?: readonly { kind: LicenceKind; from: Day; until?: Day; childrenAtOnce: number; restriction?: string }[]; substituteId?: Uuid; covers?: readonly { firstDay: Day; lastDay: Day }[] };
  leaders?: readonly { personId: Uuid; startsOn: Day; endsOn?: Day }[];
}

/** Stores seat types and facilities with their groups, pools and closing times: for the demo and imports. New ones only, or replaced by id. */
export async function storeFacilities(tx: Write, municipalityId: Uuid, records: { seatTypes: readonly SeatType[]; facilities: readonly NewFacility[] }, clock: Clock): Promise<void> {
  await storeSeatTypes(tx, municipalityId, records.seatTypes);
  for (const facility of records.facilities) await storeFacility(tx, municipalityId, facility, clock);
  // Substitutes may come later in the list than those they step in for.
  for (const { id, childminder } of records.facilities) {
    if (!childminder?.substituteId) continue;
    await tx.updateTable('kita.childminder').set({ substitute_id: childminder.substituteId }).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
    for (const { firstDay, lastDay } of childminder.covers ?? []) {
      await tx.insertInto('kita.childminder_cover').values({ municipality_id: municipalityId, id: newId(), facility_id: id, substitute_id: childminder.substituteId, first_day: firstDay, last_day: lastDay }).execute();
    }
  }
}

async function storeSeatTypes(tx: Write, municipalityId: Uuid, seatTypes: readonly SeatType[]): Promise<void> {
  for (const type of seatTypes) {
    const values = { key: type.key, names: JSON.stringify(type.names), age_band: type.ageBand, weekly_hours: type.weeklyHours, is_inclusive: type.isInclusive, position: type.position };
    await tx.insertInto('kita.seat_type').values({ municipality_id: municipalityId, id: type.id, ...values })
      .onConflict((conflict) => conflict.columns(['municipality_id', 'id']).doUpdateSet(values)).execute();
  }
}

async function storeFacility(tx: Write, municipalityId: Uuid, facility: NewFacility, clock: Clock): Promise<void> {
  const values = {
    external_id: facility.externalId ?? null, organization_id: facility.organizationId, location_id: facility.locationId, kind: facility.kind, name: facility.name,
    concept: JSON.stringify(facility.concept ?? {}), languages: [...(facility.languages ?? [])], email: facility.email ?? null, phone: facility.phone ?? null,
    website: facility.website ?? null, opens_at: facility.opensAt ?? null, closes_at: facility.closesAt ?? null, notice_form: facility.noticeForm ?? 'notice',
    opened_on: facility.openedOn ?? null, closed_on: facility.closedOn ?? null, is_demo: facility.isDemo ?? false, updated_at: clock.now(),
  };
  await tx.insertInto('kita.facility').values({ municipality_id: municipalityId, id: facility.id, ...values, created_at: clock.now() })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'id']).doUpdateSet((update) => ({ ...values, version: update('kita.facility.version', '+', 1) }))).execute();
  if (facility.childminder) await storeLicence(tx, municipalityId, facility.id, facility.childminder, clock);
  const poolIds = new Map<string, Uuid>();
  for (const pool of facility.pools ?? []) {
    await storePool(tx, municipalityId, facility.id, pool);
    poolIds.set(pool.name, pool.id);
    for (const { from, seats } of pool.changes ?? []) await storePoolChange(tx, municipalityId, pool.id, { from, seats, openSeats: pool.openSeats ?? 'last', types: pool.types });
  }
  for (const group of facility.groups ?? []) await storeGroup(tx, municipalityId, facility.id, group, group.pool === undefined ? null : poolIds.get(group.pool) ?? null);
  for (const { personId, startsOn, endsOn } of facility.leaders ?? []) {
    await tx.insertInto('kita.facility_leader').values({ municipality_id: municipalityId, id: newId(), facility_id: facility.id, person_id: personId, starts_on: startsOn, ends_on: endsOn ?? null }).execute();
  }
  if (facility.closings) await storeClosings(tx, municipalityId, facility.id, facility.closings);
}

async function storeLicence(tx: Write, municipalityId: Uuid, id: Uuid, { licensedFrom, licensedUntil, childrenAtOnce, later = [] }: NonNullable<NewFacility['childminder']>, clock: Clock): Promise<void> {
  await tx.insertInto('kita.childminder').values({ municipality_id: municipalityId, id }).onConflict((conflict) => conflict.columns(['municipality_id', 'id']).doNothing()).execute();
  const first = { kind: 'granted' as const, from: licensedFrom, childrenAtOnce, ...(licensedUntil ? { until: licensedUntil } : {}) };
  for (const { from, until, ...licence } of [first, ...later]) {
    await storeLicencePeriod(tx, municipalityId, clock, id, { restriction: '', fileNumber: '', ...licence, validFrom: from, validUntil: until ?? null });
  }
}

/** Writes a licence down; one that begins on the same day is corrected. */
export async function storeLicencePeriod(tx: Write, municipalityId: Uuid, clock: Clock, facilityId: Uuid, licence: LicencePeriod & { restriction: string; fileNumber: string; by?: Uuid | undefined }): Promise<void> {
  const values = {
    kind: licence.kind, valid_until: licence.validUntil, children_at_once: licence.childrenAtOnce, restriction: licence.restriction, file_number: licence.fileNumber, recorded_at: clock.now(), recorded_by: licence.by ?? null,
  };
  await tx.insertInto('kita.childminder_licence').values({ municipality_id: municipalityId, id: newId(), facility_id: facilityId, valid_from: licence.validFrom, ...values })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'facility_id', 'valid_from']).doUpdateSet(values)).execute();
}

/** Stores a pool as it begins; its kinds are replaced. */
export async function storePool(tx: Write, municipalityId: Uuid, facilityId: Uuid, pool: NewPool): Promise<void> {
  const values = { name: pool.name, seats: pool.seats, open_seats: pool.openSeats ?? 'last', valid_from: pool.validFrom, valid_until: pool.validUntil ?? null };
  await tx.insertInto('kita.seat_pool').values({ municipality_id: municipalityId, id: pool.id, facility_id: facilityId, ...values })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'id']).doUpdateSet((update) => ({ ...values, version: update('kita.seat_pool.version', '+', 1) }))).execute();
  await tx.deleteFrom('kita.seat_pool_type').where('municipality_id', '=', municipalityId).where('pool_id', '=', pool.id).execute();
  if (pool.types.length > 0) {
    await tx.insertInto('kita.seat_pool_type').values(pool.types.map(({ seatTypeId, atMost }) => ({ municipality_id: municipalityId, id: newId(), pool_id: pool.id, seat_type_id: seatTypeId, at_most: atMost }))).execute();
  }
}

/** The size and kinds of a pool from a day on; a change of that day is replaced. */
export async function storePoolChange(tx: Write, municipalityId: Uuid, poolId: Uuid, { from, seats, openSeats, types }: { from: Day; seats: number; openSeats: SeatPool['openSeats']; types: SeatPool['types'] }): Promise<void> {
  const { id } = await tx.insertInto('kita.seat_pool_change').values({ municipality_id: municipalityId, id: newId(), pool_id: poolId, valid_from: from, seats, open_seats: openSeats })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'pool_id', 'valid_from']).doUpdateSet({ seats, open_seats: openSeats })).returning('id').executeTakeFirstOrThrow();
  await tx.deleteFrom('kita.seat_pool_change_type').where('municipality_id', '=', municipalityId).where('change_id', '=', id).execute();
  await tx.insertInto('kita.seat_pool_change_type').values(types.map(({ seatTypeId, atMost }) => ({ municipality_id: municipalityId, id: newId(), change_id: id, seat_type_id: seatTypeId as Uuid, at_most: atMost }))).execute();
}

export async function storeGroup(tx: Write, municipalityId: Uuid, facilityId: Uuid, group: NewGroup, poolId: Uuid | null): Promise<void> {
  const values = {
    pool_id: poolId, name: group.name, rule_pack: group.rulePack, form: group.form, licensed_places: group.licensedPlaces, inclusive_places: group.inclusivePlaces ?? 0,
    shared_places: group.sharedPlaces ?? 0, core_from: group.coreFrom ?? null, core_until: group.coreUntil ?? null, open_from: group.openFrom ?? null, open_until: group.openUntil ?? null, licence_number: group.licenceNumber ?? null,
    licensed_on: group.licensedOn ?? null, valid_from: group.validFrom, valid_until: group.validUntil ?? null,
  };
  await tx.insertInto('kita.care_group').values({ municipality_id: municipalityId, id: group.id, facility_id: facilityId, ...values })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'id']).doUpdateSet((update) => ({ ...values, version: update('kita.care_group.version', '+', 1) }))).execute();
}

/** The closing times of a facility, all of them. */
async function storeClosings(tx: Write, municipalityId: Uuid, facilityId: Uuid, closings: NonNullable<NewFacility['closings']>): Promise<void> {
  await tx.deleteFrom('kita.closing_time').where('municipality_id', '=', municipalityId).where('facility_id', '=', facilityId).execute();
  if (closings.length === 0) return;
  await tx.insertInto('kita.closing_time').values(closings.map(({ firstDay, lastDay, reason }) => ({ municipality_id: municipalityId, id: newId(), facility_id: facilityId, first_day: firstDay, last_day: lastDay, reason }))).execute();
}
