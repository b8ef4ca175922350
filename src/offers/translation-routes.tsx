import { Hono } from 'hono';
import { emptyForm } from '../platform/form.ts';
import type { HouseEnv } from '../platform/house.ts';
import { page } from '../platform/page.tsx';
import { submit } from '../platform/submit.tsx';
import { afterSaving, translationEditPage } from './pages/translation-edit-page.tsx';
import { xliffFile, xliffImportPage } from './pages/translation-files.tsx';
import { translationListPage } from './pages/translation-list-page.tsx';
import { translationRunPage } from './pages/translation-run-page.tsx';
import { WORK } from './pages/translation-words.tsx';
import { translate } from './permissions.ts';
import { certifyEasyLanguage, importXliff, saveTranslation, startMachineTranslation } from './server/translation-actions.ts';

const ONE = `${WORK}/:kind/:id/:language`;
const run = (id: string) => `${WORK}/lauf/${id}`;

/** Texts in other languages: the list of work, one record side by side, files for translators, the machine. */
export const translationRoutes = new Hono<HouseEnv>()
  .get(WORK, page(translate, (view) => translationListPage(view)))
  .get(`${WORK}/texte.xlf`, page(translate, xliffFile))
  .get(`${WORK}/einlesen`, page(translate, (view) => xliffImportPage(view, emptyForm)))
  .post(`${WORK}/einlesen`, submit(importXliff, { again: xliffImportPage, done: run }))
  .post(WORK, submit(startMachineTranslation, { again: translationListPage, done: run }))
  .get(`${WORK}/lauf/:run`, page(translate, translationRunPage))
  .get(ONE, page(translate, (view) => translationEditPage(view)))
  .post(ONE, submit(saveTranslation, { params: ['kind', 'id', 'language'], again: (view, texts) => translationEditPage(view, { texts }), done: afterSaving }))
  .post(`${WORK}/:kind{service}/:id/:language{de-easy}/pruefzeugnis`, submit(certifyEasyLanguage, {
    params: ['id'], again: (view, certificate) => translationEditPage(view, { certificate }), done: (id) => `${WORK}/service/${id}/de-easy?bescheinigt=1`,
  }));
