import { Hono } from 'hono';
import type { HouseEnv } from '../platform/house.ts';
import type { NavigationEntry } from '../platform/navigation.ts';
import { page } from '../platform/page.tsx';
import { submit } from '../platform/submit.tsx';
import { submitByAddress } from '../platform/submit-by-address.tsx';
import { answerByLink, approveEmergency, configureLetters, listDecisions, printLetters, readOwnDecision, readWaitingLists } from './decision-permissions.ts';
import { decisionPage } from './pages/decision-page.tsx';
import { DECISIONS, EMERGENCIES, POST, SETTING, t, WAITING } from './pages/decision-words.ts';
import { decisionsPage } from './pages/decisions-page.tsx';
import { emergenciesPage } from './pages/emergencies-page.tsx';
import { letterFile, letterSettingPage, lettersPage } from './pages/letters-page.tsx';
import { ANSWER, answerLinkPage, OWN_DECISION, ownDecisionPage, ownDecisionPdf } from './pages/own-decision-page.tsx';
import { waitingListsPage } from './pages/waiting-lists-page.tsx';
import { answerLinked, answerOwn, enterAnswer, resumeWaiting } from './server/answer-actions.ts';
import { countOpenAnswers } from './server/decision-records.ts';
import { decideEmergencyPlace, proposeEmergencyPlace } from './server/emergencies.ts';
import { saveLetterSetting } from './server/letter-setting.ts';
import { orderReplacement } from './server/order-replacement.ts';
import { noteLettersSent, orderLetters } from './server/print-letters.ts';
import { retrieveOwnNotice } from './server/retrieve-notice.ts';

const OWN = `${OWN_DECISION}/:id`;
const LINK = `${ANSWER}/:token`;
const ONE = `${DECISIONS}/:id{[0-9a-f-]{36}}`;

/** Decisions: the family's letter and answer, the office's list, letters on paper, waiting lists, emergency places. */
export const decisionRoutes = new Hono<HouseEnv>()
  .get(OWN, page(readOwnDecision, (view) => ownDecisionPage(view)))
  .get(`${OWN}/brief.pdf`, page(readOwnDecision, ownDecisionPdf))
  .post(OWN, submit(answerOwn, { params: ['id'], again: ownDecisionPage, done: (id) => `${OWN_DECISION}/${id}?danke=1` }))
  .post(`${OWN}/oeffnen`, submit(retrieveOwnNotice, { params: ['id'], again: ownDecisionPage, done: (id) => `${OWN_DECISION}/${id}` }))
  .get(LINK, page(answerByLink, (view) => answerLinkPage(view)))
  .post(LINK, submitByAddress(answerLinked, { params: ['token'], again: answerLinkPage, done: (token) => `${ANSWER}/${token}?danke=1` }))
  .get(DECISIONS, page(listDecisions, (view) => decisionsPage(view)))
  .post(`${DECISIONS}/nachruecken`, submit(orderReplacement, { again: decisionsPage, done: () => `${DECISIONS}?weitergegeben=1` }))
  .get(POST, page(printLetters, (view) => lettersPage(view)))
  .post(POST, submit(orderLetters, { again: lettersPage, done: () => POST }))
  .get(`${POST}/datei/:file`, page(printLetters, letterFile))
  .post(`${POST}/:run/verschickt`, submit(noteLettersSent, { params: ['run'], again: lettersPage, done: () => `${POST}?verschickt=1` }))
  .get(SETTING, page(configureLetters, (view) => letterSettingPage(view)))
  .post(SETTING, submit(saveLetterSetting, { again: letterSettingPage, done: () => `${SETTING}?gespeichert=1` }))
  .get(ONE, page(listDecisions, (view) => decisionPage(view)))
  .post(`${ONE}/antwort`, submit(enterAnswer, { params: ['id'], again: decisionPage, done: (id) => `${DECISIONS}/${id}?eingetragen=1` }))
  .post(`${ONE}/wieder`, submit(resumeWaiting, { params: ['id'], again: decisionPage, done: (id) => `${DECISIONS}/${id}?wieder=1` }))
  .get(WAITING, page(readWaitingLists, waitingListsPage))
  .get(EMERGENCIES, page(approveEmergency, (view) => emergenciesPage(view)))
  .post(EMERGENCIES, submit(proposeEmergencyPlace, { again: emergenciesPage, done: () => `${EMERGENCIES}?vorgeschlagen=1` }))
  .post(`${EMERGENCIES}/:id`, submit(decideEmergencyPlace, { params: ['id'], again: emergenciesPage, done: () => `${EMERGENCIES}?entschieden=1` }));

export const decisionNavigation: readonly NavigationEntry[] = [
  { path: DECISIONS, label: () => t('decisions.navigation'), may: listDecisions, area: 'work', waiting: countOpenAnswers },
  { path: WAITING, label: () => t('waiting.navigation'), may: readWaitingLists, area: 'work' },
  { path: EMERGENCIES, label: () => t('emergency.navigation'), may: approveEmergency, area: 'work' },
];
