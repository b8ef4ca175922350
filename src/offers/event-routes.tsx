import { Hono } from 'hono';
import { etag } from 'hono/etag';
import type { HouseEnv } from '../platform/house.ts';
import { page } from '../platform/page.tsx';
import { readEvents } from './event-permissions.ts';
import { eventCalendarFile, eventFeed } from './pages/event-files.ts';
import { eventPage } from './pages/event-page.tsx';
import { openAnswer } from './pages/interfaces-answer.ts';

/** Events: for families, and for those who keep them. */
export const eventRoutes = new Hono<HouseEnv>()
  .get('/veranstaltungen.ics', etag({ weak: true }), openAnswer(eventFeed))
  .get('/veranstaltungen/:id{[0-9a-f-]+\\.ics}', page(readEvents, eventCalendarFile))
  .get('/veranstaltungen/:id', page(readEvents, eventPage));
