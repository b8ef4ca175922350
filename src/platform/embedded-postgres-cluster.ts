import { spawn, spawnSync } from 'node:child_process';
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { ServerAccount } from './embedded-postgres-account.ts';
import type { Programs } from './embedded-postgres-programs.ts';
import { OperationFault } from './operation-fault.ts';

export const SUPERUSER = 'postgres';
const PORT = 5432;

/** What `postmaster.pid` says about the server of a cluster (PostgreSQL source, miscadmin.h: LOCK_FILE_LINE_*). */
export interface Postmaster {
  pid: number;
  socketFolder: string;
  ready: boolean;
}

/** Reads `postmaster.pid`; undefined if there is none or it is still being written. */
function readPostmaster(cluster: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  return pid > 0 ? { pid, socketFolder: lines[4] ?? '', ready: lines[7]?.trim() === 'ready' } : undefined;
}

/** Creates a cluster beside its final place and renames it, so that a broken-off initdb is never taken for a database. */
export function createCluster(cluster: string, programs: Programs, account: ServerAccount, durable: boolean): void {
  const building = `${cluster}.neu`;
  rmSync(building, { recursive: true, force: true });
  mkdirSync(building, { mode: 0o700 });
  if (account.switchTo) chownSync(building, account.switchTo.uid, account.switchTo.gid);
  const options = ['-D', building, '-U', SUPERUSER, '--auth=trust', '--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=und', '--data-checksums', ...(durable ? [] : ['--no-sync'])];
  const done = spawnSync(join(programs.bin, 'initdb'), options, { cwd: '/', encoding: 'utf8', env: serverEnvironment, ...account.switchTo });
  if (done.status !== 0) {
    rmSync(building, { recursive: true, force: true });
    throw new OperationFault(`Die Datenbank konnte nicht angelegt werden (${cluster}): ${lastLines(done.stderr || String(done.error))}`);
  }
  renameSync(building, cluster);
}

/** Safe settings first; callers may add (tests: fsync off), never listen on the network. Logs keep no data of people. */
function settingsOf(socketFolder: string, logFolder: string, extra: Record<string, string>): Record<string, string> {
  return {
    fsync: 'on',
    full_page_writes: 'on',
    logging_collector: 'on',
    log_directory: logFolder,
    log_filename: 'postgres-%a.log',
    log_rotation_age: '1d',
    log_rotation_size: '0',
    log_truncate_on_rotation: 'on',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    ...extra,
    listen_addresses: '',
    port: String(PORT),
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
  };
}

const serverEnvironment = { LC_ALL: 'C', TZ: 'UTC', PATH: process.env['PATH'] ?? '/usr/bin:/bin' };

export interface ServerPlaces {
  cluster: string;
  socketFolder: string;
  logFolder: string;
}

/**
 * Starts the server detached (own process group: the terminal's Ctrl-C reaches only us) and waits until it is ready.
 * Recovery after a crash may take its time; what counts is that the process lives.
 */
export async function startServer(places: ServerPlaces, programs: Programs, account: ServerAccount, extra: Record<string, string>): Promise<Postmaster> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await tryStart(places, programs, account, extra);
    if (typeof outcome !== 'string') return outcome;
    // Children of a killed server need a moment to notice; PostgreSQL rightly refuses to start beside them.
    if (attempt === 50 || !/is still in use|already exists/.test(outcome)) throw new OperationFault(`Die Datenbank ist nicht gestartet: ${lastLines(outcome)}`);
    await wait(100);
  }
}

async function tryStart(places: ServerPlaces, programs: Programs, account: ServerAccount, extra: Record<string, string>): Promise<Postmaster | string> {
  for (const name of readdirSync(places.socketFolder)) {
    if (name.startsWith('.s.PGSQL.')) rmSync(join(places.socketFolder, name), { force: true });
  }
  const startLog = join(dirname(places.logFolder), 'start.log');
  const log = openSync(startLog, 'w', 0o600);
  const settings = Object.entries(settingsOf(places.socketFolder, places.logFolder, extra)).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(join(programs.bin, 'postgres'), ['-D', places.cluster, ...settings], {
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
    env: serverEnvironment,
    ...account.switchTo,
  });
  closeSync(log);
  let ended = false;
  server.once('error', () => (ended = true));
  server.once('exit', () => (ended = true));
  server.unref();
  for (;;) {
    const found = readPostmaster(places.cluster);
    if (found?.ready && found.pid === server.pid) return found;
    if (ended) return readFileSync(startLog, 'utf8') + newestLog(places.logFolder);
    await wait(15);
  }
}

/** Once the log collector runs, the reason of a failed start stands in its file. */
function newestLog(folder: string): string {
  const names = readdirSync(folder).sort((one, other) => statSync(join(folder, other)).mtimeMs - statSync(join(folder, one)).mtimeMs);
  return names[0] ? readFileSync(join(folder, names[0]), 'utf8').slice(-2_000) : '';
}

export type Ending = 'fast' | 'immediate';

/** Stops a server and waits until its cluster is free. `fast` rolls back open transactions and writes a checkpoint. */
export async function stopServer(cluster: string, pid: number, ending: Ending = 'fast'): Promise<void> {
  if (!signal(pid, ending === 'fast' ? 'SIGINT' : 'SIGQUIT')) return;
  while (isAlive(pid) && readPostmaster(cluster)?.pid === pid) await wait(10);
}

/** A live server on this cluster, waiting for one that is just starting or stopping; undefined if there is none. */
export async function findServer(cluster: string): Promise<Postmaster | undefined> {
  for (const since = Date.now(); ; await wait(50)) {
    const found = readPostmaster(cluster);
    if (!found || !isAlive(found.pid)) return undefined;
    if (found.ready && (await serves(found, cluster))) return found;
    if (!isServerOf(found.pid, cluster)) {
      // The number belongs to another program by now (restart of the machine or container). PostgreSQL itself would refuse to start.
      rmSync(join(cluster, 'postmaster.pid'), { force: true });
      return undefined;
    }
    if (Date.now() - since > LONGEST_CHANGE) {
      throw new OperationFault(`Der Datenbankserver (Prozess ${found.pid}) läuft, antwortet aber nicht. Ein Blick in ${join(dirname(cluster), 'postgres-log')} hilft weiter.`);
    }
  }
}

/** Starting after a crash replays the log; that much patience is due to a server that somebody else started. */
const LONGEST_CHANGE = 120_000;

/** How to reach a database of a server on its socket. */
export function connectionTo(server: Pick<Postmaster, 'socketFolder'>, database: string, user: string): pg.ClientConfig {
  return { host: server.socketFolder, port: PORT, database, user };
}

async function serves(server: Postmaster, cluster: string): Promise<boolean> {
  const client = new pg.Client(connectionTo(server, 'postgres', SUPERUSER));
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ folder: string }>(`select current_setting('data_directory') as folder`);
    return rows[0]?.folder === cluster;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The command line of a postmaster names its cluster; that of a process that inherited its number does not. */
function isServerOf(pid: number, cluster: string): boolean {
  if (!existsSync('/proc/self/cmdline')) return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.includes(cluster);
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(cluster);
  } catch {
    return false;
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

function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-3).join(' ').slice(-600);
}
