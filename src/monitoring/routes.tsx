import { Hono } from 'hono';
import { emptyForm } from '../platform/form.ts';
import type { HouseEnv } from '../platform/house.ts';
import { page } from '../platform/page.tsx';
import { submit } from '../platform/submit.tsx';
import { DEFINITIONS, definitionPage, definitionsPage } from './pages/definition-pages.tsx';
import { HOME, IMPORT, importPage } from './pages/import-pages.tsx';
import { importRunPage } from './pages/import-run-page.tsx';
import { releaseCatalogue, releaseCsv, releaseCsvw } from './pages/open-data.ts';
import { overviewPage } from './pages/overview-page.tsx';
import { newReleasePage, RELEASES, releasePage, releasesPage } from './pages/release-pages.tsx';
import { importObservations, prepareRelease, readMonitoring, readReleased } from './permissions.ts';
import { changeImport, startImport, withdrawImport } from './server/change-import.ts';
import { addMeasure, defineIndicator, takeCatalogue } from './server/edit-definitions.ts';
import { chooseRelease, protectReleaseCells, publish, recheckRelease, withdrawRelease } from './server/edit-releases.ts';
import { keepImport } from './server/import-file.ts';

const run = (id: string) => `${IMPORT}/${id}`;
const release = (id: string) => `${RELEASES}/${id}`;

export const monitoringRoutes = new Hono<HouseEnv>()
  .get(HOME, page(readMonitoring, (view) => overviewPage(view)))
  .post(`${HOME}/katalog`, submit(takeCatalogue, { again: overviewPage, done: () => HOME }))
  .get(DEFINITIONS, page(readMonitoring, (view) => definitionsPage(view)))
  .post(`${HOME}/zaehlungen`, submit(addMeasure, { again: definitionsPage, done: () => DEFINITIONS }))
  .get(`${DEFINITIONS}/:key`, page(readMonitoring, (view) => definitionPage(view)))
  .post(`${DEFINITIONS}/:key`, submit(defineIndicator, { again: definitionPage, done: (key) => `${DEFINITIONS}/${key}` }))
  .get(IMPORT, page(importObservations, (view) => importPage(view, emptyForm)))
  .post(IMPORT, submit(keepImport, { again: importPage, done: run }))
  .get(`${IMPORT}/:run`, page(importObservations, (view) => importRunPage(view)))
  .post(`${IMPORT}/:run`, submit(changeImport, { params: ['run'], again: importRunPage, done: run }))
  .post(`${IMPORT}/:run/einlesen`, submit(startImport, { params: ['run'], again: importRunPage, done: run }))
  .post(`${IMPORT}/:run/zuruecknehmen`, submit(withdrawImport, { params: ['run'], again: importRunPage, done: () => IMPORT }))
  .get(RELEASES, page(readMonitoring, releasesPage))
  .get(`${RELEASES}/neu`, page(prepareRelease, (view) => newReleasePage(view)))
  .post(`${RELEASES}/neu`, submit(chooseRelease, { again: newReleasePage, done: release }))
  .get(`${RELEASES}/:release`, page(prepareRelease, (view) => releasePage(view)))
  .post(`${RELEASES}/:release/schuetzen`, submit(protectReleaseCells, { params: ['release'], again: releasePage, done: release }))
  .post(`${RELEASES}/:release/veroeffentlichen`, submit(publish, { params: ['release'], again: releasePage, done: release }))
  .post(`${RELEASES}/:release/zurueckziehen`, submit(withdrawRelease, { params: ['release'], again: releasePage, done: release }))
  .post(`${RELEASES}/:release/nachpruefen`, submit(recheckRelease, { params: ['release'], again: releasePage, done: release }))
  .get('/zahlen/dcat.jsonld', page(readReleased, releaseCatalogue))
  .get('/zahlen/daten/:release/daten.csv', page(readReleased, releaseCsv))
  .get('/zahlen/daten/:release/daten.csv-metadata.json', page(readReleased, releaseCsvw));
