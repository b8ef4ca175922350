import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { prepareEmbeddedDatabase } from './database-roles.ts';
import { findEmbedded, startEmbedded, type EmbeddedPostgres } from './embedded-postgres.ts';
import type { Programs } from './embedded-postgres-programs.ts';
import { migrate } from './migrate.ts';

/** The migrated database every test database is copied from. */
export const TEMPLATE = 'vorlage';
const FOLDER_PREFIX = 'lueckenlos-test-';
const FOLDER_VARIABLE = 'TEST_DATABASE_FOLDER';
const DEBIAN_15 = '/usr/lib/postgresql/15/bin';

/** Nothing is lost if the test machine loses power. Crash drills start a server of their own. */
const FORGETFUL = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '300', autovacuum: 'off', wal_level: 'minimal', max_wal_senders: '0' };

/** True if Debian's PostgreSQL 15 is installed, so that the database tests can run on it as well. */
export function hasDebian15(): boolean {
  return existsSync(join(DEBIAN_15, 'postgres'));
}

export function debian15(): Programs {
  const version = /\d+\.\d+/.exec(spawnSync(join(DEBIAN_15, 'postgres'), ['--version'], { encoding: 'utf8' }).stdout)?.[0];
  if (!version) throw new Error('PostgreSQL 15 of Debian is not installed (apt-get install postgresql-15)');
  return { bin: DEBIAN_15, version };
}

/** Before a test run: a folder for its server. The server itself starts when the first test asks for a database. */
export function openTestServerFolder(): string {
  stopForgottenServers();
  const folder = reachableFolder(`${FOLDER_PREFIX}${process.pid}-`);
  process.env[FOLDER_VARIABLE] = folder;
  return folder;
}

/** A temporary folder the server's account may pass through when the tests run as root. */
export function reachableFolder(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(folder, 0o711);
  return folder;
}

/** After a test run: server stopped, folder gone. */
export async function closeTestServerFolder(folder: string): Promise<void> {
  const running = await findEmbedded(join(folder, 'data'));
  await running?.stop('immediate');
  rmSync(folder, { recursive: true, force: true });
}

/** The server of this test run; whoever asks first starts it, the others wait. */
export async function testServer(): Promise<EmbeddedPostgres> {
  const folder = process.env[FOLDER_VARIABLE];
  if (!folder) throw new Error('No test server: vitest.config.ts must name tests/database-server.ts as globalSetup');
  const dataFolder = join(folder, 'data');
  const ready = join(folder, 'ready');
  if (isFirst(folder)) {
    try {
      writeFileSync(`${ready}.new`, await startWithTemplate(dataFolder));
    } catch (error) {
      writeFileSync(`${ready}.new`, `failed: ${(error as Error).stack}`);
    }
    renameSync(`${ready}.new`, ready);
  }
  while (!existsSync(ready)) await wait(20);
  const outcome = readFileSync(ready, 'utf8');
  if (outcome !== 'ready') throw new Error(`The test server did not start: ${outcome}`);
  const running = await findEmbedded(dataFolder);
  if (!running) throw new Error('The test server has stopped');
  return running;
}

function isFirst(folder: string): boolean {
  try {
    mkdirSync(join(folder, 'starting'));
    return true;
  } catch {
    return false;
  }
}

async function startWithTemplate(dataFolder: string): Promise<string> {
  const server = await startEmbedded({ dataFolder, settings: FORGETFUL, ...(process.env['TEST_DATABASE'] === 'debian15' ? { programs: debian15() } : {}) });
  const { owner } = await prepareEmbeddedDatabase(server, TEMPLATE);
  await migrate(owner);
  return 'ready';
}

/** A run that was killed leaves its server behind; the next run ends it. */
function stopForgottenServers(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(FOLDER_PREFIX))) {
    const starter = Number(name.slice(FOLDER_PREFIX.length).split('-')[0]);
    if (isAlive(starter)) continue;
    const folder = join(tmpdir(), name);
    try {
      const pid = Number(readFileSync(join(folder, 'data', 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
      const command = existsSync(`/proc/${pid}/cmdline`) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : '';
      if (command.includes(folder)) process.kill(pid, 'SIGQUIT');
    } catch {
      // no server ran there
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
