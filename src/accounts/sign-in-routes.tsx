import { Hono } from 'hono';
import type { HouseContext, HouseEnv } from '../platform/house.ts';
import { clientAddress } from '../platform/client-address.ts';
import { limited, minutesToWait } from '../platform/limited.tsx';
import { inTown, page } from '../platform/page.tsx';
import { withQuery } from '../platform/page-context.ts';
import type { Counted, RateLimit } from '../platform/rate-limit.ts';
import { surroundingsOf } from '../platform/request-surroundings.ts';
import { submit, type RawInput } from '../platform/submit.tsx';
import { emailKey } from './email-key.ts';
import { limits } from './server/limits.ts';
import { passkeyPage, passkeySheet } from './pages/passkey-page.tsx';
import { secondFactorPage, secondFactorSheet } from './pages/second-factor-page.tsx';
import { linkPage, linkSentPage, signInPage, signInSheet, signOutPage } from './pages/sign-in-page.tsx';
import { permissions } from './permissions.ts';
import { confirmWithRecoveryCode, confirmWithTotp } from './server/confirm-second-factor.ts';
import { enter, enterAgain } from './server/enter.ts';
import { requestSignInLink } from './server/request-sign-in-link.ts';
import { clearSessionCookie } from './server/session-cookie.ts';
import { sessionOfId } from './server/sessions.ts';
import { CALLBACK_PATH } from './server/oidc-client.ts';
import { beginOidc, finishOidc } from './server/sign-in-with-oidc.ts';
import { beginPasskeySignIn, signInWithPasskey } from './server/sign-in-with-passkey.ts';
import { signInWithLink } from './server/sign-in-with-link.ts';
import { signInWithPassword } from './server/sign-in-with-password.ts';
import { signOut } from './server/sign-out.ts';

const byClient = (context: HouseContext, limit: RateLimit): Counted => ({ limit, of: clientAddress(context) });
const byAccount = (raw: RawInput, limit: RateLimit): Counted => ({ limit, of: emailKey(typeof raw['email'] === 'string' ? raw['email'] : '') });

/** The person whose second factor is awaited; without one there is nothing to guess. */
async function byPerson(context: HouseContext): Promise<Counted[]> {
  const personId = await inTown(context, 'read', async (tx, town, who) => (await sessionOfId(tx, town.id, who.sessionId, context.get('house').clock))?.personId);
  return personId ? [{ limit: limits.codeByPersonAndDay, of: personId }, { limit: limits.codeByPerson, of: personId }] : [];
}

/** Ways in and out. */
export const signInRoutes = new Hono<HouseEnv>()
  .get('/anmelden', page(permissions.signIn, signInPage))
  .post('/anmelden',
    limited({ counts: (context, raw) => [byClient(context, limits.linkByClient), byAccount(raw, limits.linkByAccount)], again: (view, link) => signInSheet(view, { link }) }),
    submit(requestSignInLink, { again: (view, link) => signInSheet(view, { link }), done: () => '/anmelden/gesendet' }))
  .get('/anmelden/gesendet', page(permissions.signIn, linkSentPage))

  .get('/anmelden/link/:token', page(permissions.signIn, (view) => linkPage(view)))
  .post('/anmelden/link/:token',
    limited({ counts: (context) => [byClient(context, limits.otherByClient)], again: linkPage }),
    submit(signInWithLink, { params: ['token'], again: linkPage, done: (value, _view, context) => enter(context, value), repeated: enterAgain }))

  .post('/anmelden/kennwort',
    limited({ counts: (context, raw) => [byClient(context, limits.passwordByClient), byAccount(raw, limits.passwordByAccount)], again: (view, password) => signInSheet(view, { password }) }),
    submit(signInWithPassword, { again: (view, password) => signInSheet(view, { password }), done: (value, _view, context) => enter(context, value), repeated: enterAgain }))

  .post('/anmelden/passkey',
    limited({ counts: (context) => [byClient(context, limits.otherByClient)], again: (view, passkey) => signInSheet(view, { passkey }) }),
    submit(beginPasskeySignIn, { again: (view, passkey) => signInSheet(view, { passkey }), done: ({ id, next }) => withQuery(`/anmelden/passkey/${id}`, next === '/' ? {} : { weiter: next }) }))
  .get('/anmelden/passkey/:challenge', page(permissions.signIn, passkeyPage))
  .post('/anmelden/passkey/:challenge',
    limited({ counts: (context) => [byClient(context, limits.otherByClient)], again: passkeySheet }),
    submit(signInWithPasskey, { params: ['challenge'], again: passkeySheet, done: (value, _view, context) => enter(context, value), repeated: enterAgain }))

  .get('/anmelden/dienst', async (context) => {
    const wait = await minutesToWait(context, [byClient(context, limits.otherByClient)]);
    return wait === undefined ? beginOidc(context) : context.redirect(surroundingsOf(context).href('/anmelden', { hinweis: 'dienst-fehler' }), 303);
  })

  .get('/anmelden/bestaetigen', page(permissions.confirm, secondFactorPage))
  .post('/anmelden/bestaetigen/code',
    limited({ counts: byPerson, again: (view, code) => secondFactorSheet(view, { code }) }),
    submit(confirmWithTotp, { again: (view, code) => secondFactorSheet(view, { code }), done: (value, _view, context) => enter(context, value), repeated: enterAgain }))
  .post('/anmelden/bestaetigen/ersatzcode',
    limited({ counts: byPerson, again: (view, recovery) => secondFactorSheet(view, { recovery }) }),
    submit(confirmWithRecoveryCode, { again: (view, recovery) => secondFactorSheet(view, { recovery }), done: (value, _view, context) => enter(context, value), repeated: enterAgain }))

  .get('/abmelden', page(permissions.signOut, (view) => signOutPage(view)))
  .post('/abmelden', submit(signOut, {
    again: signOutPage,
    done: (_value, _view, context) => {
      clearSessionCookie(context);
      return '/';
    },
  }));

/** Outside any town: one address for all of them is registered at the identity provider. */
export const signInSiteRoutes = new Hono<HouseEnv>().get(CALLBACK_PATH, finishOidc);
