import { NotFound } from '../../platform/failure.ts';
import type { HouseContext, View } from '../../platform/house.ts';
import { isUuid, type Uuid } from '../../platform/id.ts';
import { lastDayOf } from '../events/dates.ts';
import { isShown } from '../events/event.ts';
import { announcedEvent } from '../hsds/event-object.ts';
import { listShownEvents, loadEvents, type StoredEvent } from '../server/load-events.ts';
import { shownEvents, type ShownEvent } from '../server/shown-events.ts';
import { directoryOf, holds, json, list } from './interfaces-hsds.ts';

const pageOf = (view: View, { id }: StoredEvent) => `${view.configuration.baseUrl.origin}${view.hrefIn('de', `/veranstaltungen/${id}`)}`;

async function eventsToCome({ tx, town, clock }: View): Promise<StoredEvent[]> {
  const today = clock.today();
  return (await listShownEvents(tx, town.id, today)).filter((event) => (lastDayOf(event) ?? today) >= today);
}

/** Events families may see that have dates to come; by id, so that pages stay what they were. */
export function hsdsEvents(view: View, context: HouseContext): Promise<Response> {
  return list(view, context, async ({ search, organizationId, modifiedAfter }) => (await eventsToCome(view))
    .filter((event) => (organizationId === undefined || event.organizationId === organizationId) && (modifiedAfter === undefined || event.updatedAt >= modifiedAfter) && holds(event, search))
    .sort((one, other) => (one.id < other.id ? -1 : 1)), (events, _asked, directory) => events.map((event) => announcedEvent(directory, event, pageOf(view, event))));
}

export async function hsdsEvent(view: View): Promise<Response> {
  const id = view.param('id');
  const [event] = isUuid(id) ? await loadEvents(view.tx, view.town.id, [id]) : [];
  if (!event || !isShown(event)) throw new NotFound();
  return json(announcedEvent(await directoryOf(view), event, pageOf(view, event)));
}

/**
 * Events that belong into a list of offers: all of them where it is not filtered; otherwise those of an offer it shows, for nobody has said of the
 * others which topic or phase of life they are about.
 */
export async function eventsAmong(view: View, filter: URLSearchParams, serviceIds: readonly Uuid[]): Promise<ShownEvent[]> {
  const among = new Set(serviceIds);
  const events = await eventsToCome(view);
  return shownEvents(view.tx, view.town.id, filter.size === 0 ? events : events.filter(({ serviceId }) => serviceId !== undefined && among.has(serviceId)));
}
