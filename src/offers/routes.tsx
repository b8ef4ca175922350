import { Hono } from 'hono';
import type { HouseEnv } from '../platform/house.ts';
import { page } from '../platform/page.tsx';
import { submit } from '../platform/submit.tsx';
import { orSurvivor, wayToSurvivor } from './pages/duplicate-redirect.ts';
import { moreRows } from './pages/more-rows.ts';
import { offerCalendar } from './pages/offer-files.ts';
import { offerPage } from './pages/offer-page.tsx';
import { offerSheetPage } from './pages/offer-sheet-page.tsx';
import { offersCsv, offersXlsx } from './pages/offer-tables.ts';
import { newServicePage, servicePage } from './pages/service-form-page.tsx';
import { staffOffersCsv, staffOffersPage } from './pages/staff-offers-page.tsx';
import { townPage } from './pages/town-page.tsx';
import { confirmService as mayConfirm, editService as mayEdit, listForStaff, readOffers } from './permissions.ts';
import { confirmService, saveService, type SavedService } from './server/edit-service.ts';

const STAFF = '/verwaltung/angebote';
const ONE = `${STAFF}/:id{[0-9a-f-]{36}}`;

const saved = ({ id, waits }: SavedService) => `${STAFF}?gespeichert=${id}${waits ? '&wartet=1' : ''}`;

/** The directory: for families, and for those who keep it. */
export const offersRoutes = new Hono<HouseEnv>()
  .get('/', page(readOffers, townPage))
  .get('/angebote.csv', page(readOffers, offersCsv))
  .get('/angebote.xlsx', page(readOffers, offersXlsx))
  .get('/angebote/:id{[0-9a-f-]+\\.ics}', page(readOffers, orSurvivor(offerCalendar, (id) => `/angebote/${id}.ics`)))
  .get('/angebote/:id/drucken', page(readOffers, orSurvivor(offerSheetPage, (id) => `/angebote/${id}/drucken`)))
  .get('/angebote/:id', page(readOffers, orSurvivor(offerPage, (id) => `/angebote/${id}`)))
  .get(STAFF, page(listForStaff, staffOffersPage))
  .get(`${STAFF}.csv`, page(listForStaff, staffOffersCsv))
  .get(`${STAFF}/neu`, page(mayEdit, (view) => newServicePage(view)))
  .post(`${STAFF}/neu`, moreRows(mayEdit, newServicePage), submit(saveService, { again: newServicePage, done: saved }))
  .get(ONE, page(mayConfirm, async (view) => await wayToSurvivor(view, (id) => `${STAFF}/${id}`) ?? servicePage(view)))
  .post(ONE, moreRows(mayEdit, servicePage), submit(saveService, { params: ['id'], again: servicePage, done: saved }))
  .post(`${ONE}/bestaetigen`, submit(confirmService, { params: ['id'], again: (view) => servicePage(view), done: ({ id }) => `${STAFF}?bestaetigung=${id}` }));
