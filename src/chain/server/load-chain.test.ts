import { afterAll, beforeAll, expect, test } from 'vitest';
import { addTown } from '../../../tests/app.ts';
import { fixedClock } from '../../platform/clock.ts';
import { connectDatabase, type Database } from '../../platform/database.ts';
import { day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { testDatabase, type TestDatabase } from '../../platform/test-database.ts';
import { storedArea } from '../areas-of-chain.ts';
import { areaMatrix } from '../matrix.ts';
import { loadChain } from './load-chain.ts';
import { sampleChain, type SampleChain } from './sample-chain.fixture.ts';
import { storeNotExpected } from './store-chain.ts';

const clock = fixedClock('2026-11-22T09:00:00Z');
let copy: TestDatabase;
let database: Database;
let owner: Database;
let town: { id: Uuid; name: string; kind: 'town' };
let empty: { id: Uuid; name: string; kind: 'town' };
let sample: SampleChain;

beforeAll(async () => {
  copy = await testDatabase();
  database = connectDatabase(copy.app);
  owner = connectDatabase(copy.owner, { poolSize: 1 });
  town = { id: (await addTown(owner, 'musterstadt', 'Musterstadt', clock)).id, name: 'Musterstadt', kind: 'town' };
  empty = { id: (await addTown(owner, 'neustadt', 'Neustadt', clock)).id, name: 'Neustadt', kind: 'town' };
  sample = await database.write(town.id, (tx) => sampleChain(tx, town.id, clock));
  await database.write(town.id, (tx) => storeNotExpected(tx, town.id, [{ phaseId: sample.directory.phases.kita, fieldId: sample.directory.fields.health, reason: 'Aufgabe der Kitas' }], clock));
});
afterAll(async () => {
  await database.close();
  await owner.close();
  await copy.drop();
});

const load = (of: typeof town, on = clock.today()) => database.read(of.id, (tx) => loadChain(tx, of, on));

test('the chain of a town is computed from its offers, children and areas', async () => {
  const chain = await load(town);
  const states = areaMatrix(chain, sample.areas.town).map((row) => row.map((cell) => cell.state));
  expect(states).toEqual([['covered', 'gap'], ['gap', 'not-expected']]);
  expect(chain.index.town.childrenOn).toBe('2025-12-31');
});

test('the reason for an unexpected cell comes along', async () => {
  const cells = areaMatrix(await load(town), sample.areas.north);
  expect(cells[1]![1]!.notExpected?.reason).toBe('Aufgabe der Kitas');
});

test('figures of a later day do not count yet: what is missing is unknown, no gap', async () => {
  const chain = await load(town, day('2025-06-30'));
  expect(chain.index.town.childrenOn).toBeUndefined();
  expect(areaMatrix(chain, sample.areas.town)[0]![1]!.state).toBe('unknown');
});

test('a municipality without areas is one area of unknown shape, which is stored as none', async () => {
  const chain = await load(empty);
  expect(chain.index.town.areas).toEqual([{ id: empty.id, name: 'Neustadt', position: 0 }]);
  expect(storedArea(chain, chain.index.town.rootAreaId)).toBeUndefined();
  expect(areaMatrix(chain, empty.id)).toEqual([]);
});
