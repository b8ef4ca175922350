import { Hono } from 'hono';
import { emptyForm } from '../platform/form.ts';
import type { HouseEnv } from '../platform/house.ts';
import { page } from '../platform/page.tsx';
import { submit } from '../platform/submit.tsx';
import { importColumnsPage } from './pages/import-columns-page.tsx';
import { importPreviewPage, refusedRowsCsv } from './pages/import-preview-page.tsx';
import { importResultPage } from './pages/import-result-page.tsx';
import { importTemplate, importUploadPage } from './pages/import-upload-page.tsx';
import { importServices } from './permissions.ts';
import { acceptImport } from './server/import-offers.ts';
import { mapColumns, startImport } from './server/import-runs.ts';

const IMPORT = '/verwaltung/angebote/import';

/** Offers from a table: file, columns, preview, result. */
export const offersImportRoutes = new Hono<HouseEnv>()
  .get(IMPORT, page(importServices, (view) => importUploadPage(view, emptyForm)))
  .post(IMPORT, submit(startImport, { again: importUploadPage, done: (run) => `${IMPORT}/${run}` }))
  .get(`${IMPORT}/vorlage.csv`, page(importServices, importTemplate))
  .get(`${IMPORT}/:run`, page(importServices, (view) => importColumnsPage(view, emptyForm)))
  .post(`${IMPORT}/:run`, submit(mapColumns, { params: ['run'], again: importColumnsPage, done: (run) => `${IMPORT}/${run}/vorschau` }))
  .get(`${IMPORT}/:run/vorschau`, page(importServices, (view) => importPreviewPage(view, emptyForm)))
  .post(`${IMPORT}/:run/vorschau`, submit(acceptImport, { params: ['run'], again: importPreviewPage, done: (run) => `${IMPORT}/${run}/ergebnis` }))
  .get(`${IMPORT}/:run/abgelehnt.csv`, page(importServices, refusedRowsCsv))
  .get(`${IMPORT}/:run/ergebnis`, page(importServices, importResultPage));
