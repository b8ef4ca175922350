import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { encryptField } from '../platform/encryption.ts';
import { newId, type Uuid } from '../platform/id.ts';
import { addDays, day } from '../platform/day.ts';
import { storeFamily, storeKitaTown, type FamilyOf, type KitaTown } from './office.fixture.ts';
import { nameKey } from './registration/name-key.ts';
import { addClaimEvent } from './server/claim-file.ts';
import { place } from './server/sealed-json.ts';
import { startPlacement } from './server/placements.ts';

let house: TestApp;
let town: KitaTown;
let office: string;
const base = '/musterstadt/verwaltung/kita';

beforeAll(async () => {
  house = await testApp();
  town = await house.database.write(house.town.id, (tx) => storeKitaTown(tx, house.town.id, house.house.clock));
  office = await house.signIn(['kita-office']);
});
afterAll(() => house.close());

const family = (about: FamilyOf) => house.database.write(house.town.id, (tx) => storeFamily(tx, house.town.id, house.house.clock, house.house.configuration.secretKey, town, about));
const html = async (path: string, cookie = office) => (await house.get(path, cookie)).text();
const search = async (words: string) => (await house.submit(`${base}/kinder`, { wen: words }, { cookie: office })).text();
const post = (path: string, fields: Record<string, string>, to: string) => house.submit(path, fields, { cookie: office, to });

describe('the search for children', () => {
  beforeAll(async () => {
    await family({ child: 'Yaroslav', family: 'Schewtschenko', bornOn: '2023-05-02', mother: 'Oksana' });
    await family({ child: 'Lena Sophie', family: 'Grünwald', bornOn: '2024-07-01', mother: 'Petra' });
  });

  test.each(['Shevchenko', 'Шевченко', 'schewt', 'yaroslav shev', 'shev yaroslav', '2.5.2023', 'Oksana'])('finds the child by %j', async (words) => {
    const page = await search(words);
    expect(page).toContain('Schewtschenko, Yaroslav');
    expect(page).not.toContain('Grünwald, Lena');
  });

  test.each(['gruenwald', 'Grunwald sophie', 'lena 01.07.24', 'sophie'])('finds umlauts, second names and a birthday by %j', async (words) => {
    expect(await search(words)).toContain('Grünwald, Lena Sophie');
  });

  test('finds the one child two beginnings mean among hundreds who sound like them', async () => {
    // „Fisc“ cut short sounds like every Wolf, „Jo“ like every Anna: the first hundreds of those are not whom somebody looks for.
    await house.database.write(house.town.id, async (tx) => {
      const now = house.house.clock.now();
      const named = (given_names: string, family_name: string, at = 0) => ({ municipality_id: house.town.id, id: newId(), given_names, family_name, name_key: nameKey(family_name, given_names), born_on: addDays(day('2021-01-01'), at), created_at: now, updated_at: now });
      await tx.insertInto('kita.child').values([...Array.from({ length: 700 }, (_, at) => named('Anna', 'Wolf', at)), named('Johanna', 'Fischer'), named('Jörn', 'Fischer')]).execute();
    });
    for (const words of ['Fisc Jo', 'jo fisc', 'Fischer Joh', 'Fischer johana']) {
      const page = await search(words);
      expect(page).toContain('Fischer, Johanna');
      expect(page).not.toContain('Wolf, Anna');
      expect(page).not.toContain('Niemand gefunden');
    }
    const many = await search('wol an');
    expect(many.match(/Wolf, Anna/g)!.length).toBeGreaterThanOrEqual(50);
    expect(many).toContain('Es gibt weitere Treffer');
  });

  test('finds nobody by a name with another child’s birthday, or by a birthday with another child’s name', async () => {
    for (const words of ['Lena 02.07.2024', 'Yaroslav 01.07.2024', 'Lena Niemand 01.07.2024']) expect(await search(words)).not.toContain('Grünwald, Lena');
  });

  test('says what to do when nobody is found', async () => {
    expect(await search('Niemand Nirgends')).toContain('Versuchen Sie nur den Familiennamen');
  });

  test('takes the name by POST only: a name in the address finds nothing', async () => {
    expect(await html(`${base}/kinder?wen=Grünwald`)).not.toContain('Grünwald, Lena');
  });

  test('is refused to others, and written down', async () => {
    for (const role of ['planner', 'coordinator', 'administrator'] as const) expect((await house.get(`${base}/kinder`, await house.signIn([role]))).status).toBe(403);
    const entries = await house.database.read(house.town.id, (tx) => tx.selectFrom('platform.audit_entry').select(['name', 'outcome']).execute());
    expect(entries).toEqual(expect.arrayContaining([{ name: 'kita.child.search', outcome: 'read' }, { name: 'kita.child.search', outcome: 'denied' }]));
  });

  test('does not answer a form without its secrets', async () => {
    const answer = await house.app.request(new URL(`${base}/kinder`, house.house.configuration.baseUrl), { method: 'POST', body: new URLSearchParams({ wen: 'Grünwald' }), headers: { Cookie: office, Origin: house.house.configuration.baseUrl.origin } });
    expect(answer.status).toBe(400);
  });
});

describe('a child’s file', () => {
  test('shows the address, but never a blocked one, and says why', async () => {
    const open = await family({ child: 'Ida', family: 'Offen' });
    const blocked = await family({ child: 'Max', family: 'Verborgen', isBlocked: true });
    expect(await html(`${base}/kinder/${open.childId}`)).toContain('Geheimweg 7');
    const page = await html(`${base}/kinder/${blocked.childId}`);
    expect(page).not.toContain('Geheimweg');
    expect(page).not.toContain('Nordviertel');
    expect(page).toContain('Auskunftssperre');
  });

  test('forgets how far away places were once the address is blocked, and still says what was offered when', async () => {
    const { childId } = await family({ child: 'Runa', family: 'Spaeter' });
    const file = `${base}/kinder/${childId}`;
    const secretKey = house.house.configuration.secretKey;
    const offer = (distanceMetres: number) => house.database.write(house.town.id, (tx) => addClaimEvent(tx, house.town.id, house.house.clock, secretKey, { childId, kind: 'offered', on: day('2026-03-02'), facilityId: town.facilityId, startsOn: day('2026-08-01'), distanceMetres, note: 'am Telefon angeboten' }));
    const event = await offer(14_370);
    expect(await html(file)).toContain('14370 m');
    await house.database.write(house.town.id, (tx) => tx.updateTable('kita.guardian').set({ is_address_blocked: true }).where('family_name', '=', 'Spaeter').execute());
    const later = await offer(29_110);
    const page = await html(file);
    expect(page).not.toMatch(/14370|29110/);
    expect(page).toContain('Entfernungen stehen hier nicht');
    expect(page.match(/am Telefon angeboten/g)).toHaveLength(2);
    const kept = await house.database.read(house.town.id, (tx) => tx.selectFrom('kita.claim_event').select(['id', 'distance_metres']).where('child_id', '=', childId).where('kind', '=', 'offered').orderBy('id').execute());
    expect(kept).toEqual([event, later].sort().map((id) => ({ id, distance_metres: null })));
    // What was forgotten stands in the audit chain, once and without a word of where.
    const noted = await house.database.read(house.town.id, (tx) => tx.selectFrom('platform.audit_entry').select(['subject_id', 'person_id', 'field_names']).where('name', '=', 'kita.claim-file.distances-forgotten').execute());
    expect(noted).toEqual([{ subject_id: childId, person_id: null, field_names: ['distance_metres'] }]);
    // Nobody at the office may write one in by hand.
    await expect(house.database.write(house.town.id, (tx) => tx.updateTable('kita.claim_event').set({ distance_metres: 14_370 }).where('id', '=', event).execute())).rejects.toThrow(/permission denied/);
  });

  test('takes calls and notes, encrypted, and reminds of a promised call', async () => {
    const { childId } = await family({ child: 'Emil', family: 'Anrufer' });
    const file = `${base}/kinder/${childId}`;
    const without = await post(file, { caller: 'Mutter', subject: 'Wunsch', outcome: 'call-again', calledOn: '2026-11-20' }, `${file}/gespraech`);
    expect(without.status).toBe(422);
    expect(await without.text()).toContain('Wann soll zurückgerufen werden?');
    const lost = await post(file, { caller: 'Mutter', subject: 'Wunsch', outcome: 'not-reached', calledOn: '2026-11-20', callAgainOn: '2026-11-25' }, `${file}/gespraech`);
    expect(await lost.text()).toContain('Einen Rückruf gibt es nur beim Ergebnis');
    expect((await post(file, { caller: 'Mutter', subject: 'Zweitwunsch', said: 'Will lieber später anfangen', outcome: 'call-again', calledOn: '2026-11-20', callAgainOn: '2026-11-21' }, `${file}/gespraech`)).status).toBe(303);
    expect((await post(file, { note: 'Kommt am Freitag vorbei' }, `${file}/notiz`)).status).toBe(303);
    const page = await html(file);
    expect(page).toContain('Will lieber später anfangen');
    expect(page).toContain('Kommt am Freitag vorbei');
    expect(await html(base)).toContain('Versprochene Rückrufe');
    expect(await html(`${base}/geburten`)).toContain('Zweitwunsch');
    const rows = await house.database.read(house.town.id, (tx) => tx.selectFrom('kita.call_note').select('content_sealed').execute());
    expect(rows.some(({ content_sealed }) => content_sealed.includes('Zweitwunsch'))).toBe(false);
    // The call that was promised is made: nothing waits any more.
    await post(file, { caller: 'Mutter', subject: 'Zweitwunsch', outcome: 'settled', calledOn: '2026-11-22' }, `${file}/gespraech`);
    expect(await html(`${base}/geburten`)).not.toContain('Zweitwunsch');
  });

  test('takes the birthday of a child who was expected, and refuses one that cannot be', async () => {
    const { childId } = await family({ child: '', family: 'Erwartet', expectedOn: '2026-11-10' });
    const file = `${base}/kinder/${childId}`;
    expect(await html(`${base}/geburten`)).toContain('Erwartet');
    expect(await (await post(file, { bornOn: '2026-12-24', givenNames: 'Noah' }, `${file}/geburt`)).text()).toContain('liegt in der Zukunft');
    const farOff = await (await post(file, { bornOn: '2025-11-12', givenNames: 'Noah' }, `${file}/geburt`)).text();
    expect(farOff).toContain('mehr als vier Monate');
    expect(farOff).toContain('Es ist dasselbe Kind');
    expect((await post(file, { bornOn: '2026-11-12', givenNames: 'Noah' }, `${file}/geburt`)).status).toBe(303);
    expect(await search('Noah Erwartet')).toContain('Erwartet, Noah');
    expect(await html(`${base}/geburten`)).not.toContain('Erwartet');
  });

  test('of a child of the neighbouring town, of a guessed id and of a deleted one looks the same', async () => {
    const { childId } = await family({ child: 'Tom', family: 'Ratespiel' });
    const neighbour = await house.signIn(['kita-office'], { town: house.otherTown.id });
    const foreign = await house.get(`/nachbarstadt/verwaltung/kita/kinder/${childId}`, neighbour);
    const missing = await house.get(`/nachbarstadt/verwaltung/kita/kinder/${newId()}`, neighbour);
    expect([foreign.status, missing.status]).toEqual([404, 404]);
    // Reference number of the error page and form secrets differ by nature.
    expect((await foreign.text()).replace(/[0-9a-f-]{20,}|value="[^"]*"|nonce="[^"]*"/g, '')).toBe((await missing.text()).replace(/[0-9a-f-]{20,}|value="[^"]*"|nonce="[^"]*"/g, ''));
  });

  test('is closed to a provider who guesses its address, and to somebody who no longer works here', async () => {
    const { childId } = await family({ child: 'Pia', family: 'Geheim' });
    const provider = await house.signIn(['kita-provider'], { organizationId: town.organizationId });
    expect((await house.get(`${base}/kinder/${childId}`, provider)).status).toBe(403);
    expect((await house.get(`${base}/kinder/${newId()}`, provider)).status).toBe(403);
    const former = await house.signIn(['kita-office']);
    await house.database.write(house.town.id, (tx) => tx.updateTable('accounts.role_assignment').set({ ends_on: day('2026-11-22'), starts_on: day('2026-01-01') }).where('role', '=', 'kita-office')
      .where('person_id', '=', tx.selectFrom('accounts.role_assignment').select('person_id').where('role', '=', 'kita-office').orderBy('id', 'desc').limit(1)).execute());
    expect((await house.get(`${base}/kinder/${childId}`, former)).status).toBe(403);
    const denied = await house.database.read(house.town.id, (tx) => tx.selectFrom('platform.audit_entry').select('id').where('name', '=', 'kita.child-file.read').where('outcome', '=', 'denied').execute());
    expect(denied.length).toBe(3);
  });
});

describe('proofs', () => {
  test('are shown, then confirmed or refused with a reason, and gone', async () => {
    const { registrationId } = await family({ child: 'Jule', family: 'Nachweis', circumstances: [{ fact: 'single-parent', value: true }, { fact: 'hardship', value: true }] });
    const circumstances = await house.database.read(house.town.id, (tx) => tx.selectFrom('kita.circumstance').select('id').where('registration_id', '=', registrationId).orderBy('id').execute());
    const [first, second] = circumstances.map(({ id }) => id) as [Uuid, Uuid];
    const file = await storeProof(first);
    const page = `${base}/nachweise/${first}`;
    expect(await html(`${base}/nachweise`)).toContain('Alleinerziehend');
    expect(await html(page)).toContain('bescheid.pdf');
    const shown = await house.get(`${page}/datei/${file}`, office);
    expect([shown.headers.get('Content-Type'), shown.headers.get('X-Content-Type-Options'), shown.headers.get('Cache-Control')]).toEqual(['application/pdf', 'nosniff', 'no-store']);
    expect((await house.get(`${base}/nachweise/${second}/datei/${file}`, office)).status).toBe(404);
    expect((await post(page, { decision: 'refuse', note: '' }, page)).status).toBe(422);
    expect((await post(page, { decision: 'refuse', note: 'Der Bescheid ist abgelaufen.' }, page)).status).toBe(303);
    expect((await house.get(`${page}/datei/${file}`, office)).status).toBe(404);
    expect(await html(page)).toContain('Der Bescheid ist abgelaufen.');
    expect((await post(`${base}/nachweise/${second}`, { decision: 'accept', note: '' }, `${base}/nachweise/${second}`)).status).toBe(303);
    expect((await post(page, { decision: 'accept', note: '' }, page)).status).not.toBe(303);
  });

  async function storeProof(circumstanceId: Uuid): Promise<Uuid> {
    const id = newId();
    const { secretKey } = house.house.configuration;
    await house.database.write(house.town.id, (tx) => tx.insertInto('kita.proof').values({
      municipality_id: house.town.id, id, circumstance_id: circumstanceId, media_type: 'application/pdf', uploaded_at: house.house.clock.now(),
      name_sealed: encryptField(secretKey, place(house.town.id, 'kita.proof', 'name_sealed', id), 'bescheid.pdf'),
      content_sealed: encryptField(secretKey, place(house.town.id, 'kita.proof', 'content_sealed', id), Buffer.from('%PDF-1.7')),
    }).execute());
    return id;
  }
});

describe('moves', () => {
  const placed = async (about: FamilyOf) => {
    const stored = await family(about);
    const outcome = await house.database.write(house.town.id, (tx) => startPlacement(tx, house.town.id, house.house.clock, { childId: stored.childId, facilityId: town.facilityId, poolId: town.poolId, seatTypeId: town.seatTypeId, startsOn: day('2026-08-01'), source: 'office' }));
    if (!outcome.ok) throw new Error('no place');
    return stored.childId;
  };
  const placementOf = (childId: Uuid) => house.database.read(house.town.id, (tx) => tx.selectFrom('kita.placement').select(['ends_on', 'ended_reason']).where('child_id', '=', childId).executeTakeFirst());

  test('away end the registration and free the place', async () => {
    const childId = await placed({ child: 'Ole', family: 'Wegzug' });
    const file = `${base}/kinder/${childId}`;
    expect((await post(file, { movedOn: '2026-12-01', place: 'Hannover' }, `${file}/wegzug`)).status).toBe(303);
    expect(await placementOf(childId)).toEqual({ ends_on: '2026-12-01', ended_reason: 'moved-away' });
    const page = await html(file);
    expect(page).toContain('Wegzug nach Hannover');
    expect(page).toContain('beendet: weggezogen');
    expect(await (await post(file, { movedOn: '2026-12-02', place: 'Celle' }, `${file}/wegzug`)).text()).toContain('schon eingetragen');
    expect((await post(file, { movedOn: '2027-02-01', place: 'Hannover' }, `${file}/zuzug`)).status).toBe(303);
    expect(await html(file)).toContain('Zuzug aus Hannover');
  });

  test('who stay here give a place back by the office, which is given on; another child’s place is not there', async () => {
    const childId = await placed({ child: 'Pia', family: 'Abmeldung' });
    const other = await placed({ child: 'Rosa', family: 'Bleibt' });
    const file = `${base}/kinder/${childId}`;
    const idOf = async (child: Uuid) => (await house.database.read(house.town.id, (tx) => tx.selectFrom('kita.placement').select('id').where('child_id', '=', child).executeTakeFirstOrThrow())).id;
    const end = async (fields: Record<string, string>) => post(file, { placement: await idOf(childId), lastDay: '2026-12-31', reason: 'given-back', ...fields }, `${file}/platz`);
    expect((await end({ reason: 'moved-on' })).status).toBe(422);
    expect((await end({ placement: await idOf(other) })).status).toBe(404);
    expect((await end({})).status).toBe(303);
    expect(await placementOf(childId)).toEqual({ ends_on: '2027-01-01', ended_reason: 'given-back' });
    expect(await placementOf(other)).toEqual({ ends_on: null, ended_reason: null });
    expect(await house.database.read(house.town.id, (tx) => tx.selectFrom('platform.job').select('id').where('task', '=', 'replace-kita-places').execute())).not.toEqual([]);
    expect(await (await end({ lastDay: '2027-03-31' })).text()).toContain('endet schon vorher');
  });

  test('away leave the place where the child stays in its Kita, and the other town may pay', async () => {
    const childId = await placed({ child: 'Fynn', family: 'Pendler' });
    const file = `${base}/kinder/${childId}`;
    await post(file, { movedOn: '2026-12-01', place: 'Hannover', keepsPlace: 'on' }, `${file}/wegzug`);
    expect(await placementOf(childId)).toEqual({ ends_on: null, ended_reason: null });
    const { childId: waiting } = await family({ child: 'Ida', family: 'Ohneplatz' });
    const refused = await post(`${base}/kinder/${waiting}`, { movedOn: '2026-12-01', place: 'Hannover', keepsPlace: 'on' }, `${base}/kinder/${waiting}/wegzug`);
    expect(await refused.text()).toContain('keinen Platz, den es behalten könnte');
  });
});

describe('the work list', () => {
  test('shows what waits and the deadlines of the Land, and one that was met is met', async () => {
    const page = await html(base);
    expect(page).toContain('seit 22 Tagen überfällig');
    expect((await post(base, { key: 'sprachfoerderung', dueOn: '2026-10-31' }, `${base}/fristen`)).status).toBe(303);
    expect(await html(base)).not.toContain('seit 22 Tagen überfällig');
    expect(await (await post(base, { key: 'erfunden', dueOn: '2026-10-31' }, `${base}/fristen`)).text()).toContain('nicht mehr offen');
  });
});
