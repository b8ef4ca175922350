import { sql } from 'kysely';
import type { Read, Write } from '../../platform/database.ts';
import type { Clock } from '../../platform/clock.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { Location, StepFree } from '../location.ts';
import type { SealCode } from '../seals/code.ts';
import type { CheckResult, Equipment, PlacePoint, PointCheck } from '../seals/place-point.ts';
import type { YesNoUnknown } from '../service.ts';
import { insertRows } from './insert-rows.ts';
import { findLocations } from './locations.ts';
import { drawCode } from './public-codes.ts';

export interface StoredPoint extends PlacePoint {
  version: number;
  location: Location;
}

/** Points with their checks, by name; those of these ids, or all. */
export async function loadPoints(tx: Read, municipalityId: Uuid, ids?: readonly Uuid[]): Promise<StoredPoint[]> {
  const among = ids ? sql<boolean>`id = any(${[...ids]}::uuid[])` : sql<boolean>`true`;
  const rows = await tx.selectFrom('offers.place_point').selectAll().where('municipality_id', '=', municipalityId).where(among).orderBy('name').orderBy('id').execute();
  if (rows.length === 0) return [];
  const ofThese = sql<boolean>`place_point_id = any(${rows.map(({ id }) => id)}::uuid[])`;
  const hours = await tx.selectFrom('offers.place_point_hours').selectAll().where('municipality_id', '=', municipalityId).where(ofThese).orderBy('weekday').orderBy('opens_at').execute();
  const checks = await tx.selectFrom('offers.place_point_check').selectAll().where('municipality_id', '=', municipalityId).where(ofThese).orderBy('checked_on', 'desc').orderBy('id', 'desc').execute();
  const codes = await tx.selectFrom('offers.public_code').select(['place_point_id', 'code']).where('municipality_id', '=', municipalityId).where(ofThese).execute();
  const locations = await findLocations(tx, municipalityId, rows.map((row) => row.location_id));
  return rows.map((row) => ({
    id: row.id, locationId: row.location_id, name: row.name, nursing: row.nursing as YesNoUnknown, changing: row.changing as YesNoUnknown, equipment: row.equipment as Equipment[],
    wheelchair: row.wheelchair as StepFree, wayNote: row.way_note, hoursNote: row.hours_note, status: row.status as PlacePoint['status'], withdrawnBecause: row.withdrawn_because,
    checkEveryMonths: row.check_every_months, isDemo: row.is_demo, version: row.version, location: locations.get(row.location_id)!,
    ...(row.organization_id ? { organizationId: row.organization_id } : {}),
    hours: hours.filter((one) => one.place_point_id === row.id).map((one) => ({ weekday: one.weekday, opensAt: one.opens_at.slice(0, 5), closesAt: one.closes_at.slice(0, 5) })),
    checks: checks.filter((one) => one.place_point_id === row.id).map((one): PointCheck => ({
      checkedOn: one.checked_on, checkedBy: one.checked_by, result: one.result as CheckResult, equipment: one.equipment as Equipment[], note: one.note, ...(one.valid_until ? { validUntil: one.valid_until } : {}),
    })),
    ...codeOfPoint(codes.find((one) => one.place_point_id === row.id)?.code),
  }));
}

function codeOfPoint(code: string | undefined): { code?: SealCode } {
  return code === undefined ? {} : { code: code as SealCode };
}

/** Stores a point with its hours, and draws a code for a new one. Checks are added by themselves and never changed. */
export async function storePoint(tx: Write, municipalityId: Uuid, point: PlacePoint, clock: Clock): Promise<void> {
  const row = {
    location_id: point.locationId, organization_id: point.organizationId ?? null, name: point.name, nursing: point.nursing, changing: point.changing, equipment: [...point.equipment], wheelchair: point.wheelchair,
    way_note: point.wayNote, hours_note: point.hoursNote, status: point.status, withdrawn_because: point.withdrawnBecause, check_every_months: point.checkEveryMonths, is_demo: point.isDemo, updated_at: clock.now(),
  };
  const changed = await tx.updateTable('offers.place_point').set((update) => ({ ...row, version: update('version', '+', 1) })).where('municipality_id', '=', municipalityId).where('id', '=', point.id).returning('id').executeTakeFirst();
  if (!changed) {
    await tx.insertInto('offers.place_point').values({ municipality_id: municipalityId, id: point.id, ...row, created_at: clock.now() }).execute();
    await drawCode(tx, municipalityId, { placePointId: point.id }, clock);
  }
  await tx.deleteFrom('offers.place_point_hours').where('municipality_id', '=', municipalityId).where('place_point_id', '=', point.id).execute();
  await insertRows(tx, 'offers.place_point_hours', point.hours.map((one) => ({ municipality_id: municipalityId, id: newId(), place_point_id: point.id, weekday: one.weekday, opens_at: one.opensAt, closes_at: one.closesAt })));
}

export async function addCheck(tx: Write, municipalityId: Uuid, placePointId: Uuid, check: PointCheck, clock: Clock): Promise<void> {
  await tx.insertInto('offers.place_point_check').values({
    municipality_id: municipalityId, id: newId(), place_point_id: placePointId, checked_on: check.checkedOn, checked_by: check.checkedBy, result: check.result, equipment: [...check.equipment], note: check.note,
    valid_until: check.validUntil ?? null, created_at: clock.now(),
  }).execute();
}
