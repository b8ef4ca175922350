import { Hono } from 'hono';
import type { HouseEnv } from '../platform/house.ts';
import { page } from '../platform/page.tsx';
import { submit } from '../platform/submit.tsx';
import type { NavigationEntry } from '../platform/navigation.ts';
import { offersPage } from './pages/offers-page.tsx';
import { searchesPage } from './pages/searches-page.tsx';
import { previewEffect, thesaurusFormPage } from './pages/thesaurus-form-page.tsx';
import { thesaurusPage } from './pages/thesaurus-page.tsx';
import { readOffers } from './permissions.ts';
import { searchPaths } from './search-paths.ts';
import { teachSearch } from './search-permissions.ts';
import { countMisses } from './server/search-misses.ts';
import { removeNeed, saveNeed } from './server/thesaurus-edit.ts';
import { staffSearchTexts } from './staff-search-texts.ts';
import type { Uuid } from '../platform/id.ts';

export const searchNavigation: readonly NavigationEntry[] = [
  { path: searchPaths.thesaurus, label: () => staffSearchTexts.in('de')('navigation'), may: teachSearch, area: 'settings' },
];

const ONE = `${searchPaths.thesaurus}/:id{[0-9a-f-]{36}}`;
const saved = () => `${searchPaths.thesaurus}?meldung=saved`;

/** The search of families, and what a municipality teaches it. */
export const searchRoutes = new Hono<HouseEnv>()
  .get('/angebote', async (context, next) => {
    let missed: { town: Uuid; needs: readonly string[] } | undefined;
    const response = await page(readOffers, (view) => offersPage(view, (needs) => (missed = { town: view.town.id, needs })))(context, next);
    // Counted after the page was made, in a transaction of its own; a search is answered whether or not it could be counted.
    const { database, clock, log } = context.get('house');
    if (missed) await countMisses(database, missed.town, missed.needs, clock.today()).catch(() => log('error', { event: 'search-miss-not-counted', requestId: context.get('requestId') }));
    return response;
  })
  .get(searchPaths.thesaurus, page(teachSearch, thesaurusPage))
  .get(searchPaths.misses, page(teachSearch, searchesPage))
  .get(searchPaths.create, page(teachSearch, (view) => thesaurusFormPage(view)))
  .post(searchPaths.create, previewEffect, submit(saveNeed, { again: thesaurusFormPage, done: saved }))
  .get(ONE, page(teachSearch, (view) => thesaurusFormPage(view)))
  .post(ONE, previewEffect, submit(saveNeed, { params: ['id'], again: thesaurusFormPage, done: saved }))
  .post(`${ONE}/entfernen`, submit(removeNeed, { params: ['id'], again: (view) => thesaurusFormPage(view), done: () => `${searchPaths.thesaurus}?meldung=removed` }));
