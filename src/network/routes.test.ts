import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { fixedClock } from '../platform/clock.ts';
import { newId } from '../platform/id.ts';
import { listOrganizations } from './server/organizations.ts';
import { storeOrganizations } from './server/store-organizations.ts';

let house: TestApp;
let coordinator: string;
const list = '/musterstadt/verwaltung/traeger';
const stored = () => house.database.read(house.town.id, (tx) => listOrganizations(tx, house.town.id));

beforeAll(async () => {
  house = await testApp();
  coordinator = await house.signIn(['coordinator']);
});
afterAll(() => house.close());

test('an empty list says what to do, and a coordinator adds an organization, finds it and takes it along as CSV', async () => {
  expect(await (await house.get(list, coordinator)).text()).toContain('Noch kein Träger');
  const added = await house.submit(`${list}/neu`, { name: 'Sportverein Blau-Weiß e. V.', sector: 'club', website: 'www.blau-weiss.example', phone: '05181 1234' }, { cookie: coordinator });
  expect(added.status).toBe(303);
  expect(await (await house.get(added.headers.get('location')!, coordinator)).text()).toContain('„Sportverein Blau-Weiß e. V.“ ist gespeichert.');
  expect((await stored())[0]).toMatchObject({ website: 'https://www.blau-weiss.example', sector: 'club', isDemo: false });
  expect(await (await house.get(`${list}?suche=blauweiß&art=club`, coordinator)).text()).toContain('Sportverein');
  expect(await (await house.get(`${list}?art=church`, coordinator)).text()).toContain('Kein Träger passt');
  const csv = await house.get(`${list}.csv`, coordinator);
  expect([csv.headers.get('content-type'), (await csv.text()).includes('Sportverein Blau-Weiß e. V.;;;Verein')]).toEqual(['text/csv; charset=utf-8', true]);
});

test('a second organization of the same name, a link that runs code and half an address are refused beside their fields', async () => {
  const answer = await house.submit(`${list}/neu`, { name: 'SPORTVEREIN Blau-Weiß e.V.', sector: 'club' }, { cookie: coordinator });
  expect([answer.status, (await answer.text()).includes('gibt es schon: „Sportverein Blau-Weiß e. V.“')]).toEqual([422, true]);
  const faulty = await house.submit(`${list}/neu`, { name: 'Neu', sector: 'moon', email: 'info@', phone: 'ruf an', website: 'javascript:alert(1)' }, { cookie: coordinator });
  const text = await faulty.text();
  expect(faulty.status).toBe(422);
  for (const sentence of ['eine der Möglichkeiten', 'vollständige E-Mail-Adresse', 'Telefonnummer mit Vorwahl', 'vollständige Internetadresse']) expect(text).toContain(sentence);
  expect(await stored()).toHaveLength(1);
});

test('provider editors change their own organization; every other one looks as if it were not there', async () => {
  const [own, other] = [newId(), newId()];
  await house.database.write(house.town.id, (tx) => storeOrganizations(tx, house.town.id, [
    { id: own, name: 'Familientreff', sector: 'welfare', isDemo: false }, { id: other, name: 'Stadtbad', sector: 'city', isDemo: false },
  ], fixedClock('2026-11-22T09:00:00Z')));
  const editor = await house.signIn(['provider-editor'], { organizationId: own });
  const page = await (await house.get(list, editor)).text();
  expect([page.includes('Familientreff'), page.includes('Stadtbad'), page.includes('Träger anlegen')]).toEqual([true, false, false]);
  expect((await house.submit(`${list}/${own}`, { name: 'Familientreff Nord', sector: 'welfare' }, { cookie: editor })).status).toBe(303);
  expect((await house.get(`${list}/${other}`, editor)).status).toBe(404);
  expect((await house.submit(`${list}/${own}`, { name: 'Übernommen', sector: 'city' }, { cookie: editor, to: `${list}/${other}` })).status).toBe(404);
  expect((await house.get(`${list}/neu`, editor)).status).toBe(403);
  expect((await stored()).map(({ name }) => name)).toEqual(['Familientreff Nord', 'Sportverein Blau-Weiß e. V.', 'Stadtbad']);
});

test('a navigator reads and changes nothing; another town sees nothing of it', async () => {
  const navigator = await house.signIn(['navigator']);
  const id = (await stored())[0]!.id;
  const page = await (await house.get(`${list}/${id}`, navigator)).text();
  expect([page.includes('Familientreff Nord'), page.includes('<form method="post"') && page.includes('name="alternateName"')]).toEqual([true, false]);
  expect((await house.submit(`${list}/${id}`, { name: 'X', sector: 'city' }, { cookie: navigator })).status).not.toBe(303);
  expect((await stored())[0]!.name).toBe('Familientreff Nord');
  expect((await house.get(`/nachbarstadt/verwaltung/traeger/${id}`, await house.signIn(['coordinator'], { town: house.otherTown.id }))).status).toBe(404);
  expect((await house.get(list)).status).not.toBe(200);
});
