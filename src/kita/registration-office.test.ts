import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountsTown, type AccountsTown } from '../accounts/accounts-town.fixture.ts';
import { day } from '../platform/day.ts';
import { isUuid, newId, type Uuid } from '../platform/id.ts';
import { kitaTown, type KitaTown } from './kita-town.fixture.ts';
import { askingCatalogue, familyBrowser, fillIn, sendIn } from './registration-family.fixture.ts';
import { listCircumstances, provedFacts } from './server/circumstances.ts';
import { listRegistrations } from './server/registrations.ts';
import { storeCatalogue } from './server/catalogues.ts';

let town: AccountsTown;
let kita: KitaTown;
let office: string;

beforeAll(async () => {
  town = await accountsTown();
  kita = await kitaTown(town);
  await askingCatalogue(town);
  office = await town.signIn(['kita-office']);
});
afterAll(() => town.close());

const ENTRY = '/musterstadt/verwaltung/kita/anmeldung';
const paper = (change: Record<string, string> = {}) => ({
  given: 'Jonas', family: 'Brandt', birth: 'born', day: '2025-01-15', 'guardian-given': 'Petra', 'guardian-family': 'Brandt', relation: 'mother', 'letter-language': 'ru', street: 'Lindenweg', 'house-number': '3', 'postal-code': '31061', city: 'Musterstadt',
  start: '2027-08-01', hours: '35', 'wish-1': kita.birke, 'wish-2': kita.ahorn, 'fact-both-work-or-train': 'seen', received: '2026-02-10', ...change,
});
const read = <Result>(work: Parameters<typeof town.database.read<Result>>[1]) => town.database.read(town.town.id, work);

describe('a registration on paper', () => {
  test('is entered by the office with everything, from the day the need was reported', async () => {
    const besides = { 'time-from': '7', 'time-until': '14.30', urgent: 'on', 'urgent-reason': 'care-ends', 'urgent-by': '2027-01-11', 'urgent-seen': 'on', remark: 'Bitte abends anrufen.', agreement: 'disagrees' };
    const answer = await town.submit(ENTRY, paper(besides), { cookie: office });
    expect(answer.status).toBe(303);
    const id = answer.headers.get('Location')!.split('/').at(-1) as Uuid;
    const concerns = await (await town.get('/musterstadt/verwaltung/kita/anliegen', office)).text();
    for (const words of ['Die Betreuung, die wir haben, fällt weg', 'nachgewiesen', 'wer angemeldet hat']) expect(concerns).toContain(words);
    const [stored] = await read((tx) => listRegistrations(tx, town.town.id, { ids: [id] }));
    expect(stored).toMatchObject({ givenNames: 'Jonas', source: 'office', needReportedOn: '2026-02-10', weeklyHours: 35, urgentBy: '2027-01-11', wishedTimes: { daily: { from: '07:00', until: '14:30' } } });
    expect(stored!.wishes.map(({ facilityId }) => facilityId)).toEqual([kita.birke, kita.ahorn]);
    expect(await read(async (tx) => (await provedFacts(tx, town.town.id, town.house.configuration.secretKey, [id])).get(id))).toEqual(new Map([['both-work-or-train', true]]));
    expect(await (await town.get(answer.headers.get('Location')!, office)).text()).toContain(stored!.number);
  });

  test.each([
    ['received tomorrow', { received: '2026-12-01' }, 'liegt in der Zukunft'],
    ['without a wish', { 'wish-1': '' }, 'mindestens eine Kita'],
    ['with a time that is none', { 'time-from': 'früh', 'time-until': '9' }, 'Bitte geben Sie eine Uhrzeit an'],
    ['urgent since yesterday', { urgent: 'on', 'urgent-reason': 'moved', 'urgent-by': '2020-05-05' }, 'Dieser Tag ist schon vorbei'],
    ['with the same Kita twice', { 'wish-2': 'birke' }, 'steht schon weiter oben'],
    ['of a child born tomorrow', { day: '2026-12-01' }, 'liegt in der Zukunft'],
  ])('%s is refused, and what was typed stays', async (_what, change, message) => {
    const fields = paper(Object.fromEntries(Object.entries(change).map(([name, value]) => [name, value === 'birke' ? kita.birke : value])));
    const answer = await town.submit(ENTRY, fields, { cookie: office });
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain(message);
    expect(html).toContain('value="Brandt"');
  });

  test('is no business of anybody but the Kita office', async () => {
    for (const role of ['planner', 'coordinator', 'administrator', 'provider-editor', 'kita-provider'] as const) expect((await town.get(ENTRY, await town.signIn([role], { organizationId: newId() }))).status, role).toBe(403);
  });

  test('is found by the family once it signs in with the mail address it gave', async () => {
    const email = 'papier@beispiel.example';
    expect((await town.submit(ENTRY, paper({ given: 'Paula', email }), { cookie: office })).status).toBe(303);
    const browser = await familyBrowser(town, email);
    const own = await browser.open('/musterstadt/meine-kita');
    expect(own.text).toContain('Paula Brandt');
    const id = /anmeldung\/([0-9a-f-]{36})/.exec(own.html)![1]!;
    expect((await browser.open(`/musterstadt/meine-kita/anmeldung/${id}`)).text).toContain('Lindenweg 3');
    await browser.send({}, { form: 'aendern' });
    expect((await browser.open(`/musterstadt/kita-anmeldung/${id}/adresse`)).html).toContain('value="Lindenweg"');
    await browser.open(`/musterstadt/kita-anmeldung/${id}/pruefen`);
    expect((await browser.send({})).text).toContain('Änderungen sind gespeichert');
    const guardians = await read((tx) => tx.selectFrom('kita.guardian').select(['id', 'person_id']).where('email', '=', email).execute());
    expect(guardians).toHaveLength(1);
    expect(guardians[0]!.person_id).not.toBeNull();
  });
});

test('the welcome letter is a PDF in each language, for the office alone', async () => {
  for (const language of ['de', 'tr', 'ar']) {
    const answer = await town.get(`/musterstadt/verwaltung/kita/willkommen.pdf?sprache=${language}`, office);
    expect(answer.headers.get('Content-Type'), language).toBe('application/pdf');
    expect(Buffer.from(await answer.arrayBuffer()).subarray(0, 5).toString()).toBe('%PDF-');
  }
  expect((await town.get('/musterstadt/verwaltung/kita/willkommen.pdf?sprache=xx', office)).status).toBe(404);
  expect((await town.get('/musterstadt/verwaltung/kita/willkommen.pdf')).status).toBe(303);
});

describe('a proof', () => {
  const pdf = (size = 0) => new File([Buffer.from(`%PDF-1.7 ${'x'.repeat(size)} %%EOF`)], 'Arbeit Petra.pdf', { type: 'application/pdf' });

  test('is uploaded by the family, encrypted, refused by its content and size, and nobody else’s', async () => {
    const browser = await familyBrowser(town, 'nachweis@beispiel.example');
    const id = await fillIn(browser, { wishes: [kita.ahorn] });
    await sendIn(browser, id);
    const { secretKey } = town.house.configuration;
    const [circumstance] = await read((tx) => listCircumstances(tx, town.town.id, secretKey, [id as Uuid]));
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const page = `/musterstadt/meine-kita/anmeldung/${id}`;
    const upload = (file: File, by = cookie) => town.submit(page, { circumstance: circumstance!.id, file }, { cookie: by, to: `${page}/nachweis` });
    expect((await upload(pdf())).status).toBe(303);
    const rows = await read((tx) => tx.selectFrom('kita.proof').selectAll().where('circumstance_id', '=', circumstance!.id).execute());
    expect(rows).toHaveLength(1);
    expect(`${rows[0]!.name_sealed.toString('latin1')}${rows[0]!.content_sealed.toString('latin1')}`).not.toMatch(/Petra|%PDF/);
    const wrong = await upload(new File([Buffer.from('MZ program')], 'gut.pdf', { type: 'application/pdf' }));
    expect([wrong.status, (await wrong.text()).includes('Möglich sind PDF, JPEG und PNG')]).toEqual([422, true]);
    expect((await upload(pdf(6 * 1024 * 1024))).status).toBe(422);
    const stranger = await familyBrowser(town, 'fremd@beispiel.example');
    const foreign = [...stranger.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    expect((await town.submit('/musterstadt/kita-anmeldung', { circumstance: circumstance!.id, file: pdf() }, { cookie: foreign, to: `${page}/nachweis` })).status).toBe(404);
  });
});

test('between the deadline and the decision a family may look, but not change', async () => {
  const browser = await familyBrowser(town, 'spaet@beispiel.example');
  const id = await fillIn(browser, { wishes: [kita.ahorn] });
  await sendIn(browser, id);
  await browser.open(`/musterstadt/meine-kita/anmeldung/${id}`);
  await browser.send({}, { form: 'aendern' });
  await town.database.write(town.town.id, async (tx) => {
    const catalogueId = await storeCatalogue(tx, town.town.id, { name: 'Andere', validFrom: day('2030-01-01'), validUntil: null, lotteryScope: 'market', blocking: 'vacating', ties: 'lottery', nonResidents: 'equal', adoption: null, criteria: [] }, town.clock);
    const round = newId();
    await tx.insertInto('kita.round').values({ municipality_id: town.town.id, id: round, name: 'Hauptvergabe', catalogue_id: catalogueId, first_start: day('2027-08-01'), last_start: day('2028-07-31'), opens_on: day('2026-09-01'), deadline: new Date(town.clock.now().getTime() - 1000), created_at: town.clock.now() }).execute();
    await tx.insertInto('kita.round_step').values({ municipality_id: town.town.id, id: newId(), round_id: round, position: 1, state: 'closed', at: town.clock.now() }).execute();
  });
  expect((await sendIn(browser, id)).text).toContain('Die Plätze werden gerade vergeben');
  const shown = await browser.open(`/musterstadt/meine-kita/anmeldung/${id}`);
  expect(shown.text).toContain('Änderungen sind nach der Entscheidung wieder möglich');
  expect((await browser.send({}, { form: 'aendern' })).status).toBe(422);
  expect(isUuid(id)).toBe(true);
});
