import { Hono } from 'hono';
import type { HouseEnv } from '../platform/house.ts';
import { page } from '../platform/page.tsx';
import { submit } from '../platform/submit.tsx';
import { editKitaPlan, readKitaPlan } from './kita-plan-permissions.ts';
import { kitaPlanAreaPage } from './pages/kita-plan-area-page.tsx';
import { paths } from './pages/kita-plan-frame.tsx';
import { kitaPlanPage } from './pages/kita-plan-page.tsx';
import { kitaPlanData, kitaPlanPaper } from './pages/kita-plan-paper.tsx';
import { kitaPlansPage } from './pages/kita-plans-page.tsx';
import { addProject, addScenario, createKitaPlan, removeProject, removeScenario, saveGroupForms, savePlannedArea } from './server/edit-kita-plan.ts';

const base = '/verwaltung/kita-planung';

export const kitaPlanRoutes = new Hono<HouseEnv>()
  .get(base, page(readKitaPlan, (view) => kitaPlansPage(view)))
  .post(base, submit(createKitaPlan, { again: kitaPlansPage, done: (id) => paths.plan(id) }))
  .get(`${base}/:plan`, page(readKitaPlan, (view) => kitaPlanPage(view)))
  .get(`${base}/:plan/seite`, page(readKitaPlan, kitaPlanPaper))
  .get(`${base}/:plan/daten.csv`, page(readKitaPlan, kitaPlanData))
  .get(`${base}/:plan/gebiet/:area`, page(editKitaPlan, (view) => kitaPlanAreaPage(view)))
  .post(`${base}/:plan/gebiet/:area`, submit(savePlannedArea, { params: ['plan', 'area'], again: kitaPlanAreaPage, done: (id) => paths.plan(id) }))
  .post(`${base}/:plan/gruppen`, submit(saveGroupForms, { params: ['plan'], again: (view, form) => kitaPlanPage(view, form, 'groups'), done: (id) => paths.plan(id) }))
  .post(`${base}/:plan/quoten`, submit(addScenario, { params: ['plan'], again: (view, form) => kitaPlanPage(view, form, 'scenario'), done: (id) => paths.plan(id) }))
  .post(`${base}/:plan/quoten/:scenario/entfernen`, submit(removeScenario, { params: ['plan', 'scenario'], again: kitaPlanPage, done: (id) => paths.plan(id) }))
  .post(`${base}/:plan/vorhaben`, submit(addProject, { params: ['plan'], again: (view, form) => kitaPlanPage(view, form, 'project'), done: (id) => paths.plan(id) }))
  .post(`${base}/:plan/vorhaben/:project/entfernen`, submit(removeProject, { params: ['plan', 'project'], again: kitaPlanPage, done: (id) => paths.plan(id) }));
