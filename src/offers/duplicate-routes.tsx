import { Hono } from 'hono';
import type { HouseEnv } from '../platform/house.ts';
import { page } from '../platform/page.tsx';
import { submit } from '../platform/submit.tsx';
import { duplicatePaths } from './duplicate-paths.ts';
import { duplicatesAgain, duplicatesPage } from './pages/duplicate-list-page.tsx';
import { duplicateMergePage } from './pages/duplicate-merge-page.tsx';
import { duplicateOrganizationPairPage, duplicateOrganizationsAgain, duplicateOrganizationsPage } from './pages/duplicate-organizations-page.tsx';
import { duplicatePairPage } from './pages/duplicate-pair-page.tsx';
import { mergeDuplicates } from './permissions.ts';
import { decideDistinct, forgetDistinct, mergeServices } from './server/merge-services.ts';
import { decideDistinctOrganizations, mergeOrganizations, undoOrganizationMerge } from './server/merge-organizations.ts';
import { undoMerge } from './server/undo-merge.ts';

const LIST = duplicatePaths.list;
const PAIR = duplicatePaths.pair(':one{[0-9a-f-]{36}}', ':other{[0-9a-f-]{36}}');
const ORGANIZATIONS = duplicatePaths.organizationList;
const ORGANIZATION_PAIR = duplicatePaths.organizations(':one{[0-9a-f-]{36}}', ':other{[0-9a-f-]{36}}');
const MERGE = duplicatePaths.merge(':id{[0-9a-f-]{36}}');

/** Offers that were entered twice: found, decided about, merged, parted again. */
export const duplicateRoutes = new Hono<HouseEnv>()
  .get(LIST, page(mergeDuplicates, duplicatesPage))
  .post(`${LIST}/kein-doppel/:id{[0-9a-f-]{36}}/vergessen`, submit(forgetDistinct, { params: ['id'], again: duplicatesAgain, done: () => LIST }))
  .get(MERGE, page(mergeDuplicates, (view) => duplicateMergePage(view)))
  .post(`${MERGE}/trennen`, submit(undoMerge, { params: ['id'], again: duplicateMergePage, done: () => `${LIST}?getrennt=ja` }))
  .get(ORGANIZATIONS, page(mergeDuplicates, duplicateOrganizationsPage))
  .post(`${ORGANIZATIONS}/:id{[0-9a-f-]{36}}/trennen`, submit(undoOrganizationMerge, { params: ['id'], again: duplicateOrganizationsAgain, done: () => `${ORGANIZATIONS}?getrennt=ja` }))
  .get(ORGANIZATION_PAIR, page(mergeDuplicates, (view) => duplicateOrganizationPairPage(view)))
  .post(`${ORGANIZATION_PAIR}/zusammenfuehren`, submit(mergeOrganizations, { params: ['one', 'other'], again: duplicateOrganizationPairPage, done: () => `${ORGANIZATIONS}?zusammengefuehrt=ja` }))
  .post(`${ORGANIZATION_PAIR}/kein-doppel`, submit(decideDistinctOrganizations, { params: ['one', 'other'], again: duplicateOrganizationPairPage, done: () => `${ORGANIZATIONS}?kein-doppel=ja` }))
  .get(PAIR, page(mergeDuplicates, (view) => duplicatePairPage(view)))
  .post(`${PAIR}/zusammenfuehren`, submit(mergeServices, { params: ['one', 'other'], again: duplicatePairPage, done: (id) => duplicatePaths.merge(id) }))
  .post(`${PAIR}/kein-doppel`, submit(decideDistinct, { params: ['one', 'other'], again: duplicatePairPage, done: () => `${LIST}?kein-doppel=ja` }));
