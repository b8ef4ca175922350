import { Hono, type MiddlewareHandler } from 'hono';
import type { HouseEnv } from '../platform/house.ts';
import { interfaceTable, routePath, type InterfaceId } from './feeds/interface-table.ts';
import { eventFeed } from './pages/event-files.ts';
import { openAnswer, openToAll } from './pages/interfaces-answer.ts';
import { hsdsEvent, hsdsEvents } from './pages/interfaces-events.ts';
import {
  hsdsAbout, hsdsOrganization, hsdsOrganizations, hsdsService, hsdsServiceAtLocation, hsdsServiceAtLocations, hsdsServices, hsdsTaxonomies, hsdsTaxonomy, hsdsTerm, hsdsTerms,
} from './pages/interfaces-hsds.ts';
import { atomFeed, calendarFeed, catalogue, openApi, profile, sitemap } from './pages/interfaces-feeds.ts';

const has = (...names: string[]) => (query: URLSearchParams) => names.some((name) => query.has(name));
const costly = { isCostly: has('full', 'full_service', 'search', 'format', 'minimal') };
const always = { isCostly: () => true };

/** What answers each entry of the table: an entry without one does not compile. */
const answers: Record<InterfaceId, MiddlewareHandler<HouseEnv>> = {
  about: openAnswer(hsdsAbout),
  services: openAnswer(hsdsServices, costly),
  service: openAnswer(hsdsService),
  organizations: openAnswer(hsdsOrganizations, costly),
  organization: openAnswer(hsdsOrganization, costly),
  serviceAtLocations: openAnswer(hsdsServiceAtLocations, always),
  serviceAtLocation: openAnswer(hsdsServiceAtLocation),
  taxonomies: openAnswer(hsdsTaxonomies),
  taxonomy: openAnswer(hsdsTaxonomy),
  terms: openAnswer(hsdsTerms),
  term: openAnswer(hsdsTerm),
  events: openAnswer(hsdsEvents, costly),
  event: openAnswer(hsdsEvent),
  profile: openAnswer(profile),
  openapi: openAnswer(openApi),
  calendar: openAnswer(calendarFeed, always),
  eventCalendar: openAnswer(eventFeed, always),
  atom: openAnswer(atomFeed, always),
  catalogue: openAnswer(catalogue),
  sitemap: openAnswer(sitemap, always),
};

/** Open doors for machines: HSDS, calendar, feed, catalogue, sitemap. */
export const hsdsRoutes = new Hono<HouseEnv>();
for (const { id, path } of interfaceTable) hsdsRoutes.use(routePath(path), ...openToAll).get(routePath(path), answers[id]);
