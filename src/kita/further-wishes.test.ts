import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountsTown, type AccountsTown } from '../accounts/accounts-town.fixture.ts';
import type { Browser } from '../accounts/browser.fixture.ts';
import type { Uuid } from '../platform/id.ts';
import { kitaTown, type KitaTown } from './kita-town.fixture.ts';
import { askingCatalogue, familyBrowser, fillIn, sendIn } from './registration-family.fixture.ts';
import { provedFacts, listCircumstances } from './server/circumstances.ts';
import { listClaimEvents } from './server/claim-file.ts';
import { listRegistrations } from './server/registrations.ts';

let town: AccountsTown;
let kita: KitaTown;
let office: string;
let family: Browser;
let id: Uuid;
let childId: Uuid;

const MAIL = 'besonderes@beispiel.example';
const OTHER = 'vater@beispiel.example';
const WORK = '/musterstadt/verwaltung/kita';
const read = <Result>(work: Parameters<typeof town.database.read<Result>>[1]) => town.database.read(town.town.id, work);
const registration = async () => (await read((tx) => listRegistrations(tx, town.town.id, { ids: [id] })))[0]!;
const step = (name: string) => family.open(`/musterstadt/kita-anmeldung/${id}/${name}`);
const html = async (path: string) => (await town.get(path, office)).text();
const SECRET = 'Oma kann nur bis Ostern aushelfen';

beforeAll(async () => {
  town = await accountsTown();
  kita = await kitaTown(town);
  await askingCatalogue(town);
  office = await town.signIn(['kita-office']);
  family = await familyBrowser(town, MAIL);
  id = await fillIn(family, { wishes: [kita.ahorn], other: { others: 'one', 'other-given': 'Deniz', 'other-family': 'Öztürk', 'other-relation': 'father', 'other-email': OTHER, 'other-right': 'read', agreement: 'agrees' } }) as Uuid;
});
afterAll(() => town.close());

describe('what a family tells besides', () => {
  test('wrong times and an urgency without reason or in the past are refused beside the field, with everything typed', async () => {
    await step('beginn');
    const times = await family.send({ start: '2027-08-01', hours: '35', 'time-from': '7.30', 'time-until': '', 'time-3-from': '12', 'time-3-until': '9' });
    expect(times.text).toContain('Bitte geben Sie beide Uhrzeiten an');
    expect(times.text).toContain('„Bis“ muss später sein als „von“.');
    expect(times.html).toContain('value="7.30"');
    expect(times.html).toMatch(/<details class="accordion" open/);
    await step('anliegen');
    const unticked = await family.send({ 'urgent-reason': 'new-job', 'urgent-by': '2027-03-01' });
    expect([unticked.status, unticked.text.includes('Sie haben einen Tag genannt. Ist es dringend?')]).toEqual([422, true]);
    const urgent = await family.send({ urgent: 'on', 'urgent-by': '2020-01-01', remark: SECRET });
    expect(urgent.status).toBe(422);
    expect(urgent.text).toContain('Dieser Tag ist schon vorbei');
    expect(urgent.text).toContain(SECRET);
  });

  test('a Kita that is closed at the times needed says so, and can be wished for all the same', async () => {
    await step('beginn');
    await family.send({ start: '2027-08-01', hours: '35', 'time-from': '4', 'time-until': '23:30', 'time-3-from': '8:00', 'time-3-until': '12:00' });
    const wishes = await step('wuensche');
    expect(wishes.text).toMatch(/öffnet später und schließt früher, als Sie es brauchen|Öffnungszeiten sind uns nicht bekannt/);
    await family.send({ press: `add:${kita.birke}`, order: kita.ahorn });
    await step('anliegen');
    await family.send({ urgent: 'on', 'urgent-reason': 'new-job', 'urgent-by': '2027-03-01', remark: SECRET });
    const review = await step('pruefen');
    expect(review.text).toContain('jeden Tag 4:00 bis 23:30 Uhr; Mittwoch: 8:00 bis 12:00 Uhr; zusammen 82 Stunden in der Woche');
    for (const words of ['Ja, einverstanden', 'Neue Arbeit. Gebraucht ab', SECRET, 'Das sind mehr Stunden, als Sie gewählt haben']) expect(review.text).toContain(words);
    const sent = await sendIn(family, id);
    for (const words of ['jeden Tag 4:00 bis 23:30 Uhr', 'Dringend: Neue Arbeit', 'Nachweis fehlt noch', SECRET]) expect(sent.text).toContain(words);
    const stored = await registration();
    childId = stored.childId;
    expect(stored.wishes).toHaveLength(2);
  });

  test('gives no points and no unchecked fact to a round; reason and remark lie encrypted', async () => {
    const { secretKey } = town.house.configuration;
    const circumstances = await read((tx) => listCircumstances(tx, town.town.id, secretKey, [id]));
    const urgent = circumstances.find(({ isUrgency }) => isUrgency)!;
    expect((await town.submit(`${WORK}/nachweise/${urgent.id}`, { decision: 'accept', note: '' }, { cookie: office })).status).toBe(303);
    expect([...(await read((tx) => provedFacts(tx, town.town.id, secretKey, [id]))).get(id)?.keys() ?? []]).toEqual([]);
    const rows = JSON.stringify(await read((tx) => tx.selectFrom('kita.registration').selectAll().execute())) + JSON.stringify(await read((tx) => tx.selectFrom('kita.circumstance').selectAll().execute()));
    for (const words of [SECRET, 'new-job', Buffer.from(SECRET).toString('base64')]) expect(rows).not.toContain(words);
  });

  test('waits in the office’s work list until it is settled, stands in the claim file, and is urgent anew with another day', async () => {
    const { secretKey } = town.house.configuration;
    expect((await read((tx) => listClaimEvents(tx, town.town.id, secretKey, childId))).filter(({ kind }) => kind === 'urgent-reported').map(({ startsOn }) => startsOn)).toEqual(['2027-03-01']);
    expect(await html(WORK)).toContain('Dringend gemeldete Anmeldungen');
    expect(await html(`${WORK}/anliegen`)).toContain('Neue Arbeit');
    const file = await html(`${WORK}/kinder/${childId}`);
    for (const words of [SECRET, 'jeden Tag 4:00 bis 23:30 Uhr', 'gebraucht ab 1.3.2027']) expect(file.replaceAll(/0(\d\.)/g, '$1')).toContain(words);
    expect((await town.submit(`${WORK}/anliegen`, {}, { cookie: office, to: `${WORK}/anliegen/${id}/erledigt` })).status).toBe(303);
    expect(await html(WORK)).not.toContain('Dringend gemeldete Anmeldungen');
    expect(await html(WORK)).toContain('die noch niemand gelesen hat');
    expect(await html(`${WORK}/anliegen`)).toContain(SECRET);
    expect((await town.submit(`${WORK}/anliegen`, {}, { cookie: office, to: `${WORK}/anliegen/${id}/gelesen` })).status).toBe(303);
    expect(await html(WORK)).not.toContain('die noch niemand gelesen hat');
    await family.open(`/musterstadt/meine-kita/anmeldung/${id}`);
    await family.send({}, { form: 'aendern' });
    await step('anliegen');
    await family.send({ urgent: 'on', 'urgent-reason': 'new-job', 'urgent-by': '2027-02-01', remark: SECRET });
    await sendIn(family, id);
    expect(await html(`${WORK}/anliegen`)).toContain('Neue Arbeit');
    expect(await html(WORK)).not.toContain('die noch niemand gelesen hat');
    expect(await registration()).toMatchObject({ urgentBy: '2027-02-01', urgentSettledAt: null, wishedTimes: { daily: { from: '04:00', until: '23:30' } } });
  });

  test('the other guardian says no in the own account; it is the office’s business alone, and who registered cannot take it back', async () => {
    const father = await familyBrowser(town, OTHER);
    const shown = await father.open(`/musterstadt/meine-kita/anmeldung/${id}`);
    for (const secret of [SECRET, 'Neue Arbeit', 'Ja, einverstanden']) expect(shown.text).not.toContain(secret);
    const said = await father.send({ statement: 'disagrees' }, { form: 'einverstaendnis' });
    expect(said.text).toContain('haben Sie gesagt: Ich bin nicht einverstanden');
    expect((await family.open(`/musterstadt/meine-kita/anmeldung/${id}`)).text).not.toContain('nicht einverstanden');
    await family.send({}, { form: 'aendern' });
    await step('sorgeberechtigte');
    await family.send({ agreement: 'not-asked' });
    await sendIn(family, id);
    await family.open(`/musterstadt/meine-kita/anmeldung/${id}`);
    await family.send({}, { form: 'aendern' });
    await step('anliegen');
    await family.send({ urgent: 'on', 'urgent-reason': 'new-job', 'urgent-by': '2027-02-01', remark: `${SECRET}, nicht bis Ostern` });
    await sendIn(family, id);
    expect(await html(`${WORK}/anliegen`)).toContain('nicht bis Ostern');
    expect(await html(WORK)).toContain('denen die andere sorgeberechtigte Person nicht zustimmt');
    expect(await html(`${WORK}/anliegen`)).toContain('die andere Person selbst');
    expect((await town.submit(`${WORK}/kinder/${childId}`, { registration: id, statement: 'disagrees', settled: 'on' }, { cookie: office, to: `${WORK}/kinder/${childId}/einverstaendnis` })).status).toBe(303);
    expect(await html(WORK)).not.toContain('denen die andere sorgeberechtigte Person nicht zustimmt');
    expect(await html(`${WORK}/kinder/${childId}`)).toContain('besprochen');
  });

  test('nobody says yes for a registration of others, nor settles one that is not urgent', async () => {
    const stranger = await familyBrowser(town, 'fremd@beispiel.example');
    expect((await stranger.open(`/musterstadt/meine-kita/anmeldung/${id}`)).status).toBe(404);
    const sender = await family.open(`/musterstadt/meine-kita/anmeldung/${id}`);
    expect(sender.html).not.toContain('einverstaendnis"');
    for (const role of ['kita-provider', 'planner'] as const) expect((await town.get(`${WORK}/anliegen`, await town.signIn([role], role === 'kita-provider' ? { organizationId: kita.ahorn as Uuid } : {}))).status, role).toBe(403);
  });
});
