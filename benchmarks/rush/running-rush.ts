import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { loadDemo } from '../../database/demo/load-demo.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { connectDatabase, type Database } from '../../src/platform/database.ts';
import { DATABASE_NAME, withClient } from '../../src/platform/database-roles.ts';
import { findEmbedded } from '../../src/platform/embedded-postgres.ts';
import type { Uuid } from '../../src/platform/id.ts';
import { appDoor, freePort, ownerDoor, serverOf, startTown, type Place } from '../../tests/drills/running-town.ts';
import { dice } from '../big-directory.ts';
import { quantile } from '../report.ts';
import { readBooks, type Books } from './books.ts';
import { openMailbox } from './mailbox.ts';
import type { Asked } from './measured-browser.ts';
import { processorSeconds } from './processor-time.ts';
import type { Rush, SentRegistration } from './register.ts';

const TOWN = 'alfeld';
const ORIGIN = 'https://kita.rush.example';

/** The demo town as `node start.mjs` runs it, with the families' mail server. */
export interface RunningRush {
  place: Place;
  secretKey: Buffer;
  newRush(lookMs: readonly [number, number], patience?: number): Rush;
  asApplication<Result>(work: (database: Database, town: Uuid) => Promise<Result>): Promise<Result>;
  /** compares what was sent so far with what is stored, after the last mail is out */
  books(sent: readonly SentRegistration[]): Promise<Books>;
}

/** Starts the town, lets `work` measure it, and leaves nothing behind. `KITA_RUSH_NODE_OPTIONS` goes to the server. */
export async function withRunningRush<Result>(work: (running: RunningRush) => Promise<Result>): Promise<Result> {
  const place = { dataFolder: mkdtempSync(join(tmpdir(), 'lueckenlos-rush-')), port: await freePort() };
  const mailbox = await openMailbox();
  const secretKey = randomBytes(32);
  try {
    const town = await startTown(place, {
      MODE: 'production', BASE_URL: ORIGIN, TRUST_PROXY: '1', SMTP_URL: mailbox.url, SECRET_KEY: secretKey.toString('base64'), NODE_OPTIONS: process.env['KITA_RUSH_NODE_OPTIONS'] ?? '',
    });
    const agent = new Agent({ keepAlive: true, maxSockets: 1_024 });
    try {
      await loadDemo({ owner: await ownerDoor(place), clock: systemClock, slugs: [TOWN], secretKey });
      const before = await asApplication(place, (database, id) => database.read(id, async (tx) => new Set((await tx.selectFrom('kita.registration').select('id').where('municipality_id', '=', id).execute()).map((row) => row.id))));
      await tidyUp(place);
      return await work({
        place, secretKey,
        newRush: (lookMs, patience) => ({ site: { port: place.port, origin: ORIGIN, agent, asked: [], faults: [], turnedAway: 0, ...(patience === undefined ? {} : { patience }) }, mailbox, town: TOWN, lookMs, sent: [], confirmations: [], mails: [] }),
        asApplication: (inside) => asApplication(place, inside),
        books: (sent) => settledBooks(place, before, sent, mailbox.counts),
      });
    } finally {
      agent.destroy();
      await town.signal('SIGTERM');
    }
  } finally {
    await mailbox.close();
    await (await findEmbedded(place.dataFolder))?.stop('immediate');
    rmSync(place.dataFolder, { recursive: true, force: true });
  }
}

/** As the nightly run of the database server does it. */
export async function tidyUp(place: Place): Promise<void> {
  const { connection } = await serverOf(place);
  await withClient({ ...connection, database: DATABASE_NAME }, (client) => client.query('vacuum analyze'));
}

export interface Measured {
  families: number;
  broken: number;
  seconds: number;
  /** of load, application and database: seconds of processor time in each second */
  processors: { load: number; application: number | undefined; database: number | undefined };
  /** how late the load itself was, in ms */
  ownDelay: number;
  load: readonly number[];
  deadlocks: number;
}

/** Starts every family at its time, fixed ahead whatever the server does: in each minute so many at random moments. Resolves when the last one is through. */
export async function letThemCome(rush: Rush, count: number, perMinute: number, place: Place, goThrough: (number: number) => Promise<void>): Promise<Measured> {
  const roll = dice(8);
  roll(2);
  const times = Array.from({ length: count }, (_, number) => {
    const minute = Math.floor(number / perMinute);
    return (minute + (roll(1_000_000) / 1_000_000) * Math.min(1, count / perMinute - minute)) * 60_000;
  }).sort((one, other) => one - other);
  const database = (await serverOf(place)).pid;
  const processors = () => ({ load: process.cpuUsage(), application: applicationSeconds(), database: processorSeconds(database) });
  const before = processors();
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const start = performance.now();
  let broken = 0;
  const progress = setInterval(() => process.stderr.write(`   ${((performance.now() - start) / 1000).toFixed(0)} s: ${rush.sent.length} sent, ${rush.site.asked.length} requests, p95 ${rush.site.asked.length > 0 ? quantile(timesOf(rush.site.asked.slice(-3_000)), 0.95).toFixed(0) : '–'} ms, load ${loadavg()[0]!.toFixed(1)}\n`), 15_000);
  await Promise.all(times.map(async (time, number) => {
    await wait(start + time - performance.now());
    await goThrough(number).catch((error: unknown) => {
      broken++;
      rush.site.faults.push((error as Error).message);
    });
  }));
  clearInterval(progress);
  delay.disable();
  const seconds = (performance.now() - start) / 1000;
  const after = processors();
  const cpu = process.cpuUsage(before.load);
  const { connection } = await serverOf(place);
  const { rows } = await withClient(connection, (client) => client.query<{ deadlocks: number }>('select deadlocks from pg_stat_database where datname = $1', [DATABASE_NAME]));
  const share = (name: 'application' | 'database') => (before[name] === undefined || after[name] === undefined ? undefined : (after[name] - before[name]) / seconds);
  return {
    families: count, broken, seconds, ownDelay: delay.percentile(99) / 1e6, load: loadavg(), deadlocks: Number(rows[0]!.deadlocks),
    processors: { load: (cpu.user + cpu.system) / 1e6 / seconds, application: share('application'), database: share('database') },
  };
}

export const timesOf = (some: readonly Asked[]) => some.map(({ milliseconds }) => milliseconds);

/** How much of the machine each of the three used, in a line of a section's conditions. */
export function sayProcessors({ processors, seconds, ownDelay, load }: Measured, requests: number): string {
  const share = (value: number | undefined) => (value === undefined ? '?' : `${(value * 100).toFixed(0)} %`);
  const each = (value: number | undefined) => (value === undefined ? '?' : `${((value * 1000 * seconds) / requests).toFixed(1)} ms`);
  return `processors used: load ${share(processors.load)}, application ${share(processors.application)}, database ${share(processors.database)} (for each request ${each(processors.application)} and ${each(processors.database)}); the load's own delay p99 ${ownDelay.toFixed(0)} ms; load average ${load.map((one) => one.toFixed(1)).join(' ')}`;
}

/** The application is the one child this process has; its processor time is what all children have without this process itself. */
function applicationSeconds(): number | undefined {
  const all = processorSeconds(process.pid);
  const { user, system } = process.cpuUsage();
  return all === undefined ? undefined : all - (user + system) / 1e6;
}

async function asApplication<Result>(place: Place, work: (database: Database, town: Uuid) => Promise<Result>): Promise<Result> {
  const database = connectDatabase(await appDoor(place), { poolSize: 6 });
  try {
    return await work(database, (await database.readPublic((tx) => tx.selectFrom('accounts.municipality').select('id').where('slug', '=', TOWN).executeTakeFirstOrThrow())).id as Uuid);
  } finally {
    await database.close();
  }
}

/** The last confirmation may still be on its way by mail. */
function settledBooks(place: Place, before: ReadonlySet<Uuid>, sent: readonly SentRegistration[], mails: ReadonlyMap<string, number>): Promise<Books> {
  return asApplication(place, async (database, town) => {
    for (let tries = 0; tries < 60; tries++) {
      const open = await database.read(town, (tx) => tx.selectFrom('platform.job').select(({ fn }) => fn.countAll<number>().as('count')).where('municipality_id', '=', town).where('state', '<>', 'done').where('task', 'in', ['send-mail', 'send-sign-in-link']).executeTakeFirstOrThrow());
      if (Number(open.count) === 0) break;
      await wait(1_000);
    }
    return readBooks(database, town, { sent, before, mails });
  });
}
