import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedClock } from '../platform/clock.ts';
import { day } from '../platform/day.ts';
import type { Uuid } from '../platform/id.ts';
import { testApp, type TestApp } from '../../tests/app.ts';
import { kitaTown, newChild, type KitaTown } from './kita-town.fixture.ts';
import { listGroups } from './server/care-groups.ts';
import { occupancy } from './server/free-seats.ts';
import { endPlacement, listPlacements, startPlacement } from './server/placements.ts';
import { storeGroup } from './server/store-facilities.ts';
import { storeRegistration } from './server/store-registration.ts';

const clock = fixedClock('2026-11-22T09:00:00Z');
let house: TestApp;
let town: KitaTown;
let office: string;
let places: { id: Uuid; childId: Uuid }[];

beforeAll(async () => {
  house = await testApp(clock);
  town = await kitaTown(house);
  office = await house.signIn(['kita-office']);
  const children = [await newChild(house, '2024-10-04'), await newChild(house, '2024-11-04'), await newChild(house, '2024-12-04')];
  // All three places of the Krippe are given.
  places = await house.database.write(house.town.id, async (tx) => {
    const [blue] = await listGroups(tx, house.town.id, [town.ahorn]);
    await storeGroup(tx, house.town.id, town.ahorn, { id: blue!.id, name: 'Blau', rulePack: 'ni-nkitag', form: 'krippe', licensedPlaces: 15, sharedPlaces: 1, validFrom: blue!.validFrom }, town.krippe);
    const given = [];
    for (const childId of children) {
      const started = await startPlacement(tx, house.town.id, clock, { childId, facilityId: town.ahorn, poolId: town.krippe, seatTypeId: town.types.krippe, startsOn: day('2026-08-01'), source: 'office' });
      if (!started.ok) throw new Error(JSON.stringify(started.refusals));
      given.push({ id: started.value, childId });
    }
    return given;
  });
});
afterAll(() => house.close());

const path = () => `/musterstadt/verwaltung/kita/einrichtungen/${town.ahorn}/geteilte-plaetze`;
const share = (fields: Record<string, string | string[]>, cookie = office) => house.submit(path(), { first: places[0]!.id, firstDays: ['1', '2'], second: `platz:${places[1]!.id}`, secondDays: ['3', '4', '5'], startsOn: '2026-12-01', ...fields }, { cookie });
const krippeOn = async (month: string) => (await house.database.read(house.town.id, (tx) => occupancy(tx, house.town.id, day(month), 1, [town.ahorn]))).get(town.ahorn)![0]!.pools.find(({ pool }) => pool.id === town.krippe)!;
const asking = async () => house.database.write(house.town.id, async (tx) => {
  const stored = await storeRegistration(tx, house.town.id, clock, house.house.configuration.secretKey, {
    source: 'office', child: { givenNames: 'Noa', familyName: 'Wartend', bornOn: day('2025-03-03') }, guardians: [{ givenNames: 'Ada', familyName: 'Wartend', language: 'de' }], wishedStart: day('2027-01-01'), weeklyHours: 35, wishes: [{ facilityId: town.ahorn, seatTypeId: town.types.krippe }],
  } as never);
  if (!stored.ok) throw new Error(JSON.stringify(stored.refusals));
  return stored.value.childId;
});
const end = async (endsOn: string, version?: string) => {
  const page = await (await house.get(path(), office)).text();
  const id = /geteilte-plaetze\/([0-9a-f-]{36})\/beenden/.exec(page)![1]!;
  return house.submit(path(), { share: id, version: version ?? /name="version" value="(\d+)"/.exec(page)![1]!, endsOn }, { cookie: office, to: `${path()}/${id}/beenden` });
};

describe('a place that two children share', () => {
  test('is refused on the same day, without days, for one child with itself, and beyond what the licence says', async () => {
    for (const [fields, words] of [
      [{ secondDays: ['2', '3'] }, 'Beide Kinder kämen am selben Tag (Dienstag)'], [{ secondDays: [] }, 'Wählen Sie mindestens einen Tag'], [{ second: `platz:${places[0]!.id}` }, 'Bitte wählen Sie'],
      [{ startsOn: '2026-07-01' }, 'Frühestens: 1.8.2026'], [{ endsOn: '2026-11-01' }, 'Ende liegt vor dem Anfang'], [{ secondDays: ['6'] }, 'Bitte wählen Sie'],
    ] as const) {
      const refused = await share(fields as Record<string, string | string[]>);
      expect(refused.status, words).toBe(422);
      expect(await refused.text()).toContain(words);
    }
    expect(await krippeOn('2026-12-01')).toMatchObject({ taken: 3, shared: 0, free: 0 });
  });

  test('frees a place, which stands in the occupancy by month and by weekday', async () => {
    expect((await share({})).status).toBe(303);
    expect(await krippeOn('2026-11-01')).toMatchObject({ taken: 3, free: 0 });
    expect(await krippeOn('2026-12-01')).toMatchObject({ taken: 2, shared: 1, free: 1, byWeekday: { 1: 2, 2: 2, 3: 2, 4: 2, 5: 2 } });
    const page = await (await house.get('/musterstadt/verwaltung/kita/belegung', office)).text();
    for (const word of ['davon geteilt', 'Mo', 'Fr']) expect(page).toContain(word);
    expect(await (await house.get('/musterstadt/verwaltung/kita/belegung.csv', office)).text()).toContain('Kita Ahorn;Krippe;2026-12;3;2;1;3;0;0;0;nein;1;2;2;2;2;2');
    expect(await (await share({ first: places[2]!.id, second: `platz:${places[1]!.id}`, startsOn: '2027-01-01' })).text()).toContain('darf ein Platz geteilt werden, und er ist es schon');
  });

  test('goes to a waiting child in writing; of two who edit, the second is told', async () => {
    expect((await end('2026-12-01', '7')).status).toBe(422);
    expect((await end('2026-12-01')).status).toBe(303);
    const childId = await asking();
    expect((await share({ second: `kind:${places[1]!.childId}` })).status).toBe(422);
    expect((await share({ second: `kind:${childId}`, startsOn: '2027-01-01' })).status).toBe(303);
    expect(await krippeOn('2027-01-01')).toMatchObject({ taken: 3, shared: 1, free: 0, over: 0, byWeekday: { 1: 3, 2: 3, 3: 3, 4: 3, 5: 3 } });
    const decision = await house.database.read(house.town.id, (tx) => tx.selectFrom('kita.decision').select(['outcome', 'weekly_hours', 'answer_until']).where('municipality_id', '=', house.town.id).where('child_id', '=', childId).executeTakeFirstOrThrow());
    expect(decision).toEqual({ outcome: 'place', weekly_hours: 21, answer_until: null });
    expect(await (await house.get(path(), office)).text()).toContain('Noa Wartend');
  });

  test('is not ended while there is no second place; who leaves leaves it to the other', async () => {
    const refused = await end('2027-02-01');
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('Am 1.2.2027 gäbe es mehr Kinder als Plätze');
    await house.database.write(house.town.id, (tx) => endPlacement(tx, house.town.id, { id: places[0]!.id, endsOn: day('2027-03-01'), reason: 'given-back' }));
    expect(await krippeOn('2027-03-01')).toMatchObject({ taken: 3, shared: 0, over: 0 });
    const [left] = await house.database.read(house.town.id, (tx) => listPlacements(tx, house.town.id, { childIds: [places[0]!.childId] }));
    expect(left?.shares?.map(({ endsOn }) => endsOn)).toEqual(['2027-03-01']);
  });

  test('is the office’s to give: a provider reads those of its own facility, nobody else does', async () => {
    const provider = await house.signIn(['kita-provider'], { organizationId: town.organization });
    const other = await house.signIn(['kita-provider'], { organizationId: town.otherOrganization });
    const page = await (await house.get(path(), provider)).text();
    expect(page).toContain('Noa Wartend');
    expect(page).not.toContain('name="firstDays"');
    expect((await house.submit(path().replace('/geteilte-plaetze', ''), { first: places[1]!.id }, { cookie: provider, to: path() })).status).toBe(403);
    expect([(await house.get(path(), other)).status, (await house.get(path(), await house.signIn(['planner']))).status]).toEqual([404, 403]);
  });
});
