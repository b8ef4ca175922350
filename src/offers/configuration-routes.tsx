import { Hono } from 'hono';
import type { HouseEnv } from '../platform/house.ts';
import { page } from '../platform/page.tsx';
import { submit } from '../platform/submit.tsx';
import { fieldPage, fieldsPage } from './pages/fields-page.tsx';
import { locationPage } from './pages/location-form.tsx';
import { locationsCsv, locationsPage } from './pages/locations-page.tsx';
import { phasePage, phasesPage, transitionPage } from './pages/phases-page.tsx';
import { configurePhases, editLocation } from './permissions.ts';
import { removeField, saveField } from './server/configure-fields.ts';
import { removePhase, removeTransition, savePhase, saveTransition } from './server/configure-phases.ts';
import { saveLocation } from './server/edit-location.ts';

const saved = (path: string) => () => `${path}?meldung=saved`;
const removed = (path: string) => () => `${path}?meldung=removed`;
const PHASES = '/verwaltung/lebensphasen';
const FIELDS = '/verwaltung/handlungsfelder';
const LOCATIONS = '/verwaltung/orte';

/** The words of a municipality's chain, and its places. */
export const offersConfigurationRoutes = new Hono<HouseEnv>()
  .get(PHASES, page(configurePhases, phasesPage))
  .get(`${PHASES}/neu`, page(configurePhases, (view) => phasePage(view)))
  .post(`${PHASES}/neu`, submit(savePhase, { again: (view, save) => phasePage(view, { save }), done: saved(PHASES) }))
  .get(`${PHASES}/uebergang/neu`, page(configurePhases, (view) => transitionPage(view)))
  .post(`${PHASES}/uebergang/neu`, submit(saveTransition, { again: (view, save) => transitionPage(view, { save }), done: saved(PHASES) }))
  .get(`${PHASES}/uebergang/:id`, page(configurePhases, (view) => transitionPage(view)))
  .post(`${PHASES}/uebergang/:id`, submit(saveTransition, { params: ['id'], again: (view, save) => transitionPage(view, { save }), done: saved(PHASES) }))
  .post(`${PHASES}/uebergang/:id/entfernen`, submit(removeTransition, { params: ['id'], again: (view, remove) => transitionPage(view, { remove }), done: removed(PHASES) }))
  .get(`${PHASES}/:id`, page(configurePhases, (view) => phasePage(view)))
  .post(`${PHASES}/:id`, submit(savePhase, { params: ['id'], again: (view, save) => phasePage(view, { save }), done: saved(PHASES) }))
  .post(`${PHASES}/:id/entfernen`, submit(removePhase, { params: ['id'], again: (view, remove) => phasePage(view, { remove }), done: removed(PHASES) }))
  .get(FIELDS, page(configurePhases, fieldsPage))
  .get(`${FIELDS}/neu`, page(configurePhases, (view) => fieldPage(view)))
  .post(`${FIELDS}/neu`, submit(saveField, { again: (view, save) => fieldPage(view, { save }), done: saved(FIELDS) }))
  .get(`${FIELDS}/:id`, page(configurePhases, (view) => fieldPage(view)))
  .post(`${FIELDS}/:id`, submit(saveField, { params: ['id'], again: (view, save) => fieldPage(view, { save }), done: saved(FIELDS) }))
  .post(`${FIELDS}/:id/entfernen`, submit(removeField, { params: ['id'], again: (view, remove) => fieldPage(view, { remove }), done: removed(FIELDS) }))
  .get(LOCATIONS, page(editLocation, locationsPage))
  .get(`${LOCATIONS}.csv`, page(editLocation, locationsCsv))
  .get(`${LOCATIONS}/neu`, page(editLocation, (view) => locationPage(view)))
  .post(`${LOCATIONS}/neu`, submit(saveLocation, { again: locationPage, done: saved(LOCATIONS) }))
  .get(`${LOCATIONS}/:id`, page(editLocation, (view) => locationPage(view)))
  .post(`${LOCATIONS}/:id`, submit(saveLocation, { params: ['id'], again: locationPage, done: saved(LOCATIONS) }));
