import { sql } from 'kysely';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';

/** Places at which something regular or still to come takes place, by name. */
export async function listDoorPlaces(tx: Read, municipalityId: Uuid, today: Day): Promise<{ id: Uuid; name: string }[]> {
  return tx.selectFrom('offers.location as place').select(['place.id', 'place.name']).where('place.municipality_id', '=', municipalityId)
    .where(sql<boolean>`(exists (select from offers.event event where event.municipality_id = place.municipality_id and event.location_id = place.id and event.status = 'active'
        and (event.recurrence <> 'once' or coalesce(event.last_day, event.first_day) >= ${today}::date) and (event.until_day is null or event.until_day > ${today}::date))
      or exists (select from offers.service_at_location at join offers.service service on service.municipality_id = at.municipality_id and service.id = at.service_id
        join offers.schedule rule on rule.municipality_id = at.municipality_id and rule.service_id = at.service_id and not rule.by_appointment
        where at.municipality_id = place.municipality_id and at.location_id = place.id and service.status = 'active'))`)
    .orderBy('place.name').execute();
}
