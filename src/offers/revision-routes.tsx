import { Hono } from 'hono';
import type { HouseEnv } from '../platform/house.ts';
import { page } from '../platform/page.tsx';
import type { NavigationEntry } from '../platform/navigation.ts';
import { withQuery } from '../platform/page-context.ts';
import { submit } from '../platform/submit.tsx';
import { freshnessTexts } from './freshness-texts.ts';
import { correctionReviewPage } from './pages/revision-correction-page.tsx';
import { proposalPage } from './pages/revision-proposal-page.tsx';
import { QUEUE, queuePage } from './pages/revision-queue-page.tsx';
import { versionPage, versionsPage } from './pages/revision-versions-page.tsx';
import { servicePage } from './pages/service-form-page.tsx';
import { FRESHNESS } from './pages/freshness-setting-page.tsx';
import { configureFreshness, decideProposals, readVersions } from './permissions.ts';
import { revisionTexts } from './revision-texts.ts';
import { decideCorrection } from './server/decide-correction.ts';
import { decideProposal } from './server/decide-proposal.ts';
import { countWaiting } from './server/review-queue.ts';
import { restoreVersion } from './server/restore-version.ts';
import { withdrawProposal } from './server/withdraw-proposal.ts';

const ONE = '/verwaltung/angebote/:id';
const omitted = (dropped: number) => (dropped > 0 ? { weggelassen: '1' } : {});

export const revisionNavigation: readonly NavigationEntry[] = [
  { path: QUEUE, label: () => revisionTexts.in('de')('navigation'), may: decideProposals, area: 'staff', waiting: countWaiting },
  { path: FRESHNESS, label: () => freshnessTexts.in('de')('navigation'), may: configureFreshness, area: 'settings' },
];

/** What waits for somebody who decides, and what entries said before. */
export const revisionRoutes = new Hono<HouseEnv>()
  .get(QUEUE, page(decideProposals, queuePage))
  .get(`${QUEUE}/aenderung/:id`, page(decideProposals, (view) => proposalPage(view)))
  .post(`${QUEUE}/aenderung/:id`, submit(decideProposal, { params: ['id'], again: proposalPage, done: ({ decision, serviceId, dropped }) => withQuery(QUEUE, { erledigt: decision, angebot: serviceId, ...omitted(dropped) }) }))
  .get(`${QUEUE}/hinweis/:id`, page(decideProposals, (view) => correctionReviewPage(view)))
  .post(`${QUEUE}/hinweis/:id`, submit(decideCorrection, { params: ['id'], again: correctionReviewPage, done: () => `${QUEUE}?erledigt=correction` }))
  .get(`${ONE}/fassungen`, page(readVersions, versionsPage))
  .get(`${ONE}/fassungen/:former`, page(readVersions, (view) => versionPage(view)))
  .post(`${ONE}/fassungen/:former`, submit(restoreVersion, { params: ['id', 'former'], again: versionPage, done: ({ id, dropped }) => withQuery(`/verwaltung/angebote/${id}/fassungen`, { wiederhergestellt: '1', ...omitted(dropped) }) }))
  .post(`${ONE}/zurueckziehen`, submit(withdrawProposal, { params: ['id'], again: (view) => servicePage(view), done: ({ id }) => `/verwaltung/angebote/${id}?zurueckgezogen=1` }));
