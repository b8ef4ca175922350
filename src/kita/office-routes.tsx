import { Hono } from 'hono';
import { ask } from '../platform/ask.tsx';
import { systemClock } from '../platform/clock.ts';
import type { HouseEnv } from '../platform/house.ts';
import type { NavigationEntry } from '../platform/navigation.ts';
import { page } from '../platform/page.tsx';
import { submit } from '../platform/submit.tsx';
import { officePaths } from './office-paths.ts';
import { checkProofs, mergeChildren, readChildFile, readOffice, searchChildren, shareCosts } from './office-permissions.ts';
import { officeTexts } from './office-texts.ts';
import { birthsPage } from './pages/births-page.tsx';
import { childDuplicatesPage, childPairPage } from './pages/child-duplicate-pages.tsx';
import { childFilePage } from './pages/child-file-page.tsx';
import { childSearchPage } from './pages/child-search-page.tsx';
import { costSharesCsv, costSharesPage } from './pages/cost-shares-page.tsx';
import { concernsPage } from './pages/concerns-page.tsx';
import { officeDashboardPage } from './pages/office-dashboard-page.tsx';
import { proofFile, proofListPage, proofPage } from './pages/proof-pages.tsx';
import { noteDelivery } from './server/change-delivery.ts';
import { enterBirth } from './server/births.ts';
import { noteCall } from './server/calls.ts';
import { addOutsidePlace, saveCostShare } from './server/cost-shares.ts';
import { settleDeadline } from './server/deadlines-met.ts';
import { endPlace } from './server/end-place.ts';
import { mergeTwoChildren } from './server/merge-children.ts';
import { moveIn, moveOut } from './server/moves.ts';
import { noteAgreement } from './server/say-agreement.ts';
import { readRemark } from './server/read-remark.ts';
import { settleUrgency } from './server/settle-urgency.ts';
import { writeNote } from './server/notes.ts';
import { countWaitingWork } from './server/office-work.ts';
import { checkClaim } from './server/proofs.ts';
import { decideDistinctChildren } from './server/suspicious-children.ts';
import { undoChildMerge } from './server/undo-child-merge.ts';

const UUID = '{[0-9a-f-]{36}}';
const CHILD = officePaths.child(`:id${UUID}`);
const PROOF = officePaths.proof(`:id${UUID}`);
const PAIR = officePaths.pair(`:one${UUID}`, `:other${UUID}`);
const inFile = (what: string) => (id: string) => `${officePaths.child(id)}?getan=${what}`;

/** The menu entry, with how much waits. */
export const officeNavigation: NavigationEntry[] = [
  {
    path: officePaths.dashboard, label: (language) => officeTexts.in(language)('navigation'), may: readOffice, area: 'staff',
    waiting: (tx, municipalityId) => countWaitingWork(tx, municipalityId, systemClock.today()),
  },
];

/** The office's day: what waits, children found and their files, proofs, duplicates. */
export const officeRoutes = new Hono<HouseEnv>()
  .get(officePaths.dashboard, page(readOffice, (view) => officeDashboardPage(view)))
  .post(`${officePaths.dashboard}/fristen`, submit(settleDeadline, { again: officeDashboardPage, done: () => `${officePaths.dashboard}?getan=frist` }))
  .get(officePaths.search, page(searchChildren, (view) => childSearchPage(view)))
  .post(officePaths.search, ask(searchChildren, childSearchPage))
  .get(officePaths.births, page(readChildFile, birthsPage))
  .get(officePaths.concerns, page(readChildFile, (view) => concernsPage(view)))
  .post(`${officePaths.concerns}/:registration${UUID}/erledigt`, submit(settleUrgency, { params: ['registration'], again: concernsPage, done: () => `${officePaths.concerns}?getan=dringend` }))
  .post(`${officePaths.concerns}/:registration${UUID}/gelesen`, submit(readRemark, { params: ['registration'], again: concernsPage, done: () => `${officePaths.concerns}?getan=bemerkung` }))
  .get(CHILD, page(readChildFile, (view) => childFilePage(view)))
  .post(`${CHILD}/gespraech`, submit(noteCall, { params: ['id'], again: (view, form) => childFilePage(view, form, 'call'), done: inFile('gespraech') }))
  .post(`${CHILD}/zustellung`, submit(noteDelivery, { params: ['id'], again: (view, form) => childFilePage(view, form, 'delivery'), done: inFile('zustellung') }))
  .post(`${CHILD}/notiz`, submit(writeNote, { params: ['id'], again: (view, form) => childFilePage(view, form, 'note'), done: inFile('notiz') }))
  .post(`${CHILD}/einverstaendnis`, submit(noteAgreement, { params: ['id'], again: (view, form) => childFilePage(view, form, 'agreement'), done: inFile('einverstaendnis') }))
  .post(`${CHILD}/geburt`, submit(enterBirth, { params: ['id'], again: (view, form) => childFilePage(view, form, 'birth'), done: inFile('geburt') }))
  .post(`${CHILD}/wegzug`, submit(moveOut, { params: ['id'], again: (view, form) => childFilePage(view, form, 'out'), done: inFile('umzug') }))
  .post(`${CHILD}/platz`, submit(endPlace, { params: ['id'], again: (view, form) => childFilePage(view, form, 'place'), done: inFile('platz') }))
  .post(`${CHILD}/zuzug`, submit(moveIn, { params: ['id'], again: (view, form) => childFilePage(view, form, 'in'), done: inFile('umzug') }))
  .post(`${CHILD}/auswaerts`, submit(addOutsidePlace, { params: ['id'], again: (view, form) => childFilePage(view, form, 'outside'), done: () => officePaths.costs }))
  .get(officePaths.costs, page(shareCosts, (view) => costSharesPage(view)))
  .get(`${officePaths.costs}/liste.csv`, page(shareCosts, costSharesCsv))
  .post(officePaths.costs, submit(saveCostShare, { again: costSharesPage, done: (year) => `${officePaths.costs}?jahr=${year}&getan=gespeichert` }))
  .get(officePaths.proofs, page(checkProofs, proofListPage))
  .get(PROOF, page(checkProofs, (view) => proofPage(view)))
  .post(PROOF, submit(checkClaim, { params: ['id'], again: proofPage, done: () => `${officePaths.proofs}?getan=geprueft` }))
  .get(officePaths.proofFile(`:id${UUID}`, `:proof${UUID}`), page(checkProofs, proofFile))
  .get(officePaths.duplicates, page(mergeChildren, (view) => childDuplicatesPage(view)))
  .post(`${officePaths.duplicates}/trennen/:id${UUID}`, submit(undoChildMerge, { params: ['id'], again: childDuplicatesPage, done: () => `${officePaths.duplicates}?getan=getrennt` }))
  .get(PAIR, page(mergeChildren, (view) => childPairPage(view)))
  .post(`${PAIR}/zusammenfuehren`, submit(mergeTwoChildren, { params: ['one', 'other'], again: childPairPage, done: () => `${officePaths.duplicates}?getan=zusammengefuehrt` }))
  .post(`${PAIR}/zwei-kinder`, submit(decideDistinctChildren, { params: ['one', 'other'], again: childPairPage, done: () => `${officePaths.duplicates}?getan=zwei` }));
