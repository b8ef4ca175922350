import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { day, type Day } from '../platform/day.ts';
import { newId, type Uuid } from '../platform/id.ts';
import { sampleChain, type SampleChain } from './server/sample-chain.fixture.ts';

let house: TestApp;
let sample: SampleChain;
let coordinator: string;
let offers: { id: Uuid; name: string }[];

beforeAll(async () => {
  house = await testApp();
  sample = await house.database.write(house.town.id, (tx) => sampleChain(tx, house.town.id, house.house.clock));
  coordinator = await house.signIn(['coordinator']);
  offers = await house.database.read(house.town.id, (tx) => tx.selectFrom('offers.service').select(['id', 'name']).where('municipality_id', '=', house.town.id).orderBy('name').execute());
});
afterAll(() => house.close());

const cell = async () => {
  const { areas, directory } = sample;
  return (await house.get(`/musterstadt/verwaltung/kette/zelle/${areas.town}/${directory.phases.early}/${directory.fields.advice}`, coordinator)).text();
};
const survey = (audience: 'families' | 'professionals', known: number, answered: number, closedOn: Day | null) => house.database.write(house.town.id, async (tx) => {
  const round = { municipality_id: house.town.id, id: newId(), audience, title: 'Umfrage', offers_per_sheet: 12, opened_on: day('2026-01-01'), closed_on: closedOn, sheets: answered };
  await tx.insertInto('offers.awareness_round').values(round).execute();
  for (const offer of offers) await tx.insertInto('offers.awareness_figure').values({ municipality_id: house.town.id, id: newId(), round_id: round.id, service_id: offer.id, name: offer.name, known, answered }).execute();
});

test('beside the computed state stands who knows the offers of the cell, at which day – and nothing of surveys that run or of small groups', async () => {
  expect(await cell()).toContain('noch keine abgeschlossene Umfrage');
  await survey('professionals', 34, 80, day('2026-06-30'));
  await survey('families', 2, 4, day('2026-05-31'));
  await survey('families', 60, 60, null);
  const page = await cell();
  expect(page).toContain('bekannt bei 34 von 80 Fachkräften (32\u00a0% bis 53\u00a0%)');
  expect(page).toContain('30. Juni 2026');
  expect(page).toContain('zu wenige Antworten');
  expect(page).not.toContain('60 von 60');
  expect(page).not.toContain('2 von 4');
});

test('an offer that less than half know is said to be little known', async () => {
  await survey('professionals', 10, 80, day('2026-11-01'));
  expect(await cell()).toMatch(/weniger als die Hälfte der Fachkräfte/);
});
