import { execFileSync } from 'node:child_process';
import { unzipSync } from 'fflate';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountsTown, type AccountsTown } from '../accounts/accounts-town.fixture.ts';
import type { Browser } from '../accounts/browser.fixture.ts';
import type { Role } from '../accounts/role.ts';
import { buildApplication } from '../application.ts';
import { jobTasks } from '../job-tasks.ts';
import { storeLocations } from '../offers/server/store-locations.ts';
import { day } from '../platform/day.ts';
import { newId, type Uuid } from '../platform/id.ts';
import { createLog } from '../platform/log.ts';
import { runJobsOnce } from '../platform/worker.ts';
import { decideRound, type DecisionTown } from './decisions.fixture.ts';
import { kitaTown, type KitaTown } from './kita-town.fixture.ts';
import { askingCatalogue, familyBrowser, fillIn, sendIn } from './registration-family.fixture.ts';
import { findDraft, updateDraft } from './server/drafts.ts';
import { storeFacilities } from './server/store-facilities.ts';

// One family whose address is blocked, registered by the mother; the father must not find the child. Everybody else tries to.
const HIDDEN = 'Verborgenwinkel';
const READER = 'pdftotext';
const CHILD = 'Fenja';

let town: AccountsTown;
let kita: KitaTown;
let mother: Browser;
let superuser: pg.Client;
const lines: string[] = [];
const ids = {} as Record<'child' | 'elder' | 'registration' | 'guardian' | 'circumstance' | 'decision' | 'round' | 'letterRun' | 'person' | 'facility', Uuid>;

const read = <Result>(work: Parameters<typeof town.database.read<Result>>[1]) => town.database.read(town.town.id, work);
const cookiesOf = ({ cookies }: Browser) => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
const routesOf = (method: 'GET' | 'POST') => [...new Set(town.app.routes.filter((route) => route.method === method && route.path.startsWith('/:town/') && !route.path.includes('*')).map(({ path }) => path))];
const isKita = (path: string) => path.includes('kita');
const mother2 = { others: 'one', 'other-given': 'Bodo', 'other-family': 'Wiesner', 'other-relation': 'father', 'other-email': 'vater@beispiel.example', 'other-right': 'nothing' };

/** Which of the family's ids stands where in an address: by the word before it. */
function withIds(path: string, of: (name: keyof typeof ids) => string): string {
  const words: Record<string, keyof typeof ids> = { kinder: 'child', anmeldung: 'registration', 'kita-anmeldung': 'registration', bescheid: 'decision', bescheide: 'decision', runden: 'round', einrichtungslisten: 'round', post: 'letterRun', nachweise: 'circumstance', einrichtungen: 'facility', kitas: 'facility', personal: 'facility' };
  return path.replace('/:town', '/musterstadt').replaceAll(/([^/]+)\/:[a-zA-Z]+(?:\{(?:[^{}]|\{[^{}]*\})*\})?/g, (_, word: string) => `${word}/${of(words[word] ?? 'child')}`).replaceAll(/:[a-zA-Z]+(?:\{(?:[^{}]|\{[^{}]*\})*\})?/g, of('child'));
}

beforeAll(async () => {
  town = await accountsTown();
  kita = await kitaTown(town);
  await askingCatalogue(town);
  ids.facility = kita.ahorn;
  superuser = new pg.Client(town.test.superuser);
  await superuser.connect();
  mother = await familyBrowser(town, 'mutter@beispiel.example');
  const elder = await fillIn(mother, { given: 'Runa', family: 'Wiesner', day: '2023-05-05', address: { street: HIDDEN, 'house-number': '7' }, wishes: [kita.ahorn] });
  await sendIn(mother, elder);
  const [row] = await read((tx) => tx.selectFrom('kita.registration').select('child_id').where('id', '=', elder as Uuid).execute());
  ids.elder = row!.child_id;
  await town.database.write(town.town.id, (tx) => tx.updateTable('kita.child').set({ longitude: 9.8, latitude: 51.9 }).where('id', '=', ids.elder).execute());
  // Months later she has it blocked, with the second child.
  ids.registration = await fillIn(mother, { given: CHILD, family: 'Wiesner', other: mother2, address: { street: HIDDEN, 'house-number': '7', blocked: 'on' }, wishes: [kita.ahorn] }) as Uuid;
  expect((await sendIn(mother, ids.registration)).text).toContain('Ihre Anmeldung ist angekommen');
  ids.child = (await read((tx) => tx.selectFrom('kita.registration').select('child_id').where('id', '=', ids.registration).executeTakeFirstOrThrow())).child_id;
  ids.circumstance = (await read((tx) => tx.selectFrom('kita.circumstance').select('id').where('registration_id', '=', ids.registration).executeTakeFirstOrThrow())).id;
  const guardian = await read((tx) => tx.selectFrom('kita.guardian').select(['id', 'person_id']).where('person_id', 'is not', null).executeTakeFirstOrThrow());
  [ids.guardian, ids.person] = [guardian.id, guardian.person_id!];
  const { id: catalogueId } = await read((tx) => tx.selectFrom('kita.catalogue').select('id').executeTakeFirstOrThrow());
  ids.round = await decideRound(town, { catalogueId } as DecisionTown, { isEnded: false });
  ids.decision = (await read((tx) => tx.selectFrom('kita.decision').select('id').where('child_id', '=', ids.child).executeTakeFirstOrThrow())).id;
  await work();
  const office = await town.signIn(['kita-office']);
  for (const way of ['post', 'hand-over']) await town.submit('/musterstadt/verwaltung/kita/bescheide/post', { way }, { cookie: office });
  await work();
  const run = await read((tx) => tx.selectFrom('kita.letter_run').select('id').executeTakeFirst());
  ids.letterRun = run?.id ?? newId();
}, 120_000);
afterAll(async () => {
  await superuser.end();
  await town.close();
});

const work = () => runJobsOnce({ house: town.house, connection: town.test.app, tasks: jobTasks });

/** Everything readable of an answer: a table's cells, a letter's words. */
async function wordsOf(answer: Response): Promise<string> {
  const bytes = Buffer.from(await answer.arrayBuffer());
  const raw = `${JSON.stringify([...answer.headers])} ${bytes.toString('utf8')} ${bytes.toString('latin1')}`;
  if (bytes.subarray(0, 2).toString() === 'PK') return `${raw} ${Object.values(unzipSync(bytes)).map((file) => Buffer.from(file).toString('utf8')).join(' ')}`;
  if (bytes.subarray(0, 4).toString() !== '%PDF') return raw;
  try {
    return `${raw} ${execFileSync(READER, ['-', '-'], { input: bytes }).toString('utf8')}`;
  } catch {
    return raw;
  }
}

const staff: readonly Role[] = ['kita-office', 'kita-provider', 'planner', 'coordinator', 'department-head', 'auditor', 'administrator'];

describe('a blocked address', () => {
  test('is on no page, in no file, no mail, no log line and no row, whoever looks', async () => {
    const { app } = buildApplication({ ...town.house, log: createLog('info', (line) => lines.push(line)) });
    const seen = new Map<string, number>();
    const read200: string[] = [];
    const leaks: string[] = [];
    const look = async (who: string, cookie: string, paths: readonly string[]) => {
      for (const path of paths) {
        const answer = await app.request(new URL(withIds(path, (name) => ids[name]), town.house.configuration.baseUrl), { headers: cookie ? { Cookie: cookie } : {} });
        if (answer.status === 200) seen.set(who, (seen.get(who) ?? 0) + 1);
        if (answer.status === 200 && who === 'kita-office') read200.push(path.replaceAll(/\{(?:[^{}]|\{[^{}]*\})*\}/g, ''));
        if (answer.status >= 500) leaks.push(`${who} ${path}: ${answer.status}`);
        const words = await wordsOf(answer);
        if (words.includes(HIDDEN) || words.includes(encodeURIComponent(HIDDEN).toLowerCase())) leaks.push(`${who} ${path}`);
      }
    };
    const [all, ofKita] = [routesOf('GET'), routesOf('GET').filter(isKita)];
    for (const role of staff) await look(role, await town.signIn([role], role === 'kita-provider' ? { organizationId: kita.organization } : {}), role === 'kita-office' ? all : ofKita);
    await look('mother', cookiesOf(mother), ofKita);
    await look('father', cookiesOf(await familyBrowser(town, 'vater@beispiel.example')), ofKita);
    await look('visitor', '', ofKita);
    expect(leaks).toEqual([]);
    // So that the walk means something: the office sees the child's file, its decision and its letters.
    expect(seen.get('kita-office')).toBeGreaterThan(35);
    expect(read200).toEqual(expect.arrayContaining(['/:town/verwaltung/kita/kinder/:id', '/:town/verwaltung/kita/bescheide/:id', '/:town/verwaltung/kita/nachweise/:id', '/:town/verwaltung/kita/runden/:round']));
    expect(seen.get('mother')).toBeGreaterThan(7);
    const office = await town.signIn(['kita-office']);
    const file = await wordsOf(await town.get(`/musterstadt/verwaltung/kita/kinder/${ids.child}`, office));
    expect([file.includes(CHILD), file.includes('Auskunftssperre')]).toEqual([true, true]);
    expect(await wordsOf(await town.submit('/musterstadt/verwaltung/kita/kinder', { wen: 'Wiesner' }, { cookie: office }))).not.toContain(HIDDEN);
    const printed = await read((tx) => tx.selectFrom('kita.letter_file').select(['id', 'run_id']).execute());
    for (const { id, run_id } of printed) expect(await wordsOf(await town.get(`/musterstadt/verwaltung/kita/bescheide/post/${run_id}/${id}.pdf`, office))).not.toContain(HIDDEN);

    const { rows: tables } = await superuser.query<{ name: string }>("select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')");
    for (const { name } of tables) expect((await superuser.query(`select from ${name} one where one::text like $1`, [`%${HIDDEN}%`])).rowCount, name).toBe(0);
    expect(lines.length).toBeGreaterThan(100);
    expect(lines.join('')).not.toMatch(new RegExp(`${HIDDEN}|${CHILD}|beispiel\\.example`));
  }, 240_000);

  test('takes area and point of a child registered before it was blocked, and nobody writes them in again', async () => {
    const homes = () => read((tx) => tx.selectFrom('kita.child').select(['longitude', 'latitude', 'area_id']).where('id', 'in', [ids.elder, ids.child]).execute());
    const nowhere = { longitude: null, latitude: null, area_id: null };
    expect(await homes()).toEqual([nowhere, nowhere]);
    await town.database.write(town.town.id, (tx) => tx.updateTable('kita.child').set({ longitude: 9.8, latitude: 51.9 }).where('id', '=', ids.child).execute());
    expect(await homes()).toEqual([nowhere, nowhere]);
  });
});

/** All rows of the Kita tables, as one number for each. */
async function fingerprint(): Promise<Record<string, string>> {
  const { rows: tables } = await superuser.query<{ name: string }>("select tablename as name from pg_tables where schemaname = 'kita' and tablename <> 'registration_draft' order by 1");
  const found: Record<string, string> = {};
  for (const { name } of tables) found[name] = (await superuser.query<{ sum: string }>(`select count(*) || ' ' || coalesce(md5(string_agg(one::text, '' order by one::text)), '') as sum from kita.${name} one`)).rows[0]!.sum;
  return found;
}

/** What somebody can tell two answers apart by: everything but form secrets, reference numbers and the ids asked for themselves. */
async function appearance(answer: Response, asked: string): Promise<string> {
  const text = (await answer.text()).replaceAll(/nonce="[^"]*"|value="[^"]*"|[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{12}(?=<)/g, '');
  return `${answer.status} ${answer.headers.get('location')?.replaceAll(/[0-9a-f-]{36}/g, 'ID') ?? ''} ${text}`.replaceAll(asked, '');
}

describe('who guesses ids', () => {
  const strangers: [string, () => Promise<{ cookie: string; from: string }>][] = [
    ['a provider of other Kitas', async () => ({ cookie: await town.signIn(['kita-provider'], { organizationId: kita.otherOrganization }), from: '/musterstadt/verwaltung/kita/einrichtungslisten' })],
    ['another family', async () => ({ cookie: cookiesOf(await familyBrowser(town, 'fremde@beispiel.example')), from: '/musterstadt/kita-anmeldung' })],
    ['the father from whom the child is hidden', async () => ({ cookie: cookiesOf(await familyBrowser(town, 'vater@beispiel.example')), from: '/musterstadt/kita-anmeldung' })],
    ['somebody who worked at the Kita office until yesterday', async () => {
      const cookie = await town.signIn(['kita-office']);
      await town.owner.write(town.town.id, (tx) => tx.updateTable('accounts.role_assignment').set({ starts_on: day('2025-01-01'), ends_on: town.clock.today() }).where('municipality_id', '=', town.town.id)
        .where('person_id', '=', tx.selectFrom('accounts.role_assignment').select('person_id').where('role', '=', 'kita-office').orderBy('id', 'desc').limit(1)).execute());
      return { cookie, from: '/musterstadt/kita-anmeldung' };
    }],
  ];

  test.each(strangers)('%s reads the same as of what never was, and changes nothing', async (who, enter) => {
    const { cookie, from } = await enter();
    const denials = async () => Number((await superuser.query<{ count: string }>("select count(*) from platform.audit_entry where outcome = 'denied'")).rows[0]!.count);
    const [before, deniedBefore] = [await fingerprint(), await denials()];
    const missing = newId();
    // A round's own page says the same for all its children; public pages are public.
    const guarded = (path: string) => isKita(path) && path.includes(':', 7) && !/\/:town\/(kitas|kita-kriterien|kita-vergabe)/.test(path);
    const told: string[] = [];
    const compare = async (path: string, ask: (id: (name: keyof typeof ids) => string) => Promise<Response>) => {
      const [real, never] = [await ask((name) => ids[name]), await ask((name) => (name === 'round' ? ids.round : missing))];
      const texts = [await appearance(real, ''), await appearance(never, '')];
      if (texts[0] !== texts[1] || texts[0]!.includes(CHILD)) told.push(`${path}: ${real.status} and ${never.status}`);
      if (real.status >= 500) told.push(`${path}: ${real.status}`);
    };
    for (const path of routesOf('GET').filter(guarded)) await compare(`GET ${path}`, async (id) => town.get(withIds(path, id), cookie));
    for (const path of routesOf('POST').filter(guarded)) {
      await compare(`POST ${path}`, async (id) => town.submit(from, {
        child: id('child'), childId: id('child'), id: id('decision'), decision: id('decision'), registration: id('registration'), circumstance: id('circumstance'), run: id('letterRun'), round: id('round'), answer: 'accepted', way: 'phone', note: 'Versuch', outcome: 'approved', reason: 'Versuch', confirm: 'on',
      }, { cookie, to: withIds(path, id) }));
    }
    expect(told, who).toEqual([]);
    expect(await fingerprint(), who).toEqual(before);
    // Whoever may not do a thing leaves a trace; what is looked for stands in it as an id at most.
    if (who !== 'another family' && !who.startsWith('the father')) expect(await denials(), who).toBeGreaterThan(deniedBefore);
    expect((await superuser.query('select from platform.audit_entry one where one::text like any ($1)', [[`%${CHILD}%`, '%Wiesner%', '%beispiel.example%']])).rowCount).toBe(0);
  }, 240_000);

  test('the hidden father who registers the child himself is told nothing of the other registration, and the office is', async () => {
    const father = await familyBrowser(town, 'vater@beispiel.example');
    await father.open('/musterstadt/kita-anmeldung');
    const begun = await father.send({}, { form: 'formular' });
    const shown = await father.open(begun.path.replace(/[a-z]+$/, 'sorgeberechtigte'));
    expect(`${begun.html}${shown.html}`).not.toMatch(/Bodo|Wiesner/);
    const id = await fillIn(father, { given: CHILD, family: 'Wiesner', other: {}, wishes: [kita.ahorn] });
    const sent = await sendIn(father, id);
    expect(sent.text).toContain('Ihre Anmeldung ist angekommen');
    expect(sent.text).not.toMatch(/schon angemeldet|doppelt/i);
    expect((await father.open('/musterstadt/meine-kita')).text.match(new RegExp(CHILD, 'g'))).toHaveLength(1);
    const pairs = await read((tx) => tx.selectFrom('kita.child_duplicate').select('id').where('other_child_id', '=', ids.child).execute());
    expect(pairs).toHaveLength(1);
  });
});

test('forty wishes are taken in order, the forty-first is refused in clear words and loses nothing', async () => {
  const more = Array.from({ length: 41 }, () => newId());
  await town.database.write(town.town.id, async (tx) => {
    const at = newId();
    await storeLocations(tx, town.town.id, [{ id: at, name: 'Reihe', street: 'Reihe', houseNumber: '1', postalCode: '31061', city: 'Musterstadt', stepFree: 'unknown', isDemo: false }]);
    await storeFacilities(tx, town.town.id, {
      seatTypes: [], facilities: more.map((id, index) => ({
        id, organizationId: kita.otherOrganization, locationId: at, kind: 'kita' as const, name: `Kita Reihe ${index + 1}`, pools: [{ id: newId(), name: 'Krippe', seats: 5, types: [{ seatTypeId: kita.types.krippe, atMost: null }, { seatTypeId: kita.types.kindergarten, atMost: null }], validFrom: day('2024-08-01') }],
      })),
    }, town.clock);
  });
  const family = await familyBrowser(town, 'vierzig@beispiel.example');
  const id = await fillIn(family, { given: 'Vierzig', family: 'Wünsche', wishes: more.slice(0, 1) });
  // Thirty-eight presses of the same button, in one.
  await town.database.write(town.town.id, async (tx) => {
    const { person_id: personId } = await tx.selectFrom('kita.registration_draft').select('person_id').where('id', '=', id as Uuid).executeTakeFirstOrThrow();
    const { secretKey } = town.house.configuration;
    const { draft } = (await findDraft(tx, town.town.id, secretKey, personId, id as Uuid))!;
    await updateDraft(tx, town.town.id, town.clock, secretKey, id as Uuid, { ...draft, wishes: more.slice(0, 39) });
  });
  await family.open(`/musterstadt/kita-anmeldung/${id}/wuensche`);
  expect((await family.send({ press: `add:${more[39]}`, order: '' })).status).toBe(200);
  const refused = await family.send({ press: `add:${more[40]}`, order: '' });
  expect([refused.status, refused.text.includes('40')]).toEqual([422, true]);
  expect((await sendIn(family, id)).text).toContain('Ihre Anmeldung ist angekommen');
  const wishes = await read((tx) => tx.selectFrom('kita.wish').select('facility_id').where('registration_id', '=', id as Uuid).orderBy('position').execute());
  expect(wishes.map(({ facility_id }) => facility_id)).toEqual(more.slice(0, 40));
}, 120_000);

test('hostile words are kept as words: on the family’s pages, in the office’s file and in the tables it takes away', async () => {
  const hostile = `"><img src=x onerror=alert(1)>=HYPERLINK("http://boese.example")#panic("x")`;
  const family = await familyBrowser(town, 'boese@beispiel.example');
  const id = await fillIn(family, { given: "D'Artagnan-Łucja", family: 'O’Neill', address: { street: hostile.slice(0, 110), city: '=1+1' }, wishes: [kita.ahorn] });
  await family.open(`/musterstadt/kita-anmeldung/${id}/besonderes`);
  await family.send({ 'inclusive-0': 'yes', 'need-0': hostile });
  expect((await sendIn(family, id)).text).toContain('Ihre Anmeldung ist angekommen');
  const { child_id: childId } = await read((tx) => tx.selectFrom('kita.registration').select('child_id').where('id', '=', id as Uuid).executeTakeFirstOrThrow());
  const office = await town.signIn(['kita-office']);
  const pages = [(await family.open(`/musterstadt/meine-kita/anmeldung/${id}`)).html, await (await town.get(`/musterstadt/verwaltung/kita/kinder/${childId}`, office)).text()];
  for (const html of pages) {
    expect(html).toContain('&lt;img src=x onerror');
    expect(html).not.toContain('<img src=x');
  }
  for (const path of routesOf('GET').filter((one) => isKita(one) && /\.(csv|xlsx)$/.test(one) && !one.includes(':', 7))) {
    const words = await wordsOf(await town.get(withIds(path, (name) => ids[name]), office));
    expect(words, path).not.toMatch(/(^|[;,\n"])=(1\+1|HYPERLINK)/);
  }
}, 120_000);
