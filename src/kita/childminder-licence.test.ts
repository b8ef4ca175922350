import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedClock } from '../platform/clock.ts';
import { day } from '../platform/day.ts';
import { testApp, type TestApp } from '../../tests/app.ts';
import { licenceOn, type LicencePeriod } from './facilities/childminder.ts';
import { kitaTown, newChild, type KitaTown } from './kita-town.fixture.ts';
import { listChildminders } from './server/childminders.ts';
import { startPlacement } from './server/placements.ts';

const clock = fixedClock('2026-11-22T09:00:00Z');
let house: TestApp;
let town: KitaTown;
let office: string;

beforeAll(async () => {
  house = await testApp(clock);
  town = await kitaTown(house);
  office = await house.signIn(['kita-office']);
});
afterAll(() => house.close());

const path = () => `/musterstadt/verwaltung/kita/einrichtungen/${town.stork}`;
const stork = () => house.database.read(house.town.id, async (tx) => (await listChildminders(tx, house.town.id)).get(town.stork)!);
const save = async (fields: Record<string, string>, version?: number) => house.submit(`${path()}/tagespflege`, { version: String(version ?? (await stork()).version), ...fields }, { cookie: office });
const give = async (startsOn: string) => house.database.write(house.town.id, async (tx) => startPlacement(tx, house.town.id, clock, { childId: await newChild(house, '2025-05-05'), facilityId: town.stork, poolId: town.storkPool, seatTypeId: town.types.krippe, startsOn: day(startsOn), source: 'office' }));

describe('the licence of a person of Kindertagespflege', () => {
  test('is read as of a day: the last entry that has begun holds, and a withdrawal ends it', () => {
    const period = (kind: LicencePeriod['kind'], from: string, until: string | null, childrenAtOnce: number): LicencePeriod => ({ kind, validFrom: day(from), validUntil: until === null ? null : day(until), childrenAtOnce });
    const periods = [period('granted', '2020-02-01', '2025-02-01', 5), period('changed', '2023-01-01', '2025-02-01', 3), period('renewed', '2025-03-01', '2030-03-01', 5), period('withdrawn', '2027-01-01', null, 0)];
    const days = ['2020-01-31', '2020-02-01', '2023-01-01', '2025-01-31', '2025-02-01', '2025-03-01', '2026-12-31', '2027-01-01', '2031-01-01'];
    expect(days.map((one) => licenceOn({ periods }, day(one))?.childrenAtOnce)).toEqual([undefined, 5, 3, 3, undefined, 5, 5, undefined, undefined]);
  });

  test('is changed, renewed for five years and keeps its history, with restrictions the public never sees', async () => {
    expect((await save({ kind: 'changed', licensedFrom: '2027-01-01', childrenAtOnce: '3', restriction: 'Nicht mehr als zwei unter einem Jahr', fileNumber: '51-7/26' })).status).toBe(303);
    expect((await save({ kind: 'renewed', licensedFrom: '2030-02-01', childrenAtOnce: '5' })).status).toBe(303);
    expect((await stork()).periods.map(({ kind, validFrom, validUntil, childrenAtOnce }) => [kind, validFrom, validUntil, childrenAtOnce])).toEqual([
      ['granted', '2025-02-01', '2030-02-01', 5], ['changed', '2027-01-01', '2030-02-01', 3], ['renewed', '2030-02-01', '2035-02-01', 5],
    ]);
    const history = await (await house.get(`${path()}/tagespflege/verlauf`, office)).text();
    for (const word of ['verlängert', 'geändert', 'Nicht mehr als zwei unter einem Jahr', '51-7/26', '31.1.2030']) expect(history).toContain(word);
    const planner = await (await house.get(`${path()}/tagespflege/verlauf`, await house.signIn(['planner']))).text();
    expect(planner).toContain('verlängert');
    expect(planner).not.toContain('unter einem Jahr');
    expect((await house.get(`${path()}/tagespflege/verlauf`, await house.signIn(['kita-provider'], { organizationId: town.otherOrganization }))).status).toBe(404);
  });

  test('is refused beyond five years or five children, without a number, and where there is nothing to change', async () => {
    for (const [fields, words] of [
      [{ kind: 'renewed', licensedFrom: '2035-02-01', licensedUntil: '2041-02-01', childrenAtOnce: '5' }, 'Spätestens: 1.2.2040'], [{ kind: 'renewed', licensedFrom: '2035-02-01', childrenAtOnce: '6' }, 'childrenAtOnce'],
      [{ kind: 'renewed', licensedFrom: '2035-02-01' }, 'eins bis fünf'], [{ kind: 'changed', licensedFrom: '2036-01-01', childrenAtOnce: '4' }, 'gilt keine Erlaubnis, die sich ändern ließe'],
      [{ kind: 'changed', licensedFrom: '2028-01-01', licensedUntil: '2031-01-01', childrenAtOnce: '4' }, 'Spätestens: 1.2.2030'], [{ kind: 'changed', licensedFrom: '2028-01-01', licensedUntil: '2027-12-01', childrenAtOnce: '4' }, 'Ende liegt vor dem Anfang'],
    ] as const) {
      const refused = await save(fields);
      expect(refused.status, words).toBe(422);
      expect(await refused.text()).toContain(words);
    }
  });

  test('bounds the children at once by the day: three from January on, and not fewer than are there', async () => {
    expect((await Promise.all(['2026-12-01', '2026-12-01', '2026-12-01'].map(give))).every(({ ok }) => ok)).toBe(true);
    expect(await give('2026-12-01')).toMatchObject({ ok: false, refusals: [{ code: 'childminder-full', values: { day: '2027-01-01' } }] });
    const fewer = await save({ kind: 'changed', licensedFrom: '2027-02-01', childrenAtOnce: '2' });
    expect(await fewer.text()).toContain('Am 1.2.2027 sind dort 3 Kinder');
  });

  test('saved by two people at once is told to the second, who loses nothing', async () => {
    const { version } = await stork();
    expect((await save({ kind: 'changed', licensedFrom: '2027-03-01', childrenAtOnce: '4', restriction: 'Von der Ersten' }, version)).status).toBe(303);
    const refused = await save({ kind: 'changed', licensedFrom: '2027-04-01', childrenAtOnce: '5', restriction: 'Von der Zweiten' }, version);
    const page = await refused.text();
    expect(refused.status).toBe(422);
    for (const words of ['Inzwischen hat jemand anders gespeichert', 'Von der Zweiten', 'Von der Ersten', `name="version" value="${version + 1}"`]) expect(page).toContain(words);
    expect((await save({ kind: 'changed', licensedFrom: '2027-04-01', childrenAtOnce: '5', restriction: 'Von der Zweiten' }, version + 1)).status).toBe(303);
  });

  test('that is withdrawn lets no child in, and the page says that those there need another place', async () => {
    expect((await save({ kind: 'withdrawn', licensedFrom: '2027-05-01' })).status).toBe(303);
    expect(await give('2027-06-01')).toMatchObject({ ok: false, refusals: [{ code: 'childminder-without-licence' }] });
    expect(await (await house.get(path(), office)).text()).toContain('Ab 1.5.2027 keine Erlaubnis zur Kindertagespflege, aber Kinder');
  });
});
