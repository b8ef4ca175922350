import { addDays } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import type { View } from '../../platform/house.ts';
import { addressText } from '../address.ts';
import type { CalendarLine } from '../calendar-file.ts';
import { eventTexts } from '../event-texts.ts';
import { dateCalendarLines, eventCalendarLines, type EventCalendarTexts } from '../events/event-calendar.ts';
import { eventWordsIn } from '../events/event-text.ts';
import { lastDayOf } from '../events/dates.ts';
import type { Location } from '../location.ts';
import { calendarFile } from '../service-calendar.ts';
import { listShownEvents } from '../server/load-events.ts';
import { shownEvents, type ShownEvent } from '../server/shown-events.ts';
import { eventOfPage } from './event-page.tsx';
import { dateWords, datePath } from './event-words.tsx';
import { cacheable } from './interfaces-answer.ts';
import { askedWeek } from './week-page.tsx';

const TYPE = 'text/calendar; charset=utf-8';
const BEFORE_DAYS = 30;
const address = (view: View, path: string) => `${view.configuration.baseUrl.origin}${view.href(path)}`;

const placeWords = (location: Location | undefined, placeNote: string) => [location && [location.name, addressText(location)].filter(Boolean).join(', '), placeNote].filter(Boolean).join(' – ');

/** The lines of one event, for its own file and for feeds. */
export function eventLines(view: View, { event, organizationName, places, calendar }: ShownEvent): CalendarLine[] {
  const words = eventWordsIn(event, view.language);
  const url = address(view, `/veranstaltungen/${event.id}`);
  return eventCalendarLines(event, {
    name: words.name, url, host: view.configuration.baseUrl.hostname, description: [words.summary, organizationName, event.cancelledBecause, url].filter(Boolean).join('\n'),
    location: ({ locationId, placeNote }) => placeWords(locationId ? places.get(locationId) : undefined, placeNote),
  }, calendar, view.clock.today(), event.updatedAt);
}

/** The dates of an event for a calendar. */
export async function eventCalendarFile(view: View): Promise<Response> {
  const shown = await eventOfPage(view);
  const lines = eventLines(view, shown);
  if (lines.length === 0) throw new NotFound();
  return new Response(calendarFile([], lines), { headers: { 'Content-Type': TYPE, 'Content-Disposition': 'attachment; filename="termine.ics"' } });
}

/** All events to come, for calendars that subscribe; with those of the last month, so that nothing vanishes from a calendar on its day. */
export async function eventFeed(view: View): Promise<Response> {
  const from = addDays(view.clock.today(), -BEFORE_DAYS);
  const events = (await listShownEvents(view.tx, view.town.id, from)).filter((event) => (lastDayOf(event) ?? from) >= from);
  const lines = (await shownEvents(view.tx, view.town.id, events)).flatMap((shown) => eventLines(view, shown));
  return cacheable(calendarFile(aboutCalendar(view, eventTexts.in(view.language)('event.embedded')), lines), TYPE);
}

/** The dates of one week, groups of offers included, each by itself. */
export async function weekCalendarFile(view: View): Promise<Response> {
  const { dates } = await askedWeek(view);
  // A date of several days is listed on each of them and written once.
  const once = dates.filter(({ state, listedOn, day }, index) => state !== 'moved' && (listedOn === day || dates.findIndex((one) => one.key === dates[index]!.key && one.event === dates[index]!.event) === index));
  const lines = once.flatMap((date) => {
    const source = date.event ?? date.service!;
    const words = dateWords(date, view.language);
    const url = address(view, datePath(date));
    const texts: EventCalendarTexts = { name: words.name, url, host: view.configuration.baseUrl.hostname, description: [words.summary, date.organizationName, url].filter(Boolean).join('\n'), location: () => placeWords(date.location, date.placeNote) };
    return dateCalendarLines(source.id, date, texts, source.updatedAt);
  });
  return new Response(calendarFile([], lines), { headers: { 'Content-Type': TYPE, 'Content-Disposition': 'attachment; filename="diese-woche.ics"' } });
}

function aboutCalendar(view: View, title: string): CalendarLine[] {
  return [['X-WR-CALNAME', `${title} – ${view.town.name}`.replace(/[\\;,]/g, '\\$&')], ['X-WR-TIMEZONE', 'Europe/Berlin'], ['REFRESH-INTERVAL;VALUE=DURATION', 'PT6H'], ['X-PUBLISHED-TTL', 'PT6H']];
}
