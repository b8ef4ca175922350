import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountsTown, PASSWORD, type AccountsTown } from './accounts-town.fixture.ts';
import type { Browser } from './browser.fixture.ts';
import { accountsHousekeeping } from './server/housekeeping.ts';

let town: AccountsTown;

beforeAll(async () => {
  town = await accountsTown();
});
afterAll(() => town.close());

async function enter(email: string, browser = town.browser()): Promise<Browser> {
  await browser.open('/musterstadt/anmelden?weiter=/impressum');
  await browser.send({ email, password: PASSWORD }, { form: 'kennwort' });
  return browser;
}
const isIn = async (browser: Browser) => (await browser.open('/musterstadt/konto')).path === '/musterstadt/konto';
const sessions = (id: string) => town.database.read(town.town.id, (tx) => tx.selectFrom('accounts.session').selectAll().where('person_id', '=', id as never).orderBy('created_at').orderBy('id').execute());

describe('a session', () => {
  test('is kept as a hash only, and each sign-in gives a new token and ends the one this browser had', async () => {
    const { email, id } = await town.newPerson();
    const browser = await enter(email);
    const first = browser.cookies.get('session')!;
    browser.cookies.delete('session');
    const signInPage = await browser.open('/musterstadt/anmelden?weiter=/impressum');
    expect(signInPage.status).toBe(200);
    browser.cookies.set('session', first);
    const rows = await sessions(id);
    expect(JSON.stringify(rows)).not.toContain(first);
    expect(first).toHaveLength(43);

    const other = await enter(email);
    expect(other.cookies.get('session')).not.toBe(first);
    expect(await isIn(browser)).toBe(true);
  });

  test('cannot be planted: a token somebody else chose is nobody, and is replaced at sign-in', async () => {
    const { email } = await town.newPerson();
    const browser = town.browser();
    browser.cookies.set('session', 'von-fremder-hand-gesetzt');
    expect(await isIn(browser)).toBe(false);
    await enter(email, browser);
    expect(browser.cookies.get('session')).not.toBe('von-fremder-hand-gesetzt');
    expect(await isIn(browser)).toBe(true);
  });

  test('of one municipality is nobody in another', async () => {
    const { email } = await town.newPerson();
    const browser = await enter(email);
    expect((await browser.open('/nachbarstadt/konto')).path).toContain('/nachbarstadt/anmelden');
  });

  test('ends after twelve hours, however busy', async () => {
    const { email } = await town.newPerson();
    const browser = await enter(email);
    for (let hour = 1; hour < 12; hour++) {
      town.clock.move(60);
      expect(await isIn(browser)).toBe(true);
    }
    town.clock.move(60);
    expect(await isIn(browser)).toBe(false);
  });

  test('ends after eight idle hours; reading pages keeps it alive', async () => {
    const { email } = await town.newPerson();
    const idle = await enter(email);
    const reader = await enter(email);
    town.clock.move(7 * 60);
    await reader.open('/musterstadt/impressum');
    town.clock.move(60);
    expect(await isIn(idle)).toBe(false);
    expect(await isIn(reader)).toBe(true);
  });

  test('writes the time of the last visit at most once a minute', async () => {
    const { email, id } = await town.newPerson();
    const browser = await enter(email);
    const begun = (await sessions(id))[0]!.last_seen_at;
    await isIn(browser);
    expect((await sessions(id))[0]!.last_seen_at).toEqual(begun);
    town.clock.move(2);
    await isIn(browser);
    expect((await sessions(id))[0]!.last_seen_at).toEqual(town.clock.now());
  });

  test('ends at once when the person is locked out', async () => {
    const { email, id } = await town.newPerson();
    const browser = await enter(email);
    await town.database.write(town.town.id, (tx) => tx.updateTable('accounts.person').set({ deactivated_at: town.clock.now() }).where('id', '=', id as never).execute());
    expect(await isIn(browser)).toBe(false);
  });
});

describe('signing out', () => {
  test('asks first, then ends the session itself and empties the browser', async () => {
    const { email, id } = await town.newPerson();
    const browser = await enter(email);
    const token = browser.cookies.get('session')!;
    await browser.open('/musterstadt/abmelden');
    expect(await isIn(browser)).toBe(true);
    await browser.open('/musterstadt/abmelden');
    await browser.send({});
    expect(browser.cookies.has('session')).toBe(false);
    browser.cookies.set('session', token);
    expect(await isIn(browser)).toBe(false);
    expect((await sessions(id))[0]!.revoked_at).toEqual(town.clock.now());
  });
});

describe('my sessions', () => {
  test('are listed, each can be ended, and all others at once', async () => {
    const { email } = await town.newPerson();
    const [desk, laptop, phone] = [await enter(email), await enter(email), await enter(email)];
    const page = await desk!.open('/musterstadt/konto');
    const ends = [...page.html.matchAll(/formaction="([^"]*\/sitzungen\/[0-9a-f-]+\/beenden)"/g)].map((match) => match[1]!);
    expect(ends).toHaveLength(2);
    await desk!.send({}, { form: 'sitzungen', press: ends[0]! });
    expect([await isIn(laptop!), await isIn(phone!)].filter(Boolean)).toHaveLength(1);
    await desk!.open('/musterstadt/konto');
    await desk!.send({}, { form: 'sitzungen' });
    expect([await isIn(desk!), await isIn(laptop!), await isIn(phone!)]).toEqual([true, false, false]);
  });

  test('of somebody else cannot be ended by guessing their address', async () => {
    const owner = await town.newPerson();
    const ownersBrowser = await enter(owner.email);
    const [session] = await sessions(owner.id);
    const stranger = await enter((await town.newPerson()).email);
    await stranger.open('/musterstadt/konto');
    const shown = await stranger.send({}, { form: 'sitzungen', press: `/musterstadt/konto/sitzungen/${session!.id}/beenden` }).catch(() => undefined);
    expect(shown?.status ?? 422).toBe(422);
    expect(await isIn(ownersBrowser)).toBe(true);
  });
});

describe('my password', () => {
  test('is changed by whoever knows the old one: other sessions end, and I am told', async () => {
    const { email } = await town.newPerson();
    const [here, elsewhere] = [await enter(email), await enter(email)];
    await here!.open('/musterstadt/konto');
    const fields = { 'current-password': PASSWORD, 'new-password': 'sieben Störche am Fluss', 'repeat-password': 'sieben Störche am Fluss' };
    expect((await here!.send(fields, { form: 'kennwort' })).status).toBe(200);
    expect([await isIn(here!), await isIn(elsewhere!)]).toEqual([true, false]);
    const old = await enter(email);
    expect(await isIn(old)).toBe(false);
    const [mail] = await town.mailsTo(email);
    expect(mail!.text).toContain('Das Kennwort wurde geändert');
    expect(mail!.subject).not.toContain(email);
  });

  test.each([
    [{ 'current-password': 'falsch geraten' }, 'Das bisherige Kennwort stimmt nicht'],
    [{ 'new-password': 'zu kurz', 'repeat-password': 'zu kurz' }, 'mindestens 12 Zeichen'],
    [{ 'repeat-password': 'etwas ganz anderes' }, 'Die beiden Eingaben sind verschieden'],
  ])('is refused with %j', async (change, text) => {
    const { email } = await town.newPerson();
    const browser = await enter(email);
    await browser.open('/musterstadt/konto');
    const shown = await browser.send({ 'current-password': PASSWORD, 'new-password': 'sieben Störche am Fluss', 'repeat-password': 'sieben Störche am Fluss', ...change }, { form: 'kennwort' });
    expect(shown.status).toBe(422);
    expect(shown.text).toContain(text);
  });
});

test('the name others see can be changed', async () => {
  const { email } = await town.newPerson();
  const browser = await enter(email);
  await browser.open('/musterstadt/konto');
  expect((await browser.send({ name: 'Ölçün Müller-Lüdenscheidt' }, { form: 'name' })).text).toContain('Ölçün Müller-Lüdenscheidt');
});

test('housekeeping removes what has ended a week ago and keeps what is in use', async () => {
  const { email, id } = await town.newPerson();
  await enter(email);
  await town.signedIn(email);
  town.clock.move(8 * 24 * 60);
  const browser = await enter(email);
  await town.database.write(town.town.id, (tx) => accountsHousekeeping(tx, { municipalityId: town.town.id, clock: town.clock, configuration: town.house.configuration }));
  expect(await sessions(id)).toHaveLength(1);
  expect(await isIn(browser)).toBe(true);
  const left = await town.database.read(town.town.id, async (tx) => ({
    links: await tx.selectFrom('accounts.sign_in_link').select('id').where('person_id', '=', id as never).execute(), challenges: await tx.selectFrom('accounts.challenge').select('id').execute(),
  }));
  expect(left).toEqual({ links: [], challenges: [] });
});
