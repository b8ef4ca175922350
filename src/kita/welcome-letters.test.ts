import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { fixedClock } from '../platform/clock.ts';
import { createLog } from '../platform/log.ts';
import type { Uuid } from '../platform/id.ts';
import { storeFamily, storeKitaTown } from './office.fixture.ts';
import { printKitaWelcome } from './server/welcome-letters.ts';
import { welcomeHousekeeping } from './server/welcome-runs.ts';

let house: TestApp;
let office: string;
let now = new Date('2026-11-23T09:00:00Z');
const clock = { now: () => now, today: () => fixedClock(now.toISOString()).today() };
const base = '/musterstadt/verwaltung/kita/willkommen';
const LIST = [
  'Sorgeberechtigte;Kind;Strasse;Hausnr.;PLZ;Ort;Sprache;Auskunftssperre',
  'Zoe Zimmer;Ida;Zeppelinweg;1;31061;Musterstadt;;', 'Amal und Omar Haddad;آدم;Ahornweg;2;31061;Musterstadt;Arabisch;nein', 'Vera Versteckt;Lea;Geheimweg;7;30159;Musterstadt;;ja', 'Ohne Postleitzahl;;Weg;1;;Musterstadt;;',
  'Vilma Bekannt;;Weg;3;31061;Musterstadt;;',
].join('\n');

beforeAll(async () => {
  house = await testApp(clock);
  office = await house.signIn(['kita-office']);
  await house.database.write(house.town.id, async (tx) => {
    const town = await storeKitaTown(tx, house.town.id, clock);
    await storeFamily(tx, house.town.id, clock, house.house.configuration.secretKey, town, { child: 'Kim', family: 'Bekannt', mother: 'Vilma', isBlocked: true });
  });
});
afterAll(() => house.close());

const upload = (content: string, name = 'geburten.csv') => house.submit(base, { occasion: 'birth', file: new File([content], name) }, { cookie: office });
const html = async (path: string) => (await house.get(path, office)).text();
const press = (path: string, what: string, fields: Record<string, string> = {}) => house.submit(path, fields, { cookie: office, to: `${path}/${what}` });
const counted = async (path: string) => /name="counted" value="([^"]*)"/.exec(await html(path))![1]!;
const row = (path: string) => house.database.read(house.town.id, (tx) => tx.selectFrom('kita.welcome_run').selectAll().where('id', '=', path.split('/').at(-1)! as Uuid).executeTakeFirstOrThrow());
const work = async (path: string) => {
  if (printKitaWelcome.kind !== 'outside') throw new Error('kind');
  await printKitaWelcome.run({ municipalityId: house.town.id, database: house.database, clock, configuration: house.house.configuration, log: createLog('silent') }, { run: path.split('/').at(-1)! });
};
const keepHouse = () => house.database.write(house.town.id, (tx) => welcomeHousekeeping(tx, { municipalityId: house.town.id, clock, configuration: house.house.configuration }));

describe('Welcome letters from a list', () => {
  let path: string;

  test('a preview says line by line what is left out and why, and names nobody with a blocked address', async () => {
    path = (await upload(LIST)).headers.get('location')!;
    const page = await html(path);
    expect(page).toContain('2 Briefe, 2 Zeilen wegen Auskunftssperre ausgelassen, eine Zeile abgelehnt');
    expect(page).toContain('Auskunftssperre.');
    expect(page).toContain('im Kita-Büro als gesperrt vermerkt');
    for (const secret of ['Versteckt', 'Geheimweg', 'Vilma']) expect(page).not.toContain(secret);
    expect(page.indexOf('Amal und Omar Haddad')).toBeLessThan(page.indexOf('Zoe Zimmer'));
  });

  test('nothing is set before the refused rows were seen, nor by an old preview', async () => {
    expect(await (await press(path, 'setzen', { counted: await counted(path) })).text()).toContain('Bestätigen Sie, dass Sie das gesehen haben');
    expect((await press(path, 'setzen', { counted: '9-0-0', seen: 'on' })).status).toBe(422);
    expect((await row(path)).state).toBe('previewed');
  });

  test('the letters are one PDF, sealed; with it the list is gone, and nothing of it can be read in the database', async () => {
    expect((await press(path, 'setzen', { counted: await counted(path), seen: 'on' })).status).toBe(303);
    expect(await html(path)).toContain('Die Briefe werden gesetzt');
    await work(path);
    await work(path);
    const stored = await row(path);
    expect(stored).toMatchObject({ state: 'done', letters: 2, pages: 3, left_out: 2, refused: 1, list_sealed: null });
    expect(stored.pdf_sealed!.includes('%PDF')).toBe(false);
  });

  test('the file opens only after it was fetched, for half an hour; then it is deleted and only counts stay', async () => {
    expect((await house.get(`${path}/briefe.pdf`, office)).status).toBe(404);
    expect((await press(path, 'abholen')).headers.get('location')).toContain('briefe.pdf');
    const pdf = await house.get(`${path}/briefe.pdf`, office);
    expect(Buffer.from(await pdf.arrayBuffer()).subarray(0, 5).toString()).toBe('%PDF-');
    for (const roles of [['coordinator'], ['administrator']] as const) expect((await house.get(`${path}/briefe.pdf`, await house.signIn([...roles]))).status).toBe(403);
    now = new Date(now.getTime() + 31 * 60_000);
    expect((await house.get(`${path}/briefe.pdf`, office)).status).toBe(404);
    await keepHouse();
    expect(await row(path)).toMatchObject({ state: 'removed', pdf_sealed: null, file_name: '', letters: 2 });
    expect(await html(path)).toContain('Geblieben sind nur die Zahlen');
  });

  test('a list nobody printed is gone after seven days, or when the office deletes it', async () => {
    const [one, other] = [(await upload(LIST)).headers.get('location')!, (await upload(LIST)).headers.get('location')!];
    await press(one, 'loeschen');
    expect(await row(one)).toMatchObject({ state: 'removed', list_sealed: null, file_name: '' });
    now = new Date(now.getTime() + 8 * 86_400_000);
    office = await house.signIn(['kita-office']);
    await keepHouse();
    expect(await row(other)).toMatchObject({ state: 'removed', list_sealed: null });
    expect((await press(other, 'abholen')).status).not.toBe(303);
  });

  test('columns with other names are said once; without the column of blocked addresses nothing is printed', async () => {
    const other = (await upload('An;Straße;PLZ;Ort;Vermerk\nAnna Berg;Weg 1;31061;Musterstadt;')).headers.get('location')!;
    expect(await html(other)).toContain('In der Liste fehlen Spalten: „Sorgeberechtigte“, „Auskunftssperre“');
    expect((await press(other, 'setzen', { counted: '1-0-0' })).status).toBe(422);
    await press(other, 'spalten', { 'column-guardians': '0', 'column-street': '1', 'column-postalCode': '2', 'column-city': '3', 'column-isBlocked': '4' });
    expect(await html(other)).toContain('Ein Brief, keine Zeile wegen Auskunftssperre ausgelassen');
    expect((await upload('%PDF-1.7', 'liste.pdf')).status).toBe(422);
    expect((await house.get(base, await house.signIn(['coordinator']))).status).toBe(403);
  });
});
