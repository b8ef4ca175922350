import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { nameKey, type Organization } from '../network/organization.ts';
import { findOrganization, listOrganizations } from '../network/server/organizations.ts';
import { storeOrganizations } from '../network/server/store-organizations.ts';
import { newId, type Uuid } from '../platform/id.ts';
import { duplicatePaths } from './duplicate-paths.ts';
import { organizationBook } from './import/import-directory.ts';
import { loadServices } from './server/load-services.ts';
import { seenText } from './server/merge-organizations.ts';
import { sampleDirectory } from './server/sample-directory.ts';
import { storeServices } from './server/store-services.ts';

const TOWN = '/musterstadt';
let house: TestApp;
let coordinator: string;
let club: Organization;
let twin: Organization;
let offer: Uuid;

beforeAll(async () => {
  house = await testApp();
  coordinator = await house.signIn(['coordinator']);
  club = { id: newId(), name: 'Turnverein Musterstadt von 1899 e. V.', sector: 'club', phone: '05181 4455', isDemo: false };
  twin = { id: newId(), name: 'TV Musterstadt von 1899', sector: 'club', website: 'https://tv-musterstadt.example', phone: '+49 5181 4455', isDemo: false };
  await house.database.write(house.town.id, async (tx) => {
    await storeOrganizations(tx, house.town.id, [club, twin], house.house.clock);
    const directory = await sampleDirectory(tx, house.town.id, house.house.clock);
    const service = directory.service('Eltern-Kind-Turnen', { organizationId: twin.id });
    offer = service.id;
    await storeServices(tx, house.town.id, [service], house.house.clock);
  });
});
afterAll(() => house.close());

const list = TOWN + duplicatePaths.organizationList;
const pair = () => TOWN + duplicatePaths.organizations(club.id, twin.id);
const read = async (id: Uuid) => house.database.read(house.town.id, (tx) => findOrganization(tx, house.town.id, id));
const ownerOf = async () => (await house.database.read(house.town.id, (tx) => loadServices(tx, house.town.id, [offer])))[0]!.organizationId;

test('a club that was entered under two names is found, merged with all it has, and parted again', async () => {
  const editor = await house.signIn(['provider-editor'], { organizationId: twin.id });
  expect(await (await house.get(list, coordinator)).text()).toContain('gleiche Telefonnummer (+25)');
  const before = [await read(club.id), await read(twin.id)];

  const stale = await house.submit(pair(), { survivor: 'one', seen: seenText([{ ...club, name: 'Anders' }, twin]) }, { cookie: coordinator, to: `${pair()}/zusammenfuehren` });
  expect(await stale.text()).toContain('wurde gerade geändert');
  const seen = seenText(await Promise.all([club.id, twin.id].map(read)) as object[]);
  const merging = [0, 1].map(() => house.submit(pair(), { survivor: 'one', seen, website: 'other', phone: 'one', name: 'one' }, { cookie: coordinator, to: `${pair()}/zusammenfuehren` }));
  expect((await Promise.all(merging)).map(({ status }) => status).sort()).toEqual([303, 404]);
  expect(await read(club.id)).toMatchObject({ name: club.name, website: twin.website, phone: club.phone });
  expect(await ownerOf()).toBe(club.id);
  expect((await house.get(`${TOWN}/verwaltung/angebote/${offer}`, editor)).status).toBe(200);
  const all = await house.database.read(house.town.id, (tx) => listOrganizations(tx, house.town.id));
  expect(all.map(({ id }) => id)).not.toContain(twin.id);
  expect(organizationBook(all).find(twin.name.toUpperCase()).id).toBe(club.id);
  expect(nameKey(twin.name)).not.toBe(nameKey(club.name));

  const merge = /traeger\/([0-9a-f-]{36})\/trennen/.exec(await (await house.get(list, coordinator)).text())![1];
  expect((await house.submit(list, {}, { cookie: coordinator, to: `${list}/${merge}/trennen` })).status).toBe(303);
  expect([await read(club.id), await read(twin.id)]).toEqual(before);
  expect(await ownerOf()).toBe(twin.id);
  expect((await house.get(`${TOWN}/verwaltung/angebote/${offer}`, editor)).status).toBe(200);
});

test('two that somebody found to be two are not shown again', async () => {
  expect((await house.submit(pair(), { reason: 'Hauptverein und Förderverein.' }, { cookie: coordinator, to: `${pair()}/kein-doppel` })).status).toBe(303);
  expect(await (await house.get(list, coordinator)).text()).toContain('Kein Verdacht auf doppelte Träger');
});
