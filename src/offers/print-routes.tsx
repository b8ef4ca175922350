import { Hono } from 'hono';
import type { HouseEnv } from '../platform/house.ts';
import type { NavigationEntry } from '../platform/navigation.ts';
import { limited } from '../platform/limited.tsx';
import { page } from '../platform/page.tsx';
import { submit } from '../platform/submit.tsx';
import { bookletFile, newestBooklet, posterFile } from './pages/print-files.ts';
import { printPage } from './pages/print-page.tsx';
import { printRunPage } from './pages/print-run-page.tsx';
import { bookletPage, shelfPage } from './pages/print-shelf-page.tsx';
import { PRINT, SHELF, t } from './pages/print-words.tsx';
import { makePrint, readOffers } from './permissions.ts';
import { orderBooklet } from './server/order-booklet.ts';

/** Setting a large booklet takes a core for a minute. */
const BOOKLETS = { name: 'offers.print', max: 60, minutes: 60 };

/** The directory on paper: booklets, posters, and where families find them. */
export const printRoutes = new Hono<HouseEnv>()
  .get(SHELF, page(readOffers, shelfPage))
  .get(`${SHELF}/ansicht`, page(readOffers, bookletPage))
  .get(`${SHELF}/heft.pdf`, page(readOffers, newestBooklet))
  .get(`${SHELF}/heft/:run`, page(readOffers, bookletFile))
  .get(PRINT, page(makePrint, (view) => printPage(view)))
  .get(`${PRINT}/plakat.pdf`, page(makePrint, posterFile))
  .get(`${PRINT}/:run`, page(makePrint, printRunPage))
  .post(PRINT, limited({ counts: () => [{ limit: BOOKLETS, of: 'all' }], again: printPage }), submit(orderBooklet, { again: printPage, done: (run) => `${PRINT}/${run}` }));

export const printNavigation: NavigationEntry[] = [{ path: PRINT, label: () => t('navigation'), may: makePrint, area: 'work' }];
