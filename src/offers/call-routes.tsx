import { Hono } from 'hono';
import type { HouseEnv } from '../platform/house.ts';
import { page } from '../platform/page.tsx';
import { submit } from '../platform/submit.tsx';
import { callPaths } from './call-paths.ts';
import { callPage } from './pages/call-page.tsx';
import { recordsByAgeCsv, recordsByAgePage } from './pages/call-records-page.tsx';
import { logCalls } from './permissions.ts';
import { confirmService } from './server/edit-service.ts';
import { logCall } from './server/verification-calls.ts';

const ID = ':id{[0-9a-f-]{36}}';

/** Keeping entries true: by age, by telephone. */
export const callRoutes = new Hono<HouseEnv>()
  .get(callPaths.records, page(logCalls, recordsByAgePage))
  .get(callPaths.csv, page(logCalls, recordsByAgeCsv))
  .post(`${callPaths.records}/${ID}/geprueft`, submit(confirmService, { params: ['id'], again: recordsByAgePage, done: () => `${callPaths.records}?geprueft=ja` }))
  .get(callPaths.calls(ID), page(logCalls, (view) => callPage(view)))
  // What has changed is entered at once.
  .post(callPaths.calls(ID), submit(logCall, { params: ['id'], again: callPage, done: ({ id, outcome }) => (outcome === 'changed' ? `/verwaltung/angebote/${id}` : `${callPaths.records}?festgehalten=ja`) }));
