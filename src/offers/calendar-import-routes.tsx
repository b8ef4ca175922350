import { Hono } from 'hono';
import type { HouseEnv } from '../platform/house.ts';
import { limited } from '../platform/limited.tsx';
import type { NavigationEntry } from '../platform/navigation.ts';
import { page } from '../platform/page.tsx';
import { submit } from '../platform/submit.tsx';
import { calendarImportTexts } from './calendar-import-texts.ts';
import { CALENDARS, calendarsPage } from './pages/calendar-import-page.tsx';
import { calendarRunPage } from './pages/calendar-import-run-page.tsx';
import { importServices } from './permissions.ts';
import { acceptCalendar, fetchCalendar, saveCalendarSource, uploadCalendar } from './server/import-calendar.ts';

const run = (id: string) => `${CALENDARS}/${id}`;
/** Each reading fetches or takes apart up to 10 MB. */
const READINGS = { name: 'offers.calendar', max: 30, minutes: 60 };
const counts = () => [{ limit: READINGS, of: 'all' }];

/** Calendars of others: which ones, reading them, and what a reading would change. */
export const calendarImportRoutes = new Hono<HouseEnv>()
  .get(CALENDARS, page(importServices, calendarsPage()))
  .post(CALENDARS, submit(saveCalendarSource, { again: (view, source) => calendarsPage({ source })(view), done: (id) => `${CALENDARS}?kalender=${id}` }))
  .post(`${CALENDARS}/datei`, limited({ counts, again: (view, file) => calendarsPage({ file })(view) }), submit(uploadCalendar, { again: (view, file) => calendarsPage({ file })(view), done: run }))
  .post(`${CALENDARS}/adresse`, limited({ counts, again: (view, url) => calendarsPage({ url })(view) }), submit(fetchCalendar, { again: (view, url) => calendarsPage({ url })(view), done: run }))
  .get(`${CALENDARS}/:run`, page(importServices, (view) => calendarRunPage(view)))
  .post(`${CALENDARS}/:run`, submit(acceptCalendar, { params: ['run'], again: calendarRunPage, done: run }));

export const calendarImportNavigation: NavigationEntry[] = [{ path: CALENDARS, label: () => calendarImportTexts.in('de')('navigation'), may: importServices, area: 'settings' }];
