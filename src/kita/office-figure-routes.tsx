import { Hono } from 'hono';
import type { StoreFigures } from '../monitoring/server/handed-over.ts';
import type { HouseEnv } from '../platform/house.ts';
import { page } from '../platform/page.tsx';
import { submit } from '../platform/submit.tsx';
import { officePaths } from './office-paths.ts';
import { readKitaFigures, reportGroups } from './office-permissions.ts';
import { groupStaffPage } from './pages/group-staff-page.tsx';
import { keyDateFile } from './pages/key-date-files.ts';
import { keyDatePage } from './pages/key-date-page.tsx';
import { kitaFiguresCsv, kitaFiguresPage } from './pages/kita-figures-page.tsx';
import { addStaff, endStaff } from './server/group-staff.ts';
import { handOverFigures, takePlacesIntoPlan } from './server/hand-over-figures.ts';

const STAFF = officePaths.staff(':facility{[0-9a-f-]{36}}');

/** Figures of the Kita office: demand and supply, key dates, staff of groups. `storeFigures`: monitoring's way to take some. */
export const officeFigureRoutes = ({ storeFigures }: { storeFigures: StoreFigures }) => new Hono<HouseEnv>()
  .get(officePaths.figures, page(readKitaFigures, (view) => kitaFiguresPage(view)))
  .get(`${officePaths.figures}/daten.csv`, page(readKitaFigures, kitaFiguresCsv))
  .post(`${officePaths.figures}/monitoring`, submit(handOverFigures(storeFigures), { again: (view, form) => kitaFiguresPage(view, form, 'monitoring'), done: () => `${officePaths.figures}?getan=monitoring` }))
  .post(`${officePaths.figures}/plan`, submit(takePlacesIntoPlan, { again: (view, form) => kitaFiguresPage(view, form, 'plan'), done: () => `${officePaths.figures}?getan=plan` }))
  .get(officePaths.reports, page(reportGroups, keyDatePage))
  .get(STAFF, page(reportGroups, (view) => groupStaffPage(view)))
  .post(STAFF, submit(addStaff, { params: ['facility'], again: groupStaffPage, done: (facility) => `${officePaths.staff(facility)}?getan=eingetragen` }))
  .post(`${STAFF}/beenden`, submit(endStaff, { params: ['facility'], again: groupStaffPage, done: (facility) => `${officePaths.staff(facility)}?getan=beendet` }))
  .get(`${officePaths.reports}/:datei{[a-z]+\\.(csv|xlsx)}`, page(reportGroups, keyDateFile));
