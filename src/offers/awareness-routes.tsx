import { Hono, type MiddlewareHandler } from 'hono';
import { clientAddress } from '../platform/client-address.ts';
import type { HouseEnv } from '../platform/house.ts';
import { limited } from '../platform/limited.tsx';
import { page } from '../platform/page.tsx';
import { submit } from '../platform/submit.tsx';
import { awarenessRoundsPage, AWARENESS } from './pages/awareness-rounds-page.tsx';
import { awarenessCsv, awarenessPosterPage, awarenessRoundPage } from './pages/awareness-round-page.tsx';
import { surveyPage, surveyPath, surveyThanksPage } from './pages/awareness-survey-page.tsx';
import { answerSurvey as mayAnswer, readAwareness } from './permissions.ts';
import { answerSurvey } from './server/awareness-answers.ts';
import { closeRound, openRound } from './server/awareness-rounds.ts';

const SURVEY = '/umfrage/:audience';
/** A family centre lends its tablet to many; a machine is slowed down to a crawl. */
const SHEETS_BY_CLIENT = { name: 'awareness-sheet', max: 60, minutes: 60 };

/** Whoever is signed in answers as nobody: no session, no audit entry and no form key leads from the answers to a person. */
const asNobody: MiddlewareHandler<HouseEnv> = async (context, next) => {
  context.set('house', { ...context.get('house'), identify: (_tx, town) => Promise.resolve({ municipalityId: town.id, roles: [], organizationIds: [] }) });
  await next();
};

/** The survey itself, for everybody; its rounds and results, for those who run it. */
export const awarenessRoutes = new Hono<HouseEnv>()
  .use('/umfrage/*', asNobody)
  .get(SURVEY, page(mayAnswer, (view) => surveyPage(view)))
  .post(
    SURVEY,
    limited({ counts: (context) => [{ limit: SHEETS_BY_CLIENT, of: clientAddress(context) }], again: surveyPage }),
    submit(answerSurvey, { params: ['audience'], again: surveyPage, done: (audience) => `${surveyPath(audience)}/danke` }),
  )
  .get(`${SURVEY}/danke`, page(mayAnswer, surveyThanksPage))
  .get(AWARENESS, page(readAwareness, (view) => awarenessRoundsPage(view)))
  .post(AWARENESS, submit(openRound, { again: awarenessRoundsPage, done: (id) => `${AWARENESS}/${id}` }))
  .get(`${AWARENESS}/:id`, page(readAwareness, awarenessRoundPage))
  .get(`${AWARENESS}/:id/bekanntheit.csv`, page(readAwareness, awarenessCsv))
  .get(`${AWARENESS}/:id/aushang`, page(readAwareness, awarenessPosterPage))
  .post(`${AWARENESS}/:id/schliessen`, submit(closeRound, { params: ['id'], again: awarenessRoundPage, done: (id) => `${AWARENESS}/${id}` }));
