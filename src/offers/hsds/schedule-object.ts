import { addDays, type Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { DayCalendar } from '../holidays/day-calendar.ts';
import { LAST_WEEK, timetableOn, type Closure } from '../schedule.ts';
import type { ServiceRecord, ServiceSchedule } from '../service.ts';
import { guideTexts } from '../texts.ts';
import { known, type HsdsEvent, type HsdsSchedule, type HsdsScheduleException } from './hsds.ts';
import { stableId, withStableIds } from './stable-id.ts';

export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** How far the events of an offer reach. */
const EVENT_DAYS = 28;

/** The id of an offer at a place: there is one for each. */
export function atLocationId(serviceId: Uuid, locationId: Uuid): Uuid {
  return stableId(serviceId, 'service_at_location', locationId);
}

/** The weekly rules of an offer, each with the place it holds at; ours end the day before `validUntil`, theirs on `valid_to`. */
export function scheduleObjects(service: ServiceRecord): { locationId?: Uuid; schedule: HsdsSchedule }[] {
  return withStableIds(service.id, 'schedule', service.schedules).map(({ id, part }) => ({
    ...(part.locationId ? { locationId: part.locationId } : {}), schedule: scheduleObject(service.id, id, part),
  }));
}

function scheduleObject(serviceId: Uuid, id: Uuid, rule: ServiceSchedule): HsdsSchedule {
  const end = rule.validUntil && addDays(rule.validUntil, -1);
  const weekday = WEEKDAYS[rule.weekday - 1]!;
  const nth = rule.weekOfMonth === undefined ? '' : rule.weekOfMonth === LAST_WEEK ? '-1' : String(rule.weekOfMonth);
  return known<HsdsSchedule>({
    id, ...(rule.locationId ? { service_at_location_id: atLocationId(serviceId, rule.locationId) } : { service_id: serviceId }),
    valid_from: rule.validFrom, valid_to: end, dtstart: rule.firstDay, until: end, wkst: 'MO', freq: rule.weekOfMonth === undefined ? 'WEEKLY' : 'MONTHLY', interval: rule.intervalWeeks,
    byday: `${nth}${weekday}`, opens_at: rule.opensAt, closes_at: rule.closesAt, attending_type: 'in-person', notes: rule.note, time_zone: 'Europe/Berlin', by_appointment: rule.byAppointment,
    on_public_holidays: rule.onPublicHolidays ? true : undefined, school_holidays: rule.schoolHolidays,
  });
}

export function exceptionObjects(service: ServiceRecord): HsdsScheduleException[] {
  return withStableIds(service.id, 'schedule_exception', service.exceptions).map(({ id, part }) => known<HsdsScheduleException>({
    id, service_id: service.id, date: part.onDay, kind: part.kind, only_at: part.onlyAt, to_date: part.toDay, opens_at: part.opensAt, closes_at: part.closesAt, location_id: part.locationId, note: part.note,
  }));
}

/** The dates of the next four weeks, with those that fall away or are moved; appointments are no dates. */
export function eventObjects(service: ServiceRecord, calendar: DayCalendar, today: Day): HsdsEvent[] {
  const rules = service.schedules.filter((rule) => !rule.byAppointment);
  return Array.from({ length: EVENT_DAYS }, (_, offset) => addDays(today, offset)).flatMap((day) => {
    if ((service.validFrom && day < service.validFrom) || (service.validUntil && day >= service.validUntil)) return [];
    const { held, closed } = timetableOn(rules, service.exceptions, calendar, day);
    return [
      ...closed.map(({ closure, rule }) => event(service.id, day, rule, closure.kind === 'moved' ? 'moved' : 'cancelled', closureNote(closure))),
      ...held.map((one) => event(service.id, day, { ...one, locationId: atOwnPlace(service, one.locationId) }, one.rule ? 'scheduled' : 'extra', one.note, one.movedFrom)),
    ];
  });
}

function event(serviceId: Uuid, day: Day, at: { opensAt: string; closesAt: string; locationId?: Uuid | undefined }, status: HsdsEvent['status'], note: string, movedFrom?: Day): HsdsEvent {
  const place = at.locationId && atLocationId(serviceId, at.locationId);
  return known<HsdsEvent>({
    id: stableId(serviceId, 'event', day, at.opensAt, at.closesAt, place ?? ''), service_id: serviceId, service_at_location_id: place, date: day, opens_at: at.opensAt, closes_at: at.closesAt, status, moved_from: movedFrom, note,
  });
}

function closureNote(closure: Closure): string {
  if (closure.kind === 'cancelled' || closure.kind === 'moved') return closure.note;
  if (closure.kind === 'school-holiday') return closure.holiday.name;
  return closure.holiday.key === 'local' ? closure.holiday.name : guideTexts.in('de')(`holiday.${closure.holiday.key}`);
}

function atOwnPlace({ places }: ServiceRecord, locationId: Uuid | undefined): Uuid | undefined {
  return places.some((place) => place.locationId === locationId) ? locationId : undefined;
}
