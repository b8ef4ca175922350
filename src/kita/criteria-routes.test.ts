import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { day } from '../platform/day.ts';
import { languages, languageFacts } from '../platform/language.ts';
import { newId, type Uuid } from '../platform/id.ts';
import { catalogueInForce, findCatalogue } from './server/catalogues.ts';

let house: TestApp;
let office: string;
let draft: string;
const base = '/musterstadt/verwaltung/kita/kriterien';

beforeAll(async () => {
  house = await testApp();
  office = await house.signIn(['kita-office']);
  await house.database.write(house.town.id, async (tx) => {
    await tx.insertInto('kita.seat_type').values([{ municipality_id: house.town.id, id: newId(), key: 'kiga-40', names: '{"de":"Kindergarten, 40 Stunden"}', age_band: 'from-3', weekly_hours: 40, position: 1 }]).execute();
  });
});
afterAll(() => house.close());

const post = (path: string, fields: Record<string, string>, cookie = office, to = path) => house.submit(path, fields, { cookie, to });
const html = async (path: string, cookie?: string) => (await house.get(path, cookie ?? office)).text();
const versioned = async (path: string, fields: Record<string, string>) => ({ ...fields, version: String((await stored(idOf(path)))!.version) });
const points = { kind: 'points', fact: 'single-parent', amount: '20', proof: 'upload', legalBasis: '§ 24 Abs. 3 SGB VIII' };
const idOf = (path: string) => path.split('/').at(-1) as Uuid;

describe('a catalogue of criteria', () => {
  test('families read that nothing is adopted yet, in every language', async () => {
    for (const language of languages) {
      const { segment } = languageFacts[language];
      expect((await house.get(`/musterstadt${segment ? `/${segment}` : ''}/kita-kriterien`)).status).toBe(200);
    }
    expect(await html('/musterstadt/kita-kriterien')).toContain('Noch keine Regeln beschlossen');
  });

  test('begins as a draft, gets criteria by a form and says them as parents will read them', async () => {
    const created = await post(base, { name: 'Kriterien 2026', validFrom: '2026-08-01' });
    expect(created.status).toBe(303);
    draft = created.headers.get('location')!;
    expect((await post(`${draft}/kriterium`, points)).status).toBe(303);
    expect((await post(`${draft}/kriterium`, { kind: 'group', fact: 'child-protection', amount: '1', proof: 'seen', legalBasis: '§ 8a SGB VIII' })).status).toBe(303);
    const page = await html(draft);
    expect(page).toContain('Familien, in denen ein Elternteil das Kind allein erzieht, bekommen 20 Punkte.');
    expect(page).toContain('Vorrang 1');
    expect(page).toContain('Die Prüfung hat nichts gefunden');
  });

  test.each([
    ['points without a number', { ...points, amount: '' }, /wie viele Punkte/],
    ['a criterion without its legal basis', { ...points, legalBasis: '' }, /kern-error/],
    ['a range for what has no number', { ...points, atLeast: '3' }, /hat keinen Bereich/],
    ['a share beside points', { ...points, share: '10' }, /nur beim Platzkontingent/],
    ['a fact nobody knows', { ...points, fact: 'religion' }, /kern-error/],
    ['a facility of another town', { ...points, place: 'facility:00000000-0000-4000-8000-000000000001' }, /kern-error/],
  ])('refuses %s and keeps what was typed', async (_, fields, message) => {
    const answer = await post(`${draft}/kriterium`, fields);
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toMatch(message);
  });

  test('is ordered by buttons and loses a criterion', async () => {
    const [first, second] = (await stored(idOf(draft)))!.criteria;
    await house.submit(draft, { direction: 'up' }, { cookie: office, to: `${draft}/kriterium/${second!.id}/verschieben` });
    expect((await stored(idOf(draft)))!.criteria.map(({ id }) => id)).toEqual([second!.id, first!.id]);
    await house.submit(draft, { direction: 'up' }, { cookie: office, to: `${draft}/kriterium/${first!.id}/verschieben` });
    expect((await stored(idOf(draft)))!.criteria.map(({ id }) => id)).toEqual([first!.id, second!.id]);
  });

  test('is adopted with body, day and paper number, not before its day and not with open errors', async () => {
    const adoption = { adoptedBy: 'Rat der Stadt', adoptedOn: '2026-01-20', resolution: 'Vorlage 12/2026' };
    const adopt = async (fields: Record<string, string>) => post(`${draft}/beschluss`, await versioned(draft, fields));
    const settings = async (validFrom: string) => post(`${draft}/einstellungen`, await versioned(draft, { name: 'Kriterien 2026', validFrom, nonResidents: 'last', lotteryScope: 'market', blocking: 'vacating', ties: 'lottery' }));
    expect(await (await adopt({ ...adoption, adoptedOn: '2027-01-20' })).text()).toContain('nicht in der Zukunft');
    expect((await settings('2026-01-01')).status).toBe(303);
    expect(await (await adopt(adoption)).text()).toContain('schon vor dem Beschluss gelten');
    await settings('2026-02-01');
    await post(`${draft}/kriterium`, { kind: 'points', fact: 'age-at-start', amount: '3', atLeast: '150', proof: 'none', legalBasis: 'Ratsbeschluss' });
    expect(await html(`${draft}/beschluss`)).toContain('Beheben Sie zuerst die Fehler');
    const dead = (await stored(idOf(draft)))!.criteria.at(-1)!;
    await house.submit(draft, {}, { cookie: office, to: `${draft}/kriterium/${dead.id}/entfernen` });
    await post(`${draft}/kriterium`, { ...points, proof: 'none', fact: 'benefits', legalBasis: 'Ratsbeschluss' });
    expect(await (await adopt(adoption)).text()).toContain('Bitte bestätigen Sie');
    expect((await adopt({ ...adoption, warningsSeen: 'on' })).status).toBe(303);
    expect((await stored(idOf(draft)))!.adoption).toEqual({ on: '2026-01-20', by: 'Rat der Stadt', resolution: 'Vorlage 12/2026' });
  });

  test('once adopted is refused to everybody, also to forms opened before', async () => {
    const { criteria } = (await stored(idOf(draft)))!;
    expect((await house.get(`${draft}/kriterium`, office)).status).toBe(404);
    const late = await house.submit(`${draft}/kopie`, { direction: 'up' }, { cookie: office, to: `${draft}/kriterium/${criteria[1]!.id}/verschieben` });
    expect(late.status).toBe(422);
    expect(await late.text()).toContain('lässt sich nicht mehr ändern');
    await expect(house.database.write(house.town.id, (tx) => tx.updateTable('kita.criterion').set({ amount: 99 }).where('municipality_id', '=', house.town.id).where('id', '=', criteria[0]!.id).execute())).rejects.toThrow('adopted');
    await expect(house.database.write(house.town.id, (tx) => tx.deleteFrom('kita.criterion').where('municipality_id', '=', house.town.id).execute())).rejects.toThrow('adopted');
    await expect(house.database.write(house.town.id, (tx) => tx.updateTable('kita.catalogue').set({ ties: 'most-places' }).where('municipality_id', '=', house.town.id).execute())).rejects.toThrow('adopted');
    expect((await stored(idOf(draft)))!.criteria).toEqual(criteria);
  });

  test('is changed by a new draft based on it, whose difference can be read', async () => {
    const copy = (await post(`${draft}/kopie`, { name: 'Kriterien 2027', validFrom: '2027-08-01' })).headers.get('location')!;
    const { criteria } = (await stored(idOf(copy)))!;
    await post(`${copy}/kriterium/${criteria[0]!.id}`, { kind: 'points', fact: 'single-parent', amount: '25', proof: 'upload', legalBasis: '§ 24 Abs. 3 SGB VIII' });
    const page = await html(`${copy}/unterschied`);
    expect(page).toMatch(/<del>.*20.*<\/del>/s);
    expect(page).toMatch(/<ins>.*25.*<\/ins>/s);
    expect((await house.submit(copy, {}, { cookie: office, to: `${copy}/loeschen` })).status).toBe(303);
    expect(await stored(idOf(copy))).toBeUndefined();
  });

  test('speaks to parents in seven languages, a draft only to staff', async () => {
    const inForce = await house.database.read(house.town.id, (tx) => catalogueInForce(tx, house.town.id, day('2026-03-02')));
    expect(inForce?.id).toBe(idOf(draft));
    expect(await html('/musterstadt/en/kita-kriterien?katalog=' + idOf(draft), '')).toContain('families in which one parent raises the child alone get 20 points'.replace(/^f/, 'F'));
    expect(await html('/musterstadt/ar/kita-kriterien?katalog=' + idOf(draft), '')).toContain('dir="rtl"');
    const hidden = (await post(base, { name: 'Geheimer Entwurf', validFrom: '2028-08-01' })).headers.get('location')!;
    expect(await html(`/musterstadt/kita-kriterien?katalog=${idOf(hidden)}`, '')).not.toContain('Geheimer Entwurf');
    expect(await html(`/musterstadt/kita-kriterien?katalog=${idOf(hidden)}`)).toContain('Geheimer Entwurf');
  });

  test('is closed to those who do not keep it, and unknown to the neighbouring town', async () => {
    expect((await house.get(draft, await house.signIn(['navigator']))).status).toBe(403);
    expect((await house.get(`${draft}/einstellungen`, await house.signIn(['planner']))).status).toBe(403);
    const neighbour = await house.signIn(['kita-office'], { town: house.otherTown.id });
    expect((await house.get(draft.replace('/musterstadt/', '/nachbarstadt/'), neighbour)).status).toBe(404);
    expect((await house.get(`${base.replace('musterstadt', 'nachbarstadt')}/kein-katalog`, neighbour)).status).toBe(404);
  });
});

const stored = (id: Uuid) => house.database.read(house.town.id, (tx) => findCatalogue(tx, house.town.id, id));

describe('two people at once', () => {
  test('a criterion changed while the catalogue is adopted: the change waits and is refused', async () => {
    const path = (await post(base, { name: 'Wettlauf', validFrom: '2029-01-01' })).headers.get('location')!;
    await post(`${path}/kriterium`, points);
    const { id, criteria } = (await stored(idOf(path)))!;
    let adopt!: () => void;
    const held = new Promise<void>((resolve) => { adopt = resolve; });
    let locked!: () => void;
    const isLocked = new Promise<void>((resolve) => { locked = resolve; });
    const adoption = house.database.write(house.town.id, async (tx) => {
      await tx.updateTable('kita.catalogue').set({ adopted_on: day('2026-03-01'), adopted_by: 'Rat', adopted_at: new Date('2026-03-01T10:00:00Z') }).where('municipality_id', '=', house.town.id).where('id', '=', id).execute();
      locked();
      await held;
    });
    await isLocked;
    const change = house.database.write(house.town.id, (tx) => tx.updateTable('kita.criterion').set({ amount: 1 }).where('municipality_id', '=', house.town.id).where('id', '=', criteria[0]!.id).execute()).then(() => 'changed', (fault: Error) => fault.message);
    adopt();
    await adoption;
    expect(await change).toContain('adopted');
    expect((await stored(id))!.criteria[0]!.amount).toBe(20);
  });

  test('a catalogue adopted while a criterion is being changed: the adoption waits and takes the change along', async () => {
    const path = (await post(base, { name: 'Andersherum', validFrom: '2029-01-01' })).headers.get('location')!;
    await post(`${path}/kriterium`, points);
    const { id, criteria } = (await stored(idOf(path)))!;
    // Tried out against no other catalogue: whoever adopts it has to answer for that.
    expect(await html(`${path}/beschluss`)).toContain('hat noch niemand durchgespielt');
    expect((await post(`${path}/beschluss`, await versioned(path, { adoptedBy: 'Rat', adoptedOn: '2026-03-01', resolution: '1/2026' }))).status).toBe(422);
    const order: string[] = [];
    let finish!: () => void;
    const held = new Promise<void>((resolve) => { finish = resolve; });
    let changed!: () => void;
    const isChanged = new Promise<void>((resolve) => { changed = resolve; });
    const change = house.database.write(house.town.id, async (tx) => {
      await tx.updateTable('kita.criterion').set({ amount: 7 }).where('municipality_id', '=', house.town.id).where('id', '=', criteria[0]!.id).execute();
      changed();
      await held;
      order.push('changed');
    });
    await isChanged;
    const adoption = house.submit(`${path}/beschluss`, await versioned(path, { adoptedBy: 'Rat', adoptedOn: '2026-03-01', resolution: '1/2026', warningsSeen: 'on' }), { cookie: office }).then((answer) => {
      order.push('adopted');
      return answer.status;
    });
    // The adoption has reached its lock as soon as the database knows somebody who waits.
    const isWaiting = async () => (await house.owner.pool.query("select 1 from pg_locks where not granted")).rowCount! > 0;
    while (!(await isWaiting())) await new Promise((resolve) => { setImmediate(resolve); });
    finish();
    await change;
    expect(await adoption).toBe(303);
    expect(order).toEqual(['changed', 'adopted']);
    expect((await stored(id))!).toMatchObject({ criteria: [{ amount: 7 }], adoption: { by: 'Rat' } });
  });

  test('a form opened before somebody else saved is refused', async () => {
    const path = (await post(base, { name: 'Versionen', validFrom: '2029-01-01' })).headers.get('location')!;
    const fields = { name: 'Versionen', validFrom: '2029-01-01', nonResidents: 'last', lotteryScope: 'market', blocking: 'vacating', ties: 'lottery' };
    expect((await post(`${path}/einstellungen`, await versioned(path, fields))).status).toBe(303);
    expect(await (await post(`${path}/einstellungen`, { ...fields, version: '1' })).text()).toContain('inzwischen geändert');
  });
});
