import { addDays, type Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { LAST_WEEK, holdsOn, occurrencesOn } from '../schedule.ts';
import type { ServiceRecord, ServiceSchedule } from '../service.ts';
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
  });
}

export function exceptionObjects(service: ServiceRecord): HsdsScheduleException[] {
  return withStableIds(service.id, 'schedule_exception', service.exceptions).map(({ id, part }) => known<HsdsScheduleException>({
    id, service_id: service.id, date: part.onDay, kind: part.kind, opens_at: part.opensAt, closes_at: part.closesAt, note: part.note,
  }));
}

/** The dates of the next four weeks, cancelled ones included; appointments are no dates. */
export function eventObjects(service: ServiceRecord, today: Day): HsdsEvent[] {
  const rules = service.schedules.filter((rule) => !rule.byAppointment);
  return Array.from({ length: EVENT_DAYS }, (_, offset) => addDays(today, offset)).flatMap((day) => {
    if ((service.validFrom && day < service.validFrom) || (service.validUntil && day >= service.validUntil)) return [];
    const closed = service.exceptions.find(({ onDay, kind }) => onDay === day && kind === 'closed');
    const cancelled = closed ? rules.filter((rule) => holdsOn(rule, day)).map((rule) => event(service.id, day, rule, 'cancelled', closed.note)) : [];
    const held = occurrencesOn(rules, service.exceptions, day).map((one) => event(service.id, day, { ...one, locationId: one.rule?.locationId }, one.rule ? 'scheduled' : 'extra', one.note));
    return [...cancelled, ...held];
  });
}

function event(serviceId: Uuid, day: Day, at: { opensAt: string; closesAt: string; locationId?: Uuid | undefined }, status: HsdsEvent['status'], note: string): HsdsEvent {
  const place = at.locationId && atLocationId(serviceId, at.locationId);
  return known<HsdsEvent>({
    id: stableId(serviceId, 'event', day, at.opensAt, at.closesAt, place ?? ''), service_id: serviceId, service_at_location_id: place, date: day, opens_at: at.opensAt, closes_at: at.closesAt, status, note,
  });
}
