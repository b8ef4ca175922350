import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountsTown, PASSWORD, type AccountsTown } from './accounts-town.fixture.ts';
import { authenticator, optionsIn, type Authenticator } from './authenticator.fixture.ts';
import type { Browser } from './browser.fixture.ts';
import type { Role } from './role.ts';

let town: AccountsTown;

beforeAll(async () => {
  town = await accountsTown();
});
afterAll(() => town.close());

const NEXT = '/musterstadt/anmelden?weiter=/impressum';
const codeOf = (secret: string, minutes = 0) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: town.clock.now().getTime() + minutes * 60_000 });

async function byPassword(email: string): Promise<Browser> {
  const browser = town.browser();
  await browser.open(NEXT);
  await browser.send({ email, password: PASSWORD }, { form: 'kennwort' });
  return browser;
}

/** Sets up an app, as somebody with a phone would; returns its secret and the recovery codes shown. */
async function setUpApp(browser: Browser): Promise<{ secret: string; codes: string[]; path: string }> {
  await browser.open('/musterstadt/konto/zweiter-schritt?weiter=/impressum');
  const page = await browser.send({}, { form: 'app' });
  const secret = /<strong dir="ltr">([A-Z2-7 ]+)</.exec(page.html)![1]!.replaceAll(' ', '');
  const shown = await browser.send({ code: codeOf(secret) });
  return { secret, codes: [...shown.html.matchAll(/<code>([^<]+)</g)].map((match) => match[1]!), path: shown.path };
}

async function staffWithApp(roles: Role[] = ['coordinator']) {
  const person = await town.newPerson(roles);
  const browser = await byPassword(person.email);
  const app = await setUpApp(browser);
  town.clock.move(1);
  return { ...person, ...app, browser };
}

describe('staff without a second factor', () => {
  test.each(['password', 'link'] as const)('are led to set one up before anything else (%s)', async (way) => {
    const { email } = await town.newPerson(['administrator']);
    const browser = way === 'password' ? await byPassword(email) : await town.signedIn(email);
    for (const path of ['/musterstadt/konto', '/musterstadt/verwaltung/personen']) {
      const shown = await browser.open(path);
      expect(shown.path).toContain('/musterstadt/konto/zweiter-schritt');
      expect(shown.text).toContain('Ihre Rolle verlangt einen zweiten Schritt');
    }
  });

  test('get recovery codes with it, once, and go on to where they wanted', async () => {
    const { browser, codes, path, email } = await staffWithApp();
    expect(path).toContain('/musterstadt/konto/ersatzcodes/');
    expect(new Set(codes).size).toBe(10);
    expect((await browser.open(path)).html).toContain(codes[0]);
    town.clock.move(15);
    expect((await browser.open(path)).path).toBe('/musterstadt/konto');
    expect((await browser.open('/musterstadt/konto')).text).toContain('noch 10 Codes übrig');
    const [mail] = await town.mailsTo(email);
    expect(mail!.text).toContain('Eine Authenticator-App wurde eingerichtet');
  });

  test('have a session of 15 minutes only, until they have one', async () => {
    const { email } = await town.newPerson(['planner']);
    const browser = await byPassword(email);
    town.clock.move(15);
    expect((await browser.open('/musterstadt/konto/zweiter-schritt')).path).toContain('/musterstadt/anmelden');
  });

  test('cannot finish with a wrong code, and may try again', async () => {
    const { email } = await town.newPerson(['planner']);
    const browser = await byPassword(email);
    await browser.open('/musterstadt/konto/zweiter-schritt');
    const page = await browser.send({}, { form: 'app' });
    expect((await browser.send({ code: '000000' })).status).toBe(422);
    const secret = /<strong dir="ltr">([A-Z2-7 ]+)</.exec(page.html)![1]!.replaceAll(' ', '');
    await browser.open(page.path);
    expect((await browser.send({ code: codeOf(secret) })).path).toContain('ersatzcodes');
  });
});

test('people who only edit their own organisation’s offers need no second factor', async () => {
  const { email } = await town.newPerson(['provider-editor']);
  expect((await (await byPassword(email)).open('/musterstadt/konto')).text).toContain('Pflege der Angebote');
});

describe('a code of the app', () => {
  test('is asked for at the next sign-in, and lets in under a new token', async () => {
    const { email, secret } = await staffWithApp();
    const browser = await byPassword(email);
    const before = browser.cookies.get('session');
    expect((await browser.open('/musterstadt/konto')).text).toContain('Bitte bestätigen Sie, dass Sie es sind');
    await browser.send({ code: codeOf(secret) }, { form: 'app' });
    expect(browser.cookies.get('session')).not.toBe(before);
    expect((await browser.open('/musterstadt/konto')).text).toContain('Koordination der Präventionskette');
    const thief = town.browser();
    thief.cookies.set('session', before!);
    expect((await thief.open('/musterstadt/konto')).path).toContain('/anmelden');
  });

  test('is good once: seen over the shoulder it is worth nothing', async () => {
    const { email, secret } = await staffWithApp();
    const code = codeOf(secret);
    const owner = await byPassword(email);
    await owner.open('/musterstadt/konto');
    await owner.send({ code }, { form: 'app' });
    const thief = await byPassword(email);
    await thief.open('/musterstadt/konto');
    const shown = await thief.send({ code }, { form: 'app' });
    expect(shown.status).toBe(422);
    expect(shown.text).toContain('wurde schon benutzt');
  });

  test('pressed twice in a row lets in, though the browser never saw the first answer', async () => {
    const { email, secret } = await staffWithApp();
    const browser = await byPassword(email);
    await browser.open('/musterstadt/konto');
    await browser.send({ code: codeOf(secret) }, { form: 'app', answerLost: true });
    await browser.send({ code: codeOf(secret) }, { form: 'app' });
    expect((await browser.open('/musterstadt/konto')).text).toContain('Koordination der Präventionskette');
  });

  test('sent twice at the same time lets in once', async () => {
    const { email, secret } = await staffWithApp();
    const browsers = await Promise.all([1, 2, 3].map(() => byPassword(email)));
    await Promise.all(browsers.map((browser) => browser.open('/musterstadt/konto')));
    const shown = await Promise.all(browsers.map((browser) => browser.send({ code: codeOf(secret) }, { form: 'app' })));
    expect(shown.filter((one) => one.status === 422)).toHaveLength(2);
  });

  test('cannot be guessed: after five wrong ones one has to wait, whatever the session', async () => {
    const { email, secret } = await staffWithApp();
    for (let count = 0; count < 5; count++) {
      const browser = await byPassword(email);
      await browser.open('/musterstadt/konto');
      expect((await browser.send({ code: '123456' }, { form: 'app' })).status).toBe(422);
    }
    const browser = await byPassword(email);
    await browser.open('/musterstadt/konto');
    const shown = await browser.send({ code: codeOf(secret) }, { form: 'app' });
    expect(shown.status).toBe(429);
    expect(shown.text).toMatch(/in \d+ Minuten|in einer Minute/);
  });

  test('cannot be got round by setting up another factor first', async () => {
    const { email } = await staffWithApp();
    const thief = await byPassword(email);
    const page = await thief.open('/musterstadt/konto/zweiter-schritt');
    expect(page.text).toContain('Bitte bestätigen Sie zuerst Ihren vorhandenen zweiten Schritt');
    expect((await thief.send({}, { form: 'app' })).status).toBe(422);
    await thief.open('/musterstadt/konto/zweiter-schritt');
    expect((await thief.send({ label: 'Fremdes Gerät' }, { form: 'passkey' })).status).toBe(422);
  });
});

describe('a recovery code', () => {
  test('lets in once, and its owner is told by mail', async () => {
    const { email, codes } = await staffWithApp();
    const browser = await byPassword(email);
    await browser.open('/musterstadt/konto');
    await browser.send({ code: codes[3]!.toLowerCase().replaceAll('-', '') }, { form: 'ersatz' });
    expect((await browser.open('/musterstadt/konto')).text).toContain('noch 9 Codes übrig');
    const [mail] = await town.mailsTo(email);
    expect(mail!.text).toContain('mit einem Ersatzcode angemeldet');
    const again = await byPassword(email);
    await again.open('/musterstadt/konto');
    expect((await again.send({ code: codes[3]! }, { form: 'ersatz' })).status).toBe(422);
  });

  test('of somebody else lets nobody in', async () => {
    const { codes } = await staffWithApp();
    const { email } = await staffWithApp();
    const browser = await byPassword(email);
    await browser.open('/musterstadt/konto');
    expect((await browser.send({ code: codes[0]! }, { form: 'ersatz' })).status).toBe(422);
  });

  test('is worth nothing any more when new ones were made, and only its owner sees the new ones', async () => {
    const { email, codes, browser } = await staffWithApp();
    await browser.open('/musterstadt/konto');
    const fresh = await browser.send({}, { form: 'zweiter-schritt' });
    expect(fresh.html).not.toContain(codes[0]);
    const stranger = (await staffWithApp()).browser;
    expect((await stranger.open(fresh.path)).path).toBe('/musterstadt/konto');
    const other = await byPassword(email);
    await other.open('/musterstadt/konto');
    expect((await other.send({ code: codes[0]! }, { form: 'ersatz' })).status).toBe(422);
  });
});

describe('a passkey', () => {
  async function setUpPasskey(browser: Browser, device: Authenticator, label = 'Dienst-Laptop') {
    await browser.open('/musterstadt/konto/zweiter-schritt?weiter=/impressum');
    const page = await browser.send({ label }, { form: 'passkey' });
    return browser.send({ credential: device.create(optionsIn(page.html)) });
  }
  async function askForPasskey(browser: Browser) {
    await browser.open(NEXT);
    return browser.send({}, { form: 'passkey' });
  }
  async function staffWithPasskey(roles: Role[] = ['navigator']) {
    const person = await town.newPerson(roles);
    const device = authenticator();
    const browser = await byPassword(person.email);
    const shown = await setUpPasskey(browser, device);
    return { ...person, device, browser, shown };
  }

  test('is set up, and from then on alone is enough to sign in', async () => {
    const { device, shown } = await staffWithPasskey();
    expect(shown.path).toContain('ersatzcodes');
    const browser = town.browser();
    const page = await askForPasskey(browser);
    expect(page.text).toContain('Für Passkeys muss JavaScript eingeschaltet sein');
    await browser.send({ credential: device.get(optionsIn(page.html)) });
    expect((await browser.open('/musterstadt/konto')).text).toContain('Dienst-Laptop');
  });

  test('is good as second factor after a password', async () => {
    const { email, device } = await staffWithPasskey();
    const browser = await byPassword(email);
    const confirm = await browser.open('/musterstadt/konto');
    expect(confirm.text).toContain('Mit Passkey bestätigen');
    const page = await browser.send({}, { form: 'passkey' });
    await browser.send({ credential: device.get(optionsIn(page.html)) });
    expect((await browser.open('/musterstadt/konto')).text).toContain('Lotsendienst');
  });

  test('of another person does not confirm this one', async () => {
    const { device } = await staffWithPasskey();
    const { email } = await staffWithPasskey();
    const browser = await byPassword(email);
    await browser.open('/musterstadt/konto');
    const page = await browser.send({}, { form: 'passkey' });
    expect((await browser.send({ credential: device.get(optionsIn(page.html)) })).status).toBe(422);
  });

  test.each<[string, (device: Authenticator, options: Parameters<Authenticator['get']>[0]) => string]>([
    ['another site', (device, options) => device.get(options, { origin: 'https://boese.example' })],
    ['a device that saw no finger', (device, options) => device.get(options, { verified: false })],
    ['another challenge', (device, options) => device.get({ ...options, challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' })],
    ['no JSON', () => '{'],
    ['an unknown device', (_device, options) => authenticator().get(options)],
  ])('from %s is refused', async (_name, answer) => {
    const { device } = await staffWithPasskey();
    const browser = town.browser();
    const page = await askForPasskey(browser);
    const shown = await browser.send({ credential: answer(device, optionsIn(page.html)) });
    expect(shown.status).toBe(422);
    expect(browser.cookies.has('session')).toBe(false);
  });

  test('answer cannot be used twice, and a copied device whose counter falls behind is noticed', async () => {
    const { device } = await staffWithPasskey();
    const first = town.browser();
    const page = await askForPasskey(first);
    const answer = device.get(optionsIn(page.html));
    const second = town.browser();
    await second.open(page.path);
    await first.send({ credential: answer });
    expect((await second.send({ credential: answer })).text).toContain('Das hat zu lange gedauert');
    const copy = town.browser();
    const again = await askForPasskey(copy);
    expect((await copy.send({ credential: device.get(optionsIn(again.html), { counter: 1 }) })).status).toBe(422);
  });

  test('cannot be the last second factor to be removed by staff, but may be removed beside an app', async () => {
    const { browser } = await staffWithPasskey();
    const account = await browser.open('/musterstadt/konto');
    const remove = /formaction="([^"]*\/passkeys\/[^"]*entfernen)"/.exec(account.html)![1]!;
    const refused = await browser.send({}, { form: 'zweiter-schritt', press: remove });
    expect(refused.text).toContain('Richten Sie zuerst einen anderen ein');
    await setUpApp(browser);
    await browser.open('/musterstadt/konto');
    expect((await browser.send({}, { form: 'zweiter-schritt', press: remove })).text).not.toContain('Dienst-Laptop');
  });
});

test('factors can be changed only shortly after signing in', async () => {
  const { browser } = await staffWithApp();
  town.clock.move(31);
  const page = await browser.open('/musterstadt/konto/zweiter-schritt');
  expect(page.text).toContain('Bitte melden Sie sich ab und neu an');
  expect((await browser.send({ label: 'Laptop' }, { form: 'passkey' })).status).toBe(422);
});

describe('the demo sign-in', () => {
  async function demoTown(environment: Record<string, string>) {
    const demo = await accountsTown(environment);
    await demo.owner.write(demo.town.id, (tx) => tx.updateTable('accounts.municipality').set({ is_demo: true }).where('id', '=', demo.town.id).execute());
    return demo;
  }
  async function enter(demo: AccountsTown) {
    const { email } = await demo.newPerson(['coordinator']);
    const browser = demo.browser();
    await browser.open(NEXT);
    await browser.send({ email, password: PASSWORD }, { form: 'kennwort' });
    return browser;
  }

  test('of a demo municipality needs no second factor in development', async () => {
    const demo = await demoTown({ MODE: 'development' });
    expect((await (await enter(demo)).open('/musterstadt/konto')).text).toContain('Koordination der Präventionskette');
    await demo.close();
  });

  test('needs one in production, always', async () => {
    const demo = await demoTown({ MODE: 'production', BASE_URL: 'https://kette.example.de', SMTP_URL: 'smtp://127.0.0.1:9' });
    const browser = await enter(demo);
    expect((await browser.open('/musterstadt/konto')).path).toContain('/konto/zweiter-schritt');
    // Even with a session that was waived, e.g. in a database copied from a development machine.
    await demo.database.write(demo.town.id, (tx) => tx.updateTable('accounts.session').set({ second_factor_waived: true }).execute());
    expect((await browser.open('/musterstadt/konto')).path).toContain('/konto/zweiter-schritt');
    await demo.close();
  });
});
