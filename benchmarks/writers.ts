import { availableParallelism } from 'node:os';
import { systemClock } from '../src/platform/clock.ts';
import { withClient } from '../src/platform/database-roles.ts';
import { rush } from '../tests/drills/concurrent-writers.ts';
import { addTown, signInCoordinators, type DrilledTown } from '../tests/drills/coordinators.ts';
import { openGapForm, type Writer } from '../tests/drills/gap-form.ts';
import { balance } from '../tests/drills/ledger.ts';
import { openMeasuredHouse, type MeasuredHouse } from './measured-house.ts';
import { quantile, type Measurement, type Section } from './report.ts';

const WRITERS = 200;

/** Two hundred people write at once: in one town (one audit chain), then spread over ten. */
export async function measureWriters(isQuick: boolean): Promise<Section> {
  const formsEach = isQuick ? 2 : 15;
  const house = await openMeasuredHouse();
  try {
    const inOne = await measureRush(house, 'one town', 1, formsEach);
    const inTen = await measureRush(house, 'ten towns', 10, formsEach);
    return {
      title: '200 concurrent writers',
      conditions: [
        `${WRITERS} signed-in coordinators, each ${formsEach} forms of the gap register one after the other; every third sent twice at once, every fifth once more later`,
        `application and load in one process, embedded server with fsync on, ${availableParallelism()} processors`,
      ],
      measurements: [...inOne, ...inTen, { what: 'deadlocks (pg_stat_database)', value: await deadlocks(house), unit: '', goal: { atMost: 0 } }],
    };
  } finally {
    await house.close();
  }
}

async function measureRush(house: MeasuredHouse, name: string, townCount: number, formsEach: number): Promise<Measurement[]> {
  const towns: DrilledTown[] = [];
  const writers: Writer[] = [];
  for (let number = 0; number < townCount; number++) {
    const town = await addTown(house.owner, `stadt-${townCount}-${number}`, systemClock);
    towns.push(town);
    for (const cookie of await signInCoordinators(house.database, town, WRITERS / townCount, systemClock)) writers.push(await openGapForm(house.door, town.slug, cookie, systemClock));
  }
  const { sent, requests, failed, unanswered, milliseconds, durations } = await rush(writers, formsEach);
  const found = await balance(house.database, towns, sent);
  const none = { atMost: 0 };
  return [
    { what: `${name}: forms confirmed`, value: found.confirmed, unit: '', goal: { atLeast: sent.length } },
    { what: `${name}: lost`, value: found.lost.length, unit: '', goal: none },
    { what: `${name}: doubled or not whole`, value: found.notOnce.length, unit: '', goal: none },
    { what: `${name}: audit chains broken`, value: found.brokenChains.length, unit: '', goal: none },
    { what: `${name}: errors (500)`, value: failed, unit: '', goal: none },
    { what: `${name}: asked to come back (503), sent again`, value: unanswered, unit: '' },
    { what: `${name}: answers`, value: (requests / milliseconds) * 1000, unit: '/s' },
    { what: `${name}: answer, median`, value: quantile(durations, 0.5), unit: 'ms' },
    { what: `${name}: answer, p95`, value: quantile(durations, 0.95), unit: 'ms' },
  ];
}

/** The server's own count; closing the connections first makes every one of them report. */
async function deadlocks({ database, superuser }: MeasuredHouse): Promise<number> {
  await database.close();
  return withClient(superuser, async (client) => (await client.query<{ deadlocks: number }>('select deadlocks from pg_stat_database where datname = current_database()')).rows[0]!.deadlocks);
}
