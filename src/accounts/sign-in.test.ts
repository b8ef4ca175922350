import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApplication } from '../application.ts';
import { connectDatabase } from '../platform/database.ts';
import { createLog } from '../platform/log.ts';
import { accountsTown, PASSWORD, type AccountsTown } from './accounts-town.fixture.ts';
import { browserOf } from './browser.fixture.ts';

let town: AccountsTown;

beforeAll(async () => {
  town = await accountsTown();
});
afterAll(() => town.close());

const SENT = 'Wenn es zu dieser Adresse ein Konto gibt';

async function requestLink(email: string, start = '/musterstadt/anmelden?weiter=/impressum') {
  const browser = town.browser();
  await browser.open(start);
  return { browser, shown: await browser.send({ email }, { form: 'anmeldelink' }) };
}

async function linkFor(email: string, start?: string): Promise<string> {
  await requestLink(email, start);
  const [mail] = await town.mailsTo(email);
  return new URL(mail!.link).pathname;
}

describe('a link by mail', () => {
  test('signs in, once', async () => {
    const { email } = await town.newPerson();
    const link = await linkFor(email);
    const browser = town.browser();
    expect((await browser.open(link)).text).toContain('Mit diesem Knopf melden Sie sich an');
    expect((await browser.send({})).status).toBe(200);
    expect((await browser.open('/musterstadt/konto')).text).toContain('Lena Beispiel');

    const other = town.browser();
    await other.open(link);
    const again = await other.send({});
    expect(again.status).toBe(422);
    expect(again.text).toContain('Dieser Link gilt nicht mehr');
    expect((await other.open('/musterstadt/konto')).path).toContain('/anmelden');
  });

  test('is not used up by a mail scanner that only opens it', async () => {
    const { email } = await town.newPerson();
    const link = await linkFor(email);
    for (let visit = 0; visit < 3; visit++) await town.browser().open(link);
    const browser = town.browser();
    await browser.open(link);
    await browser.send({});
    expect((await browser.open('/musterstadt/konto')).status).toBe(200);
  });

  test('is good for 15 minutes', async () => {
    const { email } = await town.newPerson();
    const early = await linkFor(email);
    town.clock.move(15);
    const browser = town.browser();
    await browser.open(early);
    expect((await browser.send({})).text).toContain('Dieser Link gilt nicht mehr');
  });

  test('of another municipality opens nothing here', async () => {
    const { email } = await town.newPerson([], { town: town.otherTown.id });
    const browser = town.browser();
    await browser.open('/nachbarstadt/anmelden');
    await browser.send({ email }, { form: 'anmeldelink' });
    const [mail] = await town.mailsTo(email, town.otherTown.id);
    const here = new URL(mail!.link).pathname.replace('nachbarstadt', 'musterstadt');
    await browser.open(here);
    expect((await browser.send({})).text).toContain('Dieser Link gilt nicht mehr');
  });

  test('is asked for in the same words and with the same work, whether or not the address is known', async () => {
    const { email } = await town.newPerson();
    const rows = () => town.database.read(town.town.id, async (tx) => ({
      challenges: (await tx.selectFrom('accounts.challenge').select('id').execute()).length, jobs: (await tx.selectFrom('platform.job').select('id').execute()).length,
      mails: (await tx.selectFrom('platform.mail').select('id').execute()).length, links: (await tx.selectFrom('accounts.sign_in_link').select('id').execute()).length,
    }));
    const start = await rows();
    const known = await requestLink(email);
    const between = await rows();
    const unknown = await requestLink('niemand@amt.example');
    const end = await rows();
    expect(known.shown.text).toBe(unknown.shown.text);
    expect(known.shown.text).toContain(SENT);
    for (const name of ['challenges', 'jobs', 'mails', 'links'] as const) expect(end[name] - between[name]).toBe(between[name] - start[name]);
    expect(await town.mailsTo('niemand@amt.example')).toEqual([]);
    expect(await town.mailsTo(email)).toHaveLength(1);
  });

  test('of a person who was locked out is never sent', async () => {
    const { email, id } = await town.newPerson();
    await town.database.write(town.town.id, (tx) => tx.updateTable('accounts.person').set({ deactivated_at: town.clock.now() }).where('id', '=', id).execute());
    await requestLink(email);
    expect(await town.mailsTo(email)).toEqual([]);
  });

  test('pressed twice in a row signs in, though the browser never saw the first answer', async () => {
    const { email, id } = await town.newPerson();
    const browser = town.browser();
    await browser.open(await linkFor(email));
    await browser.send({}, { answerLost: true });
    expect(browser.cookies.has('session')).toBe(false);
    expect((await browser.send({})).path).toBe('/musterstadt/impressum');
    expect((await browser.open('/musterstadt/konto')).text).toContain('Lena Beispiel');
    expect(await town.database.read(town.town.id, (tx) => tx.selectFrom('accounts.session').select('id').where('person_id', '=', id).execute())).toHaveLength(1);
  });

  test('whose form was copied into another browser gives that one no session', async () => {
    const { email } = await town.newPerson();
    const link = await linkFor(email);
    const browser = town.browser();
    const shown = await browser.open(link);
    await browser.send({});
    const thief = town.browser();
    await thief.open(link);
    const copied = ['_submission', '_csrf'].map((name) => [name, new RegExp(`name="${name}" value="([^"]+)"`).exec(shown.html)![1]!] as const);
    expect((await thief.send(Object.fromEntries(copied))).status).toBe(400);
    await thief.open(link);
    await thief.send(Object.fromEntries(copied.slice(0, 1)));
    expect(thief.cookies.has('session')).toBe(false);
  });

  test('pressed at the same time in two processes lets exactly one in', async () => {
    const { email } = await town.newPerson();
    const link = await linkFor(email);
    const database = connectDatabase(town.test.app);
    const second = buildApplication({ ...town.house, database, log: createLog('silent') });
    const browsers = [town.browser(), browserOf(second), town.browser(), browserOf(second)];
    await Promise.all(browsers.map((browser) => browser.open(link)));
    const shown = await Promise.all(browsers.map((browser) => browser.send({})));
    await database.close();
    expect(shown.map((one) => one.status).sort()).toEqual([200, 422, 422, 422]);
    expect(browsers.filter((browser) => browser.cookies.has('session'))).toHaveLength(1);
    const { id } = await town.database.read(town.town.id, (tx) => tx.selectFrom('accounts.person').select('id').where('email', '=', email).executeTakeFirstOrThrow());
    expect(await town.database.read(town.town.id, (tx) => tx.selectFrom('accounts.session').select('id').where('person_id', '=', id).execute())).toHaveLength(1);
  });

  test('leads where one wanted to go, and never to another site', async () => {
    const { email } = await town.newPerson();
    const wanted = town.browser();
    await wanted.open(await linkFor(email, '/musterstadt/anmelden?weiter=%2Fimpressum%3Fa%3D1'));
    expect((await wanted.send({})).path).toBe('/musterstadt/impressum?a=1');
    const tricked = town.browser();
    await tricked.open(await linkFor(email, '/musterstadt/anmelden?weiter=%2F%2Fboese.example'));
    expect((await tricked.send({})).path).toBe('/musterstadt');
  });

  test.each([['ar', 'تسجيل الدخول'], ['tr', 'Giriş yap'], ['einfach', 'Anmelden']])('comes in the language of the page (%s)', async (segment, word) => {
    const { email } = await town.newPerson();
    const browser = town.browser();
    expect((await browser.open(`/musterstadt/${segment}/anmelden`)).text).toContain(word);
    await browser.send({ email }, { form: 'anmeldelink' });
    const [mail] = await town.mailsTo(email);
    expect(mail!.link).toContain(`/musterstadt/${segment}/anmelden/link/`);
  });
});

describe('a password', () => {
  async function withPassword(email: string, password: string, start = '/musterstadt/anmelden?weiter=/impressum') {
    const browser = town.browser();
    await browser.open(start);
    return { browser, shown: await browser.send({ email, password }, { form: 'kennwort' }) };
  }

  test('signs in, whatever case the address was typed in', async () => {
    const { email } = await town.newPerson();
    const { browser } = await withPassword(email.toUpperCase(), PASSWORD);
    expect((await browser.open('/musterstadt/konto')).text).toContain('Mein Konto');
  });

  test('that is wrong and an address that is unknown look the same, and neither is shown again', async () => {
    const { email } = await town.newPerson();
    const wrong = (await withPassword(email, 'ganz falsches kennwort')).shown;
    const unknown = (await withPassword('niemand@amt.example', 'ganz falsches kennwort')).shown;
    expect([wrong.status, unknown.status]).toEqual([422, 422]);
    expect(wrong.text).toBe(unknown.text);
    expect(wrong.text).toContain('Adresse und Kennwort passen nicht zusammen');
    expect(wrong.html).not.toContain('ganz falsches kennwort');
  });

  test('opens nothing in another municipality', async () => {
    const { email } = await town.newPerson();
    expect((await withPassword(email, PASSWORD, '/nachbarstadt/anmelden')).shown.status).toBe(422);
  });

  test('that does not exist cannot be guessed: people without one never get in by it', async () => {
    const { email } = await town.newPerson([], { password: false });
    expect((await withPassword(email, 'nobody has this password')).shown.status).toBe(422);
  });

  test('is asked for again only after a while, when it was wrong ten times; the right one does not help then', async () => {
    const { email } = await town.newPerson();
    for (let count = 0; count < 10; count++) expect((await withPassword(email, 'ganz falsches kennwort')).shown.status).toBe(422);
    const { shown, browser } = await withPassword(email, PASSWORD);
    expect(shown.status).toBe(429);
    expect(shown.text).toContain('15 Minuten');
    expect(shown.headers.get('Retry-After')).toBe('900');
    expect(browser.cookies.has('session')).toBe(false);
    town.clock.move(15);
    expect((await withPassword(email, PASSWORD)).shown.status).toBe(200);
  });

  test('kept with older parameters is hashed anew at the next sign-in', async () => {
    const { email, id } = await town.newPerson();
    const { hash } = await import('@node-rs/argon2');
    const old = await hash(PASSWORD, { memoryCost: 8192, timeCost: 1, parallelism: 1 });
    await town.database.write(town.town.id, (tx) => tx.updateTable('accounts.person').set({ password_hash: old }).where('id', '=', id).execute());
    expect((await withPassword(email, PASSWORD)).shown.status).toBe(200);
    const { password_hash } = await town.database.read(town.town.id, (tx) => tx.selectFrom('accounts.person').select('password_hash').where('id', '=', id).executeTakeFirstOrThrow());
    expect(password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});

describe('every sign-in', () => {
  test('leaves an entry in the audit: who came in, and that somebody was refused', async () => {
    const { email, id } = await town.newPerson();
    const browser = town.browser();
    await browser.open('/musterstadt/anmelden');
    await browser.send({ email, password: 'ganz falsches kennwort' }, { form: 'kennwort' });
    await browser.send({ email, password: PASSWORD }, { form: 'kennwort' });
    const entries = await town.database.read(town.town.id, (tx) => tx.selectFrom('platform.audit_entry').select(['outcome', 'subject_id']).where('name', '=', 'accounts.sign-in.password').orderBy('sequence', 'desc').limit(2).execute());
    expect(entries).toEqual([{ outcome: 'done', subject_id: id }, { outcome: 'refused', subject_id: null }]);
  });

  test('over https sets a cookie that no script, no other site and no other host can use', async () => {
    const secure = await accountsTown({ BASE_URL: 'https://kette.example.de' });
    try {
      const { email } = await secure.newPerson();
      const browser = secure.browser();
      const raw: string[] = [];
      const request = secure.app.request.bind(secure.app);
      secure.app.request = async (...all) => {
        const response = await request(...all);
        raw.push(...response.headers.getSetCookie());
        return response;
      };
      const watching = browserOf(secure);
      await watching.open('/musterstadt/anmelden');
      await watching.send({ email, password: PASSWORD }, { form: 'kennwort' });
      const cookie = raw.find((line) => line.startsWith('__Host-session='))!;
      expect(cookie).toMatch(/; Path=\/(;|$)/);
      for (const part of ['HttpOnly', 'Secure', 'SameSite=Lax']) expect(cookie).toContain(part);
      expect(cookie).not.toContain('Domain');
      expect(browser.cookies.size).toBe(0);
    } finally {
      await secure.close();
    }
  });
});
