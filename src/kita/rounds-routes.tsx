import { Hono } from 'hono';
import type { FormState } from '../platform/form.ts';
import type { HouseEnv, Sheet, View } from '../platform/house.ts';
import { page } from '../platform/page.tsx';
import { submit } from '../platform/submit.tsx';
import { typed } from '../platform/form.ts';
import { decidingPage } from './pages/deciding-page.tsx';
import { listPage } from './pages/list-page.tsx';
import { listsPage } from './pages/lists-page.tsx';
import { proposalPage } from './pages/proposal-page.tsx';
import { publicRoundsPage } from './pages/public-rounds-page.tsx';
import { roundPage } from './pages/round-page.tsx';
import { newRoundPage, roundsPage } from './pages/rounds-page.tsx';
import { marketFile, runChildrenPage } from './pages/run-children-page.tsx';
import { runPage } from './pages/run-page.tsx';
import { roundPaths as paths } from './rounds-paths.ts';
import { amendProposal, exportMarket, manageRounds, readLists, readPublicRounds, readRounds, readRunDetails } from './rounds-permissions.ts';
import { decideAmendment, proposeAmendment } from './server/amendments.ts';
import { decideRound } from './server/decide-round.ts';
import { checkRoundOff, closeRound, createReplacementRound, createRound, enterRandomness, finishStep, openRound, stepBack } from './server/edit-rounds.ts';
import { decideObjection, objectToList } from './server/objections.ts';
import { acknowledge, approveOffice, approveProviders, planDryRun, planProposal, planRunAgain } from './server/release-round.ts';
import { compareRun } from './server/simulate-catalogue.ts';
import { confirmRoundPool } from './server/round-pools.ts';

type Shown = (view: View, form: FormState, sent: string) => Promise<Sheet>;
/** Shows the page again with the refused form among its forms, named by the step or by what its hidden field says. */
const again = (shown: Shown, sent: string, byField?: string) => (view: View, form: FormState) => shown(view, form, byField ? `${sent}-${typed(form, byField)}` : sent);
const params = ['round'];
const toRound = (id: string) => paths.round(id);

export const roundsRoutes = new Hono<HouseEnv>()
  .get(paths.public, page(readPublicRounds, publicRoundsPage))
  .get(paths.rounds, page(readRounds, roundsPage))
  .get(paths.new, page(manageRounds, (view) => newRoundPage(view)))
  .post(paths.new, submit(createRound, { again: newRoundPage, done: toRound }))
  .get(paths.round(':round'), page(readRounds, (view) => roundPage(view)))
  .post(paths.step(':round', 'oeffnen'), submit(openRound, { params, again: again(roundPage, 'oeffnen'), done: toRound }))
  .post(paths.step(':round', 'schliessen'), submit(closeRound, { params, again: again(roundPage, 'schliessen'), done: toRound }))
  .post(paths.step(':round', 'ziehen'), submit(enterRandomness, { params, again: again(roundPage, 'ziehen'), done: toRound }))
  .post(paths.step(':round', 'probelauf'), submit(planDryRun, { params, again: again(roundPage, 'probelauf'), done: (run, view) => paths.run(view.param('round'), run) }))
  .post(paths.step(':round', 'pruefen'), submit(checkRoundOff, { params, again: again(roundPage, 'pruefen'), done: toRound }))
  .post(paths.step(':round', 'vorschlagen'), submit(planProposal, { params, again: again(roundPage, 'vorschlagen'), done: (run, view) => paths.run(view.param('round'), run) }))
  .post(paths.step(':round', 'freigeben'), submit(approveOffice, { params, again: again(proposalPage, 'freigeben'), done: toRound }))
  .post(paths.step(':round', 'entscheiden'), submit(decideRound, { params, again: again(roundPage, 'entscheiden'), done: (id) => paths.deciding(id) }))
  .get(paths.deciding(':round'), page(readRounds, decidingPage))
  .post(paths.step(':round', 'abschluss'), submit(finishStep, { params, again: again(roundPage, 'abschluss'), done: toRound }))
  .post(paths.step(':round', 'nachruecken'), submit(createReplacementRound, { params, again: again(roundPage, 'nachruecken'), done: toRound }))
  .post(paths.step(':round', 'zurueck'), submit(stepBack, { params, again: again(roundPage, 'zurueck'), done: toRound }))
  .get(paths.proposal(':round'), page(amendProposal, (view) => proposalPage(view)))
  .post(paths.step(':round', 'widerspruch'), submit(decideObjection, { again: again(proposalPage, 'widerspruch', 'objection'), done: (id) => paths.proposal(id) }))
  .post(paths.step(':round', 'aendern'), submit(proposeAmendment, { params, again: again(proposalPage, 'aendern'), done: (id) => paths.proposal(id) }))
  .post(paths.step(':round', 'aenderung'), submit(decideAmendment, { again: again(proposalPage, 'aenderung', 'amendment'), done: (id) => paths.proposal(id) }))
  .get(paths.run(':round', ':run'), page(readRounds, (view) => runPage(view)))
  .post(paths.runStep(':round', ':run', 'verantworten'), submit(acknowledge, { params: ['run'], again: again(runPage, 'verantworten', 'code'), done: (run, view) => paths.run(view.param('round'), run) }))
  .post(paths.runStep(':round', ':run', 'nachrechnen'), submit(planRunAgain, { params: ['run'], again: again(runPage, 'nachrechnen'), done: (run, view) => paths.run(view.param('round'), run) }))
  .post(paths.runStep(':round', ':run', 'vergleichen'), submit(compareRun, { params: ['run'], again: again(runPage, 'vergleichen'), done: (run, view) => `${paths.run(view.param('round'), run)}#vergleich` }))
  .get(paths.checkedChildren(':round', ':run', ':code'), page(readRunDetails, runChildrenPage))
  .get(paths.market(':round', ':run'), page(exportMarket, marketFile))
  .get(paths.lists, page(readLists, listsPage))
  .get(paths.list(':round'), page(readLists, (view) => listPage(view)))
  .post(`${paths.list(':round')}/plaetze`, submit(confirmRoundPool, { params, again: again(listPage, 'platz', 'pool'), done: (id) => paths.list(id) }))
  .post(`${paths.list(':round')}/widersprechen`, submit(objectToList, { params, again: again(listPage, 'widersprechen', 'facility'), done: (id) => paths.list(id) }))
  .post(`${paths.list(':round')}/nachrechnen`, submit(planRunAgain, { again: again(listPage, 'nachrechnen'), done: (_run, view) => paths.list(view.param('round')) }))
  .post(`${paths.list(':round')}/freigeben`, submit(approveProviders, { params, again: again(listPage, 'freigeben'), done: (id) => paths.list(id) }));
