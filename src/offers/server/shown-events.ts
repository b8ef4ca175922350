import { organizationNames } from '../../network/server/organizations.ts';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import type { DayCalendar } from '../holidays/day-calendar.ts';
import type { Location } from '../location.ts';
import { loadDayCalendar } from './day-calendar.ts';
import { loadEvents, type StoredEvent } from './load-events.ts';
import { findLocations } from './locations.ts';

/** An event with what a page says about it: who runs it, where, and which offer it belongs to, if families may see that. */
export interface ShownEvent {
  event: StoredEvent;
  organizationName: string;
  /** all places of its dates */
  places: ReadonlyMap<Uuid, Location>;
  service?: { id: Uuid; name: string };
  calendar: DayCalendar;
}

/** These events in the order given; the same number of statements for one as for many. */
export async function shownEvents(tx: Read, municipalityId: Uuid, events: readonly StoredEvent[]): Promise<ShownEvent[]> {
  if (events.length === 0) return [];
  const names = await organizationNames(tx, municipalityId);
  const calendar = await loadDayCalendar(tx, municipalityId);
  const places = await findLocations(tx, municipalityId, events.flatMap(({ locationId, exceptions }) => [locationId, ...exceptions.map((one) => one.locationId)].filter((id) => id !== undefined)));
  const serviceIds = events.flatMap(({ serviceId }) => serviceId ?? []);
  const services = serviceIds.length === 0 ? [] : await tx.selectFrom('offers.service').select(['id', 'name']).where('municipality_id', '=', municipalityId).where('id', 'in', serviceIds).where('status', '=', 'active').execute();
  return events.map((event) => {
    const service = services.find(({ id }) => id === event.serviceId);
    return { event, organizationName: names.get(event.organizationId) ?? '', places, calendar, ...(service ? { service } : {}) };
  });
}

export async function findShownEvent(tx: Read, municipalityId: Uuid, id: Uuid): Promise<ShownEvent | undefined> {
  return (await shownEvents(tx, municipalityId, await loadEvents(tx, municipalityId, [id])))[0];
}
