import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedClock } from '../../platform/clock.ts';
import { day } from '../../platform/day.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { testApp, type TestApp } from '../../../tests/app.ts';
import type { SeatType } from '../facilities/facility.ts';
import { kitaTown, newChild, type KitaTown } from '../kita-town.fixture.ts';
import { listPools } from './facilities.ts';
import { occupancy } from './free-seats.ts';
import { endPlacement, listPlacements, startPlacement, type NewPlacement } from './placements.ts';
import { storePoolChange } from './store-facilities.ts';

const clock = fixedClock('2026-11-22T09:00:00Z');
let house: TestApp;
let town: KitaTown;

beforeAll(async () => {
  house = await testApp(clock);
  town = await kitaTown(house);
});
afterAll(() => house.close());

const give = (placement: Partial<NewPlacement> & { childId: Uuid }) => house.database.write(house.town.id, (tx) => startPlacement(tx, house.town.id, clock, {
  facilityId: town.ahorn, poolId: town.krippe, seatTypeId: town.types.krippe, startsOn: day('2026-12-01'), source: 'office', ...placement,
}));
const child = (bornOn = '2025-03-04') => newChild(house, bornOn);
const codeOf = (outcome: Awaited<ReturnType<typeof give>>) => (outcome.ok ? 'accepted' : outcome.refusals[0]!.code);

describe('a place', () => {
  test('the last one is given once, whoever asks at the same time', async () => {
    const children = await Promise.all(Array.from({ length: 6 }, () => child()));
    // The Krippe of the fixture has three places.
    const outcomes = await Promise.all(children.map((childId) => give({ childId })));
    expect(outcomes.map(codeOf).sort()).toEqual(['accepted', 'accepted', 'accepted', 'pool-full', 'pool-full', 'pool-full']);
    const [pool] = (await house.database.read(house.town.id, (tx) => occupancy(tx, house.town.id, day('2026-12-01'), 1, [town.ahorn]))).get(town.ahorn)![0]!.pools.filter(({ pool: { id } }) => id === town.krippe);
    expect(pool).toMatchObject({ seats: 3, taken: 3, free: 0, over: 0 });
  });

  test('beyond the places only in an emergency, and then the occupancy says so', async () => {
    const childId = await child();
    expect(codeOf(await give({ childId }))).toBe('pool-full');
    expect(codeOf(await give({ childId, source: 'emergency', beyondCapacity: true }))).toBe('accepted');
    const [month] = (await house.database.read(house.town.id, (tx) => occupancy(tx, house.town.id, day('2026-12-01'), 1, [town.ahorn]))).get(town.ahorn)!;
    expect(month!.pools.find(({ pool }) => pool.id === town.krippe)).toMatchObject({ taken: 4, over: 1 });
  });

  test('a child has one at a time; it moves from one to the next without a day between', async () => {
    const childId = await child('2022-01-05');
    const kindergarten = { childId, poolId: town.kindergarten, seatTypeId: town.types.kindergarten };
    const first = await give(kindergarten);
    if (!first.ok) throw new Error(JSON.stringify(first));
    expect(codeOf(await give({ ...kindergarten, startsOn: day('2027-01-01') }))).toBe('has-a-place');
    expect(codeOf(await give({ ...kindergarten, facilityId: town.birke, poolId: town.birkePool, startsOn: day('2027-02-01'), movesFrom: first.value }))).toBe('accepted');
    const held = await house.database.read(house.town.id, (tx) => listPlacements(tx, house.town.id, { childIds: [childId] }));
    expect(held.map(({ facilityId, startsOn, endsOn }) => [facilityId, startsOn, endsOn])).toEqual([[town.ahorn, '2026-12-01', '2027-02-01'], [town.birke, '2027-02-01', null]]);
  });

  test('of a pool that becomes larger later is refused before and given after', async () => {
    const childId = await child();
    await house.database.write(house.town.id, (tx) => storePoolChange(tx, house.town.id, town.krippe, { from: day('2027-08-01'), seats: 8, openSeats: 'last', types: [{ seatTypeId: town.types.krippe, atMost: null }] }));
    expect(codeOf(await give({ childId, startsOn: day('2027-07-01') }))).toBe('pool-full');
    expect(codeOf(await give({ childId, startsOn: day('2027-08-01') }))).toBe('accepted');
    const sizes = await house.database.read(house.town.id, async (tx) => Promise.all([day('2027-07-31'), day('2027-08-01')].map(async (on) => (await listPools(tx, house.town.id, on, [town.ahorn])).find(({ id }) => id === town.krippe)?.seats)));
    expect(sizes).toEqual([3, 8]);
  });

  test('of a Krippe ends with the Kita year of the third birthday, in a group of several ages with school', async () => {
    const [inKrippe, inFamily] = [await child('2024-10-10'), await child('2024-10-10')];
    await give({ childId: inKrippe, startsOn: day('2027-08-01') });
    await give({ childId: inFamily, facilityId: town.birke, poolId: town.birkePool, startsOn: day('2026-12-01') });
    const held = await house.database.read(house.town.id, (tx) => listPlacements(tx, house.town.id, { childIds: [inKrippe, inFamily] }));
    expect(held.map(({ expectedEndsOn }) => expectedEndsOn).sort()).toEqual(['2028-08-01', '2031-08-01']);
  });

  test('that has not begun is taken away altogether, one that ended earlier is not ended again', async () => {
    const childId = await child('2021-12-12');
    const given = await give({ childId, poolId: town.kindergarten, seatTypeId: town.types.kindergarten, endsOn: day('2027-03-01') });
    if (!given.ok) throw new Error(JSON.stringify(given));
    const end = (endsOn: string) => house.database.write(house.town.id, (tx) => endPlacement(tx, house.town.id, { id: given.value, endsOn: day(endsOn), reason: 'given-back' }));
    expect(await end('2027-04-01')).toMatchObject({ ok: false, refusals: [{ code: 'already-ended' }] });
    expect((await end('2026-12-01')).ok).toBe(true);
    expect(await house.database.read(house.town.id, (tx) => listPlacements(tx, house.town.id, { childIds: [childId] }))).toEqual([]);
  });

  test('of another town, another facility or an unknown child looks like none', async () => {
    await expect(give({ childId: newId() })).rejects.toThrow();
    await expect(give({ childId: await child(), facilityId: town.birke })).rejects.toThrow();
    await expect(house.database.write(house.otherTown.id, async (tx) => startPlacement(tx, house.otherTown.id, clock, {
      childId: await child(), facilityId: town.ahorn, poolId: town.krippe, seatTypeId: town.types.krippe, startsOn: day('2026-12-01'), source: 'office',
    }))).rejects.toThrow();
  });
});

describe('a person of Kindertagespflege', () => {
  const atHome = (childId: Uuid, changes: Partial<NewPlacement> = {}) => give({ childId, facilityId: town.stork, poolId: town.storkPool, seatTypeId: town.types.krippe as SeatType['id'], ...changes });

  test('takes no sixth child, not even in an emergency, although the pool would have room', async () => {
    const outcomes = await Promise.all(await Promise.all(Array.from({ length: 7 }, async () => atHome(await child()))));
    expect(outcomes.map(codeOf).filter((code) => code === 'accepted')).toHaveLength(5);
    expect(codeOf(await atHome(await child(), { beyondCapacity: true }))).toBe('childminder-full');
  });

  test('takes no child before the licence begins', async () => expect(codeOf(await atHome(await child('2023-01-01'), { startsOn: day('2024-08-15'), endsOn: day('2024-09-01') }))).toBe('childminder-without-licence'));
});
