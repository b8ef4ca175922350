import { addDays } from '../../platform/day.ts';
import { languageFacts } from '../../platform/language.ts';
import { agesInYears } from './age-years.ts';
import { datesOf, type EventDate } from '../events/dates.ts';
import type { EventRecord } from '../events/event.ts';
import { eventTextState } from '../events/event-text.ts';
import { placesLeftOn, type PlacesLeft } from '../events/places-left.ts';
import type { HsdsDirectory } from './directory.ts';
import { known, some, type HsdsAnnouncedEvent, type HsdsEventDate, type HsdsTranslation } from './hsds.ts';
import { areaObject, locationObject, organizationObject } from './place-object.ts';
import { languageObjects } from './service-object.ts';
import { plainEmail, webAddress } from './web-address.ts';

export type PublishedEvent = EventRecord & { updatedAt: Date; placesLeft: PlacesLeft };

/** A quarter of a year: what families plan, and little enough to send for every weekly group. */
const EVENT_DAYS = 91;

/** An event as our profile publishes it, with its dates to come. `page`: where families read it. O(days × weekdays). */
export function announcedEvent(directory: HsdsDirectory, event: PublishedEvent, page: string): HsdsAnnouncedEvent {
  const organization = directory.organizations.get(event.organizationId);
  const location = event.locationId && directory.locations.get(event.locationId);
  return known<HsdsAnnouncedEvent>({
    id: event.id, organization_id: event.organizationId, service_id: event.serviceId, kind: event.kind, name: event.name, summary: event.summary, description: event.description, url: page,
    status: event.status === 'cancelled' ? 'cancelled' : 'active', cancelled_because: event.status === 'cancelled' ? event.cancelledBecause : undefined,
    first_date: event.firstDay, last_date: event.recurrence === 'once' ? event.lastDay : event.untilDay && addDays(event.untilDay, -1), recurrence: event.recurrence,
    dates: datesOf(event, directory.today, addDays(directory.today, EVENT_DAYS), directory.calendar).map((date) => dateObject(event, date)),
    organization: organization && organizationObject(organization), location: location && locationObject(directory, location), place_note: event.placeNote, area: areaObject(directory, event.areaId),
    ...agesInYears(event), minimum_age_months: event.minimumAgeMonths, maximum_age_months: event.maximumAgeMonths, eligibility_description: event.audience, languages: some(languageObjects(event.id, event.languages)),
    free_of_charge: event.freeOfCharge, cost: euros(event.costCents), reduced_cost: euros(event.reducedCents), reduced_for: event.reducedFor, cost_note: event.costNote, currency: event.costCents === undefined ? undefined : 'EUR',
    child_care: event.childCare, capacity_places: event.places, weather_note: event.weatherNote, registration: event.registration, registration_from: event.registrationFrom,
    registration_until: event.registrationUntil && addDays(event.registrationUntil, -1), registration_phone: event.registrationPhone, registration_email: plainEmail(event.registrationEmail),
    registration_url: webAddress(event.registrationWebsite), registration_note: event.registrationNote,
    assured_date: event.assuredAt, last_modified: event.updatedAt.toISOString(), translations: some(translations(event)),
  });
}

function dateObject(event: PublishedEvent, date: EventDate): HsdsEventDate {
  const isNew = date.isExtra || date.movedFrom !== undefined;
  return known<HsdsEventDate>({
    key: date.key, date: date.day, last_date: date.lastDay, opens_at: date.opensAt, closes_at: date.closesAt, status: date.state === 'on' ? (isNew ? 'extra' : 'scheduled') : date.state,
    moved_from: date.movedFrom, moved_to: date.movedTo, location_id: date.locationId, place_note: date.placeNote, note: date.reason, places_left: placesLeftOn(event, event.placesLeft, date),
  });
}

function euros(cents: number | undefined): number | undefined {
  return cents === undefined ? undefined : cents / 100;
}

function translations(event: PublishedEvent): HsdsTranslation[] {
  return [...new Set(event.texts.map(({ language }) => language))].map((language) => {
    const own = event.texts.filter((one) => one.language === language && one.text !== '');
    const text = (part: 'name' | 'summary' | 'description') => own.find((one) => one.part === part)?.text;
    return known<HsdsTranslation>({
      language: languageFacts[language].tag, easy_language: language === 'de-easy' ? true : undefined, name: text('name'), summary: text('summary'), description: text('description'),
      state: worstOf(own.map((one) => eventTextState(event, one))),
    });
  });
}

const WORST_FIRST = ['outdated', 'machine-made', 'unreviewed', 'reviewed'] as const;

function worstOf(states: readonly string[]): HsdsTranslation['state'] | undefined {
  return WORST_FIRST.find((state) => states.includes(state));
}
