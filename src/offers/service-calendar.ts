import { addDays, type Day } from '../platform/day.ts';
import type { Uuid } from '../platform/id.ts';
import { berlinZone, calendarText, instantValue, textValue, wallValue, type CalendarLine } from './calendar-file.ts';
import { withStableIds } from './hsds/stable-id.ts';
import { plainCalendar, type DayCalendar } from './holidays/day-calendar.ts';
import { holdsOn, LAST_WEEK, nextDates, timetableOn } from './schedule.ts';
import type { ServiceRecord, ServiceSchedule } from './service.ts';
import { endsNextDay, type WallTime } from './wall-time.ts';

export interface CalendarTexts {
  name: string;
  description: string;
  /** where it takes place: at the place of the rule, or for all of the offer */
  location: string | ((locationId: Uuid | undefined) => string);
  /** address of the offer's page */
  url: string;
  /** of this installation: makes the events' ids unique in the world */
  host: string;
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** The dates of an offer from a day on as an iCalendar file; undefined if there is nothing to come. (RFC 5545) */
export function serviceCalendar(service: ServiceRecord, calendar: DayCalendar, texts: CalendarTexts, from: Day, now: Date): string | undefined {
  const events = serviceEvents(service, calendar, texts, from, now);
  return events.length === 0 ? undefined : calendarFile([], events);
}

/** A whole calendar; `about` says what it is called and how often to ask again. */
export function calendarFile(about: readonly CalendarLine[], events: readonly CalendarLine[]): string {
  return calendarText([
    ['BEGIN', 'VCALENDAR'], ['VERSION', '2.0'], ['PRODID', '-//Lückenlos//Angebote//DE'], ['CALSCALE', 'GREGORIAN'], ['METHOD', 'PUBLISH'], ...about,
    ...berlinZone, ...events, ['END', 'VCALENDAR'],
  ]);
}

/**
 * One recurring event for each weekly rule (what falls away as EXDATE: cancelled, moved, holidays of the next two years), one event for each
 * extra or moved date – so a moved date is shown once, where it was moved to. Rules by appointment are no dates. `at`: when this was written, for who compares versions.
 */
export function serviceEvents(service: ServiceRecord, calendar: DayCalendar, texts: CalendarTexts, from: Day, at: Date): CalendarLine[] {
  const start = service.validFrom !== undefined && service.validFrom > from ? service.validFrom : from;
  const rules = withStableIds(service.id, 'rule', service.schedules);
  const events = [...rules.flatMap(({ id, part }) => ruleEvent(service, part, id, calendar, start)), ...extraEvents(service, rules, start)];
  const common: CalendarLine[] = [['DTSTAMP', instantValue(at)], ['SUMMARY', textValue(texts.name)], ['DESCRIPTION', textValue(texts.description)], ['URL', texts.url]];
  const place = (locationId: Uuid | undefined): CalendarLine[] => {
    const text = typeof texts.location === 'string' ? texts.location : texts.location(locationId);
    return text ? [['LOCATION', textValue(text)]] : [];
  };
  return events.flatMap(({ key, of = [], locationId, lines }): CalendarLine[] => [
    ['BEGIN', 'VEVENT'], ['UID', `${key}@${texts.host}`], ...of.map((id): CalendarLine => ['RELATED-TO', `${id}@${texts.host}`]), ...common, ...place(locationId), ...lines, ['END', 'VEVENT'],
  ]);
}

interface Event {
  key: string;
  /** the recurring events it was moved away from */
  of?: readonly Uuid[];
  locationId?: Uuid;
  lines: CalendarLine[];
}

function ruleEvent(service: ServiceRecord, rule: ServiceSchedule, id: Uuid, calendar: DayCalendar, from: Day): Event[] {
  if (rule.byAppointment) return [];
  if (rule.schoolHolidays === 'only') return singleEvents(service, rule, id, calendar, from);
  // Closed days are left in: the first one is named by EXDATE like the others.
  const first = nextDates([rule], [], plainCalendar, from, 1)[0];
  if (!first) return [];
  const until = [rule.validUntil, service.validUntil].filter((day) => day !== undefined).sort()[0];
  if (until !== undefined && first.day >= until) return [];
  const byDay = `${rule.weekOfMonth === undefined ? '' : rule.weekOfMonth === LAST_WEEK ? '-1' : rule.weekOfMonth}${WEEKDAYS[rule.weekday - 1]}`;
  const frequency = rule.weekOfMonth === undefined ? `FREQ=WEEKLY;INTERVAL=${rule.intervalWeeks};BYDAY=${byDay}` : `FREQ=MONTHLY;BYDAY=${byDay}`;
  // The last instant of the day before, in UTC as the standard asks; 21:59 lies before midnight in summer and winter time.
  const end = until === undefined ? '' : `;UNTIL=${wallValue(addDays(until, -1), '21:59')}Z`;
  const closed = closedDays(service, rule, calendar, first.day, until);
  return [{
    key: id, ...(rule.locationId ? { locationId: rule.locationId } : {}),
    lines: [
      ...spanLines(first.day, rule),
      ['RRULE', `${frequency}${end}`],
      ...closed.map((day): CalendarLine => ['EXDATE;TZID=Europe/Berlin', wallValue(day, rule.opensAt)]),
    ],
  }];
}

/** As far as holidays are named; who subscribes asks again long before. */
const HOLIDAY_DAYS = 731;

/** Days on which the rule would hold and nothing takes place. */
function closedDays(service: ServiceRecord, rule: ServiceSchedule, calendar: DayCalendar, from: Day, until: Day | undefined): Day[] {
  const last = service.exceptions.reduce((day, { onDay }) => (onDay > day ? onDay : day), addDays(from, HOLIDAY_DAYS));
  const days: Day[] = [];
  for (let day = from; day <= last && (until === undefined || day < until); day = addDays(day, 7)) {
    if (timetableOn([rule], service.exceptions, calendar, day).closed.length > 0) days.push(day);
  }
  return days;
}

/** No recurrence says „only in school holidays“: each date is an event of its own. */
function singleEvents(service: ServiceRecord, rule: ServiceSchedule, id: Uuid, calendar: DayCalendar, from: Day): Event[] {
  const cancelled = service.exceptions.filter(({ kind }) => kind !== 'extra').map((exception) => ({ ...exception, kind: 'closed' as const }));
  return nextDates([rule], cancelled, calendar, from, MOST_SINGLE).filter(({ day }) => service.validUntil === undefined || day < service.validUntil).map(({ day }) => ({
    key: `${id}-${day}`, ...(rule.locationId ? { locationId: rule.locationId } : {}), lines: spanLines(day, rule),
  }));
}

const MOST_SINGLE = 80;

/**
 * A moved date is an event of its own, known by the day it comes from: moved once more it is the same event at another time. It names the series
 * (RELATED-TO), which names its day as EXDATE. Not RECURRENCE-ID: that binds it to one rule and one hour, and a day of two rules moves as one.
 */
function extraEvents(service: ServiceRecord, rules: readonly { id: Uuid; part: ServiceSchedule }[], from: Day): Event[] {
  return service.exceptions.flatMap(({ kind, onDay, onlyAt, toDay, opensAt, closesAt, locationId }): Event[] => {
    const day = kind === 'moved' ? toDay : onDay;
    if (kind === 'closed' || !day || !opensAt || !closesAt || day < from) return [];
    const lines = spanLines(day, { opensAt, closesAt });
    const where = locationId ? { locationId } : {};
    if (kind === 'extra') return [{ key: `${service.id}-${day}-${opensAt.replace(':', '')}`, ...where, lines }];
    const of = rules.filter(({ part }) => !part.byAppointment && holdsOn(part, onDay) && (onlyAt === undefined || part.opensAt === onlyAt)).map(({ id }) => id);
    return [{ key: `${service.id}-moved-${onDay}${onlyAt ? `-${onlyAt.replace(':', '')}` : ''}`, of, ...where, lines }];
  });
}

function spanLines(day: Day, times: { opensAt: WallTime; closesAt: WallTime }): CalendarLine[] {
  return [['DTSTART;TZID=Europe/Berlin', wallValue(day, times.opensAt)], ['DTEND;TZID=Europe/Berlin', wallValue(endsNextDay(times) ? addDays(day, 1) : day, times.closesAt)]];
}
