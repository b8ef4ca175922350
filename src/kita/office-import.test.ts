import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { storeKitaTown } from './office.fixture.ts';

let house: TestApp;
let office: string;
const path = '/musterstadt/verwaltung/kita/import';

beforeAll(async () => {
  house = await testApp();
  await house.database.write(house.town.id, (tx) => storeKitaTown(tx, house.town.id, house.house.clock));
  office = await house.signIn(['kita-office']);
});
afterAll(() => house.close());

const header = 'Kennung;Familienname;Vornamen;Geburtstag;Familienname Sorgende;Vornamen Sorgende;Straße;Hausnummer;PLZ;Ort;Auskunftssperre;Einrichtung;Platzart;Gruppe;Beginn;Ende';
const good = 'K1;Müller;Lena;12.03.2024;Müller;Anna;Lindenweg;3;31061;Musterstadt;nein;Kita Sonnenhof;Krippe, 30 Stunden;Käfer;01.08.2025;';
const upload = async (...rows: string[]) => (await house.submit(path, { file: new File([[header, ...rows].join('\n')], 'kinder.csv') }, { cookie: office })).headers.get('location')!;
const html = async (at: string) => (await house.get(at, office)).text();
const accept = async (at: string, more: Record<string, string> = {}) => {
  const counted = /name="counted" value="([^"]*)"/.exec(await html(at))?.[1] ?? '';
  return house.submit(at, { counted, ...more }, { cookie: office });
};
const placements = () => house.database.read(house.town.id, (tx) => tx.selectFrom('kita.placement as placement').innerJoin('kita.child as child', 'child.id', 'placement.child_id')
  .select(['child.external_id', 'placement.starts_on', 'placement.ends_on', 'placement.source']).orderBy('child.external_id').execute());

describe('children and places from a table', () => {
  test('are seen before they are stored, and stored once', async () => {
    const run = await upload(good);
    const preview = await html(run);
    for (const words of ['1 neu, 0 geändert, 0 unverändert, 0 abgelehnt', '12.03.2024', 'Krippe, 30 Stunden, ab 01.08.2025']) expect(preview).toContain(words);
    expect(await placements()).toEqual([]);
    expect((await accept(run)).status).toBe(303);
    expect(await placements()).toEqual([{ external_id: 'K1', starts_on: '2025-08-01', ends_on: null, source: 'import' }]);
    // The same table again changes nothing.
    const again = await upload(good);
    expect(await html(again)).toContain('0 neu, 0 geändert, 1 unverändert, 0 abgelehnt');
    expect(await html(run)).toContain('Übernommen: 1 neu, 0 geändert. Keine Zeile wurde abgelehnt.');
    expect(await (await accept(run)).text()).not.toContain('name="counted"');
  });

  test('change what changed: a place that ends, a name', async () => {
    const run = await upload(good.replace('Lena', 'Lena Marie').replace(/;$/, ';31.07.2026'));
    expect(await html(run)).toContain('Vornamen, Ende oder Gruppe des Platzes');
    await accept(run);
    expect(await placements()).toEqual([{ external_id: 'K1', starts_on: '2025-08-01', ends_on: '2026-08-01', source: 'import' }]);
  });

  test.each([
    ['K2;Test;Tim;12.03.24;;;;;;;;;;;;', 'Geburtstag', 'Das Jahr braucht vier Ziffern'],
    ['K2;Test;Tim;12.03.2031;;;;;;;;;;;;', 'Geburtstag', 'liegt in der Zukunft'],
    [';Test;Tim;12.03.2024;;;;;;;;;;;;', 'Kennung', 'Die Zelle ist leer'],
    ['K2;Test;Tim;12.03.2024;;;;;;;;Kita Nirgendwo;Krippe, 30 Stunden;;01.08.2025;', 'Einrichtung', 'gibt es nicht'],
    ['K2;Test;Tim;12.03.2024;;;;;;;;Kita Sonnenhof;Hort;;01.08.2025;', 'Platzart', 'gibt es nicht'],
    ['K2;Test;Tim;12.03.2018;;;;;;;;Kita Sonnenhof;Krippe, 30 Stunden;;01.08.2019;', 'Platzart', 'keine Plätze'],
    ['K2;Test;Tim;12.03.2024;;;;;;;;;Krippe, 30 Stunden;;;', 'Platzart', 'gehört die Einrichtung'],
    ['K2;Test;Tim;12.03.2024;Test;Tina;Weg;1;31061;Ort;vielleicht;;;;;', 'Auskunftssperre', 'weder ja noch nein'],
    ['K2;Test;Tim;12.03.2024;Test;Tina;Weg;1;;;nein;;;;;', 'Straße', 'gehören zusammen'],
    ['K1;Müller;Lena;12.03.2024;;;;;;;;Kita Sonnenhof;Krippe, 30 Stunden;;01.09.2025;', '', 'schon einen anderen Platz'],
  ])('a row that cannot be read is named by its line and never guessed: %s', async (row, column, why) => {
    const run = await upload(row, 'K9;Gut;Gerd;01.02.2024;;;;;;;;;;;;');
    const page = await html(run);
    expect(page).toContain(why);
    expect(page).toMatch(column === '' ? /abgelehnt/ : new RegExp(`>2<.*${column}.*`, 's'));
    // What stays out can be put right in the same table.
    const file = await html(`${run}/abgelehnt.csv`);
    expect(file.split('\r\n')[0]).toBe(`Zeile;Warum;${header}`);
    expect(file).toContain(why);
    expect(file).not.toContain('K9');
    // The rest goes in only when somebody has seen what stays out.
    expect(await (await accept(run)).text()).toContain('Bestätigen Sie, dass Sie das gesehen haben');
  });

  test('keep the address of a blocked family off the map', async () => {
    const run = await upload('K5;Sperre;Sara;12.03.2024;Sperre;Sina;Lindenweg;3;31061;Musterstadt;ja;;;;;');
    await accept(run);
    const row = await house.database.read(house.town.id, (tx) => tx.selectFrom('kita.child as child').innerJoin('kita.guardianship as care', 'care.child_id', 'child.id').innerJoin('kita.guardian as guardian', 'guardian.id', 'care.guardian_id')
      .select(['child.area_id', 'guardian.is_address_blocked', 'guardian.address_sealed']).where('child.external_id', '=', 'K5').executeTakeFirstOrThrow());
    expect(row).toMatchObject({ area_id: null, is_address_blocked: true });
    expect(row.address_sealed!.includes('Lindenweg')).toBe(false);
  });

  test('lie sealed until they are accepted, and are gone afterwards', async () => {
    await upload(good);
    const rows = await house.database.read(house.town.id, (tx) => tx.selectFrom('kita.import_run').select(['state', 'file_sealed']).execute());
    for (const { state, file_sealed: sealed } of rows) {
      if (state === 'accepted') expect(sealed).toBeNull();
      else expect(sealed!.includes('Müller')).toBe(false);
    }
  });

  test('need their columns, and a file that is no table is refused', async () => {
    const none = await house.submit(path, { file: new File(['Name;Alter\nLena;2'], 'falsch.csv') }, { cookie: office });
    expect(await html(none.headers.get('location')!)).toContain('fehlen Spalten: „Kennung“');
    const picture = await house.submit(path, { file: new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])], 'bild.csv') }, { cookie: office });
    expect(picture.status).toBe(422);
    expect(await html(`${path}/vorlage.csv`)).toContain('Kennung;Familienname');
  });

  test('of the neighbouring town are not found', async () => {
    const run = await upload(good);
    const neighbour = await house.signIn(['kita-office'], { town: house.otherTown.id });
    expect((await house.get(run.replace('musterstadt', 'nachbarstadt'), neighbour)).status).toBe(404);
  });
});
