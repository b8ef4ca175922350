import { sql } from 'kysely';
import type { Write } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Location } from '../location.ts';

/** Stores places, new or changed, by their ids; thousands in one statement. */
export async function storeLocations(tx: Write, municipalityId: Uuid, locations: readonly Location[]): Promise<void> {
  if (locations.length === 0) return;
  const rows = locations.map((one) => ({
    municipality_id: municipalityId, id: one.id, external_id: one.externalId ?? null, name: one.name, street: one.street ?? null,
    house_number: one.houseNumber ?? null, postal_code: one.postalCode ?? null, city: one.city ?? null, area_id: one.areaId ?? null,
    longitude: one.longitude ?? null, latitude: one.latitude ?? null, step_free: one.stepFree, accessibility_note: one.accessibilityNote ?? null,
    transport_note: one.transportNote ?? null, is_demo: one.isDemo,
  }));
  await sql`insert into offers.location
    select * from json_populate_recordset(null::offers.location, ${JSON.stringify(rows)}::json) order by id
    on conflict (municipality_id, id) do update set external_id = excluded.external_id, name = excluded.name, street = excluded.street,
      house_number = excluded.house_number, postal_code = excluded.postal_code, city = excluded.city, area_id = excluded.area_id,
      longitude = excluded.longitude, latitude = excluded.latitude, step_free = excluded.step_free,
      accessibility_note = excluded.accessibility_note, transport_note = excluded.transport_note, is_demo = excluded.is_demo`.execute(tx);
}
