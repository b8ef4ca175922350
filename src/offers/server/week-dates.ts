import { sql } from 'kysely';
import { organizationNames } from '../../network/server/organizations.ts';
import type { Read } from '../../platform/database.ts';
import { addDays, type Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { datesOf, type EventDate } from '../events/dates.ts';
import { byTimeOfDay, isMeeting } from '../events/week.ts';
import type { DayCalendar } from '../holidays/day-calendar.ts';
import type { Location } from '../location.ts';
import { timetableOn, type Closure } from '../schedule.ts';
import { isPublic } from '../service.ts';
import { loadDayCalendar } from './day-calendar.ts';
import { listShownEvents, type StoredEvent } from './load-events.ts';
import type { StoredService } from './load-services.ts';
import { findLocations } from './locations.ts';
import { shownOffers, type ShownOffer } from './shown-offers.ts';

/** A date of an event or of an offer that meets, on one day of a list. */
export type WeekDate = EventDate & {
  /** the day of the list it stands on; differs from `day` for events of several days */
  listedOn: Day;
  /** German, for the order */
  name: string;
  organizationName: string;
  location?: Location;
  /** why an offer does not take place, where no person wrote it */
  closure?: Closure;
} & ({ event: StoredEvent; service?: undefined } | { service: StoredService; event?: undefined });

/**
 * What happens in [from, until), events and the regular dates of offers together, in order of day and time. Where an event of an offer stands on
 * a day, the offer's own date of that day is left out: it is the same meeting.
 */
export async function loadWeekDates(tx: Read, municipalityId: Uuid, from: Day, until: Day): Promise<WeekDate[]> {
  const calendar = await loadDayCalendar(tx, municipalityId);
  const ofEvents = await eventDates(tx, municipalityId, from, until, calendar);
  const told = new Set(ofEvents.flatMap(({ event, listedOn }) => (event?.serviceId ? [`${event.serviceId} ${listedOn}`] : [])));
  const ofOffers = (await offerDates(tx, municipalityId, from, until, calendar)).filter(({ service, listedOn }) => !told.has(`${service!.id} ${listedOn}`));
  return [...ofEvents, ...ofOffers].sort((one, other) => one.listedOn.localeCompare(other.listedOn) || byTimeOfDay(one, other));
}

async function eventDates(tx: Read, municipalityId: Uuid, from: Day, until: Day, calendar: DayCalendar): Promise<WeekDate[]> {
  const events = await listShownEvents(tx, municipalityId, from, until);
  const names = await organizationNames(tx, municipalityId);
  const dates = events.flatMap((event) => datesOf(event, from, until, calendar).map((date) => ({ event, date })));
  const locations = await findLocations(tx, municipalityId, dates.flatMap(({ date }) => date.locationId ?? []));
  return dates.flatMap(({ event, date }): WeekDate[] => daysOf(date, from, until).map((listedOn) => ({
    ...date, listedOn, event, name: event.name, organizationName: names.get(event.organizationId) ?? '',
    ...(date.locationId && locations.has(date.locationId) ? { location: locations.get(date.locationId)! } : {}),
  })));
}

/** The days of the list a date of several days stands on. */
function daysOf({ day, lastDay = day }: EventDate, from: Day, until: Day): Day[] {
  const days: Day[] = [];
  for (let one = day < from ? from : day; one <= lastDay && one < until; one = addDays(one, 1)) days.push(one);
  return days;
}

async function offerDates(tx: Read, municipalityId: Uuid, from: Day, until: Day, calendar: DayCalendar): Promise<WeekDate[]> {
  const rows = await tx.selectFrom('offers.service as service').select('service.id').where('service.municipality_id', '=', municipalityId).where('service.status', '=', 'active')
    .where((where) => where.or([where('service.valid_until', 'is', null), where('service.valid_until', '>', from)]))
    .where(sql<boolean>`(exists (select from offers.schedule rule where rule.municipality_id = service.municipality_id and rule.service_id = service.id and not rule.by_appointment)
      or exists (select from offers.schedule_exception differs where differs.municipality_id = service.municipality_id and differs.service_id = service.id and differs.kind <> 'closed'))`)
    .orderBy('service.name').execute();
  const offers = await shownOffers(tx, municipalityId, rows.map(({ id }) => id));
  return offers.flatMap((offer) => datesOfOffer(offer, from, until, calendar));
}

function datesOfOffer(offer: ShownOffer, from: Day, until: Day, calendar: DayCalendar): WeekDate[] {
  const { service, organizationName, places } = offer;
  const rules = service.schedules.filter((rule) => !rule.byAppointment);
  if (!isMeeting(rules.map(({ weekday }) => weekday))) return [];
  const found: WeekDate[] = [];
  for (let day = from; day < until; day = addDays(day, 1)) {
    if (!isPublic(service, day) || (service.validFrom !== undefined && day < service.validFrom)) continue;
    const base = (locationId: Uuid | undefined) => {
      const place = places.find(({ location }) => location.id === locationId) ?? (places.length === 1 ? places[0] : undefined);
      return { key: day, day, listedOn: day, service, name: service.name, organizationName, placeNote: place?.description ?? '', isChanged: false, isExtra: false, ...(place ? { location: place.location } : {}) };
    };
    const { held, closed } = timetableOn(rules, service.exceptions, calendar, day);
    found.push(...held.map(({ opensAt, closesAt, movedFrom, rule, note, locationId }): WeekDate => ({
      ...base(locationId), opensAt, closesAt, state: 'on', isExtra: rule === undefined && movedFrom === undefined, reason: rule ? '' : note, ...(movedFrom ? { movedFrom } : {}),
    })));
    // Whole weeks of school holidays are no news; who pauses then is simply not there.
    found.push(...closed.filter(({ closure }) => closure.kind !== 'school-holiday').map(({ opensAt, closesAt, rule, closure }): WeekDate => ({
      ...base(rule.locationId), opensAt, closesAt, state: closure.kind === 'moved' ? 'moved' : 'cancelled', reason: 'note' in closure ? closure.note : '', closure,
      ...(closure.kind === 'moved' ? { movedTo: closure.to.day } : {}),
    })));
  }
  return found;
}
