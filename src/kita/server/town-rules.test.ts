import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../../tests/app.ts';
import type { Read } from '../../platform/database.ts';
import { day } from '../../platform/day.ts';
import { facilityOverviews } from './facility-overview.ts';
import { occupancy } from './free-seats.ts';
import { townRulePack } from './town-rules.ts';

let app: TestApp;

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

test('a use case asks once for the rules of its Land, however many of its steps follow them; the next one asks anew', async () => {
  let asked = 0;
  const counting: KyselyPlugin = {
    transformQuery({ node }) {
      if (node.kind === 'SelectQueryNode' && JSON.stringify(node.from).includes('"name":"municipality"')) asked += 1;
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  const useCase = () => app.database.read(app.town.id, async (plain) => {
    const tx = plain.withPlugin(counting) as unknown as Read;
    await occupancy(tx, app.town.id, day('2026-08-01'), 1);
    await facilityOverviews(tx, app.town.id, day('2026-08-01'), 'all');
    return townRulePack(tx, app.town.id);
  });
  expect(await useCase()).toBe('ni-nkitag');
  expect(asked).toBe(1);
  await useCase();
  expect(asked).toBe(2);
});
