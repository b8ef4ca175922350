// All background work of the application: which task is whose, and what tidies up every hour.
import { accountsHousekeeping } from './accounts/server/housekeeping.ts';
import { sendSignInLink } from './accounts/server/send-sign-in-link.ts';
import { draftHousekeeping } from './kita/server/drafts.ts';
import { listTowns } from './accounts/server/towns.ts';
import { askForConfirmation, freshnessHousekeeping } from './offers/server/ask-for-confirmation.ts';
import { correctionHousekeeping } from './offers/server/corrections.ts';
import { makeBooklet } from './offers/server/make-booklet.ts';
import { calendarHousekeeping, readCalendarRun } from './offers/server/read-calendar-run.ts';
import { internet } from './offers/server/feed-fetch.ts';
import { hsdsFeedReader } from './offers/server/read-hsds-feed.ts';
import { mergeHousekeeping } from './offers/server/undo-merge.ts';
import { versionHousekeeping } from './offers/server/service-versions.ts';
import { translateTexts } from './offers/server/translate-texts.ts';
import { compareHousekeeping, compareKitaChildren } from './kita/server/compare-children.ts';
import { childImportHousekeeping } from './kita/server/import-children.ts';
import { letterSeriesHousekeeping } from './kita/server/letter-series.ts';
import { printKitaSeries } from './kita/server/print-series.ts';
import { childMergeHousekeeping } from './kita/server/undo-child-merge.ts';
import { checkReleaseTask, recheckReleaseTask } from './monitoring/server/check-release.ts';
import { importObservationsTask } from './monitoring/server/import-observations.ts';
import { answersDue, decisionHousekeeping } from './kita/server/answers-due.ts';
import { decideKitaRound } from './kita/server/decide-round.ts';
import { printKitaLetters } from './kita/server/print-letters.ts';
import { replaceKitaPlaces } from './kita/server/replace-places.ts';
import { runAgainTask, runRoundTask } from './kita/server/run-round.ts';
import { printKitaWelcome } from './kita/server/welcome-letters.ts';
import { welcomeHousekeeping } from './kita/server/welcome-runs.ts';
import { tellKitaFamilies } from './kita/server/tell-families.ts';
import { simulateCatalogueTask } from './kita/server/simulate-catalogue.ts';
import { sendMail } from './platform/send-mail.ts';
import type { BackgroundWork } from './platform/task.ts';

export const jobTasks: BackgroundWork = {
  tasks: { 'compare-kita-children': compareKitaChildren, 'print-kita-series': printKitaSeries, 'run-kita-round': runRoundTask, 'run-kita-again': runAgainTask, 'decide-kita-round': decideKitaRound, 'tell-kita-families': tellKitaFamilies, 'kita-answers-due': answersDue, 'replace-kita-places': replaceKitaPlaces, 'print-kita-letters': printKitaLetters, 'print-kita-welcome': printKitaWelcome, 'import-observations': importObservationsTask, 'check-release': checkReleaseTask, 'recheck-release': recheckReleaseTask, 'send-mail': sendMail, 'send-sign-in-link': sendSignInLink, 'ask-for-confirmation': askForConfirmation, 'read-hsds-feed': hsdsFeedReader(internet), 'make-booklet': makeBooklet, 'read-calendar': readCalendarRun, 'translate-texts': translateTexts, 'simulate-kita-catalogue': simulateCatalogueTask },
  housekeeping: [accountsHousekeeping, draftHousekeeping, freshnessHousekeeping, versionHousekeeping, mergeHousekeeping, correctionHousekeeping, calendarHousekeeping, childMergeHousekeeping, compareHousekeeping, childImportHousekeeping, letterSeriesHousekeeping, welcomeHousekeeping, decisionHousekeeping],
  municipalities: async (tx) => (await listTowns(tx)).map((town) => town.id),
};
