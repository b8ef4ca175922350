import { addDays, type Day } from '../platform/day.ts';
import { berlinZone, calendarText, instantValue, textValue, wallValue, type CalendarLine } from './calendar-file.ts';
import { holdsOn, LAST_WEEK, nextDates, type WeeklyRule } from './schedule.ts';
import type { ServiceRecord } from './service.ts';

export interface CalendarTexts {
  name: string;
  description: string;
  location: string;
  /** address of the offer's page */
  url: string;
  /** of this installation: makes the events' ids unique in the world */
  host: string;
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/**
 * The dates of an offer from a day on as an iCalendar file: one recurring event for each weekly rule (its closed days as EXDATE), one event
 * for each extra day. Rules by appointment are no dates. Undefined if there is nothing to come. (RFC 5545)
 */
export function serviceCalendar(service: ServiceRecord, texts: CalendarTexts, from: Day, now: Date): string | undefined {
  const start = service.validFrom !== undefined && service.validFrom > from ? service.validFrom : from;
  const events = [...service.schedules.flatMap((rule, index) => ruleEvent(service, rule, index, start)), ...extraEvents(service, start)];
  if (events.length === 0) return undefined;
  const common: CalendarLine[] = [
    ['DTSTAMP', instantValue(now)], ['SUMMARY', textValue(texts.name)], ['DESCRIPTION', textValue(texts.description)],
    ...(texts.location ? [['LOCATION', textValue(texts.location)] as CalendarLine] : []), ['URL', texts.url],
  ];
  return calendarText([
    ['BEGIN', 'VCALENDAR'], ['VERSION', '2.0'], ['PRODID', '-//Lückenlos//Angebote//DE'], ['CALSCALE', 'GREGORIAN'], ['METHOD', 'PUBLISH'],
    ...berlinZone,
    ...events.flatMap(({ key, lines }): CalendarLine[] => [['BEGIN', 'VEVENT'], ['UID', `${service.id}-${key}@${texts.host}`], ...common, ...lines, ['END', 'VEVENT']]),
    ['END', 'VCALENDAR'],
  ]);
}

interface Event {
  key: string;
  lines: CalendarLine[];
}

function ruleEvent(service: ServiceRecord, rule: WeeklyRule, index: number, from: Day): Event[] {
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
    key: String(index),
    lines: [
      ['DTSTART;TZID=Europe/Berlin', wallValue(first.day, rule.opensAt)], ['DTEND;TZID=Europe/Berlin', wallValue(first.day, rule.closesAt)],
      ['RRULE', `${frequency}${end}`],
      ...closed.map(({ onDay }): CalendarLine => ['EXDATE;TZID=Europe/Berlin', wallValue(onDay, rule.opensAt)]),
    ],
  }];
}

function extraEvents(service: ServiceRecord, from: Day): Event[] {
  return service.exceptions.flatMap(({ kind, onDay, opensAt, closesAt }): Event[] => (kind === 'extra' && opensAt && closesAt && onDay >= from ? [{
    key: `${onDay}-${opensAt.replace(':', '')}`,
    lines: [['DTSTART;TZID=Europe/Berlin', wallValue(onDay, opensAt)], ['DTEND;TZID=Europe/Berlin', wallValue(onDay, closesAt)]],
  }] : []));
}
