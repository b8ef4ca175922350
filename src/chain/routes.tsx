import { Hono } from 'hono';
import type { FormState } from '../platform/form.ts';
import type { HouseEnv, View } from '../platform/house.ts';
import { page } from '../platform/page.tsx';
import { withQuery } from '../platform/page-context.ts';
import { submit } from '../platform/submit.tsx';
import { agesPage } from './pages/ages-page.tsx';
import { cellPage } from './pages/cell-page.tsx';
import { fieldCsv, gapsCsv, matrixCsv } from './pages/chain-tables.ts';
import { doublesPage } from './pages/doubles-page.tsx';
import { fieldPage } from './pages/field-page.tsx';
import { gapPage, type GapAction } from './pages/gap-page.tsx';
import { editGapPage, newGapPage } from './pages/gap-pages.tsx';
import { gapsPage } from './pages/gaps-page.tsx';
import { groupPage } from './pages/group-page.tsx';
import { matrixPage } from './pages/matrix-page.tsx';
import { publicPage } from './pages/public-page.tsx';
import { newGroupPage, ratingsPage } from './pages/ratings-page.tsx';
import { paths } from './pages/staff-frame.tsx';
import { thresholdPage } from './pages/threshold-page.tsx';
import { thresholdsPage } from './pages/thresholds-page.tsx';
import { unplacedPage } from './pages/unplaced-page.tsx';
import { permissions } from './permissions.ts';
import { addEvidence } from './server/add-evidence.ts';
import { answerAgeQuestion } from './server/age-answers.ts';
import { changeGap } from './server/change-gap.ts';
import { closeGap } from './server/close-gap.ts';
import { expectAgain, expectNothing } from './server/expect-offers.ts';
import { openRatingGroup } from './server/open-rating-group.ts';
import { rateCell } from './server/rate-cell.ts';
import { registerGap } from './server/register-gap.ts';
import { reopenGap } from './server/reopen-gap.ts';
import { dropNeedRule, setNeedRule } from './server/set-need-rule.ts';
import { dropThreshold, setThreshold } from './server/set-threshold.ts';

const { readChain, readGaps } = permissions;
const backToCell = (view: View) => paths.cell(view.param('area'), view.param('phase'), view.param('field'));
const again = (action: GapAction) => (view: View, form: FormState) => gapPage(view, { action, form });

/** The chain: for everybody, and for those who work on it. */
export const chainRoutes = new Hono<HouseEnv>()
  .get('/praeventionskette', page(permissions.readPublicChain, publicPage))

  .get('/verwaltung/kette', page(readChain, matrixPage))
  .get('/verwaltung/kette.csv', page(readChain, matrixCsv))
  .get('/verwaltung/kette/handlungsfeld', page(readChain, fieldPage))
  .get('/verwaltung/kette/handlungsfeld.csv', page(readChain, fieldCsv))
  .get('/verwaltung/kette/nicht-eingeordnet', page(readChain, unplacedPage))
  .get('/verwaltung/kette/doppelstrukturen', page(readChain, doublesPage))

  .get('/verwaltung/kette/zelle/:area/:phase/:field', page(readChain, (view) => cellPage(view)))
  .post('/verwaltung/kette/zelle/:area/:phase/:field/nicht-erwarten', submit(expectNothing, { params: ['phase', 'field'], again: cellPage, done: (_, view) => backToCell(view) }))
  .post('/verwaltung/kette/zelle/:area/:phase/:field/erwarten', submit(expectAgain, { params: ['phase', 'field'], again: cellPage, done: (_, view) => backToCell(view) }))

  .get('/verwaltung/kette/altersgruppen', page(readChain, (view) => agesPage(view)))
  .post('/verwaltung/kette/altersgruppen', submit(answerAgeQuestion, { again: agesPage, done: () => paths.ages }))

  .get('/verwaltung/kette/richtwerte', page(readChain, (view) => thresholdsPage(view)))
  .post('/verwaltung/kette/bedarf', submit(setNeedRule, { again: thresholdsPage, done: () => `${paths.thresholds}#bedarf` }))
  .post('/verwaltung/kette/bedarf/zuruecknehmen', submit(dropNeedRule, { again: thresholdsPage, done: () => `${paths.thresholds}#bedarf` }))
  .get('/verwaltung/kette/richtwerte/:name', page(permissions.setThreshold, (view) => thresholdPage(view)))
  .post('/verwaltung/kette/richtwerte/:name', submit(setThreshold, { params: ['name'], again: thresholdPage, done: (name) => paths.threshold(name) }))
  .post('/verwaltung/kette/richtwerte/:name/zuruecknehmen', submit(dropThreshold, { params: ['name'], again: thresholdPage, done: (name) => paths.threshold(name) }))

  .get('/verwaltung/kette/bewertungen', page(readChain, ratingsPage))
  .get('/verwaltung/kette/bewertungen/neu', page(permissions.rate, (view) => newGroupPage(view)))
  .post('/verwaltung/kette/bewertungen/neu', submit(openRatingGroup, { again: newGroupPage, done: (id) => paths.group(id) }))
  .get('/verwaltung/kette/bewertungen/:group', page(readChain, (view) => groupPage(view)))
  .post('/verwaltung/kette/bewertungen/:group', submit(rateCell, {
    params: ['group'], again: groupPage,
    done: ({ phaseId, fieldId, areaId }, view) => withQuery(paths.group(view.param('group')), { phase: phaseId, feld: fieldId, raum: areaId }),
  }))

  .get('/verwaltung/luecken', page(readGaps, gapsPage))
  .get('/verwaltung/luecken.csv', page(readGaps, gapsCsv))
  .get('/verwaltung/luecken/neu', page(permissions.registerGap, (view) => newGapPage(view)))
  .post('/verwaltung/luecken/neu', submit(registerGap, { again: newGapPage, done: (id) => paths.gap(id) }))
  .get('/verwaltung/luecken/:gap', page(readGaps, (view) => gapPage(view)))
  .get('/verwaltung/luecken/:gap/bearbeiten', page(permissions.changeGap, (view) => editGapPage(view)))
  .post('/verwaltung/luecken/:gap/bearbeiten', submit(changeGap, { params: ['gap'], again: editGapPage, done: (id) => paths.gap(id) }))
  .post('/verwaltung/luecken/:gap/belege', submit(addEvidence, { params: ['gap'], again: again('evidence'), done: (id) => paths.gap(id) }))
  .post('/verwaltung/luecken/:gap/schliessen', submit(closeGap, { params: ['gap'], again: again('close'), done: (id) => paths.gap(id) }))
  .post('/verwaltung/luecken/:gap/wieder-oeffnen', submit(reopenGap, { params: ['gap'], again: again('reopen'), done: (id) => paths.gap(id) }));
