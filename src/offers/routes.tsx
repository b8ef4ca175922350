import { Hono } from 'hono';
import type { HouseEnv } from '../platform/house.ts';
import { page } from '../platform/page.tsx';
import { offerCalendar } from './pages/offer-files.ts';
import { offerPage } from './pages/offer-page.tsx';
import { offerSheetPage } from './pages/offer-sheet-page.tsx';
import { offersCsv, offersXlsx } from './pages/offer-tables.ts';
import { offersPage } from './pages/offers-page.tsx';
import { townPage } from './pages/town-page.tsx';
import { readOffers } from './permissions.ts';

/** The directory: for families, and for those who keep it. */
export const offersRoutes = new Hono<HouseEnv>()
  .get('/', page(readOffers, townPage))
  .get('/angebote', page(readOffers, offersPage))
  .get('/angebote.csv', page(readOffers, offersCsv))
  .get('/angebote.xlsx', page(readOffers, offersXlsx))
  .get('/angebote/:id{[0-9a-f-]+\\.ics}', page(readOffers, offerCalendar))
  .get('/angebote/:id/drucken', page(readOffers, offerSheetPage))
  .get('/angebote/:id', page(readOffers, offerPage));
