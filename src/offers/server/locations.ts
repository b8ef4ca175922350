import { sql, type Selectable } from 'kysely';
import type { Read } from '../../platform/database.ts';
import type { OffersLocation } from '../../platform/database-types.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Location, StepFree } from '../location.ts';

/** All places of a municipality, by name. */
export async function listLocations(tx: Read, municipalityId: Uuid): Promise<Location[]> {
  const rows = await tx.selectFrom('offers.location').selectAll().where('municipality_id', '=', municipalityId).execute();
  return rows.map(locationOf).sort((a, b) => a.name.localeCompare(b.name, 'de'));
}

export async function findLocations(tx: Read, municipalityId: Uuid, ids: readonly Uuid[]): Promise<Map<Uuid, Location>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.selectFrom('offers.location').selectAll().where('municipality_id', '=', municipalityId).where('id', '=', sql<Uuid>`any(${[...new Set(ids)]}::uuid[])`).execute();
  return new Map(rows.map((row) => [row.id, locationOf(row)]));
}

function locationOf(row: Selectable<OffersLocation>): Location {
  return {
    id: row.id, name: row.name, stepFree: row.step_free as StepFree, isDemo: row.is_demo,
    externalId: row.external_id ?? undefined, street: row.street ?? undefined, houseNumber: row.house_number ?? undefined,
    postalCode: row.postal_code ?? undefined, city: row.city ?? undefined, areaId: row.area_id ?? undefined,
    longitude: row.longitude ?? undefined, latitude: row.latitude ?? undefined,
    accessibilityNote: row.accessibility_note ?? undefined, transportNote: row.transport_note ?? undefined,
  };
}
