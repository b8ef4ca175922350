import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountsTown, type AccountsTown } from '../accounts/accounts-town.fixture.ts';
import type { Browser } from '../accounts/browser.fixture.ts';
import type { Uuid } from '../platform/id.ts';
import { kitaTown, type KitaTown } from './kita-town.fixture.ts';
import { askingCatalogue, familyBrowser, fillIn, sendIn } from './registration-family.fixture.ts';
import { storeCareCosts } from './server/care-costs.ts';
import { listClaimEvents } from './server/claim-file.ts';
import { listRegistrations } from './server/registrations.ts';

let town: AccountsTown;
let kita: KitaTown;

beforeAll(async () => {
  town = await accountsTown();
  kita = await kitaTown(town);
  await askingCatalogue(town);
});
afterAll(() => town.close());

let families = 0;
const newEmail = () => `familie${(families += 1)}@beispiel.example`;
const read = <Result>(work: Parameters<typeof town.database.read<Result>>[1]) => town.database.read(town.town.id, work);
const registrationsOf = (id: string) => read((tx) => listRegistrations(tx, town.town.id, { ids: [id as Uuid] }));

async function registered(options: Partial<Parameters<typeof fillIn>[1]> = {}): Promise<{ browser: Browser; id: string; email: string }> {
  const email = newEmail();
  const browser = await familyBrowser(town, email);
  const id = await fillIn(browser, { wishes: [kita.ahorn, kita.birke], ...options });
  const sent = await sendIn(browser, id);
  expect(sent.text).toContain('Ihre Anmeldung ist angekommen');
  return { browser, id, email };
}

describe('the way in by mail', () => {
  test('says the same for known and unknown addresses, makes the account only when the link is used, and leads back to the registration', async () => {
    const known = await town.newPerson();
    const [unknown, people] = [newEmail(), () => read((tx) => tx.selectFrom('accounts.person').select('email').execute())];
    const answers: string[] = [];
    for (const email of [known.email, unknown]) {
      const browser = town.browser();
      await browser.open('/musterstadt/kita-anmeldung');
      const shown = await browser.send({ email });
      answers.push(`${shown.status} ${shown.path} ${shown.text}`);
      await town.mailsTo(email);
    }
    expect(answers[0]).toBe(answers[1]);
    expect((await people()).map(({ email }) => email)).not.toContain(unknown);
    const [mail] = await town.mailsTo(unknown);
    expect(mail!.text).not.toContain(unknown);
    const browser = town.browser();
    await browser.open(new URL(mail!.link).pathname);
    expect((await browser.send({})).path).toBe('/musterstadt/kita-anmeldung');
    expect((await people()).map(({ email }) => email)).toContain(unknown);
    const again = town.browser();
    await again.open(new URL(mail!.link).pathname);
    expect((await again.send({})).text).toContain('gilt nicht mehr');
  });

  test('leads families who are not signed in to their page, not to that of the staff', async () => {
    const browser = town.browser();
    expect((await browser.open('/musterstadt/meine-kita')).path).toBe('/musterstadt/kita-anmeldung?weiter=%2Fmeine-kita');
  });

  test('is limited for each address', async () => {
    const email = newEmail();
    let shown;
    for (let attempt = 0; attempt < 6; attempt += 1) {
      const browser = town.browser();
      await browser.open('/musterstadt/kita-anmeldung');
      shown = await browser.send({ email });
    }
    expect(shown!.status).toBe(429);
  });
});

describe('a registration', () => {
  test('filled in page by page is stored with wishes in order, the report of the need, and a mail that names only its number', async () => {
    await town.database.write(town.town.id, (tx) => storeCareCosts(tx, town.town.id, town.clock, { text: { de: 'Essen kostet extra.' }, link: 'https://musterstadt.example/beitraege' }));
    const { id, email } = await registered();
    const [stored] = await registrationsOf(id);
    expect(stored).toMatchObject({ givenNames: 'Mila', familyName: 'Öztürk', bornOn: '2025-03-24', wishedStart: '2027-08-01', weeklyHours: 35, source: 'guardian', needReportedOn: town.clock.today() });
    expect(stored!.wishes).toEqual([{ facilityId: kita.ahorn, seatTypeId: kita.types.krippe }, { facilityId: kita.birke, seatTypeId: kita.types.krippe }]);
    const events = await read((tx) => listClaimEvents(tx, town.town.id, town.house.configuration.secretKey, stored!.childId));
    expect(events).toMatchObject([{ kind: 'need-reported', on: town.clock.today(), startsOn: '2027-08-01' }]);
    const [mail] = await town.mailsTo(email);
    // § 5 Abs. 2 KiBiz: the confirmation names the fees, as far as the town has said something.
    for (const told of [stored!.number, 'Was die Betreuung kostet\nEssen kostet extra.\nhttps://musterstadt.example/beitraege']) expect(mail!.text).toContain(told);
    for (const secret of ['Mila', 'Öztürk', 'Lindenweg', '2025']) expect(`${mail!.subject} ${mail!.text}`).not.toContain(secret);
  });

  test('keeps what was saved for later, and nothing of it lies readable in the database', async () => {
    const email = newEmail();
    const browser = await familyBrowser(town, email);
    const id = await fillIn(browser, { given: 'Heimlich', wishes: [kita.ahorn] });
    const shown = await (await familyBrowser(town, email)).open(`/musterstadt/kita-anmeldung/${id}/kind`);
    expect(shown.html).toContain('value="Heimlich"');
    const row = await read((tx) => tx.selectFrom('kita.registration_draft').select('content_sealed').where('id', '=', id as Uuid).executeTakeFirstOrThrow());
    expect(row.content_sealed.toString('latin1')).not.toContain('Heimlich');
    expect(await registrationsOf(id)).toEqual([]);
  });

  test('sent twice, by a double click and from another tab, is there once', async () => {
    const email = newEmail();
    const [browser, tab] = [await familyBrowser(town, email), await familyBrowser(town, email)];
    const id = await fillIn(browser, { given: 'Einmal', wishes: [kita.ahorn] });
    await tab.open(`/musterstadt/kita-anmeldung/${id}/pruefen`);
    await browser.open(`/musterstadt/kita-anmeldung/${id}/pruefen`);
    const [one, other, third] = await Promise.all([browser.send({}), browser.send({}), tab.send({})]);
    expect([one.status, other.status, third.status]).toEqual([200, 200, 200]);
    const children = await read((tx) => tx.selectFrom('kita.child').select('id').where('given_names', '=', 'Einmal').execute());
    expect(children).toHaveLength(1);
    expect(await registrationsOf(id)).toHaveLength(1);
    expect((await tab.open(`/musterstadt/kita-anmeldung/${id}/adresse`)).path).toBe(`/musterstadt/meine-kita/anmeldung/${id}`);
  });

  test('sent when too many people ask at once is answered at once, keeps what was typed, and is there once when it is sent again', async () => {
    const browser = await familyBrowser(town, newEmail());
    const id = await fillIn(browser, { wishes: [kita.ahorn] });
    await browser.open(`/musterstadt/kita-anmeldung/${id}/adresse`);
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => void (end = resolve));
    const crowd = Array.from({ length: 310 }, () => read(() => ended));
    const busy = await browser.send({ street: 'Gartenweg', 'house-number': '12 a', 'postal-code': '31061', city: 'Musterstadt' });
    expect(busy.status).toBe(503);
    expect(busy.headers.get('Retry-After')).toBe('10');
    expect(busy.text).toContain('Ihre Eingaben sind noch da');
    expect((await browser.open(`/musterstadt/kita-anmeldung/${id}/pruefen`)).text).toContain('Gerade sind sehr viele Menschen hier');
    end();
    await Promise.all(crowd);
    // The answer's own form, as it came: the button says to send it once more.
    const shown = await browser.resend(busy);
    expect(shown.path).toMatch(/beginn$/);
    expect((await browser.open(`/musterstadt/kita-anmeldung/${id}/pruefen`)).text).toContain('Gartenweg 12 a');
    await browser.send({});
    expect(await registrationsOf(id)).toHaveLength(1);
  });

  test('of a page saved elsewhere is refused in clear words with everything typed', async () => {
    const email = newEmail();
    const [browser, tab] = [await familyBrowser(town, email), await familyBrowser(town, email)];
    const id = await fillIn(browser, { wishes: [kita.ahorn] });
    await tab.open(`/musterstadt/kita-anmeldung/${id}/kind`);
    await browser.open(`/musterstadt/kita-anmeldung/${id}/kind`);
    await browser.send({ 'given-0': 'Neu', 'family-0': 'Öztürk', 'birth-0': 'born', 'day-0': '2025-03-24' });
    const stale = await tab.send({ 'given-0': 'Alt', 'family-0': 'Öztürk', 'birth-0': 'born', 'day-0': '2025-03-24' });
    expect(stale.status).toBe(422);
    expect(stale.text).toContain('inzwischen an anderer Stelle gespeichert');
    expect(stale.html).toContain('value="Alt"');
    expect((await tab.send({ 'given-0': 'Alt', 'family-0': 'Öztürk', 'birth-0': 'born', 'day-0': '2025-03-24' })).status).toBe(200);
  });

  test.each([
    ['a birthday in the future', { 'day-0': '2027-03-24' }, 'liegt in der Zukunft'],
    ['a child of sixteen', { 'day-0': '2010-03-24' }, 'bis 14 Jahre'],
    ['a name that turns the line round', { 'given-0': 'Mila\u202e' }, 'unsichtbare Steuerzeichen'],
    ['a name that is HTML', { 'given-0': '<script>alert(1)</script>' }, 'lateinischen Buchstaben'],
    ['a name of ten thousand letters', { 'given-0': 'x'.repeat(10_000) }, 'höchstens 100 Zeichen'],
    ['no answer', { 'birth-0': '' }, 'Bitte wählen Sie'],
  ])('with %s is refused beside the field, what was typed stays', async (_what, fields, message) => {
    const browser = await familyBrowser(town, newEmail());
    await browser.open('/musterstadt/kita-anmeldung');
    const start = await browser.send({}, { form: 'formular' });
    const shown = await browser.send({ 'given-0': 'Mila', 'family-0': 'Łukasz-Öztürk', 'birth-0': 'born', 'day-0': '2025-03-24', ...fields });
    expect(shown.status).toBe(422);
    expect(shown.path).toBe(start.path);
    expect(shown.text).toContain(message);
    expect(shown.html).toContain('value="Łukasz-Öztürk"');
    expect(shown.html).not.toContain('<script>alert');
  });

  test('of twins is two registrations with the same guardians, tied together', async () => {
    const browser = await familyBrowser(town, newEmail());
    const id = await fillIn(browser, { given: 'Ali', family: 'Demir', wishes: [kita.ahorn] });
    await browser.open(`/musterstadt/kita-anmeldung/${id}/kind`);
    await browser.send({ 'given-0': 'Ali', 'family-0': 'Demir', 'birth-0': 'born', 'day-0': '2025-03-24', press: 'add' });
    await browser.send({ count: '2', 'given-0': 'Ali', 'family-0': 'Demir', 'birth-0': 'born', 'day-0': '2025-03-24', 'given-1': 'Can', 'family-1': 'Demir', 'birth-1': 'born', 'day-1': '2025-03-24' });
    await browser.send({ 'inclusive-0': 'no', 'inclusive-1': 'yes', 'need-1': 'Rollstuhl' });
    await browser.open(`/musterstadt/kita-anmeldung/${id}/geschwister`);
    await browser.send({ rule: 'together' });
    expect((await sendIn(browser, id)).status).toBe(200);
    const children = await read((tx) => tx.selectFrom('kita.child as child').innerJoin('kita.sibling_group as siblings', 'siblings.id', 'child.sibling_group_id').select(['child.id', 'siblings.rule', 'child.inclusion_sealed']).where('child.family_name', '=', 'Demir').execute());
    expect(children.map(({ rule }) => rule)).toEqual(['together', 'together']);
    expect(JSON.stringify(children.map(({ inclusion_sealed }) => inclusion_sealed?.toString('latin1')))).not.toContain('Rollstuhl');
    const guardians = await read((tx) => tx.selectFrom('kita.guardianship').select('guardian_id').where('child_id', 'in', children.map(({ id: child }) => child)).execute());
    expect(new Set(guardians.map(({ guardian_id }) => guardian_id)).size).toBe(1);
    const own = (await browser.open('/musterstadt/meine-kita')).text;
    expect(own.match(/Anmeldung [2-9A-Z]{4}-/g)).toHaveLength(2);
    expect(own.match(/Ihr Kind steht zurzeit auf keiner Warteliste/g)).toHaveLength(2);
  });

  test('with a blocked address shows it nowhere and knows no place on the map', async () => {
    const { browser, id } = await registered({ family: 'Schutz', address: { street: 'Geheimweg', blocked: 'on' } });
    const [stored] = await registrationsOf(id);
    expect(stored).toMatchObject({ areaId: null, point: null });
    for (const path of ['/meine-kita', `/meine-kita/anmeldung/${id}`]) expect((await browser.open(`/musterstadt${path}`)).html).not.toContain('Geheimweg');
    await browser.open(`/musterstadt/meine-kita/anmeldung/${id}`);
    await browser.send({}, { form: 'aendern' });
    const address = await browser.open(`/musterstadt/kita-anmeldung/${id}/adresse`);
    expect(address.text).toContain('gesperrte Adresse ist gespeichert');
    expect(address.html).not.toContain('Geheimweg');
    await browser.send({ blocked: 'on' });
    expect((await sendIn(browser, id)).text).toContain('Änderungen sind gespeichert');
    const guardian = await read((tx) => tx.selectFrom('kita.guardian').select(['is_address_blocked', 'address_sealed']).where('family_name', '=', 'Schutz').executeTakeFirstOrThrow());
    expect(guardian.is_address_blocked).toBe(true);
    expect(guardian.address_sealed).not.toBeNull();
  });

  test('from another town says so: asked where the place is unknown, kept with the child, and changed when the family has moved', async () => {
    const browser = await familyBrowser(town, newEmail());
    const id = await fillIn(browser, { address: { city: 'Gronau' }, wishes: [kita.ahorn] });
    // „Ja“ and another place do not go together: the page was refused with everything typed, and is not answered yet.
    expect((await sendIn(browser, id)).status).toBe(422);
    const page = await browser.open(`/musterstadt/kita-anmeldung/${id}/adresse`);
    expect(page.text).toContain('Wohnt das Kind hier?');
    const home = { street: 'Lindenweg', 'house-number': '3', 'postal-code': '31028', city: 'Gronau' };
    const asked = await browser.send(home);
    expect([asked.status, asked.text.includes('Gehört „Gronau“ zu uns?')]).toEqual([422, true]);
    await browser.send({ ...home, lives: 'elsewhere' });
    await sendIn(browser, id);
    expect((await registrationsOf(id))[0]).toMatchObject({ comesFrom: 'Gronau', livesHereFrom: null, areaId: null });
    const change = async (fields: Record<string, string>) => {
      await browser.open(`/musterstadt/meine-kita/anmeldung/${id}`);
      await browser.send({}, { form: 'aendern' });
      await browser.open(`/musterstadt/kita-anmeldung/${id}/adresse`);
      const saved = await browser.send({ ...home, ...fields });
      if (saved.status === 200) await sendIn(browser, id);
      return saved.status;
    };
    expect(await change({ lives: 'moving' })).toBe(422);
    expect(await change({ lives: 'moving', 'moves-on': '2027-06-01' })).toBe(200);
    expect((await registrationsOf(id))[0]).toMatchObject({ comesFrom: 'Gronau', livesHereFrom: '2027-06-01' });
    expect(await change({ lives: 'here', city: 'Musterstadt' })).toBe(200);
    expect((await registrationsOf(id))[0]).toMatchObject({ comesFrom: null, livesHereFrom: null });
  });

  test('is changed by the family until the round decides, under the same number', async () => {
    const { browser, id } = await registered({ given: 'Wandel' });
    const [before] = await registrationsOf(id);
    await browser.open(`/musterstadt/meine-kita/anmeldung/${id}`);
    expect((await browser.send({}, { form: 'aendern' })).path).toBe(`/musterstadt/kita-anmeldung/${id}/pruefen`);
    await browser.open(`/musterstadt/kita-anmeldung/${id}/wuensche`);
    await browser.send({ press: `up:${kita.birke}`, order: '' });
    expect((await sendIn(browser, id)).text).toContain('Änderungen sind gespeichert');
    const [after] = await registrationsOf(id);
    expect(after!.wishes.map(({ facilityId }) => facilityId)).toEqual([kita.birke, kita.ahorn]);
    expect([after!.number, after!.needReportedOn, after!.submittedAt]).toEqual([before!.number, before!.needReportedOn, before!.submittedAt]);
  });

  test('taken back is gone: child, wishes, circumstances, proofs and guardian', async () => {
    const { browser, id } = await registered({ given: 'Fort', family: 'Weggezogen' });
    await browser.open(`/musterstadt/meine-kita/anmeldung/${id}/zurueckziehen`);
    expect((await browser.send({})).text).toContain('Alle Angaben sind gelöscht');
    for (const table of ['kita.child', 'kita.guardian'] as const) {
      expect(await read((tx) => tx.selectFrom(table).select('id').where('family_name', '=', 'Weggezogen').execute())).toEqual([]);
    }
    expect(await read((tx) => tx.selectFrom('kita.circumstance').select('id').where('registration_id', '=', id as Uuid).execute())).toEqual([]);
    expect((await browser.open(`/musterstadt/meine-kita/anmeldung/${id}`)).status).toBe(404);
  });

  test('of the same child by the same guardian is refused, and by another guardian accepted without a word, noted for the office alone', async () => {
    const first = await registered({ given: 'Doppel', family: 'Kind' });
    const again = await fillIn(first.browser, { given: 'Doppel', family: 'Kind', wishes: [kita.ahorn] });
    expect((await sendIn(first.browser, again)).text).toContain('schon angemeldet');
    const second = await registered({ given: 'Doppel', family: 'Kind' });
    const shown = await second.browser.open(`/musterstadt/meine-kita/anmeldung/${second.id}`);
    expect(shown.text).not.toMatch(/doppelt|schon angemeldet/i);
    const [[one], [other]] = [await registrationsOf(first.id), await registrationsOf(second.id)];
    const noted = await read((tx) => tx.selectFrom('kita.child_duplicate').select(['child_id', 'other_child_id', 'outcome']).where('child_id', '=', other!.childId).execute());
    expect(noted).toEqual([{ child_id: other!.childId, other_child_id: one!.childId, outcome: null }]);
  });
});

describe('another family', () => {
  test('finds neither drafts nor registrations nor what it may do to them, as if they were not there', async () => {
    const { id } = await registered();
    const stranger = await familyBrowser(town, newEmail());
    const draft = await fillIn(await familyBrowser(town, newEmail()), { wishes: [kita.ahorn] });
    for (const path of [`/meine-kita/anmeldung/${id}`, `/meine-kita/anmeldung/${id}/zurueckziehen`, `/kita-anmeldung/${draft}/kind`, `/kita-anmeldung/${draft}/pruefen`]) {
      expect((await stranger.open(`/musterstadt${path}`)).status, path).toBe(404);
    }
    await stranger.open('/musterstadt/kita-anmeldung');
    for (const path of [`/meine-kita/anmeldung/${id}/aendern`, `/meine-kita/anmeldung/${id}/zurueckziehen`, `/kita-anmeldung/${draft}/pruefen`, `/kita-anmeldung/${draft}/verwerfen`]) {
      await stranger.open('/musterstadt/kita-anmeldung');
      expect((await stranger.send({}, { form: 'formular', press: `/musterstadt${path}` })).status, path).toBe(404);
    }
    expect(await registrationsOf(id)).toHaveLength(1);
  });

  test('a second guardian sees the child but never the other’s address, phone or mail; one it is hidden from finds nothing', async () => {
    const [seeing, blind] = [newEmail(), newEmail()];
    const others = (email: string, right: string) => ({ others: 'one', 'other-given': 'Deniz', 'other-family': 'Öztürk', 'other-relation': 'father', 'other-email': email, 'other-right': right });
    const { id, email } = await registered({ other: others(seeing, 'decide') });
    const hidden = await registered({ given: 'Verborgen', other: others(blind, 'nothing') });
    const second = await familyBrowser(town, seeing);
    const page = await second.open(`/musterstadt/meine-kita/anmeldung/${id}`);
    expect(page.text).toContain('Mila Öztürk');
    await second.send({}, { form: 'aendern' });
    for (const step of ['pruefen', 'kind', 'wuensche', 'adresse', 'sorgeberechtigte', 'lebenslage']) {
      const shown = await second.open(`/musterstadt/kita-anmeldung/${id}/${step}`);
      for (const secret of ['Lindenweg', '4711', email, 'arbeiten, machen eine Ausbildung']) expect(`${page.html}${shown.html}`, step).not.toContain(secret);
    }
    const third = await familyBrowser(town, blind);
    expect((await third.open('/musterstadt/meine-kita')).text).not.toContain('Verborgen');
    expect((await third.open(`/musterstadt/meine-kita/anmeldung/${hidden.id}`)).status).toBe(404);
  });
});
