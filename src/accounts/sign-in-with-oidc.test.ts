import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildApplication } from '../application.ts';
import { connectDatabase } from '../platform/database.ts';
import { createLog } from '../platform/log.ts';
import { accountsTown, type AccountsTown } from './accounts-town.fixture.ts';
import { browserOf, type Browser } from './browser.fixture.ts';
import { CLIENT, identityProvider, type IdentityProvider } from './identity-provider.fixture.ts';

let provider: IdentityProvider;
let town: AccountsTown;

beforeAll(async () => {
  provider = await identityProvider();
  town = await accountsTown({ OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: CLIENT.id, OIDC_CLIENT_SECRET: CLIENT.secret });
});
beforeEach(() => {
  provider.fault = undefined;
});
afterAll(async () => {
  await provider.close();
  await town.close();
});

/** To the provider and back, as the browser goes. */
async function start(browser: Browser, from = '/musterstadt/anmelden/dienst?weiter=/impressum'): Promise<string> {
  const { path, status } = await browser.open(from);
  expect(status).toBe(303);
  return local(provider.authorize(path));
}
const local = (address: string) => new URL(address).pathname + new URL(address).search;

async function through(browser: Browser, from?: string) {
  return browser.open(await start(browser, from));
}

let count = 0;
const newSubject = () => `subject-${++count}`;

describe('the account of one’s organisation', () => {
  test('is offered on the sign-in page, and signs in whoever is known by a verified address', async () => {
    const { email } = await town.newPerson(['provider-editor']);
    provider.person = { sub: newSubject(), email: email.toUpperCase(), email_verified: true };
    const browser = town.browser();
    expect((await browser.open('/musterstadt/anmelden')).text).toContain('Mit dem Konto Ihrer Organisation');
    expect((await through(browser)).path).toBe('/musterstadt/impressum');
    expect((await browser.open('/musterstadt/konto')).text).toContain('mit dem Konto der Organisation');
    const [mail] = await town.mailsTo(email);
    expect(mail!.text).toContain('mit dem Konto Ihrer Organisation verbunden');
  });

  test('is known by its own id the next time, even if the address changed', async () => {
    const { email } = await town.newPerson(['provider-editor']);
    const sub = newSubject();
    provider.person = { sub, email, email_verified: true };
    await through(town.browser());
    provider.person = { sub, email: 'neu@amt.example', email_verified: true };
    expect((await through(town.browser())).path).toBe('/musterstadt/impressum');
  });

  test('may leave the address to the userinfo endpoint', async () => {
    const { email } = await town.newPerson(['provider-editor']);
    provider.person = { sub: `userinfo-${newSubject()}`, email, email_verified: true };
    expect((await through(town.browser())).path).toBe('/musterstadt/impressum');
  });

  test('may be finished by another process than began', async () => {
    const { email } = await town.newPerson(['provider-editor']);
    provider.person = { sub: newSubject(), email, email_verified: true };
    const browser = town.browser();
    const back = await start(browser);
    const database = connectDatabase(town.test.app);
    const other = browserOf(buildApplication({ ...town.house, database, log: createLog('silent') }));
    for (const [name, value] of browser.cookies) other.cookies.set(name, value);
    expect((await other.open(back)).path).toBe('/musterstadt/impressum');
    await database.close();
  });

  test('leads back in the language one came in', async () => {
    const { email } = await town.newPerson(['provider-editor']);
    provider.person = { sub: newSubject(), email, email_verified: true };
    expect((await through(town.browser(), '/musterstadt/tr/anmelden/dienst?weiter=/impressum')).path).toBe('/musterstadt/tr/impressum');
  });

  test.each([
    [{}, '/musterstadt/konto/zweiter-schritt?weiter=%2Fimpressum'], [{ amr: ['pwd'] }, '/musterstadt/konto/zweiter-schritt?weiter=%2Fimpressum'],
    [{ amr: ['pwd', 'otp'] }, '/musterstadt/impressum'], [{ acr: 'http://eidas.europa.eu/LoA/substantial' }, '/musterstadt/impressum'],
  ])('of staff counts as two factors only if the provider says so: %j', async (claims, path) => {
    const { email } = await town.newPerson(['coordinator']);
    provider.person = { sub: newSubject(), email, email_verified: true, ...claims };
    expect((await through(town.browser())).path).toBe(path);
  });
});

describe('is refused', () => {
  const refusedAt = async (path: string, text: string, browser = town.browser()) => {
    const shown = await browser.open(path);
    expect(shown.text).toContain(text);
    expect(browser.cookies.has('session')).toBe(false);
  };

  test('when the provider has not verified the address, or nobody here has it', async () => {
    const { email } = await town.newPerson(['coordinator']);
    for (const person of [{ sub: newSubject(), email, email_verified: false }, { sub: newSubject(), email }, { sub: newSubject(), email: 'niemand@amt.example', email_verified: true }]) {
      provider.person = person;
      const browser = town.browser();
      await refusedAt(await start(browser), 'Zu diesem Konto gibt es hier keinen Zugang', browser);
    }
    const [entry] = await town.database.read(town.town.id, (tx) => tx.selectFrom('platform.audit_entry').select(['name', 'outcome']).orderBy('sequence', 'desc').limit(1).execute());
    expect(entry).toEqual({ name: 'accounts.sign-in.oidc', outcome: 'refused' });
  });

  test('when the address now belongs to another account at the provider', async () => {
    const { email } = await town.newPerson(['provider-editor']);
    provider.person = { sub: newSubject(), email, email_verified: true };
    await through(town.browser());
    provider.person = { sub: newSubject(), email, email_verified: true };
    const browser = town.browser();
    await refusedAt(await start(browser), 'Zu diesem Konto gibt es hier keinen Zugang', browser);
  });

  test.each(['wrong-nonce', 'wrong-key', 'wrong-audience', 'expired'] as const)('when the answer is not in order: %s', async (fault) => {
    const { email } = await town.newPerson(['provider-editor']);
    provider.person = { sub: newSubject(), email, email_verified: true };
    provider.fault = fault;
    const browser = town.browser();
    const back = await start(browser);
    await refusedAt(back, 'Die Anmeldung beim Anmeldedienst hat nicht geklappt', browser);
  });

  test('when another browser comes back than went, so that nobody can be signed in as somebody else', async () => {
    const { email } = await town.newPerson(['provider-editor']);
    provider.person = { sub: newSubject(), email, email_verified: true };
    const back = await start(town.browser());
    const victim = town.browser();
    expect((await victim.open(back)).status).toBe(400);
    expect(victim.cookies.has('session')).toBe(false);
  });

  test('when it comes back twice, too late, or with a state nobody made', async () => {
    const { email } = await town.newPerson(['provider-editor']);
    provider.person = { sub: newSubject(), email, email_verified: true };
    const browser = town.browser();
    const back = await start(browser);
    await browser.open(back);
    expect((await browser.open(back)).status).toBe(400);
    const late = town.browser();
    const lateBack = await start(late);
    town.clock.move(15);
    expect((await late.open(lateBack)).status).toBe(400);
    expect((await town.browser().open('/anmeldedienst/zurueck?code=x&state=y')).status).toBe(400);
  });

  test('when the person cancels at the provider', async () => {
    const browser = town.browser();
    const back = new URL(await start(browser), 'http://localhost');
    back.searchParams.delete('code');
    back.searchParams.set('error', 'access_denied');
    await refusedAt(back.pathname + back.search, 'hat nicht geklappt', browser);
  });
});

test('without a configured provider there is no such way in', async () => {
  const plain = await accountsTown();
  expect((await plain.browser().open('/musterstadt/anmelden')).text).not.toContain('Konto Ihrer Organisation');
  expect((await plain.browser().open('/musterstadt/anmelden/dienst')).status).toBe(404);
  expect((await plain.browser().open('/anmeldedienst/zurueck?code=x&state=y')).status).toBe(404);
  await plain.close();
});
