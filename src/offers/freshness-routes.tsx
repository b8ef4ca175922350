import { Hono } from 'hono';
import { clientAddress } from '../platform/client-address.ts';
import type { HouseEnv } from '../platform/house.ts';
import { limited } from '../platform/limited.tsx';
import { page } from '../platform/page.tsx';
import { submit } from '../platform/submit.tsx';
import { submitByAddress } from '../platform/submit-by-address.tsx';
import { correctionPage, correctionThanksPage } from './pages/correction-page.tsx';
import { changePage } from './pages/freshness-change-page.tsx';
import { linkPage } from './pages/freshness-link-page.tsx';
import { FRESHNESS, freshnessSettingPage } from './pages/freshness-setting-page.tsx';
import { moreRows } from './pages/more-rows.ts';
import { answerByLink, configureFreshness, suggestCorrection as maySuggest } from './permissions.ts';
import { changeByLink, confirmByLink, endByLink } from './server/answer-by-link.ts';
import { runFreshnessNow, saveFreshnessSetting, saveSensitiveSetting } from './server/freshness-actions.ts';
import { correctionLimits, suggestCorrection } from './server/suggest-correction.ts';

const LINK = '/bestaetigen/:link';
const ONE = `${LINK}/:angebot`;
const CORRECTION = '/angebote/:id/korrektur';
const params = ['link', 'angebot'];
/** A provider with a hundred entries answers for each of them; a program that does not stop is stopped. */
const ANSWERS = { name: 'freshness-link', max: 200, minutes: 60 };
const answers = (again: typeof linkPage) => limited({ byAddress: true, counts: (context) => [{ limit: ANSWERS, of: clientAddress(context) }], again });
const thanks = (danke: string) => (_value: unknown, view: { param(name: string): string }) => `/bestaetigen/${view.param('link')}?danke=${danke}`;

/** Keeping entries true: by the link of a mail, by whoever reads them, and how often providers are asked. */
export const freshnessRoutes = new Hono<HouseEnv>()
  .get(LINK, page(answerByLink, (view) => linkPage(view)))
  .post(`${ONE}/stimmt`, answers(linkPage), submitByAddress(confirmByLink, { params, again: linkPage, done: (angebot, view) => thanks(angebot === 'alle' ? 'alle' : 'ja')(angebot, view) }))
  .post(`${ONE}/ende`, answers(linkPage), submitByAddress(endByLink, { params, again: linkPage, done: thanks('ende') }))
  .get(`${ONE}/aendern`, page(answerByLink, (view) => changePage(view)))
  .post(`${ONE}/aendern`, answers(changePage), moreRows(answerByLink, changePage), submitByAddress(changeByLink, { params, again: changePage, done: thanks('aenderung') }))
  .get(CORRECTION, page(maySuggest, (view) => correctionPage(view)))
  .post(CORRECTION,
    limited({ counts: (context) => [{ limit: correctionLimits.byClient, of: clientAddress(context) }, { limit: correctionLimits.byTown, of: 'town' }], again: correctionPage }),
    submit(suggestCorrection, { params: ['id'], again: correctionPage, done: (_value, view) => `/angebote/${view.param('id')}/korrektur/danke` }))
  .get(`${CORRECTION}/danke`, page(maySuggest, correctionThanksPage))
  .get(FRESHNESS, page(configureFreshness, (view) => freshnessSettingPage(view)))
  .post(FRESHNESS, submit(saveFreshnessSetting, { again: (view, freshness) => freshnessSettingPage(view, { freshness }), done: () => `${FRESHNESS}?gespeichert=1` }))
  .post(`${FRESHNESS}/freigabe`, submit(saveSensitiveSetting, { again: (view, sensitive) => freshnessSettingPage(view, { sensitive }), done: () => `${FRESHNESS}?gespeichert=1` }))
  .post(`${FRESHNESS}/jetzt`, submit(runFreshnessNow, { again: (view, run) => freshnessSettingPage(view, { run }), done: () => `${FRESHNESS}?laeuft=1` }));
