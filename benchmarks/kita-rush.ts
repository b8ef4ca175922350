import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { loadDemo } from '../database/demo/load-demo.ts';
import { groupedBy } from '../src/kita/office/grouped.ts';
import { systemClock } from '../src/platform/clock.ts';
import { connectDatabase, type Database } from '../src/platform/database.ts';
import { DATABASE_NAME, withClient } from '../src/platform/database-roles.ts';
import { findEmbedded } from '../src/platform/embedded-postgres.ts';
import type { Uuid } from '../src/platform/id.ts';
import { appDoor, freePort, ownerDoor, serverOf, startTown, type Place } from '../tests/drills/running-town.ts';
import { dice } from './big-directory.ts';
import { quantile, type Measurement, type Section } from './report.ts';
import { readBooks, type Books } from './rush/books.ts';
import { familyOf } from './rush/family.ts';
import { openMailbox } from './rush/mailbox.ts';
import { processorSeconds } from './rush/processor-time.ts';
import { registerFamily, type Rush } from './rush/register.ts';

const TOWN = 'alfeld';
const ORIGIN = 'https://kita.rush.example';
const WARM_UP = 12;

interface Size {
  perMinute: number;
  minutes: number;
  lookMs: readonly [number, number];
}

/**
 * The day registration opens: families arrive at fixed times whatever the server does, each goes the whole way. To look for what limits:
 * `KITA_RUSH_MINUTES` and `KITA_RUSH_PER_MINUTE` make it smaller, `KITA_RUSH_ROUTES=1` lists every address, `KITA_RUSH_NODE_OPTIONS` goes to the server.
 */
export async function measureKitaRush(isQuick: boolean): Promise<Section> {
  const size: Size = isQuick ? { perMinute: 120, minutes: 0.25, lookMs: [100, 300] } : { perMinute: Number(process.env['KITA_RUSH_PER_MINUTE'] ?? 500), minutes: Number(process.env['KITA_RUSH_MINUTES'] ?? 10), lookMs: [2_000, 6_000] };
  const place = { dataFolder: mkdtempSync(join(tmpdir(), 'lueckenlos-rush-')), port: await freePort() };
  const mailbox = await openMailbox();
  const secretKey = randomBytes(32);
  try {
    const running = await startTown(place, {
      MODE: 'production', BASE_URL: ORIGIN, TRUST_PROXY: '1', SMTP_URL: mailbox.url, SECRET_KEY: secretKey.toString('base64'), NODE_OPTIONS: process.env['KITA_RUSH_NODE_OPTIONS'] ?? '',
    });
    const agent = new Agent({ keepAlive: true, maxSockets: 512 });
    try {
      await loadDemo({ owner: await ownerDoor(place), clock: systemClock, slugs: [TOWN], secretKey });
      const before = await registeredBefore(place);
      const { connection } = await serverOf(place);
      await withClient({ ...connection, database: DATABASE_NAME }, (client) => client.query('vacuum analyze'));
      const newRush = (): Rush => ({ site: { port: place.port, origin: ORIGIN, agent, asked: [], faults: [] }, mailbox, town: TOWN, lookMs: size.lookMs, sent: [], confirmations: [], mails: [] });
      const warmUp = { ...newRush(), lookMs: [50, 100] as const };
      await Promise.all(Array.from({ length: WARM_UP }, (_, number) => registerFamily(warmUp, familyOf(number, systemClock.today()))));
      const rush = newRush();
      const measured = await letThemCome(rush, size, place);
      const books = await settledBooks(place, before, [...warmUp.sent, ...rush.sent], mailbox.counts);
      return sectionOf(size, rush, measured, books, warmUp.site.faults);
    } finally {
      agent.destroy();
      await running.signal('SIGTERM');
    }
  } finally {
    await mailbox.close();
    await (await findEmbedded(place.dataFolder))?.stop('immediate');
    rmSync(place.dataFolder, { recursive: true, force: true });
  }
}

interface Measured {
  families: number;
  broken: number;
  seconds: number;
  /** of load, application and database: seconds of processor time in each second */
  processors: { load: number; application?: number; database?: number };
  /** how late the load itself was, in ms */
  ownDelay: number;
  load: readonly number[];
  deadlocks: number;
}

/** Starts every family at its time, fixed ahead: in each minute so many at random moments. Resolves when the last one is through. */
async function letThemCome(rush: Rush, { perMinute, minutes }: Size, place: Place): Promise<Measured> {
  const roll = dice(8);
  roll(2);
  const count = Math.round(perMinute * minutes);
  const times = Array.from({ length: count }, (_, number) => (Math.floor(number / perMinute) + roll(1_000_000) / 1_000_000) * 60_000)
    .map((time) => (minutes < 1 ? time * minutes : time)).sort((one, other) => one - other);
  const database = (await serverOf(place)).pid;
  const applications = childrenOfThisProcess();
  const processors = () => ({ load: process.cpuUsage(), application: applications(), database: processorSeconds(database) });
  const before = processors();
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const start = performance.now();
  let broken = 0;
  const progress = setInterval(() => process.stderr.write(`   ${((performance.now() - start) / 1000).toFixed(0)} s: ${rush.sent.length} sent, ${rush.site.asked.length} requests, p95 ${rush.site.asked.length > 0 ? quantile(rush.site.asked.slice(-3_000).map(({ milliseconds }) => milliseconds), 0.95).toFixed(0) : '–'} ms, load ${loadavg()[0]!.toFixed(1)}\n`), 15_000);
  await Promise.all(times.map(async (time, number) => {
    await wait(start + time - performance.now());
    await registerFamily(rush, familyOf(WARM_UP + number, systemClock.today())).catch((error: unknown) => {
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
  return {
    families: count, broken, seconds, ownDelay: delay.percentile(99) / 1e6, load: loadavg(), deadlocks: Number(rows[0]!.deadlocks),
    processors: { load: (cpu.user + cpu.system) / 1e6 / seconds, ...share('application', before, after, seconds), ...share('database', before, after, seconds) },
  };
}

function share<Name extends 'application' | 'database'>(name: Name, before: Record<Name, number | undefined>, after: Record<Name, number | undefined>, seconds: number): { [Key in Name]?: number } {
  const [from, until] = [before[name], after[name]];
  return from === undefined || until === undefined ? {} : { [name]: (until - from) / seconds } as { [Key in Name]?: number };
}

/** The application is the one child this process has; its processor time is what all children have without this process itself. */
function childrenOfThisProcess(): () => number | undefined {
  return () => {
    const all = processorSeconds(process.pid);
    const { user, system } = process.cpuUsage();
    return all === undefined ? undefined : all - (user + system) / 1e6;
  };
}

async function asApplication<Result>(place: Place, work: (database: Database, town: Uuid) => Promise<Result>): Promise<Result> {
  const database = connectDatabase(await appDoor(place), { poolSize: 1 });
  try {
    return await work(database, (await database.readPublic((tx) => tx.selectFrom('accounts.municipality').select('id').where('slug', '=', TOWN).executeTakeFirstOrThrow())).id as Uuid);
  } finally {
    await database.close();
  }
}

/** The demo's own families. */
function registeredBefore(place: Place): Promise<Set<Uuid>> {
  return asApplication(place, (database, town) => database.read(town, async (tx) => new Set((await tx.selectFrom('kita.registration').select('id').where('municipality_id', '=', town).execute()).map(({ id }) => id))));
}

/** The last confirmation may still be on its way by mail. */
function settledBooks(place: Place, before: ReadonlySet<Uuid>, sent: Rush['sent'], mails: ReadonlyMap<string, number>): Promise<Books> {
  return asApplication(place, async (database, town) => {
    for (let tries = 0; tries < 60; tries++) {
      const open = await database.read(town, (tx) => tx.selectFrom('platform.job').select(({ fn }) => fn.countAll<number>().as('count')).where('municipality_id', '=', town).where('state', '<>', 'done').where('task', 'in', ['send-mail', 'send-sign-in-link']).executeTakeFirstOrThrow());
      if (Number(open.count) === 0) break;
      await wait(1_000);
    }
    return readBooks(database, town, { sent, before, mails });
  });
}

function sectionOf(size: Size, rush: Rush, measured: Measured, books: Books, warmUpFaults: readonly string[]): Section {
  const { asked } = rush.site;
  const pages = asked.filter(({ kind }) => kind !== 'file');
  const times = (some: typeof asked) => some.map(({ milliseconds }) => milliseconds);
  const faults = [...warmUpFaults, ...rush.site.faults];
  const none = { atMost: 0 };
  const final = asked.filter(({ kind, route }) => kind === 'form' && route.endsWith('/pruefen'));
  const share = (value: number | undefined) => (value === undefined ? '?' : `${(value * 100).toFixed(0)} %`);
  const { processors } = measured;
  const each = (value: number | undefined) => (value === undefined ? '?' : `${((value * 1000 * measured.seconds) / asked.length).toFixed(1)} ms`);
  const slowest = [...groupedBy(pages, ({ kind, route }) => `${kind === 'form' ? 'POST' : 'GET'} ${route}`)].map(([route, some]) => ({ route, p95: quantile(times(some), 0.95), median: quantile(times(some), 0.5), count: some.length })).sort((one, other) => other.p95 - one.p95);
  const shown = process.env['KITA_RUSH_ROUTES'] ? slowest : slowest.slice(0, 4);
  const measurements: Measurement[] = [
    { what: 'registrations confirmed (twins and second children are one more each)', value: books.confirmed, unit: '', goal: { atLeast: measured.families + WARM_UP } },
    { what: 'ways that broke off', value: measured.broken, unit: '', goal: none },
    { what: 'answers nobody should get', value: faults.length, unit: '', goal: none },
    { what: 'lost', value: books.lost.length, unit: '', goal: none },
    { what: 'doubled', value: books.doubled.length, unit: '', goal: none },
    { what: 'stored otherwise than sent (wishes in order, start, hours, guardians, circumstances, claim, audit)', value: books.different.length, unit: '', goal: none },
    { what: 'drafts left, mails missing, mails too many', value: books.draftsLeft + books.mailsMissing + books.mailsTooMany, unit: '', goal: none },
    { what: 'audit chains broken', value: books.isChainIntact ? 0 : 1, unit: '', goal: none },
    { what: 'deadlocks (pg_stat_database)', value: measured.deadlocks, unit: '', goal: none },
    { what: 'requests for pages and forms', value: pages.length / measured.seconds, unit: '/s' },
    { what: 'all pages and forms, median', value: quantile(times(pages), 0.5), unit: 'ms' },
    { what: 'all pages and forms, p95', value: quantile(times(pages), 0.95), unit: 'ms', goal: { atMost: 800 } },
    { what: 'all pages and forms, p99', value: quantile(times(pages), 0.99), unit: 'ms' },
    { what: 'the submitting request, p95', value: quantile(times(final), 0.95), unit: 'ms', goal: { atMost: 800 } },
    { what: 'from the click to the whole confirmation, p95', value: quantile(rush.confirmations, 0.95), unit: 'ms', goal: { atMost: 800 } },
    { what: 'styles, scripts and fonts of the first page, p95', value: quantile(times(asked.filter(({ kind }) => kind === 'file')), 0.95), unit: 'ms' },
    { what: 'from asking for the link to the mail, p95', value: quantile(rush.mails, 0.95), unit: 'ms' },
  ];
  return {
    title: `Kita rush: ${size.perMinute} registrations a minute for ${size.minutes} minutes (${measured.families} families, ${books.stored} registrations stored)`,
    conditions: [
      '`node start.mjs` (production mode, embedded server as shipped) with the demo town of 15 Kitas and 1,000 children; the families are a second process; load, application and database share the machine',
      `every family: link by mail, account, all pages of the form, 2–5 wishes, confirmation; ${size.lookMs[0] / 1000}–${size.lookMs[1] / 1000} s between pages; 5 % with siblings, every 10th clicks twice, every 20th sends again, three of eight mend a refused page`,
      `processors used: load ${share(processors.load)}, application ${share(processors.application)}, database ${share(processors.database)} (for each request ${each(processors.application)} and ${each(processors.database)}); the load's own delay p99 ${measured.ownDelay.toFixed(0)} ms; load average ${measured.load.map((one) => one.toFixed(1)).join(' ')}`,
      `audit entries ${books.auditEntries.toLocaleString('en')}; slowest: ${shown.map(({ route, p95, median, count }) => `${route} ${p95.toFixed(0)} ms${process.env['KITA_RUSH_ROUTES'] ? ` (median ${median.toFixed(0)}, ${count}×)\n     ` : ''}`).join(', ')}`,
      ...(faults.length > 0 ? [`faults: ${[...groupedBy(faults, (one) => one)].slice(0, 8).map(([what, some]) => `${some.length} × ${what}`).join('; ')}`] : []),
    ],
    measurements,
  };
}
