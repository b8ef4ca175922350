import { Hono } from 'hono';
import { emptyForm } from '../platform/form.ts';
import type { HouseEnv } from '../platform/house.ts';
import { page } from '../platform/page.tsx';
import { submit } from '../platform/submit.tsx';
import { newOrganizationPage, organizationPage } from './pages/organization-form.tsx';
import { organizationsCsv, organizationsPage } from './pages/organizations-page.tsx';
import { addOrganizations, readOrganizations } from './permissions.ts';
import { addOrganization, editOrganization } from './server/edit-organization.ts';

const saved = (id: string) => `/verwaltung/traeger?gespeichert=${id}`;

export const networkRoutes = new Hono<HouseEnv>()
  .get('/verwaltung/traeger', page(readOrganizations, organizationsPage))
  .get('/verwaltung/traeger.csv', page(readOrganizations, organizationsCsv))
  .get('/verwaltung/traeger/neu', page(addOrganizations, (view) => newOrganizationPage(view, emptyForm)))
  .post('/verwaltung/traeger/neu', submit(addOrganization, { again: newOrganizationPage, done: saved }))
  .get('/verwaltung/traeger/:id', page(readOrganizations, (view) => organizationPage(view)))
  .post('/verwaltung/traeger/:id', submit(editOrganization, { params: ['id'], again: organizationPage, done: saved }));
