import type { Day } from '../../platform/day.ts';
import type { EventDate } from '../events/dates.ts';
import type { EventRecord } from '../events/event.ts';
import type { EventWords } from '../events/event-text.ts';
import { placeJsonLd } from './json-ld.ts';
import type { Location } from '../location.ts';
import { instantOf } from '../wall-time.ts';
import { languageFacts } from '../../platform/language.ts';

export interface DescribedEvent {
  event: EventRecord;
  organizationName: string;
  places: ReadonlyMap<string, Location>;
  dates: readonly EventDate[];
}

/** The dates of an event in the words of schema.org, one Event each; a moved one once, with where it was. What nobody knows is left out. */
export function eventJsonLd({ event, organizationName, places, dates }: DescribedEvent, page: { url: string; words: EventWords }): Record<string, unknown>[] {
  const { words, url } = page;
  return dates.filter(({ state }) => state !== 'moved').map((date) => {
    const place = date.locationId ? places.get(date.locationId) : undefined;
    const price = event.freeOfCharge === 'yes' ? 0 : event.costCents === undefined ? undefined : event.costCents / 100;
    return {
      '@context': 'https://schema.org', '@type': 'Event', '@id': `${url}#${date.key}`, url, name: words.name, inLanguage: languageFacts[words.language].tag,
      ...(words.summary ? { description: words.summary } : {}),
      startDate: instantText(date.day, date.opensAt), ...(date.lastDay || date.closesAt ? { endDate: instantText(date.lastDay ?? date.day, date.closesAt) } : {}),
      ...(date.movedFrom ? { previousStartDate: instantText(date.movedFrom, event.opensAt) } : {}),
      eventStatus: `https://schema.org/${date.state === 'cancelled' ? 'EventCancelled' : date.movedFrom ? 'EventRescheduled' : 'EventScheduled'}`,
      eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
      organizer: { '@type': 'Organization', name: organizationName },
      ...(place ? { location: placeJsonLd(place) } : date.placeNote ? { location: { '@type': 'Place', name: date.placeNote } } : {}),
      ...(event.places === undefined ? {} : { maximumAttendeeCapacity: event.places }),
      ...(event.freeOfCharge === 'unknown' ? {} : { isAccessibleForFree: event.freeOfCharge === 'yes' }),
      ...(price === undefined ? {} : { offers: { '@type': 'Offer', price, priceCurrency: 'EUR' } }),
    };
  });
}

/** `2026-11-24T09:30:00+01:00`; a day alone where nobody said the time. */
function instantText(day: Day, time: string | undefined): string {
  if (time === undefined) return day;
  const minutes = (Date.parse(`${day}T${time}:00Z`) - instantOf(day, time).getTime()) / 60_000;
  return `${day}T${time}:00+${String(minutes / 60).padStart(2, '0')}:00`;
}
