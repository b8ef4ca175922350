import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedClock } from '../platform/clock.ts';
import { day } from '../platform/day.ts';
import type { Read, Write } from '../platform/database.ts';
import { newId } from '../platform/id.ts';
import { testApp, type TestApp } from '../../tests/app.ts';
import { kitaTown, newChild, type KitaTown } from './kita-town.fixture.ts';
import { poolOn } from './facilities/capacity.ts';
import { isOpenOn } from './facilities/facility.ts';
import { findFacility, listAllFacilities, listPoolHistories, listSeatTypes } from './server/facilities.ts';
import { loadOccupancy, loadSupply } from './server/family-supply.ts';
import { occupancyOf } from './server/free-seats.ts';
import { listGroups } from './server/care-groups.ts';
import { startPlacement } from './server/placements.ts';

let house: TestApp;
let town: KitaTown;
let office: string;
let provider: string;
const clock = fixedClock('2026-11-22T09:00:00Z');
const LIST = '/musterstadt/verwaltung/kita/einrichtungen';
const one = (id: string) => `${LIST}/${id}`;

beforeAll(async () => {
  house = await testApp(clock);
  town = await kitaTown(house);
  office = await house.signIn(['kita-office']);
  provider = await house.signIn(['kita-provider'], { organizationId: town.organization });
});
afterAll(() => house.close());

const html = async (path: string, cookie?: string) => (await house.get(path, cookie)).text();
const facility = (id: KitaTown['ahorn']) => house.database.read(house.town.id, async (tx) => (await findFacility(tx, house.town.id, id))!);

describe('families', () => {
  test('see all Kitas with address, hours and words for free places, never a number of them', async () => {
    const page = await html('/musterstadt/kitas');
    for (const word of ['Kita Ahorn', 'Kita Birke', 'Storchennest', 'Ahornweg 1', '07:00', 'wahrscheinlich frei', '22. November 2026']) expect(page).toContain(word);
    expect(page).not.toMatch(/\d+ (Plätze )?frei/);
  });

  test('filter by age, hours, language, step-free and month, and are told when nothing fits', async () => {
    const names = async (query: string) => [...(await html(`/musterstadt/kitas?${query}`)).matchAll(/Kita Ahorn|Kita Birke|Storchennest/g)].map(([name]) => name);
    expect(new Set(await names('alter=ab-3'))).toEqual(new Set(['Kita Ahorn', 'Kita Birke']));
    expect(new Set(await names('sprache=tr'))).toEqual(new Set(['Kita Ahorn']));
    expect(new Set(await names('stunden=35&alter=ab-3'))).toEqual(new Set());
    expect(await html('/musterstadt/kitas?stunden=35&alter=ab-3')).toContain('Keine Einrichtung passt zu allem');
    expect((await house.get('/musterstadt/kitas?ab=unsinn&alter=x&stunden=-1&gebiet=%27')).status).toBe(200);
  });

  test('choose from what is true in this very moment, whoever changed it last', async () => {
    const on = day('2027-08-01');
    const born = await newChild(house, '2025-03-24');
    await house.database.write(house.town.id, (tx) => startPlacement(tx, house.town.id, clock, { childId: born, facilityId: town.ahorn, poolId: town.krippe, seatTypeId: town.types.krippe, startsOn: day('2026-09-01'), source: 'office' }));
    const asked = async (tx: Read) => {
      const supply = await loadSupply(tx, house.town.id, on);
      return { supply, months: await loadOccupancy(tx, house.town.id, on, supply) };
    };
    const isTrue = async (tx: Read) => {
      const { supply, months } = await asked(tx);
      const facilities = (await listAllFacilities(tx, house.town.id)).filter((one) => isOpenOn(one, on));
      const types = await listSeatTypes(tx, house.town.id);
      const histories = await listPoolHistories(tx, house.town.id);
      expect(supply).toEqual({ stamp: expect.any(String) as string, facilities, types, histories, pools: histories.flatMap((history) => poolOn(history, on) ?? []) });
      expect(months).toEqual(await occupancyOf(tx, house.town.id, on, 1, { histories, seatTypes: types }, facilities.map(({ id }) => id)));
    };
    const read = () => house.database.read(house.town.id, isTrue);
    const changes: ((tx: Write) => Promise<unknown>)[] = [
      (tx) => tx.updateTable('kita.facility').set({ name: 'Kita Eiche' }).where('id', '=', town.ahorn).execute(),
      (tx) => tx.updateTable('kita.facility').set({ closed_on: day('2027-01-01') }).where('id', '=', town.birke).execute(),
      (tx) => tx.updateTable('offers.location').set({ street: 'Eichenweg' }).execute(),
      (tx) => tx.updateTable('network.organization').set({ name: 'Verbund' }).where('id', '=', town.organization).execute(),
      (tx) => tx.updateTable('kita.seat_type').set({ weekly_hours: 40 }).where('id', '=', town.types.krippe).execute(),
      (tx) => tx.updateTable('kita.seat_pool').set({ seats: 7 }).where('id', '=', town.krippe).execute(),
      (tx) => tx.updateTable('kita.seat_pool_type').set({ at_most: 2 }).where('pool_id', '=', town.birkePool).execute(),
      (tx) => tx.updateTable('kita.placement').set({ ends_on: day('2027-02-01') }).where('child_id', '=', born).execute(),
      (tx) => tx.updateTable('kita.child').set({ born_on: day('2024-01-24') }).where('id', '=', born).execute(),
    ];
    await read();
    for (const change of changes) {
      // Changed and seen, then given up: afterwards the old truth is true again.
      const given = house.database.write(house.town.id, async (tx) => {
        await change(tx);
        await isTrue(tx);
        throw new Error('given up');
      });
      await expect(given).rejects.toThrow('given up');
      await read();
    }
    await house.database.write(house.town.id, (tx) => tx.deleteFrom('kita.placement').where('child_id', '=', born).execute());
    await read();
    expect((await house.database.read(house.town.id, asked)).supply.facilities).toBe((await house.database.read(house.town.id, asked)).supply.facilities);
  });

  test('read a Kita in their language: kinds of places, closing days, how to register', async () => {
    const page = await html(`/musterstadt/en/kitas/${town.ahorn}`);
    for (const word of ['Nursery, 35 hours', 'How to register your child', '/musterstadt/en/kita-anmeldung', 'likely to be free', 'application/ld+json', 'Wir sind viel draußen.']) expect(page).toContain(word);
    expect((await html(`/musterstadt/ar/kitas/${town.ahorn}`))).toContain('dir="rtl"');
  });

  test('find no Kita of another town and none that never was', async () => {
    expect((await house.get(`/nachbarstadt/kitas/${town.ahorn}`)).status).toBe(404);
    expect((await house.get(`/musterstadt/kitas/${newId()}`)).status).toBe(404);
    expect(await html('/nachbarstadt/kitas')).toContain('Noch keine Einrichtungen eingetragen');
  });

  test('cannot tell from the words whether one child more or less is there', async () => {
    const before = await html(`/musterstadt/kitas/${town.stork}`);
    const give = async () => house.database.write(house.town.id, async (tx) => startPlacement(tx, house.town.id, clock, { childId, facilityId: town.stork, poolId: town.storkPool, seatTypeId: town.types.krippe, startsOn: day('2026-11-22'), source: 'office' }));
    const childId = await newChild(house, '2025-03-04');
    expect((await give()).ok).toBe(true);
    const plain = (text: string) => text.replace(/nonce="[^"]*"|value="[^"]*"/g, '');
    expect(plain(await html(`/musterstadt/kitas/${town.stork}`))).toBe(plain(before));
  });
});

describe('the Kita office', () => {
  test('tells in its own words what care costs, in German first, and families read it in their language or in German', async () => {
    const path = `${LIST}/kosten`;
    expect((await house.get(path, provider)).status).toBe(403);
    expect(await html('/musterstadt/kitas')).not.toContain('Was die Betreuung kostet');
    expect(await (await house.submit(path, { 'text-en': 'Lunch is extra.' }, { cookie: office })).text()).toContain('Bitte zuerst den deutschen Text eintragen.');
    expect((await house.submit(path, { 'text-de': 'Essen kostet extra.', link: 'javascript:alert(1)' }, { cookie: office })).status).toBe(422);
    const told = { 'text-de': 'Essen kostet extra.\n\nFragen Sie nach <Ermäßigung>.', 'text-en': 'Lunch is extra.', link: 'musterstadt.example/beitraege' };
    expect((await house.submit(path, told, { cookie: office })).status).toBe(303);
    const english = await html('/musterstadt/en/kitas');
    for (const words of ['What care costs', '<p>Lunch is extra.</p>', 'href="https://musterstadt.example/beitraege"']) expect(english).toContain(words);
    const arabic = await html(`/musterstadt/ar/kitas/${town.ahorn}`);
    for (const words of ['<p lang="de" dir="ltr">Essen kostet extra.</p>', 'Fragen Sie nach &lt;Ermäßigung&gt;.']) expect(arabic).toContain(words);
    expect((await house.submit(path, { 'text-de': '', link: '' }, { cookie: office })).status).toBe(303);
    expect(await html('/musterstadt/kitas')).not.toContain('Was die Betreuung kostet');
  });

  test('makes a facility at a new address, and is refused the same name twice with everything typed kept', async () => {
    const fields = { name: 'Kita Erle', organizationId: town.otherOrganization, kind: 'kita', noticeForm: 'letter', street: 'Erlenweg', houseNumber: '7', postalCode: '31061', city: 'Musterstadt', languages: ['de', 'pl'], 'concept-de': 'Viel Musik.', opensAt: '7:30', closesAt: '16:30' };
    const made = await house.submit(`${LIST}/neu`, fields, { cookie: office });
    expect(made.status).toBe(303);
    expect(await html(made.headers.get('location')!, office)).toContain('Erlenweg 7');
    const again = await house.submit(`${LIST}/neu`, { ...fields, closesAt: '6:00', name: 'kita ERLE' }, { cookie: office });
    expect(again.status).toBe(422);
    expect(await again.text()).toContain('Das Ende liegt vor dem Anfang');
    const twin = await (await house.submit(`${LIST}/neu`, { ...fields, name: 'kita ERLE' }, { cookie: office })).text();
    expect(twin).toContain('Eine Einrichtung mit diesem Namen gibt es schon');
    expect(twin).toContain('Viel Musik.');
  });

  test('who saves after somebody else is told what differs, and loses nothing', async () => {
    const { version, locationId, organizationId } = await facility(town.birke);
    const fields = { version: String(version), name: 'Kita Birke', organizationId, locationId, kind: 'kita', noticeForm: 'notice', languages: ['de'] };
    expect((await house.submit(`${one(town.birke)}/bearbeiten`, { ...fields, phone: '030 23125 111' }, { cookie: office })).status).toBe(303);
    const refused = await house.submit(`${one(town.birke)}/bearbeiten`, { ...fields, phone: '030 23125 222' }, { cookie: office });
    const page = await refused.text();
    expect(refused.status).toBe(422);
    for (const word of ['Inzwischen hat jemand anders gespeichert', '030 23125 111', '030 23125 222', `name="version" value="${version + 1}"`]) expect(page).toContain(word);
    expect((await house.submit(`${one(town.birke)}/bearbeiten`, { ...fields, version: String(version + 1), phone: '030 23125 222' }, { cookie: office })).status).toBe(303);
    expect((await facility(town.birke)).phone).toBe('030 23125 222');
  });

  test('changes a pool from a day on; what was before stays, and a kind is given out from one pool only', async () => {
    const history = async () => (await house.database.read(house.town.id, (tx) => listPoolHistories(tx, house.town.id, [town.ahorn]))).find(({ pool }) => pool.id === town.kindergarten)!;
    const { pool } = await history();
    const path = `${one(town.ahorn)}/plaetze/${town.kindergarten}`;
    const fields = { version: String(pool.version), name: 'Kindergarten', seats: '25', openSeats: 'last', from: '2027-08-01', [`typ-${town.types.kindergarten}`]: 'on', [`hoechstens-${town.types.kindergarten}`]: '' };
    expect((await house.submit(path, fields, { cookie: office })).status).toBe(303);
    expect((await history()).states.map(({ from, seats }) => [from, seats])).toEqual([['2024-08-01', 20], ['2027-08-01', 25]]);
    expect(await (await house.submit(path, fields, { cookie: office })).text()).toContain('Inzwischen hat jemand anders gespeichert');
    const twice = await house.submit(`${one(town.ahorn)}/plaetze/neu`, { name: 'Noch eine Krippe', seats: '5', openSeats: 'last', from: '2026-08-01', [`typ-${town.types.krippe}`]: 'on' }, { cookie: office });
    expect(await twice.text()).toContain('vergibt diese Einrichtung schon aus „Krippe“');
    const none = await house.submit(`${one(town.ahorn)}/plaetze/neu`, { name: 'Leer', seats: '5', openSeats: 'last', from: '2026-08-01' }, { cookie: office });
    expect(await none.text()).toContain('Wählen Sie mindestens eine Platzart');
  });

  test('changes a licence from a day on, and asks where it says more than the rules of the Land', async () => {
    const groups = () => house.database.read(house.town.id, (tx) => listGroups(tx, house.town.id, [town.ahorn]));
    const [blue] = await groups();
    const fields = { version: String(blue!.version), rulePack: 'ni-nkitag', name: 'Blau', form: 'krippe', pool: town.krippe, licensedPlaces: '16', inclusivePlaces: '0', sharedPlaces: '0', from: '2026-11-22' };
    expect((await house.submit(`${one(town.ahorn)}/gruppen/${blue!.id}`, fields, { cookie: office })).status).toBe(303);
    expect((await groups()).map(({ licensedPlaces, validFrom, validUntil }) => [licensedPlaces, validFrom, validUntil])).toEqual([[15, '2024-08-01', '2026-11-22'], [16, '2026-11-22', null]]);
    expect(await html(one(town.ahorn), office)).toContain('16 Plätze sind mehr, als das Regelwerk für diese Form nennt (15)');
    const [, current] = await groups();
    const wrong = await house.submit(`${one(town.ahorn)}/gruppen/${current!.id}`, { ...fields, version: String(current!.version), inclusivePlaces: '17' }, { cookie: office });
    expect(await wrong.text()).toContain('Mehr inklusive Plätze als Plätze gibt es nicht');
  });

  test('keeps kinds of places; one in use keeps its hours', async () => {
    const types = '/musterstadt/verwaltung/kita/platzarten';
    const fields = { key: 'hort-20', 'name-de': 'Hort, 20 Stunden', ageBand: 'school', weeklyHours: '20', position: '5' };
    expect((await house.submit(`${types}/neu`, fields, { cookie: office })).status).toBe(303);
    expect(await (await house.submit(`${types}/neu`, fields, { cookie: office })).text()).toContain('Diesen Schlüssel gibt es schon');
    const inUse = await house.submit(`${types}/${town.types.krippe}`, { ...fields, key: 'krippe-35', ageBand: 'under-3', weeklyHours: '45', version: '1' }, { cookie: office });
    expect(await inUse.text()).toContain('Diese Platzart ist in Gebrauch');
  });

  test('adds closing days once, and sees the occupancy month by month', async () => {
    const add = () => house.submit(one(town.ahorn), { firstDay: '2026-12-24', lastDay: '2027-01-01', reason: 'Weihnachten' }, { cookie: office, to: `${one(town.ahorn)}/schliesszeiten` });
    expect((await add()).status).toBe(303);
    expect(await (await add()).text()).toContain('An diesen Tagen ist schon eine Schließzeit eingetragen');
    expect(await html(`/musterstadt/en/kitas/${town.ahorn}`)).toContain('Weihnachten');
    const page = await html('/musterstadt/verwaltung/kita/belegung', office);
    for (const word of ['Kita Ahorn: Krippe', 'Storchennest: Kindertagespflege', 'Überbelegt']) expect(page).toContain(word);
    expect(await html('/musterstadt/verwaltung/kita/belegung.csv', office)).toContain('Storchennest;Kindertagespflege;2026-12;9;1;8');
  });

  test('takes a table after a preview, with the rows that are not taken', async () => {
    const file = new File([['Einrichtung;Träger;Platzgruppe;Plätze;Platzarten', 'Kita Ulme;Stadt Musterstadt;Krippe;15;krippe-35', 'Kita Eibe;Nie gehört;Krippe;15;krippe-35'].join('\n')], 'kitas.csv');
    const uploaded = await house.submit(`${LIST}/import`, { file }, { cookie: office });
    expect(uploaded.status).toBe(303);
    const path = uploaded.headers.get('location')!;
    const preview = await html(path, office);
    for (const word of ['Kita Ulme', 'Den Träger „Nie gehört“ gibt es im Verzeichnis nicht', '1 Zeile wird nicht übernommen']) expect(preview).toContain(word);
    const counted = /name="counted" value="([^"]*)"/.exec(preview)![1]!;
    expect((await house.submit(path, { counted }, { cookie: office })).status).toBe(422);
    expect((await house.submit(path, { counted, seen: 'on' }, { cookie: office })).status).toBe(303);
    expect(await html('/musterstadt/kitas')).toContain('Kita Ulme');
  });
});

describe('a workbook that another program wrote (title above the header, days, times and numbers as such, two sheets)', () => {
  const workbook = () => new File([readFileSync(join(import.meta.dirname, 'facilities/import/spreadsheet.fixture.xlsx'))], 'kitas-2027.xlsx');
  const upload = async () => (await house.submit(`${LIST}/import`, { file: workbook() }, { cookie: office })).headers.get('location')!;
  const countedOf = (preview: string) => /name="counted" value="([^"]*)"/.exec(preview)?.[1] ?? '';
  const stored = async () => house.database.read(house.town.id, async (tx) => {
    const all = (await listAllFacilities(tx, house.town.id)).filter(({ name }) => ['Kita Ulme', 'Kita Eibe', 'Kita Erle', 'Kita Esche'].includes(name) && !knownBefore.has(name));
    const pools = (await listPoolHistories(tx, house.town.id, all.map(({ id }) => id))).map(({ pool }) => [pool.name, pool.seats, pool.validFrom]);
    return { names: all.map(({ name, opensAt, phone }) => [name, opensAt, phone]), pools: pools.sort(), groups: (await listGroups(tx, house.town.id, all.map(({ id }) => id))).map(({ name, licensedPlaces, sharedPlaces }) => [name, licensedPlaces, sharedPlaces]) };
  });
  const knownBefore = new Set(['Kita Erle']);

  test('is shown before anything is stored, bad rows by their lines in the sheet; taken over once, however often it is sent', async () => {
    await house.database.write(house.town.id, (tx) => tx.updateTable('kita.facility').set({ name: 'Kita Rotulme' }).where('name', '=', 'Kita Ulme').execute());
    const path = await upload();
    const preview = await html(path, office);
    for (const words of ['Kita Ulme', 'Den Träger „Nie gehört e. V.“ gibt es im Verzeichnis nicht', '„fünfzehn“', 'waldplatz-99', '3 Zeilen werden nicht übernommen']) expect(preview).toContain(words);
    expect([...preview.matchAll(/data-label="Zeile"[^>]*>(\d+)</g)].map(([, line]) => Number(line))).toEqual([6, 7, 8]);
    const list = await (await house.get(`${path}/abgelehnt.csv`, office)).text();
    for (const words of ['Kita Eibe', 'Kita Erle', 'Kita Esche']) expect(list).toContain(words);
    expect((await stored()).names).toEqual([]);
    expect((await house.submit(path, { counted: countedOf(preview) }, { cookie: office })).status).toBe(422);
    expect((await house.submit(path, { counted: countedOf(preview), seen: 'on' }, { cookie: office })).status).toBe(303);
    const first = await stored();
    expect(first).toEqual({
      names: [['Kita Ulme', '07:30', '030 23125 700']], pools: [['Kindergarten', 25, '2026-08-01'], ['Krippe', 15, '2026-08-01']], groups: expect.arrayContaining([['Spatzen', 15, 1], ['Drosseln', 25, 0]]),
    });
    const again = await upload();
    const refused = await house.submit(again, { counted: countedOf(await html(again, office)), seen: 'on' }, { cookie: office });
    expect(refused.status).toBe(422);
    expect(await stored()).toEqual(first);
    expect((await house.get(path, office)).status).toBe(404);
  });

  test('that is none – a renamed picture, half a file – is told so, and nothing is kept', async () => {
    for (const content of [Buffer.from('89504e470d0a1a0a', 'hex'), readFileSync(join(import.meta.dirname, 'facilities/import/spreadsheet.fixture.xlsx')).subarray(0, 900)]) {
      const answer = await house.submit(`${LIST}/import`, { file: new File([content], 'kitas.xlsx') }, { cookie: office });
      expect([answer.status, (await answer.text()).includes('error-summary')]).toEqual([422, true]);
    }
  });
});

describe('a provider', () => {
  test('sees and describes the own facilities only, not the licence and not the places', async () => {
    const list = await html(LIST, provider);
    expect(list).toContain('Kita Ahorn');
    expect(list).not.toContain('Kita Birke');
    const { version } = await facility(town.ahorn);
    const page = await html(`${one(town.ahorn)}/bearbeiten`, provider);
    expect(page).toContain('concept-de');
    expect(page).not.toContain('name="organizationId"');
    const saved = await house.submit(`${one(town.ahorn)}/bearbeiten`, { version: String(version), phone: '030 23125 333', languages: ['de'], 'concept-de': 'Neu.', name: 'Gekapert', organizationId: town.otherOrganization }, { cookie: provider, to: `${one(town.ahorn)}/angaben` });
    expect(saved.status).toBe(303);
    expect(await facility(town.ahorn)).toMatchObject({ phone: '030 23125 333', name: 'Kita Ahorn', organizationId: town.organization });
  });

  test('who guesses another facility finds nothing, and what is the office’s is forbidden', async () => {
    const { version } = await facility(town.birke);
    expect((await house.get(one(town.birke), provider)).status).toBe(404);
    expect((await house.get(`${one(town.birke)}/bearbeiten`, provider)).status).toBe(404);
    expect((await house.submit(`${one(town.ahorn)}/bearbeiten`, { version: String(version), languages: ['de'] }, { cookie: provider, to: `${one(town.birke)}/angaben` })).status).toBe(404);
    expect((await house.submit(one(town.ahorn), { firstDay: '2027-05-05' }, { cookie: provider, to: `${one(town.birke)}/schliesszeiten` })).status).toBe(404);
    for (const path of [`${one(town.ahorn)}/plaetze/neu`, `${one(town.ahorn)}/gruppen/neu`, `${LIST}/neu`, `${LIST}/import`]) expect((await house.get(path, provider)).status, path).toBe(403);
    expect(await html('/musterstadt/verwaltung/kita/belegung', provider)).not.toContain('Kita Birke');
  });

  test('who leads one facility sees only that one, until the office ends it', async () => {
    const person = /name="person"[\s\S]*?<option value="([0-9a-f-]{36})"/.exec(await html(one(town.ahorn), office))![1]!;
    expect((await house.submit(one(town.ahorn), { person }, { cookie: office, to: `${one(town.ahorn)}/leitungen` })).status).toBe(303);
    expect(await html(LIST, provider)).not.toContain('Storchennest');
    expect((await house.get(one(town.stork), provider)).status).toBe(404);
    const end = /leitungen\/([0-9a-f-]{36})\/entfernen/.exec(await html(one(town.ahorn), office))![1]!;
    expect((await house.submit(one(town.ahorn), {}, { cookie: office, to: `${one(town.ahorn)}/leitungen/${end}/entfernen` })).status).toBe(303);
    expect(await html(LIST, provider)).toContain('Storchennest');
  });
});

test('a substitute may not have more than five children with those of the other', async () => {
  const types = { kind: 'childminder', noticeForm: 'letter', organizationId: town.organization, languages: ['de'], locationId: (await facility(town.stork)).locationId };
  const made = await house.submit(`${LIST}/neu`, { ...types, name: 'Storchennest Gelb' }, { cookie: office });
  const yellow = made.headers.get('location')!.split('?')[0]!;
  expect((await house.submit(`${yellow}/tagespflege`, { kind: 'granted', licensedFrom: '2026-01-01', childrenAtOnce: '1' }, { cookie: office })).status).toBe(303);
  expect((await house.submit(`${yellow}/tagespflege`, { kind: 'granted', version: '1', licensedFrom: '2026-01-01', childrenAtOnce: '6' }, { cookie: office })).status).toBe(422);
  const substitute = yellow.split('/').at(-1)!;
  for (const bornOn of ['2025-01-01', '2025-02-02']) {
    const childId = await newChild(house, bornOn);
    await house.database.write(house.town.id, (tx) => startPlacement(tx, house.town.id, clock, { childId, facilityId: town.stork, poolId: town.storkPool, seatTypeId: town.types.krippe, startsOn: day('2026-12-01'), source: 'office' }));
  }
  const cover = await house.submit(one(town.stork), { substitute, firstDay: '2026-12-07', lastDay: '2026-12-11' }, { cookie: office, to: `${one(town.stork)}/vertretungen` });
  expect(cover.status).toBe(422);
  expect(await cover.text()).toContain('hätte diese Person 3 Kinder, erlaubt ist 1');
});

test('a facility with children beyond a day is not closed on it', async () => {
  const { version, locationId, organizationId } = await facility(town.stork);
  const fields = { version: String(version), name: 'Storchennest', organizationId, locationId, kind: 'childminder', noticeForm: 'letter', languages: ['de'] };
  const refused = await house.submit(`${one(town.stork)}/bearbeiten`, { ...fields, closedOn: '2027-01-01' }, { cookie: office });
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain('Es sind Plätze über diesen Tag hinaus vergeben');
  expect((await house.submit(`${one(town.stork)}/bearbeiten`, { ...fields, closedOn: '2031-01-01' }, { cookie: office })).status).toBe(303);
});
