import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findEmbedded } from '../src/platform/embedded-postgres.ts';
import type { Victim } from '../tests/drills/crash.ts';
import { openCrashDrill, type Round } from '../tests/drills/crash-drill.ts';
import { freePort } from '../tests/drills/running-town.ts';
import { dice } from './big-directory.ts';
import { quantile, type Measurement, type Section } from './report.ts';

const WRITERS = 20;
const CYCLE: readonly Victim[] = ['app', 'database', 'app', 'database', 'both', 'app', 'database', 'app', 'database', 'database-child'];

/** kill -9 in the middle of writing, round after round, on the application as `npm start` runs it. */
export async function measureDrill(isQuick: boolean): Promise<Section> {
  const roundCount = isQuick ? 5 : 20;
  const place = { dataFolder: mkdtempSync(join(tmpdir(), 'lueckenlos-drill-')), port: await freePort() };
  const roll = dice(11);
  const rounds: Round[] = [];
  try {
    const drill = await openCrashDrill(place, WRITERS);
    try {
      for (let number = 0; number < roundCount; number++) {
        // Another moment each time: kills must not always meet the same statement.
        const round = await drill.round(CYCLE[number % CYCLE.length]!, 40 + roll(160), 40);
        rounds.push(round);
        process.stderr.write(`   round ${number + 1}: ${round.victim}, ${round.confirmed} confirmed, back after ${(round.restartMilliseconds / 1000).toFixed(1)} s\n`);
      }
    } finally {
      await drill.end();
    }
  } finally {
    await (await findEmbedded(place.dataFolder))?.stop('immediate');
    rmSync(place.dataFolder, { recursive: true, force: true });
  }
  return { title: 'kill -9 during writes', conditions: conditionsOf(rounds), measurements: measurementsOf(rounds, roundCount) };
}

function conditionsOf(rounds: readonly Round[]): string[] {
  const counts = [...new Set(CYCLE)].map((victim) => `${victim} ${rounds.filter((round) => round.victim === victim).length}`);
  return [`${WRITERS} writers on \`node start.mjs\` with its embedded server; killed: ${counts.join(', ')}`, 'after each round every form sent so far is compared with what is stored, and the audit chain is followed from its beginning'];
}

function measurementsOf(rounds: readonly Round[], wanted: number): Measurement[] {
  const none = { atMost: 0 };
  const last = rounds.at(-1)!;
  const restarts = rounds.map((round) => round.restartMilliseconds / 1000);
  const sum = (count: (round: Round) => number) => rounds.reduce((total, round) => total + count(round), 0);
  return [
    { what: 'rounds', value: rounds.length, unit: '', goal: { atLeast: wanted } },
    { what: 'forms confirmed', value: last.confirmed, unit: '' },
    { what: 'confirmed and lost', value: sum((round) => round.lost.length), unit: '', goal: none },
    { what: 'doubled or not whole', value: sum((round) => round.notOnce.length), unit: '', goal: none },
    { what: 'audit chains broken', value: sum((round) => round.brokenChains.length), unit: '', goal: none },
    { what: 'errors (500)', value: sum((round) => round.failed), unit: '', goal: none },
    { what: 'application fell with its database', value: rounds.filter((round) => round.fell).length, unit: '', goal: none },
    { what: 'first page after the kill, median', value: quantile(restarts, 0.5), unit: 's', goal: { atMost: 5 } },
    { what: 'first page after the kill, longest', value: Math.max(...restarts), unit: 's', goal: { atMost: 5 } },
  ];
}
