// The application with a clock that is told the time, for playing a whole Kita year in the browser. Reads commands, a line each:
//   clock 2026-02-01T09:00:00Z | tidy | check | link | stop
import { serve } from '@hono/node-server';
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { loadDemo } from '../../database/demo/load-demo.ts';
import { buildApplication } from '../../src/application.ts';
import { jobTasks } from '../../src/job-tasks.ts';
import { makeAnswerLinks } from '../../src/kita/server/answer-links.ts';
import { fixedClock, type Clock } from '../../src/platform/clock.ts';
import { readConfiguration } from '../../src/platform/configuration.ts';
import { connectDatabase } from '../../src/platform/database.ts';
import { createLog } from '../../src/platform/log.ts';
import { testDatabase } from '../../src/platform/test-database.ts';
import { closeTestServerFolder, openTestServerFolder } from '../../src/platform/test-database-server.ts';
import { startWorker } from '../../src/platform/worker.ts';
import { checkKitaYear } from './check-kita-year.ts';
import { letterWriter } from './letter-writer.ts';

const [port, start] = process.argv.slice(2);
let now = fixedClock(start!);
const clock: Clock = { now: () => now.now(), today: () => now.today() };
const answer = (line: string) => void process.stdout.write(`${line}\n`);

const folder = openTestServerFolder();
const test = await testDatabase();
const read = readConfiguration({ LOG_LEVEL: 'error', DEMO: 'off', PORT: port, BASE_URL: `http://localhost:${port}`, SECRET_KEY: randomBytes(32).toString('base64') });
if (!read.ok) throw new Error(read.faults.join(' '));
const configuration = { ...read.configuration, secretKey: read.configuration.secretKey! };
const database = connectDatabase(test.app);
await loadDemo({ owner: test.owner, clock, slugs: ['alfeld'], secretKey: configuration.secretKey });
const { app, house } = buildApplication({ configuration, database, clock, log: createLog('error') });
const worker = await startWorker({ house, connection: test.app, tasks: jobTasks });
const server = serve({ fetch: app.fetch, port: Number(port), hostname: 'localhost' });
answer('ready');

const writeLetters = letterWriter(database, () => ({ clock, configuration }));
const towns = await database.readPublic(jobTasks.municipalities);

for await (const line of createInterface({ input: process.stdin })) {
  const [command, argument] = line.split(' ');
  if (command === 'stop') break;
  if (command === 'clock') now = fixedClock(argument!);
  if (command === 'tidy') {
    for (const municipalityId of towns) {
      for (const tidy of jobTasks.housekeeping) await database.write(municipalityId, (tx) => tidy(tx, { municipalityId, clock, configuration }));
    }
  }
  if (command === 'quiet') {
    const waiting = await database.pool.query('select 1 from graphile_worker.jobs where run_at <= now() limit 1');
    answer(waiting.rows.length === 0 ? 'yes' : 'no');
    continue;
  }
  if (command === 'link') {
    // As a mail has it: for a place that waits for its answer.
    const [municipalityId] = towns;
    const [token] = await database.write(municipalityId!, async (tx) => {
      const open = await tx.selectFrom('kita.decision as decision').select(['decision.id', 'decision.answer_until']).where('decision.municipality_id', '=', municipalityId!).where('outcome', '=', 'place').where('replaced_at', 'is', null)
        .where((where) => where.not(where.exists(where.selectFrom('kita.answer as answer').select('answer.id').whereRef('answer.decision_id', '=', 'decision.id')))).where('decision.answer_until', 'is not', null).limit(1).executeTakeFirstOrThrow();
      return makeAnswerLinks(tx, municipalityId!, clock.now(), [{ decisionId: open.id, answerUntil: open.answer_until! }]);
    });
    answer(`/kita-antwort/${token}`);
    continue;
  }
  answer(command === 'check' ? JSON.stringify(await checkKitaYear(test.superuser, configuration.secretKey, writeLetters)) : 'done');
}

server.close();
await worker.stop();
await database.close();
await closeTestServerFolder(folder);
process.exit(0);
