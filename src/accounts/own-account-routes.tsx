import { Hono } from 'hono';
import { limited } from '../platform/limited.tsx';
import type { FormState } from '../platform/form.ts';
import type { HouseContext, HouseEnv, Sheet, View } from '../platform/house.ts';
import { inTown, page } from '../platform/page.tsx';
import { withQuery } from '../platform/page-context.ts';
import { submit } from '../platform/submit.tsx';
import { limits } from './server/limits.ts';
import { accountPage } from './pages/account-page.tsx';
import type { DoneThing } from './pages/done-notice.tsx';
import { newPasskeyPage, newPasskeySheet, recoveryCodesPage, setUpPage, totpPage, totpSheet } from './pages/set-up-pages.tsx';
import { permissions } from './permissions.ts';
import { changeName, changePassword } from './server/change-own-account.ts';
import { removeOwnPasskey, removeOwnTotp, renewRecoveryCodes } from './server/change-own-factors.ts';
import { endOtherSessions, endOwnSession } from './server/end-own-sessions.ts';
import type { SetUp } from './server/finish-set-up.ts';
import { beginPasskey, finishPasskey } from './server/register-passkey.ts';
import { enterAgain } from './server/enter.ts';
import { setSessionCookie } from './server/session-cookie.ts';
import { beginTotp, confirmTotp } from './server/set-up-totp.ts';

const account = (thing: DoneThing) => () => `/konto?erledigt=${thing}`;
const nextQuery = (next: string) => (next === '/' ? {} : { weiter: next });

/** The session goes on under its new token; new recovery codes are shown first. */
function afterSetUp({ token, recoveryCodes, next }: SetUp, view: View, context: HouseContext): string {
  setSessionCookie(context, token);
  const target = next === '/' && view.who.personId ? '/konto' : next;
  return recoveryCodes ? withQuery(`/konto/ersatzcodes/${recoveryCodes}`, nextQuery(target)) : target;
}

async function totpAgain(view: View, form: FormState): Promise<Sheet> {
  return (await totpSheet(view, form)) ?? setUpPage(view, { totp: form });
}

/** One's own account, and setting up a second factor, also for people who need one before anything else. */
export const ownAccountRoutes = new Hono<HouseEnv>()
  .get('/konto', page(permissions.ownAccount, (view) => accountPage(view)))
  .post('/konto/name', submit(changeName, { again: (view, name) => accountPage(view, { name }), done: account('name') }))
  .post('/konto/kennwort',
    limited({
      // Whoever finds an open desk must not guess the password there.
      counts: (context) => inTown(context, 'read', async (_tx, _town, who) => [{ limit: limits.passwordByAccount, of: `own ${who.personId}` }]),
      again: (view, password) => accountPage(view, { password }),
    }),
    submit(changePassword, { again: (view, password) => accountPage(view, { password }), done: account('kennwort') }))
  .post('/konto/sitzungen/andere-beenden', submit(endOtherSessions, { again: (view, sessions) => accountPage(view, { sessions }), done: account('sitzungen') }))
  .post('/konto/sitzungen/:session/beenden', submit(endOwnSession, { params: ['session'], again: (view, sessions) => accountPage(view, { sessions }), done: account('sitzung') }))

  .get('/konto/zweiter-schritt', page(permissions.setUpSecondFactor, (view) => setUpPage(view)))
  .post('/konto/app', submit(beginTotp, {
    again: (view, totp) => setUpPage(view, { totp }), done: (id, view) => withQuery(`/konto/app/${id}`, { weiter: view.query.get('weiter') ?? '' }),
  }))
  .get('/konto/app/:challenge', page(permissions.setUpSecondFactor, (view) => totpPage(view)))
  .post('/konto/app/:challenge', submit(confirmTotp, { params: ['challenge'], again: totpAgain, done: afterSetUp, repeated: enterAgain }))
  .post('/konto/app-entfernen', submit(removeOwnTotp, { again: (view, factors) => accountPage(view, { factors }), done: account('app') }))

  .post('/konto/passkeys', submit(beginPasskey, {
    again: (view, passkey) => setUpPage(view, { passkey }), done: (id, view) => withQuery(`/konto/passkeys/${id}`, { weiter: view.query.get('weiter') ?? '' }),
  }))
  .get('/konto/passkeys/:challenge', page(permissions.setUpSecondFactor, newPasskeyPage))
  .post('/konto/passkeys/:challenge', submit(finishPasskey, { params: ['challenge'], again: newPasskeySheet, done: afterSetUp, repeated: enterAgain }))
  .post('/konto/passkeys/:passkey/entfernen', submit(removeOwnPasskey, { params: ['passkey'], again: (view, factors) => accountPage(view, { factors }), done: account('passkey') }))

  .post('/konto/ersatzcodes', submit(renewRecoveryCodes, {
    again: (view, factors) => accountPage(view, { factors }), done: (id) => withQuery(`/konto/ersatzcodes/${id}`, { weiter: '/konto' }),
  }))
  .get('/konto/ersatzcodes/:challenge', page(permissions.ownAccount, recoveryCodesPage));
