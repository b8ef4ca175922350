import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectDatabase } from '../platform/database.ts';
import type { Day } from '../platform/day.ts';
import { newId, type Uuid } from '../platform/id.ts';
import { storeOrganizations } from '../network/server/store-organizations.ts';
import { accountsTown, type AccountsTown } from './accounts-town.fixture.ts';
import type { Browser } from './browser.fixture.ts';
import { permit } from './permit.ts';
import type { Role } from './role.ts';
import { openNewSession } from './server/sessions.ts';

let town: AccountsTown;
const PEOPLE = '/musterstadt/verwaltung/personen';

beforeAll(async () => {
  town = await accountsTown();
});
afterAll(() => town.close());

/** Signed in with both factors. */
async function signedInAs(roles: Role[], at: Uuid = town.town.id): Promise<{ browser: Browser; id: Uuid; email: string }> {
  const person = await town.newPerson(roles, { town: at, password: false });
  const browser = town.browser();
  const token = await town.database.write(at, (tx) => openNewSession(tx, town.clock, { municipalityId: at, personId: person.id, method: 'passkey', secondFactor: true, confirmed: true }));
  browser.cookies.set('session', token);
  return { browser, ...person };
}

async function press(browser: Browser, person: Uuid, path: string, form = 'zugang') {
  await browser.open(`${PEOPLE}/${person}`);
  return browser.send({}, { form, press: `${PEOPLE}/${person}/${path}` });
}
const roleEnds = (html: string) => [...html.matchAll(/formaction="[^"]*(rollen\/[0-9a-f-]+\/beenden)"/g)].map((match) => match[1]!);

describe('people', () => {
  test('are invited with a first role, get a mail, and come in by it', async () => {
    const { browser } = await signedInAs(['administrator']);
    await browser.open(`${PEOPLE}/einladen`);
    const shown = await browser.send({ name: 'Ada Muster', email: 'ada@amt.example', role: 'planner' });
    expect(shown.text).toContain('Jugendhilfe- und Sozialplanung');
    const [mail] = await town.mailsTo('ada@amt.example');
    const invited = town.browser();
    await invited.open(new URL(mail!.link).pathname);
    expect((await invited.send({})).path).toContain('/konto/zweiter-schritt');
  });

  test('can still use an invitation after six days, not after seven, and a second invitation ends the first', async () => {
    const { browser } = await signedInAs(['administrator']);
    const links: string[] = [];
    for (const email of ['sechs@amt.example', 'sieben@amt.example', 'zweimal@amt.example']) {
      await browser.open(`${PEOPLE}/einladen`);
      const { path } = await browser.send({ name: 'Ada Muster', email, role: 'planner' });
      links.push(new URL((await town.mailsTo(email))[0]!.link).pathname);
      if (email.startsWith('zweimal')) await press(browser, path.split(/[/?]/).at(-2) as Uuid, 'einladung');
    }
    const use = async (link: string) => {
      const invited = town.browser();
      await invited.open(link);
      return (await invited.send({})).status;
    };
    expect(await use(links[2]!)).toBe(422);
    town.clock.move(6 * 24 * 60);
    expect(await use(links[0]!)).toBe(200);
    town.clock.move(24 * 60);
    expect(await use(links[1]!)).toBe(422);
  });

  test('are not invited twice under one address, whatever its case', async () => {
    const { browser } = await signedInAs(['administrator']);
    const { email } = await town.newPerson();
    await browser.open(`${PEOPLE}/einladen`);
    const shown = await browser.send({ name: 'Ada Muster', email: email.toUpperCase(), role: 'planner' });
    expect(shown.status).toBe(422);
    expect(shown.text).toContain('gibt es schon eine Person');
    expect(shown.html).toContain('value="Ada Muster"');
  });

  test('edit offers only for an organisation of this municipality', async () => {
    const { browser } = await signedInAs(['administrator']);
    const [here, elsewhere] = [newId(), newId()];
    const organization = (id: Uuid, name: string) => ({ id, name, sector: 'club' as const, isDemo: false });
    await town.database.write(town.town.id, (tx) => storeOrganizations(tx, town.town.id, [organization(here, 'KUBA e. V.')], town.clock));
    await town.database.write(town.otherTown.id, (tx) => storeOrganizations(tx, town.otherTown.id, [organization(elsewhere, 'Fremder Verein')], town.clock));
    const page = await browser.open(`${PEOPLE}/einladen`);
    expect(page.text).not.toContain('Fremder Verein');
    expect((await browser.send({ name: 'Eda', email: 'eda@verein.example', role: 'provider-editor', organization: elsewhere })).text).toContain('Diese Organisation gibt es nicht');
    await browser.open(`${PEOPLE}/einladen`);
    expect((await browser.send({ name: 'Eda', email: 'eda@verein.example', role: 'provider-editor' })).text).toContain('Bitte wählen Sie die Organisation');
    await browser.open(`${PEOPLE}/einladen`);
    expect((await browser.send({ name: 'Eda', email: 'eda@verein.example', role: 'provider-editor', organization: here })).text).toContain('KUBA e. V.');
  });

  test('of another municipality look like people there never were', async () => {
    const { browser } = await signedInAs(['administrator']);
    const { id } = await town.newPerson([], { town: town.otherTown.id });
    expect((await browser.open(`${PEOPLE}/${id}`)).status).toBe(404);
    await browser.open(`${PEOPLE}/einladen`);
    expect((await browser.send({}, { press: `${PEOPLE}/${id}/sperren` })).status).toBe(404);
  });
});

describe('roles', () => {
  test('begin and end with their days', async () => {
    const { id, browser } = await signedInAs([]);
    const sees = async () => (await browser.open('/musterstadt/konto')).text.includes('Jugendhilfe- und Sozialplanung');
    const administrator = await signedInAs(['administrator']);
    const today = town.clock.today();
    const tomorrow = new Date(Date.parse(`${today}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10) as Day;
    await administrator.browser.open(`${PEOPLE}/${id}`);
    await administrator.browser.send({ role: 'planner', 'starts-on': today, 'ends-on': tomorrow }, { form: 'neue-rolle' });
    expect(await sees()).toBe(true);
    town.clock.move(24 * 60);
    browser.cookies.set('session', await town.database.write(town.town.id, (tx) => openNewSession(tx, town.clock, { municipalityId: town.town.id, personId: id, method: 'passkey', secondFactor: true, confirmed: true })));
    expect(await sees()).toBe(false);
  });

  test('that open protected content nobody gives to themselves', async () => {
    const { browser, id } = await signedInAs(['administrator']);
    await browser.open(`${PEOPLE}/${id}`);
    const shown = await browser.send({ role: 'navigator' }, { form: 'neue-rolle' });
    expect(shown.status).toBe(422);
    expect(shown.text).toContain('Niemand kann sie sich selbst geben');
  });

  test('an administrator has open no protected content by themselves', () => {
    const administrator = { municipalityId: newId(), personId: newId(), roles: ['administrator'], organizationIds: [] };
    expect(permit('case.note.read', 'social', ['navigator', 'kita-office']).allows(administrator)).toBe(false);
  });

  test('end at once, and the page is closed to that person', async () => {
    const first = await signedInAs(['administrator']);
    const second = await signedInAs(['administrator']);
    const page = await first.browser.open(`${PEOPLE}/${second.id}`);
    await press(first.browser, second.id, roleEnds(page.html)[0]!, 'rollen');
    expect((await second.browser.open(PEOPLE)).status).toBe(403);
  });
});

describe('the last administrator', () => {
  test('can neither be locked out nor lose the role, and two cannot remove each other at the same time', async () => {
    const alone = await accountsTown();
    const database = connectDatabase(alone.test.app);
    try {
      const people = await Promise.all([1, 2].map(async () => {
        const person = await alone.newPerson(['administrator'], { password: false });
        const browser = alone.browser();
        browser.cookies.set('session', await alone.database.write(alone.town.id, (tx) => openNewSession(tx, alone.clock, { municipalityId: alone.town.id, personId: person.id, method: 'passkey', secondFactor: true, confirmed: true })));
        return { ...person, browser };
      }));
      const [one, two] = people as [(typeof people)[0], (typeof people)[0]];
      const shown = await Promise.all([press(one.browser, two.id, 'sperren'), press(two.browser, one.id, 'sperren')]);
      const active = await alone.database.read(alone.town.id, (tx) => tx.selectFrom('accounts.person').select('id').where('deactivated_at', 'is', null).execute());
      expect(active).toHaveLength(1);
      expect(shown.some((page) => page.status !== 200)).toBe(true);

      const left = people.find((person) => person.id === active[0]!.id)!;
      const refused = await press(left.browser, left.id, 'sperren');
      expect(refused.status).toBe(422);
      expect(refused.text).toContain('mindestens eine Person mit der Rolle');
      const page = await left.browser.open(`${PEOPLE}/${left.id}`);
      expect((await press(left.browser, left.id, roleEnds(page.html)[0]!, 'rollen')).text).toContain('mindestens eine Person mit der Rolle');
      expect((await left.browser.open(PEOPLE)).status).toBe(200);
    } finally {
      await database.close();
      await alone.close();
    }
  });
});

describe('access', () => {
  test('that was taken away signs out everywhere and can be given back', async () => {
    const { browser } = await signedInAs(['administrator']);
    const person = await signedInAs(['planner']);
    await press(browser, person.id, 'sperren');
    expect((await person.browser.open('/musterstadt/konto')).path).toContain('/anmelden');
    expect((await browser.open(`${PEOPLE}/${person.id}`)).text).toContain('gesperrt');
    await press(browser, person.id, 'entsperren');
    expect((await town.signedIn(person.email)).cookies.has('session')).toBe(true);
  });

  test('with a lost second factor is reset by the administrator, never one’s own, and the person is told', async () => {
    const { browser, id } = await signedInAs(['administrator']);
    const person = await signedInAs(['planner']);
    await town.database.write(town.town.id, (tx) => tx.updateTable('accounts.person').set({ totp_confirmed_at: town.clock.now(), totp_secret: Buffer.from('x') }).where('id', 'in', [person.id, id]).execute());
    await press(browser, person.id, 'zweiter-schritt-zuruecksetzen');
    expect((await person.browser.open('/musterstadt/konto')).path).toContain('/anmelden');
    expect((await town.mailsTo(person.email))[0]!.text).toContain('den zweiten Schritt zurückgesetzt');
    expect((await press(browser, id, 'zweiter-schritt-zuruecksetzen')).text).toContain('unter „Mein Konto“');
  });
});

describe('pages of the administration', () => {
  test.each<[string, Role]>([[PEOPLE, 'administrator'], ['/musterstadt/verwaltung/auftraege', 'administrator'], ['/musterstadt/verwaltung/protokoll', 'auditor'], ['/musterstadt/verwaltung/protokoll.csv', 'auditor']])('%s opens to %s only', async (path, role) => {
    const { browser } = await signedInAs([role]);
    expect((await browser.open(path)).status).toBe(200);
    const others = (['planner', 'coordinator', 'department-head', 'navigator', 'administrator', 'auditor'] as const).filter((one) => one !== role);
    expect((await (await signedInAs(others)).browser.open(path)).status).toBe(403);
    expect((await town.browser().open(path)).path).toContain('/anmelden?weiter=');
  });

  test('background work that was given up can be tried again', async () => {
    const { browser } = await signedInAs(['administrator']);
    await town.mailsTo('niemand@amt.example');
    const person = await town.newPerson();
    const asking = town.browser();
    await asking.open('/musterstadt/anmelden');
    await asking.send({ email: person.email }, { form: 'anmeldelink' });
    await town.database.write(town.town.id, (tx) => tx.updateTable('platform.job').set({ state: 'failed', last_error: 'Error ECONNREFUSED', finished_at: town.clock.now() }).where('state', '=', 'planned').execute());
    const superuser = connectDatabase(town.test.superuser, { poolSize: 1 });
    await superuser.pool.query('update graphile_worker._private_jobs set attempts = max_attempts');
    await superuser.close();
    expect(await town.mailsTo(person.email)).toEqual([]);
    const page = await browser.open('/musterstadt/verwaltung/auftraege?zustand=failed');
    expect(page.text).toContain('Error ECONNREFUSED');
    const retry = /formaction="([^"]*wiederholen)"/.exec(page.html)![1]!;
    expect((await browser.send({}, { form: 'auftraege', press: retry })).text).toContain('Anmeldelink vorbereiten');
    expect(await town.mailsTo(person.email)).toHaveLength(1);
    await browser.open('/musterstadt/verwaltung/auftraege');
    expect((await browser.send({}, { form: 'auftraege', press: retry })).text).toContain('nicht fehlgeschlagen');
  });

  test('the audit shows who did what, by day, person, outcome and name; is itself noted; and can be verified and taken along', async () => {
    const person = await signedInAs(['planner']);
    await person.browser.open('/musterstadt/verwaltung/personen');
    const { browser } = await signedInAs(['auditor']);
    const denied = await browser.open(`/musterstadt/verwaltung/protokoll?person=${person.id}&ausgang=denied`);
    expect(denied.text).toContain('accounts.people.manage');
    expect(denied.text).toContain('Ein Eintrag');
    expect((await browser.open('/musterstadt/verwaltung/protokoll?bis=2020-01-01')).text).toContain('keine Einträge');
    expect((await browser.open('/musterstadt/verwaltung/protokoll?vorgang=100%25')).text).toContain('keine Einträge');
    expect((await browser.open('/musterstadt/verwaltung/protokoll?vorgang=audit.read')).text).toContain('accounts.audit.read');
    expect((await browser.open('/musterstadt/verwaltung/protokoll?pruefen=ja')).text).toContain('Die Kette ist unversehrt');
    const csv = await browser.open(`/musterstadt/verwaltung/protokoll.csv?person=${person.id}`);
    expect(csv.headers.get('Content-Disposition')).toContain('protokoll-musterstadt-');
    expect(csv.html).toContain('accounts.people.manage;verwehrt');
    expect(csv.headers.get('Cache-Control')).toBe('no-store');
  });
});
