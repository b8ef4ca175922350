import { Hono } from 'hono';
import type { HouseEnv } from '../platform/house.ts';
import { page } from '../platform/page.tsx';
import { submit } from '../platform/submit.tsx';
import { officePaths } from './office-paths.ts';
import { importChildren, writeSeries } from './office-permissions.ts';
import { childImportPage, childImportPreviewPage, childImportTemplate, refusedChildRows } from './pages/child-import-pages.tsx';
import { seriesListPage, seriesPage, seriesPdf } from './pages/series-pages.tsx';
import { acceptChildImport, uploadChildren } from './server/import-children.ts';
import { changeSeries, createSeries, noteSeriesSent, printSeriesAgain, sendSeries } from './server/letter-series.ts';

const UUID = '{[0-9a-f-]{36}}';
const SERIES = officePaths.oneSeries(`:id${UUID}`);
const IMPORT = officePaths.oneImport(`:id${UUID}`);

/** Texts to many families, and children from a table. */
export const officeSeriesRoutes = new Hono<HouseEnv>()
  .get(officePaths.series, page(writeSeries, (view) => seriesListPage(view)))
  .post(officePaths.series, submit(createSeries, { again: seriesListPage, done: (id) => officePaths.oneSeries(id) }))
  .get(SERIES, page(writeSeries, (view) => seriesPage(view)))
  .get(`${SERIES}/briefe.pdf`, page(writeSeries, seriesPdf))
  .post(`${SERIES}/aendern`, submit(changeSeries, { params: ['id'], again: seriesPage, done: (id) => `${officePaths.oneSeries(id)}?getan=gespeichert` }))
  .post(`${SERIES}/senden`, submit(sendSeries, { params: ['id'], again: seriesPage, done: (id) => `${officePaths.oneSeries(id)}?getan=gesendet` }))
  .post(`${SERIES}/drucken`, submit(printSeriesAgain, { params: ['id'], again: seriesPage, done: (id) => officePaths.oneSeries(id) }))
  .post(`${SERIES}/vermerken`, submit(noteSeriesSent, { params: ['id'], again: seriesPage, done: (id) => `${officePaths.oneSeries(id)}?getan=vermerkt` }))
  .get(officePaths.imports, page(importChildren, (view) => childImportPage(view)))
  .post(officePaths.imports, submit(uploadChildren, { again: childImportPage, done: (id) => officePaths.oneImport(id) }))
  .get(`${officePaths.imports}/vorlage.csv`, page(importChildren, childImportTemplate))
  .get(`${officePaths.imports}/:id/abgelehnt.csv`, page(importChildren, refusedChildRows))
  .get(IMPORT, page(importChildren, (view) => childImportPreviewPage(view)))
  .post(IMPORT, submit(acceptChildImport, { params: ['id'], again: childImportPreviewPage, done: (id) => `${officePaths.oneImport(id)}?getan=importiert` }));
