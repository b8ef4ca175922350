import { Hono } from 'hono';
import { emptyForm } from '../platform/form.ts';
import type { HouseEnv } from '../platform/house.ts';
import { page } from '../platform/page.tsx';
import { submit } from '../platform/submit.tsx';
import { areasCsv, childrenCsv } from './pages/area-tables.ts';
import { areasPage } from './pages/areas-page.tsx';
import { boundariesPreviewPage, uploadBoundariesPage } from './pages/boundaries-pages.tsx';
import { childrenPage, childrenPreviewPage, uploadChildrenPage } from './pages/children-pages.tsx';
import { streetsPage, streetsPreviewPage, uploadStreetsPage } from './pages/streets-pages.tsx';
import { editAreas, readAreas } from './permissions.ts';
import { importBoundaries } from './server/import-boundaries.ts';
import { importChildCounts } from './server/import-child-counts.ts';
import { importStreetList } from './server/import-street-list.ts';
import { keepUpload } from './server/keep-upload.ts';

export const areasRoutes = new Hono<HouseEnv>()
  .get('/verwaltung/gebiete', page(readAreas, areasPage))
  .get('/verwaltung/gebiete.csv', page(readAreas, areasCsv))
  .get('/verwaltung/gebiete/grenzen', page(editAreas, (view) => uploadBoundariesPage(view, emptyForm)))
  .post('/verwaltung/gebiete/grenzen', submit(keepUpload('boundaries'), { again: uploadBoundariesPage, done: (file) => `/verwaltung/gebiete/grenzen/${file}` }))
  .get('/verwaltung/gebiete/grenzen/:file', page(editAreas, (view) => boundariesPreviewPage(view, emptyForm)))
  .post('/verwaltung/gebiete/grenzen/:file', submit(importBoundaries, { params: ['file'], again: boundariesPreviewPage, done: () => '/verwaltung/gebiete' }))
  .get('/verwaltung/kinderzahlen', page(readAreas, childrenPage))
  .get('/verwaltung/kinderzahlen.csv', page(readAreas, childrenCsv))
  .get('/verwaltung/kinderzahlen/import', page(editAreas, (view) => uploadChildrenPage(view, emptyForm)))
  .post('/verwaltung/kinderzahlen/import', submit(keepUpload('children'), { again: uploadChildrenPage, done: (file) => `/verwaltung/kinderzahlen/import/${file}` }))
  .get('/verwaltung/kinderzahlen/import/:file', page(editAreas, (view) => childrenPreviewPage(view, emptyForm)))
  .post('/verwaltung/kinderzahlen/import/:file', submit(importChildCounts, { params: ['file'], again: childrenPreviewPage, done: (on) => `/verwaltung/kinderzahlen?stichtag=${on}` }))
  .get('/verwaltung/strassen', page(readAreas, streetsPage))
  .get('/verwaltung/strassen/import', page(editAreas, (view) => uploadStreetsPage(view, emptyForm)))
  .post('/verwaltung/strassen/import', submit(keepUpload('streets'), { again: uploadStreetsPage, done: (file) => `/verwaltung/strassen/import/${file}` }))
  .get('/verwaltung/strassen/import/:file', page(editAreas, (view) => streetsPreviewPage(view, emptyForm)))
  .post('/verwaltung/strassen/import/:file', submit(importStreetList, { params: ['file'], again: streetsPreviewPage, done: () => '/verwaltung/strassen' }));
