import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { addDays, day } from '../platform/day.ts';
import { fixedClock } from '../platform/clock.ts';
import { newId, type Uuid } from '../platform/id.ts';
import { storeFamily, storeKitaTown, type FamilyOf, type KitaTown } from './office.fixture.ts';
import { nameKey } from './registration/name-key.ts';
import { addClaimEvent } from './server/claim-file.ts';
import { compareHousekeeping, findPairs } from './server/compare-children.ts';
import { guardiansOf } from './server/guardians.ts';
import { startPlacement } from './server/placements.ts';
import { childMergeHousekeeping } from './server/undo-child-merge.ts';

let house: TestApp;
let town: KitaTown;
let office: string;
const base = '/musterstadt/verwaltung/kita';
const list = `${base}/doppelt`;

beforeAll(async () => {
  house = await testApp();
  town = await house.database.write(house.town.id, (tx) => storeKitaTown(tx, house.town.id, house.house.clock));
  office = await house.signIn(['kita-office']);
});
afterAll(() => house.close());

const secretKey = () => house.house.configuration.secretKey;
const family = (about: FamilyOf) => house.database.write(house.town.id, (tx) => storeFamily(tx, house.town.id, house.house.clock, secretKey(), town, about));
const html = async (path: string) => (await house.get(path, office)).text();
const post = (path: string, fields: Record<string, string>, to: string) => house.submit(path, fields, { cookie: office, to });
const rows = async (childId: Uuid) => house.database.read(house.town.id, async (tx) => ({
  child: await tx.selectFrom('kita.child').select(['given_names', 'area_id', 'name_key']).where('id', '=', childId).executeTakeFirst(),
  guardians: ((await guardiansOf(tx, house.town.id, secretKey(), [childId])).get(childId) ?? []).map(({ givenNames }) => givenNames).sort(),
  registrations: await tx.selectFrom('kita.registration').select(['id', 'state', 'ended_reason']).where('child_id', '=', childId).orderBy('id').execute(),
  placements: await tx.selectFrom('kita.placement').select('id').where('child_id', '=', childId).execute(),
  claims: (await tx.selectFrom('kita.claim_event').select('id').where('child_id', '=', childId).orderBy('id').execute()).map(({ id }) => id),
  circumstances: await tx.selectFrom('kita.circumstance as circumstance').innerJoin('kita.registration as registration', 'registration.id', 'circumstance.registration_id').select(['circumstance.id', 'circumstance.registration_id'])
    .where('registration.child_id', '=', childId).orderBy('circumstance.id').execute(),
}));

describe('a child entered by both its parents', () => {
  let mothers: Awaited<ReturnType<typeof family>>;
  let fathers: Awaited<ReturnType<typeof family>>;

  beforeAll(async () => {
    mothers = await family({ child: 'Lina', family: 'Doppel', mother: 'Maren', circumstances: [{ fact: 'single-parent', value: true }] });
    fathers = await family({ child: 'Lina', family: 'Doppel', mother: 'Frank', circumstances: [{ fact: 'hardship', value: true }, { fact: 'single-parent', value: true }], besides: { urgency: { reason: 'illness', by: day('2027-01-11') }, agreement: 'disagrees', remark: 'Bitte nur mich anrufen' } });
    await family({ child: 'Lasse', family: 'Doppel', mother: 'Maren' });
    await house.database.write(house.town.id, async (tx) => {
      await addClaimEvent(tx, house.town.id, house.house.clock, secretKey(), { childId: fathers.childId, kind: 'advised', on: day('2026-11-01'), note: 'Gespräch im Büro' });
      await startPlacement(tx, house.town.id, house.house.clock, { childId: fathers.childId, facilityId: town.facilityId, poolId: town.poolId, seatTypeId: town.seatTypeId, startsOn: day('2026-08-01'), source: 'office' });
    });
  });

  test('is found, its twin is not, and both records stand side by side', async () => {
    const page = await html(list);
    expect(page.match(/Doppel, Lina/g)!.length).toBeGreaterThan(1);
    expect(page).not.toContain('Doppel, Lasse');
    const pair = await html(`${list}/${mothers.childId}/${fathers.childId}`);
    expect(pair).toContain('Maren Doppel');
    expect(pair).toContain('Frank Doppel');
    for (const words of ['Dringend: gebraucht ab 11.01.2027', 'nicht einverstanden', 'Bitte nur mich anrufen']) expect(pair).toContain(words);
  });

  test('becomes one with the guardians, the place, the claim file and the circumstances of both; undone, all is as before', async () => {
    const [motherBefore, fatherBefore] = [await rows(mothers.childId), await rows(fathers.childId)];
    const pair = `${list}/${mothers.childId}/${fathers.childId}`;
    const answer = await post(pair, { keeps: 'one', registration: 'one' }, `${pair}/zusammenfuehren`);
    expect(answer.status).toBe(303);
    const kept = await rows(mothers.childId);
    expect(kept.guardians).toEqual(['Frank', 'Maren']);
    expect(kept.placements).toEqual(fatherBefore.placements);
    expect(kept.claims).toEqual([...motherBefore.claims, ...fatherBefore.claims].sort());
    expect(kept.registrations.filter(({ state }) => state === 'submitted').map(({ id }) => id)).toEqual([mothers.registrationId]);
    expect(kept.registrations.find(({ id }) => id === fathers.registrationId)).toMatchObject({ state: 'ended', ended_reason: 'merged' });
    // The hardship only the father named counts for the registration that stays; what both named is not doubled.
    expect(kept.circumstances.filter(({ registration_id }) => registration_id === mothers.registrationId)).toHaveLength(2);
    expect((await house.get(`${base}/kinder/${fathers.childId}`, office)).status).toBe(404);
    expect(await html(`${base}/kinder/${mothers.childId}`)).toContain('Gespräch im Büro');

    // What only the ended registration says belongs to its own guardian, and waits all the same.
    const concerns = await html(`${base}/anliegen`);
    expect(concerns.split(fathers.number)).toHaveLength(3);
    expect(await html(base)).toContain('Dringend gemeldete Anmeldungen');
    expect((await post(`${base}/anliegen`, {}, `${base}/anliegen/${fathers.registrationId}/erledigt`)).status).toBe(303);
    expect((await html(`${base}/anliegen`)).split(fathers.number)).toHaveLength(2);

    const merge = await house.database.read(house.town.id, (tx) => tx.selectFrom('kita.child_merge').select(['id', 'undo_sealed']).executeTakeFirstOrThrow());
    expect(merge.undo_sealed!.includes('Doppel')).toBe(false);
    expect((await post(list, {}, `${list}/trennen/${merge.id}`)).status).toBe(303);
    expect(await rows(mothers.childId)).toEqual(motherBefore);
    expect(await rows(fathers.childId)).toEqual(fatherBefore);
    expect((await post(`${base}/kinder`, {}, `${list}/trennen/${merge.id}`)).status).toBe(422);
  });

  test('is two children where somebody says so, and never shown again', async () => {
    const pair = `${list}/${mothers.childId}/${fathers.childId}`;
    expect((await post(pair, {}, `${pair}/zwei-kinder`)).status).toBe(303);
    expect(await html(list)).not.toContain(`${mothers.childId}/${fathers.childId}`);
  });
});

describe('what was found in the background', () => {
  const compare = () => house.database.write(house.town.id, (tx) => compareHousekeeping(tx, { municipalityId: house.town.id, clock: house.house.clock, configuration: house.house.configuration }));
  const rename = (id: Uuid, given: string) => house.database.write(house.town.id, (tx) => tx.updateTable('kita.child').set({ given_names: given, name_key: nameKey('Hinter', given) }).where('id', '=', id).execute());
  const waitingOnDashboard = async () => /vielleicht doppelt erfasst sind[\s\S]{0,400}?<td[^>]*>\s*(\d+)/.exec(await html(base))?.[1];

  test('stays, counts on the work list, and follows names, days and guardians as soon as they are written', async () => {
    const [one, other] = [await family({ child: 'Nele', family: 'Hinter' }), await family({ child: 'Nele', family: 'Hinter', mother: 'Vera' })];
    const pair = [one.childId, other.childId].sort().join('/');
    expect(await html(list)).toContain(pair);
    const before = Number(await waitingOnDashboard());
    await compare();
    const kept = await house.database.read(house.town.id, (tx) => tx.selectFrom('kita.child').select(({ fn }) => fn.countAll<number>().as('count')).where('is_compared', '=', false).executeTakeFirstOrThrow());
    expect(kept.count).toBe(0);
    expect(await html(list)).toContain(pair);
    expect(Number(await waitingOnDashboard())).toBe(before);
    // Noted as they registered: a pair is shown until somebody decides. Without that note the rules of today hold.
    await house.database.write(house.town.id, (tx) => tx.deleteFrom('kita.child_duplicate').where('child_id', '=', other.childId).execute());
    await rename(other.childId, 'Olga');
    expect(await html(list)).not.toContain(pair);
    await compare();
    expect(await html(list)).not.toContain(pair);
    await rename(other.childId, 'Nele');
    expect(await html(list)).toContain(pair);
  });

  test('also joins a child expected with one born or expected about that day, whichever was written last, and a birthday with day and month exchanged', async () => {
    const child = async (about: Omit<FamilyOf, 'family'> & Partial<FamilyOf>) => (await family({ family: 'Vorher', ...about })).childId;
    const expected = await child({ child: '', expectedOn: '2026-06-20' });
    const again = await child({ child: '', expectedOn: '2026-07-25' });
    const born = await child({ child: 'Mio', bornOn: '2026-07-03' });
    const exchanged = await child({ child: 'Mio', bornOn: '2026-03-07' });
    const later = await child({ child: 'Ole', bornOn: '2026-10-01' });
    const otherName = await child({ child: '', family: 'Nachher', expectedOn: '2026-06-20' });
    const found = async (id: Uuid) => (await house.database.read(house.town.id, (tx) => findPairs(tx, house.town.id, [id]))).map(({ one, other }) => (one === id ? other : one)).sort();
    expect(await found(expected)).toEqual([again, born].sort());
    expect(await found(again)).toEqual([expected, born].sort());
    expect(await found(born)).toEqual([expected, again, exchanged].sort());
    expect(await found(exchanged)).toEqual([born]);
    expect(await found(later)).toEqual([]);
    expect(await found(otherName)).toEqual([]);
  });

  test('says how many are still to be compared where hundreds were entered at once', async () => {
    await house.database.write(house.town.id, (tx) => tx.insertInto('kita.child').values(Array.from({ length: 205 }, (_, at) => (
      { municipality_id: house.town.id, id: newId(), given_names: 'Neu', family_name: `Zugang${at}`, name_key: nameKey('Zugang', 'Neu'), born_on: addDays(day('2021-01-01'), at), created_at: house.house.clock.now(), updated_at: house.house.clock.now() }))).execute());
    expect(await html(list)).toMatch(/\d+ Kinder werden noch mit den anderen verglichen\.[\s\S]*<progress[\s\S]*spätestens in einer Stunde/);
    expect(await html(base)).toMatch(/\d+ Kinder werden noch mit den anderen verglichen/);
    // A job that is planned is waited for; the page loads again by itself.
    const planned = newId();
    await house.database.write(house.town.id, (tx) => tx.insertInto('platform.job').values({ municipality_id: house.town.id, id: planned, task: 'compare-kita-children', planned_at: house.house.clock.now(), run_after: house.house.clock.now() }).execute());
    expect(await html(list)).toMatch(/data-seconds="10"[\s\S]*Das läuft im Hintergrund/);
    await house.database.write(house.town.id, (tx) => tx.deleteFrom('platform.job').where('id', '=', planned).execute());
    await compare();
    expect(await html(list)).not.toContain('noch mit den anderen verglichen');
  });
});

describe('two records', () => {
  const placed = async (about: FamilyOf) => {
    const stored = await family(about);
    await house.database.write(house.town.id, (tx) => startPlacement(tx, house.town.id, house.house.clock, { childId: stored.childId, facilityId: town.facilityId, poolId: town.poolId, seatTypeId: town.seatTypeId, startsOn: day('2026-09-01'), source: 'office' }));
    return stored.childId;
  };

  test('with a place each at the same time are not merged: one place would be lost', async () => {
    const [one, other] = [await placed({ child: 'Juna', family: 'Platz' }), await placed({ child: 'Juna', family: 'Platz', mother: 'Berta' })];
    const pair = `${list}/${one}/${other}`;
    const answer = await post(pair, { keeps: 'one', registration: 'one' }, `${pair}/zusammenfuehren`);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('Beenden Sie zuerst einen davon');
  });

  test('are merged once where two people press at the same moment', async () => {
    const [one, other] = [(await family({ child: 'Kai', family: 'Rennen' })).childId, (await family({ child: 'Kai', family: 'Rennen', mother: 'Rita' })).childId];
    const pair = `${list}/${one}/${other}`;
    const answers = await Promise.all([1, 2].map(() => post(pair, { keeps: 'one', registration: 'one' }, `${pair}/zusammenfuehren`)));
    // The second either finds the pair gone, or no form any more to send.
    const [first, second] = answers.map(({ status }) => status).sort();
    expect([first, [400, 404].includes(second!)]).toEqual([303, true]);
  });

  test('the home of a child is not taken over where an address is blocked', async () => {
    const [blocked, open] = [(await family({ child: 'Ebba', family: 'Still', isBlocked: true })).childId, (await family({ child: 'Ebba', family: 'Still', mother: 'Otto' })).childId];
    const pair = `${list}/${blocked}/${open}`;
    await post(pair, { keeps: 'one', registration: 'one' }, `${pair}/zusammenfuehren`);
    expect((await rows(blocked)).child!.area_id).toBeNull();
  });

  test('of a guessed id, one and the same child, or another town are not found', async () => {
    const { childId } = await family({ child: 'Ida', family: 'Allein' });
    const neighbour = await house.signIn(['kita-office'], { town: house.otherTown.id });
    expect((await house.get(`${list}/${childId}/${childId}`, office)).status).toBe(404);
    expect((await house.get(`/nachbarstadt/verwaltung/kita/doppelt/${childId}/${town.facilityId}`, neighbour)).status).toBe(404);
  });

  test('cannot be parted any more after thirty days: what that needed is gone', async () => {
    const later = fixedClock('2026-12-31T09:00:00Z');
    await house.database.write(house.town.id, (tx) => childMergeHousekeeping(tx, { municipalityId: house.town.id, clock: later, configuration: house.house.configuration }));
    const left = await house.database.read(house.town.id, (tx) => tx.selectFrom('kita.child_merge').select('id').where('undo_sealed', 'is not', null).execute());
    expect(left).toEqual([]);
  });
});

describe('cost sharing', () => {
  const costs = `${base}/kostenausgleich`;
  test('lists a child from elsewhere with the days of the year; the amount is unknown until somebody enters it', async () => {
    const { childId } = await family({ child: 'Gesa', family: 'Gast', comesFrom: 'Gronau' });
    const placement = await house.database.write(house.town.id, (tx) => startPlacement(tx, house.town.id, house.house.clock, { childId, facilityId: town.facilityId, poolId: town.poolId, seatTypeId: town.seatTypeId, startsOn: day('2026-08-01'), source: 'office' }));
    if (!placement.ok) throw new Error('no place');
    const page = await html(costs);
    expect(page).toContain('Gast, Gesa');
    expect(page).toContain('153');
    expect(page).toContain('unbekannt');
    const form = { place: placement.value, municipality: 'Gronau', year: '2026', amount: '', state: 'claimed' };
    expect(await (await post(costs, form, costs)).text()).toContain('Ohne Betrag kann nichts gefordert oder bezahlt sein');
    expect((await post(costs, { ...form, amount: '1.234,50' }, costs)).status).toBe(303);
    expect(await html(`${costs}?jahr=2026`)).toContain('1.234,50');
    expect(await html(`${costs}/liste.csv?jahr=2026`)).toContain('Gast;Gesa;2024-03-12;Gronau;Kita Sonnenhof;2026-08-01;2026-12-31;153;1234,5;gefordert');
    expect((await post(costs, { ...form, place: childId, amount: '1' }, costs)).status).toBe(404);
  });

  test('takes a place our child has elsewhere from its file', async () => {
    const { childId } = await family({ child: 'Udo', family: 'Unser' });
    const file = `${base}/kinder/${childId}`;
    expect((await post(file, { place: 'Hannover', facility: 'Kita am Park', startsOn: '2026-09-01', endsOn: '2026-08-01' }, `${file}/auswaerts`)).status).toBe(422);
    expect((await post(file, { place: 'Hannover', facility: 'Kita am Park', startsOn: '2026-09-01', endsOn: '2026-10-01' }, `${file}/auswaerts`)).status).toBe(303);
    expect(await html(costs)).toContain('Kita am Park');
  });
});
