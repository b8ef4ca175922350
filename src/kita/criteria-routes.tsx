import { Hono } from 'hono';
import type { HouseEnv } from '../platform/house.ts';
import { page } from '../platform/page.tsx';
import { submit } from '../platform/submit.tsx';
import { criteriaPaths as paths } from './criteria-paths.ts';
import { adoptCatalogue as mayAdopt, editCatalogue as mayEdit, editCatchments, listCatalogues, readCriteria } from './criteria-permissions.ts';
import { catalogueDifferencePage } from './pages/catalogue-difference-page.tsx';
import { adoptionPage, catalogueSettingsPage, copyCataloguePage } from './pages/catalogue-forms.tsx';
import { cataloguePage } from './pages/catalogue-page.tsx';
import { cataloguesPage } from './pages/catalogues-page.tsx';
import { catchmentPage, catchmentsPage } from './pages/catchment-pages.tsx';
import { criterionFormPage } from './pages/criterion-form-page.tsx';
import { parentsPage } from './pages/parents-page.tsx';
import { simulationPage } from './pages/simulation-page.tsx';
import { simulationsPage } from './pages/simulations-page.tsx';
import { saveCatchment } from './server/catchments.ts';
import { adoptCatalogue, copyCatalogue, createCatalogue, removeCatalogue, saveCatalogue } from './server/edit-catalogue.ts';
import { moveCriterion, removeCriterion, saveCriterion } from './server/edit-criterion.ts';
import { startSimulation } from './server/simulate-catalogue.ts';

const ONE = paths.catalogue(':catalogue');
const CRITERION = paths.criterion(':catalogue', ':criterion');
const saved = (id: string) => `${paths.catalogue(id)}?gespeichert=1`;

/** Criteria: for parents, and for those who keep, check and adopt them. */
export const criteriaRoutes = new Hono<HouseEnv>()
  .get(paths.public, page(readCriteria, parentsPage))
  .get(paths.list, page(listCatalogues, (view) => cataloguesPage(view)))
  .post(paths.list, submit(createCatalogue, { again: cataloguesPage, done: (id) => paths.catalogue(id) }))
  .get(ONE, page(listCatalogues, (view) => cataloguePage(view)))
  .post(`${ONE}/loeschen`, submit(removeCatalogue, { params: ['catalogue'], again: cataloguePage, done: () => `${paths.list}?geloescht=1` }))
  .get(paths.settings(':catalogue'), page(mayEdit, (view) => catalogueSettingsPage(view)))
  .post(paths.settings(':catalogue'), submit(saveCatalogue, { params: ['catalogue'], again: catalogueSettingsPage, done: saved }))
  .get(paths.copy(':catalogue'), page(mayEdit, (view) => copyCataloguePage(view)))
  .post(paths.copy(':catalogue'), submit(copyCatalogue, { params: ['catalogue'], again: copyCataloguePage, done: (id) => paths.catalogue(id) }))
  .get(paths.adoption(':catalogue'), page(mayAdopt, (view) => adoptionPage(view)))
  .post(paths.adoption(':catalogue'), submit(adoptCatalogue, { params: ['catalogue'], again: adoptionPage, done: (id) => `${paths.catalogue(id)}?beschlossen=1` }))
  .get(paths.difference(':catalogue'), page(listCatalogues, catalogueDifferencePage))
  .get(paths.simulations(':catalogue'), page(listCatalogues, (view) => simulationsPage(view)))
  .post(paths.simulations(':catalogue'), submit(startSimulation, { params: ['catalogue'], again: simulationsPage, done: (id, view) => paths.simulation(view.param('catalogue'), id) }))
  .get(paths.simulation(':catalogue', ':simulation'), page(listCatalogues, simulationPage))
  .get(paths.newCriterion(':catalogue'), page(mayEdit, (view) => criterionFormPage(view)))
  .post(paths.newCriterion(':catalogue'), submit(saveCriterion, { params: ['catalogue'], again: criterionFormPage, done: saved }))
  .get(CRITERION, page(mayEdit, (view) => criterionFormPage(view)))
  .post(CRITERION, submit(saveCriterion, { params: ['catalogue', 'criterion'], again: criterionFormPage, done: saved }))
  .post(`${CRITERION}/verschieben`, submit(moveCriterion, { params: ['catalogue', 'criterion'], again: cataloguePage, done: saved }))
  .post(`${CRITERION}/entfernen`, submit(removeCriterion, { params: ['catalogue', 'criterion'], again: cataloguePage, done: saved }))
  .get(paths.catchments, page(editCatchments, catchmentsPage))
  .get(paths.catchment(':facility'), page(editCatchments, (view) => catchmentPage(view)))
  .post(paths.catchment(':facility'), submit(saveCatchment, { params: ['facility'], again: catchmentPage, done: () => `${paths.catchments}?gespeichert=1` }));
