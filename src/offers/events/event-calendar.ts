import { addDays, type Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { instantValue, textValue, wallValue, type CalendarLine } from '../calendar-file.ts';
import type { DayCalendar } from '../holidays/day-calendar.ts';
import { LAST_WEEK } from '../schedule.ts';
import { datesOf, HORIZON_DAYS, isRegularDay, pausesOn, type EventDate } from './dates.ts';
import type { EventRecord } from './event.ts';

export interface EventCalendarTexts {
  name: string;
  description: string;
  url: string;
  host: string;
  /** where a date takes place */
  location(date: Pick<EventDate, 'locationId' | 'placeNote'>): string;
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/**
 * A series as one recurring event, its days that differ as EXDATE, and each date that takes place otherwise as an event of its own – so a moved date
 * is shown once, where it was moved to. What is cancelled altogether says so. (RFC 5545) `at`: of the last change, so nothing seems new that is not.
 */
export function eventCalendarLines(event: EventRecord, texts: EventCalendarTexts, calendar: DayCalendar, from: Day, at: Date): CalendarLine[] {
  const horizon = addDays(from > event.firstDay ? from : event.firstDay, HORIZON_DAYS);
  const entry = (key: string, date: EventDate, more: readonly CalendarLine[] = []): CalendarLine[] => [
    ['BEGIN', 'VEVENT'], ['UID', `${key}@${texts.host}`], ['DTSTAMP', instantValue(at)], ['SUMMARY', textValue(texts.name)], ['DESCRIPTION', textValue([texts.description, date.reason].filter(Boolean).join('\n'))], ['URL', texts.url],
    ...placeLine(texts, date), ...timeLines(date), ...more, ...(event.status === 'cancelled' ? [['STATUS', 'CANCELLED'] as CalendarLine] : []), ['END', 'VEVENT'],
  ];
  const own = datesOf({ ...event, status: 'active' }, from, horizon, calendar).filter(({ state }) => state === 'on');
  const single = own.filter((date) => event.recurrence === 'once' || date.isExtra || differs(event, date)).flatMap((date) => entry(`${event.id}-${date.key}`, date));
  if (event.recurrence === 'once') return single;
  const first = datesOf({ ...event, status: 'active', exceptions: [] }, from, horizon, calendar)[0];
  if (!first) return single;
  const left = [
    ...event.exceptions.flatMap(({ originalDay }) => (originalDay !== undefined && originalDay >= first.day && isRegularDay(event, originalDay) ? [originalDay] : [])),
    ...pausingDays(event, calendar, first.day, horizon),
  ];
  const excluded = [...new Set(left)].sort().map((day): CalendarLine => (event.opensAt ? ['EXDATE;TZID=Europe/Berlin', wallValue(day, event.opensAt)] : ['EXDATE;VALUE=DATE', day.replaceAll('-', '')]));
  return [...entry(event.id, first, [['RRULE', ruleOf(event)], ...excluded]), ...single];
}

/** One date as an event of its own, for the calendar of a week. */
export function dateCalendarLines(key: Uuid, date: EventDate, texts: EventCalendarTexts, at: Date): CalendarLine[] {
  return [
    ['BEGIN', 'VEVENT'], ['UID', `${key}-${date.key}-${(date.opensAt ?? '').replace(':', '')}@${texts.host}`], ['DTSTAMP', instantValue(at)], ['SUMMARY', textValue(texts.name)], ['DESCRIPTION', textValue([texts.description, date.reason].filter(Boolean).join('\n'))],
    ['URL', texts.url], ...placeLine(texts, date), ...timeLines(date), ...(date.state === 'cancelled' ? [['STATUS', 'CANCELLED'] as CalendarLine] : []), ['END', 'VEVENT'],
  ];
}

function differs(event: EventRecord, date: EventDate): boolean {
  return event.exceptions.some(({ originalDay }) => originalDay === date.key);
}

function placeLine(texts: EventCalendarTexts, date: EventDate): CalendarLine[] {
  const text = texts.location(date);
  return text ? [['LOCATION', textValue(text)]] : [];
}

/** Without a time a date is all day; without an end it has none (RFC 5545, 3.6.1). */
function timeLines({ day, lastDay = day, opensAt, closesAt }: EventDate): CalendarLine[] {
  if (opensAt === undefined) return [['DTSTART;VALUE=DATE', day.replaceAll('-', '')], ['DTEND;VALUE=DATE', addDays(lastDay, 1).replaceAll('-', '')]];
  const end: CalendarLine[] = closesAt !== undefined ? [['DTEND;TZID=Europe/Berlin', wallValue(lastDay, closesAt)]] : lastDay === day ? [] : [['DTEND;TZID=Europe/Berlin', wallValue(lastDay, '23:59')]];
  return [['DTSTART;TZID=Europe/Berlin', wallValue(day, opensAt)], ...end];
}

function ruleOf({ recurrence, weekdays, intervalWeeks, weekOfMonth, untilDay, opensAt }: EventRecord): string {
  const nth = weekOfMonth === undefined ? '' : weekOfMonth === LAST_WEEK ? '-1' : String(weekOfMonth);
  const days = weekdays.map((weekday) => `${nth}${WEEKDAYS[weekday - 1]}`).join(',');
  const end = untilDay === undefined ? '' : opensAt ? `;UNTIL=${wallValue(addDays(untilDay, -1), '21:59')}Z` : `;UNTIL=${addDays(untilDay, -1).replaceAll('-', '')}`;
  return recurrence === 'monthly' ? `FREQ=MONTHLY;BYDAY=${days}${end}` : `FREQ=WEEKLY;INTERVAL=${intervalWeeks};WKST=MO;BYDAY=${days}${end}`;
}

function pausingDays(event: EventRecord, calendar: DayCalendar, from: Day, until: Day): Day[] {
  if (event.pausesIn === 'nothing') return [];
  const days: Day[] = [];
  for (let day = from; day < until; day = addDays(day, 1)) if (pausesOn(event, calendar, day) && isRegularDay(event, day)) days.push(day);
  return days;
}
