import { Hono } from 'hono';
import { etag } from 'hono/etag';
import { listTowns } from '../accounts/server/towns.ts';
import { emptyForm } from '../platform/form.ts';
import type { HouseEnv } from '../platform/house.ts';
import { limited } from '../platform/limited.tsx';
import { page } from '../platform/page.tsx';
import { submit } from '../platform/submit.tsx';
import { sitemapIndexText } from './feeds/sitemap.ts';
import { cacheable, openAnswer } from './pages/interfaces-answer.ts';
import { EMBED, embedPage } from './pages/embed-page.tsx';
import { HSDS_IMPORT, hsdsImportPage, hsdsReportCsv, hsdsRunPage } from './pages/interfaces-import-pages.tsx';
import { INTERFACES, interfacesPage } from './pages/interfaces-page.tsx';
import { importServices } from './permissions.ts';
import { saveOpenDataSetting } from './server/open-data-setting.ts';
import { acceptHsdsFeed, fetchHsdsFeed, uploadHsdsFile } from './server/import-hsds.ts';

const run = (id: string) => `${HSDS_IMPORT}/${id}`;
/** Each reading fetches or unpacks up to 20 MB. */
const READINGS = { name: 'offers.hsds', max: 20, minutes: 60 };
const counts = () => [{ limit: READINGS, of: 'all' }];

/** The list for other websites, foreign directories, and what those who keep the directory see of all that. */
export const feedRoutes = new Hono<HouseEnv>()
  .get(EMBED, etag({ weak: true }), openAnswer(embedPage))
  .get(INTERFACES, page(importServices, (view) => interfacesPage(view)))
  .post(INTERFACES, submit(saveOpenDataSetting, { again: interfacesPage, done: () => `${INTERFACES}#lizenz` }))
  .get(HSDS_IMPORT, page(importServices, hsdsImportPage()))
  .post(`${HSDS_IMPORT}/datei`, limited({ counts, again: (view, file) => hsdsImportPage({ file })(view) }), submit(uploadHsdsFile, { again: (view, file) => hsdsImportPage({ file })(view), done: run }))
  .post(`${HSDS_IMPORT}/adresse`, limited({ counts, again: (view, url) => hsdsImportPage({ url })(view) }), submit(fetchHsdsFeed, { again: (view, url) => hsdsImportPage({ url })(view), done: run }))
  .get(`${HSDS_IMPORT}/:run/bericht.csv`, page(importServices, hsdsReportCsv))
  .get(`${HSDS_IMPORT}/:run`, page(importServices, (view) => hsdsRunPage(view, emptyForm)))
  .post(`${HSDS_IMPORT}/:run`, submit(acceptHsdsFeed, { params: ['run'], again: hsdsRunPage, done: run }));

/** The sitemaps of all towns, where robots.txt points to. */
export const feedSiteRoutes = new Hono<HouseEnv>().get('/sitemap.xml', etag({ weak: true }), async (context) => {
  const { database, configuration } = context.get('house');
  const towns = await database.readPublic(listTowns);
  return cacheable(sitemapIndexText(towns.map(({ slug }) => `${configuration.baseUrl.origin}/${slug}/sitemap.xml`)), 'application/xml; charset=utf-8');
});
