import { Hono } from 'hono';
import type { HouseEnv } from '../platform/house.ts';
import { page } from '../platform/page.tsx';
import { readEvents } from './event-permissions.ts';
import { DOOR, doorPage, doorsPage } from './pages/door-page.tsx';
import { weekCalendarFile } from './pages/event-files.ts';
import { WEEK, weekPage } from './pages/week-page.tsx';
import { weekSheetPage } from './pages/week-sheet-page.tsx';

/** The week on a screen, in a calendar, on paper, and at the door. */
export const weekRoutes = new Hono<HouseEnv>()
  .get(WEEK, page(readEvents, weekPage))
  .get(`${WEEK}.ics`, page(readEvents, weekCalendarFile))
  .get(`${WEEK}/blatt`, page(readEvents, weekSheetPage))
  .get(DOOR, page(readEvents, doorsPage))
  .get(`${DOOR}/:place`, page(readEvents, doorPage));
