import { Hono, type MiddlewareHandler } from 'hono';
import { emailKey } from '../accounts/email-key.ts';
import { limits } from '../accounts/server/limits.ts';
import { requestFamilyLink } from '../accounts/server/request-sign-in-link.ts';
import { clientAddress } from '../platform/client-address.ts';
import { Forbidden } from '../platform/failure.ts';
import type { HouseEnv } from '../platform/house.ts';
import { limited } from '../platform/limited.tsx';
import { page } from '../platform/page.tsx';
import { withQuery } from '../platform/page-context.ts';
import { sessionToken, surroundingsOf } from '../platform/request-surroundings.ts';
import { submit } from '../platform/submit.tsx';
import { ownKitaPage } from './pages/own-kita-page.tsx';
import { ownRegistrationPage, withdrawPage } from './pages/own-registration-page.tsx';
import { paperEnteredPage, paperEntryPage, welcomePdf } from './pages/paper-entry-page.tsx';
import { beginPage, discardPage, linkSentPage } from './pages/registration-begin-page.tsx';
import { afterStep, stepAgain, stepPage } from './pages/registration-step-page.tsx';
import { officePaths } from './office-paths.ts';
import { BEGIN_PATH, DELIVERY_PATH, OWN_PATH, registrationPath, stepPath } from './registration-paths.ts';
import { beginRegistration, enterRegistration, ownRegistration, writeWelcome } from './registration-permissions.ts';
import { beginChange, beginDraft } from './server/begin-draft.ts';
import { changeOwnDelivery } from './server/change-delivery.ts';
import { enterPaperRegistration } from './server/enter-registration.ts';
import { saveChildren, saveNeeds, saveSiblings } from './server/save-draft-child.ts';
import { sayAgreement } from './server/say-agreement.ts';
import { saveConcerns } from './server/save-draft-concerns.ts';
import { saveCircumstances } from './server/save-draft-circumstances.ts';
import { saveAddress, saveGuardians } from './server/save-draft-family.ts';
import { saveStart, saveWishes } from './server/save-draft-wishes.ts';
import { submitDraft } from './server/submit-draft.ts';
import { uploadProof } from './server/upload-proof.ts';
import { discardDraft, withdrawOwn } from './server/withdraw-own.ts';

/**
 * Families who are not signed in are led to the page made for them, not to the sign-in of the staff; so is whoever brings a session of another town or an
 * ended one.
 */
const familySignIn: MiddlewareHandler<HouseEnv> = async (context, next) => {
  if (context.req.method !== 'GET') return next();
  const isKnown = sessionToken(context) !== undefined;
  if (isKnown) await next();
  if (isKnown && !(context.error instanceof Forbidden && context.error.who.personId === undefined)) return undefined;
  const surroundings = surroundingsOf(context);
  const answer = new Response(null, { status: 303, headers: { Location: surroundings.href(BEGIN_PATH, { weiter: withQuery(surroundings.path, surroundings.query) }), 'Cache-Control': 'no-store' } });
  if (!isKnown) return answer;
  context.res = undefined;
  context.res = answer;
  return undefined;
};

/** Registration by families, and their own pages. */
export const registrationRoutes = new Hono<HouseEnv>()
  .get(BEGIN_PATH, page(beginRegistration, (view) => beginPage(view)))
  .post(BEGIN_PATH,
    limited({
      counts: (context, raw) => [{ limit: limits.familyLinkByClient, of: clientAddress(context) }, { limit: limits.linkByAccount, of: emailKey(typeof raw['email'] === 'string' ? raw['email'] : '') }],
      again: beginPage,
    }),
    submit(requestFamilyLink, { again: beginPage, done: () => `${BEGIN_PATH}/gesendet` }))
  .get(`${BEGIN_PATH}/gesendet`, page(beginRegistration, linkSentPage))
  .post(`${BEGIN_PATH}/neu`, submit(beginDraft, { again: beginPage, done: (id) => stepPath(id, 'kind') }))

  .use(`${BEGIN_PATH}/:id/:step`, familySignIn)
  .use(OWN_PATH, familySignIn)
  .use(`${OWN_PATH}/*`, familySignIn)

  .get(`${BEGIN_PATH}/:id/verwerfen`, page(ownRegistration, (view) => discardPage(view)))
  .post(`${BEGIN_PATH}/:id/verwerfen`, submit(discardDraft, { params: ['id'], again: discardPage, done: () => `${OWN_PATH}?hinweis=verworfen` }))
  .get(`${BEGIN_PATH}/:id/:step`, page(ownRegistration, stepPage))
  .post(`${BEGIN_PATH}/:id/kind`, submit(saveChildren, { params: ['id'], again: stepAgain('kind'), done: afterStep }))
  .post(`${BEGIN_PATH}/:id/besonderes`, submit(saveNeeds, { params: ['id'], again: stepAgain('besonderes'), done: afterStep }))
  .post(`${BEGIN_PATH}/:id/sorgeberechtigte`, submit(saveGuardians, { params: ['id'], again: stepAgain('sorgeberechtigte'), done: afterStep }))
  .post(`${BEGIN_PATH}/:id/adresse`, submit(saveAddress, { params: ['id'], again: stepAgain('adresse'), done: afterStep }))
  .post(`${BEGIN_PATH}/:id/beginn`, submit(saveStart, { params: ['id'], again: stepAgain('beginn'), done: afterStep }))
  .post(`${BEGIN_PATH}/:id/wuensche`, submit(saveWishes, { params: ['id'], again: stepAgain('wuensche'), done: afterStep }))
  .post(`${BEGIN_PATH}/:id/geschwister`, submit(saveSiblings, { params: ['id'], again: stepAgain('geschwister'), done: afterStep }))
  .post(`${BEGIN_PATH}/:id/lebenslage`, submit(saveCircumstances, { params: ['id'], again: stepAgain('lebenslage'), done: afterStep }))
  .post(`${BEGIN_PATH}/:id/anliegen`, submit(saveConcerns, { params: ['id'], again: stepAgain('anliegen'), done: afterStep }))
  .post(`${BEGIN_PATH}/:id/pruefen`, submit(submitDraft, { params: ['id'], again: stepAgain('pruefen'), done: ({ id, isChange }) => `${registrationPath(id)}?hinweis=${isChange ? 'geaendert' : 'neu'}` }))

  .get(OWN_PATH, page(ownRegistration, (view) => ownKitaPage(view)))
  .post(DELIVERY_PATH, submit(changeOwnDelivery, { again: ownKitaPage, done: () => `${OWN_PATH}?hinweis=zustellung` }))
  .get(`${OWN_PATH}/anmeldung/:id`, page(ownRegistration, (view) => ownRegistrationPage(view)))
  .post(`${OWN_PATH}/anmeldung/:id/aendern`, submit(beginChange, { params: ['id'], again: ownRegistrationPage, done: (id) => stepPath(id, 'pruefen') }))
  .post(`${OWN_PATH}/anmeldung/:id/nachweis`, submit(uploadProof, { params: ['id'], again: ownRegistrationPage, done: (id) => `${registrationPath(id)}?hinweis=nachweis` }))
  .post(`${OWN_PATH}/anmeldung/:id/einverstaendnis`, submit(sayAgreement, { params: ['id'], again: ownRegistrationPage, done: (id) => `${registrationPath(id)}?hinweis=einverstanden` }))
  .get(`${OWN_PATH}/anmeldung/:id/zurueckziehen`, page(ownRegistration, (view) => withdrawPage(view)))
  .post(`${OWN_PATH}/anmeldung/:id/zurueckziehen`, submit(withdrawOwn, { params: ['id'], again: withdrawPage, done: () => `${OWN_PATH}?hinweis=zurueckgezogen` }))

  .get(officePaths.entry, page(enterRegistration, (view) => paperEntryPage(view)))
  .post(officePaths.entry, submit(enterPaperRegistration, { again: paperEntryPage, done: ({ registrationId }) => `${officePaths.entry}/${registrationId}` }))
  .get(`${officePaths.entry}/:id`, page(enterRegistration, paperEnteredPage))
  .get('/verwaltung/kita/willkommen.pdf', page(writeWelcome, welcomePdf));
