import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/platform/clock.ts';
import { withClient } from '../../src/platform/database-roles.ts';
import { testApp, type TestApp } from '../app.ts';
import { rush } from './concurrent-writers.ts';
import { signInCoordinators, type DrilledTown } from './coordinators.ts';
import { doorOfApp, type Door } from './door.ts';
import { openGapForm, type Writer } from './gap-form.ts';
import { balance } from './ledger.ts';

const nothingWrong = { lost: [], notOnce: [], unconfirmedStored: 0, brokenChains: [] };
let house: TestApp;
let door: Door;

beforeAll(async () => {
  house = await testApp(systemClock);
  door = doorOfApp(house.app, house.house.configuration.baseUrl.origin);
});
afterAll(() => house.close());

/** So many forms, open in the browsers of ten people. */
async function openForms(town: DrilledTown, count: number): Promise<Writer[]> {
  const cookies = await signInCoordinators(house.database, town, 10, systemClock);
  const people = await Promise.all(cookies.map((cookie) => openGapForm(door, town.slug, cookie, systemClock)));
  return Array.from({ length: count }, (_, number) => people[number % people.length]!);
}

describe('Two hundred forms of the gap register sent at the same moment, some of them twice', () => {
  test('in one town: every confirmed gap is there exactly once', async () => {
    const { sent, failed } = await rush(await openForms(house.town, 200), 1);
    expect(failed).toBe(0);
    expect(await balance(house.database, [house.town], sent)).toMatchObject({ confirmed: 200, ...nothingWrong });
  });

  test('in two towns: none waits for the other for ever', async () => {
    const writers = [...await openForms(house.town, 100), ...await openForms(house.otherTown, 100)];
    const { sent, failed } = await rush(writers, 1);
    expect(failed).toBe(0);
    expect(await balance(house.database, [house.town, house.otherTown], sent)).toMatchObject({ confirmed: 200, ...nothingWrong });
    await house.database.close();
    expect(await withClient(house.test.superuser, async (superuser) => (await superuser.query('select deadlocks from pg_stat_database where datname = current_database()')).rows)).toEqual([{ deadlocks: 0 }]);
  });
});
