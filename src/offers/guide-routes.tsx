import { Hono } from 'hono';
import { emailKey } from '../accounts/email-key.ts';
import { clientAddress } from '../platform/client-address.ts';
import type { HouseEnv } from '../platform/house.ts';
import { limited } from '../platform/limited.tsx';
import { page } from '../platform/page.tsx';
import { submit } from '../platform/submit.tsx';
import { questionPaths, questions, SUGGESTIONS_PATH } from './guide/answers.ts';
import { questionPage } from './pages/guide-question-page.tsx';
import { suggestionsPage } from './pages/guide-suggestions-page.tsx';
import { changeOwnList, isOnlyAdding } from './pages/list-actions.ts';
import { changeList, markCounted, withList } from './pages/list-change.ts';
import { givenListPage } from './pages/list-given-page.tsx';
import { mailAgain, mailSentPage } from './pages/list-mail-pages.tsx';
import { listPage } from './pages/list-page.tsx';
import { SAVE_PATH } from './pages/list-save.tsx';
import { GIVEN_PATH } from './pages/list-take.tsx';
import { changeLotseList } from './pages/lotse-actions.ts';
import { handedOverPage } from './pages/lotse-figures-page.tsx';
import { countAgain, lotsePage } from './pages/lotse-page.tsx';
import { LOTSE_PATH } from './pages/lotse-paths.ts';
import { givenSheetPage, ownSheetPage } from './pages/sheet-page.tsx';
import { handOver, readHandedOver, readOffers } from './permissions.ts';
import { countHandOver } from './server/handed-over-count.ts';
import { mailLimits, mailList } from './server/personal-list-mail.ts';

/** The guide, the personal list and the sheet a Lotse hands over. Answers and lists are kept by the browser alone. */
export const guideRoutes = new Hono<HouseEnv>();

for (const path of [...questions.map((question) => questionPaths[question]), SUGGESTIONS_PATH, `${GIVEN_PATH}/*`]) {
  // What a family answered must not lie in a cache that others on the same device look into.
  guideRoutes.use(path, async (context, next) => {
    context.header('Cache-Control', 'no-store');
    await next();
  });
}
for (const question of questions) guideRoutes.get(questionPaths[question], page(readOffers, questionPage(question)));

guideRoutes
  .get(SUGGESTIONS_PATH, page(readOffers, suggestionsPage))
  .get(SAVE_PATH, withList(readOffers, listPage))
  .post(SAVE_PATH, changeList(readOffers, { change: changeOwnList, isHarmless: isOnlyAdding, again: listPage }))
  .get(`${SAVE_PATH}/blatt`, withList(readOffers, ownSheetPage))
  .get(`${SAVE_PATH}/gesendet`, page(readOffers, mailSentPage))
  .post(`${SAVE_PATH}/senden`,
    limited({
      counts: (context, raw) => {
        const to = emailKey(typeof raw['email'] === 'string' ? raw['email'] : '');
        return [{ limit: mailLimits.byClient, of: clientAddress(context) }, ...(to ? [{ limit: mailLimits.byRecipient, of: to }] : [])];
      },
      again: mailAgain,
    }),
    submit(mailList, { again: mailAgain, done: () => `${SAVE_PATH}/gesendet` }))
  .get(`${GIVEN_PATH}/:sealed`, page(readOffers, givenListPage))
  .get(`${GIVEN_PATH}/:sealed/blatt`, page(readOffers, givenSheetPage))

  .get(LOTSE_PATH, withList(handOver, lotsePage))
  .post(LOTSE_PATH, changeList(handOver, { change: changeLotseList, again: lotsePage }))
  .post(`${LOTSE_PATH}/zaehlen`, submit(countHandOver, { again: countAgain, done: (_value, view, context) => markCounted(context, view, LOTSE_PATH) }))
  .get(`${LOTSE_PATH}/zahlen`, page(readHandedOver, handedOverPage));
