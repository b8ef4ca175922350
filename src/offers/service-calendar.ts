import { addDays, type Day } from '../platform/day.ts';
import type { Uuid } from '../platform/id.ts';
import { berlinZone, calendarText, instantValue, textValue, wallValue, type CalendarLine } from './calendar-file.ts';
import { withStableIds } from './hsds/stable-id.ts';
import { holdsOn, LAST_WEEK, nextDates } from './schedule.ts';
import type { ServiceRecord, ServiceSchedule } from './service.ts';

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
export function serviceCalendar(service: ServiceRecord, texts: CalendarTexts, from: Day, now: Date): string | undefined {
  const events = serviceEvents(service, texts, from, now);
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
 * One recurring event for each weekly rule (its closed days as EXDATE), one event for each extra day – so a moved date is shown once, where it
 * was moved to. Rules by appointment are no dates. `at`: when this was written, for who compares versions.
 */
export function serviceEvents(service: ServiceRecord, texts: CalendarTexts, from: Day, at: Date): CalendarLine[] {
  const start = service.validFrom !== undefined && service.validFrom > from ? service.validFrom : from;
  const rules = withStableIds(service.id, 'rule', service.schedules);
  const events = [...rules.flatMap(({ id, part }) => ruleEvent(service, part, id, start)), ...extraEvents(service, start)];
  const common: CalendarLine[] = [['DTSTAMP', instantValue(at)], ['SUMMARY', textValue(texts.name)], ['DESCRIPTION', textValue(texts.description)], ['URL', texts.url]];
  const place = (locationId: Uuid | undefined): CalendarLine[] => {
    const text = typeof texts.location === 'string' ? texts.location : texts.location(locationId);
    return text ? [['LOCATION', textValue(text)]] : [];
  };
  return events.flatMap(({ key, locationId, lines }): CalendarLine[] => [
    ['BEGIN', 'VEVENT'], ['UID', `${key}@${texts.host}`], ...common, ...place(locationId), ...lines, ['END', 'VEVENT'],
  ]);
}

interface Event {
  key: string;
  locationId?: Uuid;
  lines: CalendarLine[];
}

function ruleEvent(service: ServiceRecord, rule: ServiceSchedule, id: Uuid, from: Day): Event[] {
  if (rule.byAppointment) return [];
  // Closed days are left in: the first one is named by EXDATE like the others.
  const first = nextDates([rule], [], from, 1)[0];
  if (!first) return [];
  const until = [rule.validUntil, service.validUntil].filter((day) => day !== undefined).sort()[0];
  if (until !== undefined && first.day >= until) return [];
  const byDay = `${rule.weekOfMonth === undefined ? '' : rule.weekOfMonth === LAST_WEEK ? '-1' : rule.weekOfMonth}${WEEKDAYS[rule.weekday - 1]}`;
  const frequency = rule.weekOfMonth === undefined ? `FREQ=WEEKLY;INTERVAL=${rule.intervalWeeks};BYDAY=${byDay}` : `FREQ=MONTHLY;BYDAY=${byDay}`;
  // The last instant of the day before, in UTC as the standard asks; 21:59 lies before midnight in summer and winter time.
  const end = until === undefined ? '' : `;UNTIL=${wallValue(addDays(until, -1), '21:59')}Z`;
  const closed = service.exceptions.filter((exception) => exception.kind === 'closed' && exception.onDay >= first.day && holdsOn(rule, exception.onDay));
  return [{
    key: id, ...(rule.locationId ? { locationId: rule.locationId } : {}),
    lines: [
      ['DTSTART;TZID=Europe/Berlin', wallValue(first.day, rule.opensAt)], ['DTEND;TZID=Europe/Berlin', wallValue(first.day, rule.closesAt)],
      ['RRULE', `${frequency}${end}`],
      ...closed.map(({ onDay }): CalendarLine => ['EXDATE;TZID=Europe/Berlin', wallValue(onDay, rule.opensAt)]),
    ],
  }];
}

function extraEvents(service: ServiceRecord, from: Day): Event[] {
  return service.exceptions.flatMap(({ kind, onDay, opensAt, closesAt }): Event[] => (kind === 'extra' && opensAt && closesAt && onDay >= from ? [{
    key: `${service.id}-${onDay}-${opensAt.replace(':', '')}`,
    lines: [['DTSTART;TZID=Europe/Berlin', wallValue(onDay, opensAt)], ['DTEND;TZID=Europe/Berlin', wallValue(onDay, closesAt)]],
  }] : []));
}
