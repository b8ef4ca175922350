import { Hono } from 'hono';
import type { HouseEnv } from '../platform/house.ts';
import type { NavigationEntry } from '../platform/navigation.ts';
import { page } from '../platform/page.tsx';
import { figuresTexts } from './figures-texts.ts';
import { areaProfileCsv, areaProfilePage } from './pages/area-profile-page.tsx';
import { figureCsv, figurePicture } from './pages/figure-files.tsx';
import { figurePage } from './pages/figure-page.tsx';
import { figuresPage } from './pages/figures-page.tsx';
import { readObservations, readReleased } from './permissions.ts';

export const figuresNavigation: NavigationEntry[] = [
  { path: '/zahlen', label: (language) => figuresTexts.in(language)('navigation'), may: readReleased, area: 'work' },
];

const raw = '/verwaltung/monitoring/zahlen';

/** Released figures for everybody; raw ones for planners, each reading in the audit. */
export const figuresRoutes = new Hono<HouseEnv>()
  .get('/zahlen', page(readReleased, (view) => figuresPage(view, 'released')))
  .get('/zahlen/gebiet/:area{[0-9a-f-]+\\.csv}', page(readReleased, (view) => areaProfileCsv(view, 'released')))
  .get('/zahlen/gebiet/:area', page(readReleased, (view) => areaProfilePage(view, 'released')))
  .get('/zahlen/:key{[a-z0-9-]+\\.csv}', page(readReleased, (view) => figureCsv(view, 'released')))
  .get('/zahlen/:key', page(readReleased, (view) => figurePage(view, 'released')))
  .get('/zahlen/:key/:drawing', page(readReleased, (view) => figurePicture(view, 'released')))
  .get(raw, page(readObservations, (view) => figuresPage(view, 'raw')))
  .get(`${raw}/gebiet/:area{[0-9a-f-]+\\.csv}`, page(readObservations, (view) => areaProfileCsv(view, 'raw')))
  .get(`${raw}/gebiet/:area`, page(readObservations, (view) => areaProfilePage(view, 'raw')))
  .get(`${raw}/:key{[a-z0-9-]+\\.csv}`, page(readObservations, (view) => figureCsv(view, 'raw')))
  .get(`${raw}/:key`, page(readObservations, (view) => figurePage(view, 'raw')))
  .get(`${raw}/:key/:drawing`, page(readObservations, (view) => figurePicture(view, 'raw')));
