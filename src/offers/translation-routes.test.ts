import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import type { Role } from '../accounts/role.ts';
import { jobTasks } from '../job-tasks.ts';
import { fixedClock } from '../platform/clock.ts';
import { runJobsOnce } from '../platform/worker.ts';
import type { Uuid } from '../platform/id.ts';
import { notePart } from './note-part.ts';
import { loadServices } from './server/load-services.ts';
import { sampleDirectory, type SampleDirectory } from './server/sample-directory.ts';
import { storeServices } from './server/store-services.ts';
import { storeOrganizations } from '../network/server/store-organizations.ts';
import { newId } from '../platform/id.ts';
import type { ServiceRecord } from './service.ts';

const WORK = '/musterstadt/verwaltung/uebersetzungen';
let machine: Server;
/** what left the house */
let sent: string[][] = [];
let machineAnswers: 'well' | 'busy' | 'nonsense' | 'slowly' = 'well';
let beforeAnswer: () => Promise<void> = () => Promise.resolve();
let house: TestApp;
let directory: SampleDirectory;
let coordinator: string;

beforeAll(async () => {
  machine = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', async () => {
      const asked = JSON.parse(Buffer.concat(pieces).toString()) as { q: string[]; target: string };
      sent.push(asked.q);
      await beforeAnswer();
      if (machineAnswers === 'busy') response.writeHead(503).end();
      else if (machineAnswers === 'nonsense') response.writeHead(200).end('<html>');
      else response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ translatedText: asked.q.map((text) => `${asked.target}: ${text}`) }));
    });
  });
  await new Promise<void>((listening) => machine.listen(0, '127.0.0.1', listening));
  // Long ago: work that is planned then is due now, whenever the tests run.
  house = await testApp(fixedClock('2020-01-15T09:00:00Z'), { TRANSLATION_URL: `http://127.0.0.1:${(machine.address() as AddressInfo).port}` });
  directory = await house.database.write(house.town.id, (tx) => sampleDirectory(tx, house.town.id, house.house.clock));
  coordinator = await house.signIn(['coordinator']);
});
afterAll(async () => {
  machine.close();
  await house.close();
});

const store = async (name: string, known: Partial<ServiceRecord> = {}): Promise<Uuid> => {
  const record = directory.service(name, known);
  await house.database.write(house.town.id, (tx) => storeServices(tx, house.town.id, [record], house.house.clock));
  return record.id;
};
const load = (id: Uuid) => house.database.read(house.town.id, async (tx) => (await loadServices(tx, house.town.id, [id]))[0]!);
const rename = async (id: Uuid, name: string) => {
  const record = await load(id);
  await house.database.write(house.town.id, (tx) => storeServices(tx, house.town.id, [{ ...record, name }], house.house.clock));
};
const page = async (path: string, cookie = coordinator) => (await house.get(path, cookie)).text();
/** The fields of the form as the browser sends them back. */
const seen = (html: string) => Object.fromEntries([...html.matchAll(/name="(seen-[a-z0-9-]+)" value="([^"]*)"/g)].map((match) => [match[1]!, match[2]!]));
const translate = async (id: Uuid, language: string, texts: Record<string, string>, decision: string, cookie = coordinator) => {
  const path = `${WORK}/service/${id}/${language}`;
  return house.submit(path, { ...seen(await page(path, cookie)), ...texts, decision }, { cookie });
};
const upload = (content: string, cookie = coordinator) => house.submit(`${WORK}/einlesen`, { file: new File([content], 'zurück.xlf') }, { cookie });
const follow = async (answer: Response, cookie = coordinator) => page(new URL(answer.headers.get('location')!, 'http://localhost:3000').pathname, cookie);

describe('a translator', () => {
  test('translates an offer side by side and marks it as reviewed; families read it with the day', async () => {
    const id = await store('Elterncafé', { summary: 'Kaffee und Austausch' });
    expect((await translate(id, 'uk', { 'text-name': 'Батьківське кафе', 'text-summary': 'Кава й розмови' }, 'reviewed')).status).toBe(303);
    const html = await page(`/musterstadt/uk/angebote/${id}`, '');
    expect(html).toContain('Батьківське кафе');
    expect(html).toContain('Переклад перевірено');
    expect((await load(id)).texts).toMatchObject([{ language: 'uk', state: 'reviewed' }]);
  });

  test('changes nothing by saving a machine’s words without calling them right', async () => {
    const id = await store('Musikgarten', { texts: [{ language: 'tr', name: 'Müzik bahçesi', summary: '', description: '', state: 'machine-made' }] });
    await translate(id, 'tr', { 'text-name': 'Müzik bahçesi' }, 'unreviewed');
    expect((await load(id)).texts[0]!.state).toBe('machine-made');
    await translate(id, 'tr', { 'text-name': 'Müzik bahçesi' }, 'reviewed');
    expect((await load(id)).texts[0]!.state).toBe('reviewed');
  });

  test('sees that a text is outdated as soon as the German one changes, by whatever way, with the German of then', async () => {
    const id = await store('Turnkreis', { texts: [{ language: 'en', name: 'Gym circle', summary: '', description: '', state: 'reviewed' }] });
    await rename(id, 'Turnkreis am Nachmittag');
    const html = await page(`${WORK}/service/${id}/en`);
    expect(html).toContain('veraltet');
    expect(html).toContain('Übersetzt wurde dieser frühere deutsche Text');
    expect(await page(`/musterstadt/en/angebote/${id}`, '')).toContain('The German text is newer than this translation');
  });

  test('is told when the German text changed while the form was open, and keeps what was typed', async () => {
    const id = await store('Nähkurs');
    const old = seen(await page(`${WORK}/service/${id}/ar`));
    await rename(id, 'Nähkurs für Anfängerinnen');
    const answer = await house.submit(`${WORK}/service/${id}/ar`, { ...old, 'text-name': 'دورة خياطة', decision: 'reviewed' }, { cookie: coordinator });
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain('inzwischen geändert');
    expect(html).toContain('دورة خياطة');
    expect((await load(id)).texts).toEqual([]);
  });

  test('takes a text away by emptying it; families read German again, marked as German', async () => {
    const id = await store('Lesepaten', { texts: [{ language: 'ru', name: 'Читаем вместе', summary: '', description: '', state: 'reviewed' }] });
    await translate(id, 'ru', { 'text-name': '' }, 'reviewed');
    expect((await load(id)).texts).toEqual([]);
    expect(await page(`/musterstadt/ru/angebote/${id}`, '')).toMatch(/<span lang="de" dir="ltr">Lesepaten/);
  });

  test('translates what stands beside times, prices and telephones; a new price is German again until somebody translates it', async () => {
    const costs = [{ amountCents: 300, description: 'je Treffen', reducedFor: 'mit Familienpass' }];
    const phones = [{ number: '05181 70 30', description: 'nur vormittags', languages: [] }];
    const schedules = [{ weekday: 2, opensAt: '09:30', closesAt: '11:00', intervalWeeks: 1, byAppointment: false, note: 'bitte Handtuch mitbringen' }];
    const id = await store('Babyschwimmen', { costs, phones, schedules });
    const field = (kind: string, german: string) => `text-${notePart(kind as 'cost-note', german)}`;
    const texts = { [field('cost-note', 'je Treffen')]: 'her buluşma', [field('reduction', 'mit Familienpass')]: 'aile kartıyla', [field('phone-note', 'nur vormittags')]: 'sadece öğleden önce', [field('time-note', 'bitte Handtuch mitbringen')]: 'lütfen havlu getirin' };
    expect((await translate(id, 'tr', texts, 'unreviewed')).status).toBe(303);
    const html = await page(`/musterstadt/tr/angebote/${id}`, '');
    for (const text of Object.values(texts)) expect(html).toContain(text);
    expect(await page(`${WORK}?sprache=tr&stand=unreviewed`)).toContain('Babyschwimmen');

    const record = await load(id);
    await house.database.write(house.town.id, (tx) => storeServices(tx, house.town.id, [{ ...record, costs: [{ amountCents: 500, description: 'je Treffen und Kind', reducedFor: 'mit Familienpass' }] }], house.house.clock));
    expect(await page(`/musterstadt/tr/angebote/${id}`, '')).toMatch(/<span lang="de" dir="ltr">je Treffen und Kind<\/span>/);
    const again = await page(`${WORK}/service/${id}/tr`);
    expect(again).toContain('her buluşma');
    expect(again).toContain('veraltet');
    await translate(id, 'tr', { [field('cost-note', 'je Treffen und Kind')]: 'çocuk başına her buluşma', [field('reduction', 'mit Familienpass')]: 'aile kartıyla' }, 'unreviewed');
    expect((await load(id)).texts[0]!.notes!.map(({ text }) => text).sort()).toEqual(['aile kartıyla', 'çocuk başına her buluşma']);
  });

  test('refuses a note that is longer than its line', async () => {
    const id = await store('Kurzer Hinweis', { costs: [{ amountCents: 100, description: 'Saft', reducedFor: '' }] });
    const answer = await translate(id, 'en', { [`text-${notePart('cost-note', 'Saft')}`]: 'x'.repeat(500) }, 'reviewed');
    expect(answer.status).toBe(422);
    expect((await load(id)).texts).toEqual([]);
  });

  test('makes an offer found by the words of those it is for', async () => {
    const id = await store('Treffpunkt am Abend', { audience: 'Menschen mit Schulden' });
    await translate(id, 'en', { 'text-audience': 'people who owe money to quokka lenders' }, 'reviewed');
    expect(await page('/musterstadt/en/angebote?suche=quokka', '')).toContain('Treffpunkt am Abend');
  });

  test('names a field of action in another language; every page uses it, and offers are found by it', async () => {
    const path = `${WORK}/field/${directory.fields.health}/tr`;
    await house.submit(path, { ...seen(await page(path)), 'text-name': 'Sağlık', decision: 'reviewed' }, { cookie: coordinator });
    expect(await page('/musterstadt/tr/angebote', '')).toContain('Sağlık');
  });

  test('who offers something translates their own offers and no others', async () => {
    const other = newId();
    await house.database.write(house.town.id, (tx) => storeOrganizations(tx, house.town.id, [{ id: other, name: 'Anderer Träger', sector: 'club', isDemo: false }], house.house.clock));
    const own = await store('Eigenes Angebot');
    const foreign = await store('Fremdes Angebot', { organizationId: other });
    const cookie = await house.signIn(['provider-editor'], { organizationId: directory.organizationId });
    const list = await page(`${WORK}?sprache=uk`, cookie);
    expect(list).toContain('Eigenes Angebot');
    expect(list).not.toContain('Fremdes Angebot');
    expect((await house.get(`${WORK}/service/${foreign}/uk`, cookie)).status).toBe(404);
    expect((await translate(own, 'uk', { 'text-name': 'Своє' }, 'reviewed', cookie)).status).toBe(303);
    const file = await page(`${WORK}/texte.xlf?sprache=uk&alle=1`, coordinator);
    const report = await follow(await upload(file.replace('<source>Fremdes Angebot</source>', '<source>Fremdes Angebot</source><target>Чуже</target>'), cookie), cookie);
    expect(report).toContain('Diesen Eintrag gibt es hier nicht, oder Sie dürfen ihn nicht bearbeiten.');
    expect((await load(foreign)).texts).toEqual([]);
  });

  test.each<[Role[], number]>([[['navigator'], 200], [['planner'], 200], [['kita-office'], 403], [['auditor'], 403], [['department-head'], 403]])('%s opens the list of work: %i', async (roles, status) => {
    expect((await house.get(WORK, await house.signIn(roles))).status).toBe(status);
  });
});

describe('a file for translators', () => {
  const finished = (file: string, german: string, target: string) => file.replace(
    new RegExp(`<segment state="initial"><source>${german}</source></segment>`), `<segment state="final"><source>${german}</source><target>${target}</target></segment>`,
  );

  test('is taken down, translated and read in; the second time it changes nothing', async () => {
    const id = await store('Vorlesestunde');
    const file = await page(`${WORK}/texte.xlf?sprache=uk`);
    const done = finished(file, 'Vorlesestunde', 'Читання вголос');
    expect(done).not.toBe(file);
    expect(await follow(await upload(done))).toContain('1 Text wurde übernommen');
    expect((await load(id)).texts).toMatchObject([{ language: 'uk', name: 'Читання вголос', state: 'reviewed' }]);
    expect(await follow(await upload(done))).toContain('Kein Text wurde übernommen');
    expect(await page(`/musterstadt/uk/angebote/${id}`, '')).toContain('Переклад перевірено');
  });

  test('whose German text changed meanwhile is reported with its line and not taken', async () => {
    const id = await store('Babymassage');
    const done = finished(await page(`${WORK}/texte.xlf?sprache=en`), 'Babymassage', 'Baby massage');
    await rename(id, 'Babymassage für Väter');
    const report = await follow(await upload(done));
    expect(report).toContain('Veraltet: Der deutsche Text wurde geändert');
    expect(report).toContain(`service-${id} name`);
    expect((await load(id)).texts).toEqual([]);
  });

  test('that is none is refused beside the field', async () => {
    const answer = await upload('<!DOCTYPE x><xliff/>');
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('kein gültiges XML');
  });
});

describe('the machine', () => {
  const start = (language: string) => house.submit(WORK, { language }, { cookie: coordinator });
  const work = () => runJobsOnce({ house: house.house, connection: house.test.app, tasks: jobTasks });

  test('translates what is missing of public offers only, and families are told that nobody has read it', async () => {
    sent = [];
    const shown = await store('Waldgruppe');
    const draft = await store('Geheimer Entwurf', { status: 'draft' });
    const person = await store('Von Hand', { texts: [{ language: 'en', name: 'By hand', summary: '', description: '', state: 'reviewed' }] });
    const run = await start('en');
    expect(run.status).toBe(303);
    await work();
    expect(await follow(run)).toContain('übersetzt');
    expect((await load(shown)).texts).toMatchObject([{ language: 'en', name: 'en: Waldgruppe', state: 'machine-made' }]);
    expect((await load(draft)).texts).toEqual([]);
    expect((await load(person)).texts[0]!.name).toBe('By hand');
    expect(sent.flat()).not.toContain('Geheimer Entwurf');
    expect(await page(`/musterstadt/en/angebote/${shown}`, '')).toContain('Translated automatically, not yet checked');
  });

  test('never writes over what a person wrote while it was thinking', async () => {
    const id = await store('Kochabend');
    await start('ru');
    beforeAnswer = async () => {
      beforeAnswer = () => Promise.resolve();
      await translate(id, 'ru', { 'text-name': 'Кулинарный вечер' }, 'reviewed');
    };
    await work();
    expect((await load(id)).texts).toMatchObject([{ name: 'Кулинарный вечер', state: 'reviewed' }]);
  });

  test.each([['busy', 'überlastet oder gestört (Antwort 503)'], ['nonsense', 'keine Übersetzung ist']] as const)('that is %s ends with a reason everybody can read, and can be started again', async (how, reason) => {
    machineAnswers = how;
    await store(`Angebot bei Störung ${how}`);
    const run = await start('ar');
    await work();
    expect(await follow(run)).toContain(reason);
    machineAnswers = 'well';
    const again = await start('ar');
    expect(again.status).toBe(303);
    await work();
    expect(await follow(again)).toContain('fertig');
  });

  test('is asked for no language it has nothing to do in, and never for Einfache Sprache', async () => {
    expect((await start('ar')).status).toBe(422);
    expect((await start('de-easy')).status).toBe(422);
  });

  test('that nobody has set up does not exist: nothing leaves the house', async () => {
    const alone = await testApp();
    const cookie = await alone.signIn(['coordinator']);
    expect(await (await alone.get(WORK, cookie)).text()).toContain('Kein Text verlässt das Haus');
    const answer = await alone.submit(`${WORK}/einlesen`, { language: 'uk' }, { cookie, to: WORK });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('kein Übersetzungsdienst eingestellt');
    await alone.close();
  });
});

describe('Leichte Sprache', () => {
  const certificate = { testingGroup: 'Prüfgruppe Leinetal', certifiedBy: 'Büro für Leichte Sprache Muster', certifiedOn: '2020-01-10' };
  const certify = (id: Uuid, fields = certificate) => house.submit(`${WORK}/service/${id}/de-easy`, fields, { cookie: coordinator, to: `${WORK}/service/${id}/de-easy/pruefzeugnis` });
  const shown = (id: Uuid) => page(`/musterstadt/einfach/angebote/${id}`, '');

  test('is said only where a testing group has certified the words, and no longer once a word changes', async () => {
    const id = await store('Hebamme', { texts: [{ language: 'de-easy', name: 'Hilfe nach der Geburt', summary: '', description: '', state: 'reviewed' }] });
    expect(await shown(id)).not.toContain('Leichte Sprache');
    expect((await certify(id)).status).toBe(303);
    expect(await shown(id)).toContain('Leichte Sprache');
    expect(await shown(id)).toContain('Prüfgruppe Leinetal');
    await translate(id, 'de-easy', { 'text-name': 'Hilfe für Mütter' }, 'reviewed');
    expect(await shown(id)).not.toContain('Leichte Sprache');
  });

  test('is refused without a group, without words and for a day to come', async () => {
    const id = await store('Familienhebamme');
    expect((await certify(id)).status).toBe(422);
    await translate(id, 'de-easy', { 'text-name': 'Hilfe' }, 'reviewed');
    expect((await certify(id, { ...certificate, testingGroup: '' })).status).toBe(422);
    expect((await certify(id, { ...certificate, certifiedOn: '2020-02-01' })).status).toBe(422);
  });

  test('cannot be claimed past the page either: the database takes the fingerprint itself', async () => {
    const id = await store('Ohne Worte');
    await expect(house.database.write(house.town.id, (tx) => tx.insertInto('offers.easy_language_audit').values({
      municipality_id: house.town.id, id: newId(), service_id: id, certified_by: 'Niemand', testing_group: 'Keine', certified_on: house.house.clock.today(), text_hash: Buffer.alloc(32, 1), recorded_at: house.house.clock.now(),
    }).execute())).rejects.toThrow(/text_hash/);
  });
});
