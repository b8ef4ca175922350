import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type pg from 'pg';
import { accountFor, canEnter, type ServerAccount } from './embedded-postgres-account.ts';
import { connectionTo, createCluster, findServer, startServer, stopServer, SUPERUSER, type Ending, type Postmaster } from './embedded-postgres-cluster.ts';
import { embeddedPrograms, SHARED_STATE, type Programs } from './embedded-postgres-programs.ts';
import { OperationFault } from './operation-fault.ts';

/** A running database server of ours. Its only door is a socket in a folder nobody else can enter. */
export interface EmbeddedPostgres {
  /** superuser in the database `postgres` */
  connection: pg.ClientConfig;
  connectTo(database: string, user: string): pg.ClientConfig;
  socketFolder: string;
  pid: number;
  /** the server was left behind by a killed process and went on running */
  takenOver: boolean;
  /** the cluster was created by this start */
  created: boolean;
  stop(ending?: Ending): Promise<void>;
}

export interface EmbeddedOptions {
  dataFolder: string;
  /** further settings of the server, e.g. `{ fsync: 'off' }` in tests that lose nothing by it */
  settings?: Record<string, string>;
  /** other programs than those that came with npm, e.g. Debian's PostgreSQL 15 */
  programs?: Programs;
  /** told once if the database cannot lie inside the data folder (root in a closed folder) */
  tell?: (sentence: string) => void;
}

/** Linux allows 107 bytes, macOS 103 for the path of a socket. */
const LONGEST_SOCKET_FOLDER = 103 - '/.s.PGSQL.5432'.length;

/**
 * Starts the server of `<dataFolder>/postgres`, creating the cluster at first; takes over one that still runs.
 * Durability is on. Throws an {@link OperationFault} with a German sentence.
 */
export async function startEmbedded({ dataFolder, settings = {}, programs, tell }: EmbeddedOptions): Promise<EmbeddedPostgres> {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const home = realpathSync(dataFolder);
  const entry = join(home, 'postgres');
  const account = accountFor(entry);
  if (account.switchTo) chmodSync(home, 0o711);
  const base = chooseBase(home, entry, account, tell);
  const cluster = join(base, 'postgres');

  const running = await findServer(cluster);
  if (running) return handle(running, cluster, { takenOver: true, created: false });

  const chosen = programs ?? embeddedPrograms(account);
  const created = !existsSync(join(cluster, 'PG_VERSION'));
  if (created) createCluster(cluster, chosen, account, settings['fsync'] !== 'off');
  refuseOtherVersion(cluster, chosen);
  const logFolder = ownFolder(join(base, 'postgres-log'), account);
  const server = await startServer({ cluster, socketFolder: chooseSocketFolder(base, account), logFolder }, chosen, account, settings);
  return handle(server, cluster, { takenOver: false, created });
}

/** The server that runs on this data folder at the moment, started by whomever; undefined if none. `stop` is the starter's business. */
export async function findEmbedded(dataFolder: string): Promise<EmbeddedPostgres | undefined> {
  const entry = join(dataFolder, 'postgres');
  if (!existsSync(entry)) return undefined;
  const cluster = realpathSync(entry);
  const running = await findServer(cluster);
  return running && handle(running, cluster, { takenOver: true, created: false });
}

function handle(server: Postmaster, cluster: string, how: Pick<EmbeddedPostgres, 'takenOver' | 'created'>): EmbeddedPostgres {
  return {
    ...how,
    pid: server.pid,
    socketFolder: server.socketFolder,
    connection: connectionTo(server, 'postgres', SUPERUSER),
    connectTo: (database, user) => connectionTo(server, database, user),
    stop: (ending) => stopServer(cluster, server.pid, ending),
  };
}

/**
 * The folder that holds cluster, log and socket: the data folder, unless root started us in a folder the server's
 * account cannot reach. Then a link `<data>/postgres` points to a fresh folder below {@link SHARED_STATE}.
 */
function chooseBase(home: string, entry: string, account: ServerAccount, tell?: (sentence: string) => void): string {
  if (lstatSync(entry, { throwIfNoEntry: false })?.isSymbolicLink()) {
    const target = existsSync(entry) ? realpathSync(entry) : undefined;
    if (target) return dirname(target);
    throw new OperationFault(`Der Verweis ${entry} zeigt ins Leere: Der Ordner der Datenbank fehlt. Stellen Sie ihn wieder her oder spielen Sie eine Sicherung in einen leeren Datenordner ein.`);
  }
  if (!account.switchTo || canEnter(account, home)) return home;
  mkdirSync(SHARED_STATE, { recursive: true, mode: 0o755 });
  const base = mkdtempSync(join(SHARED_STATE, 'daten-'));
  chmodSync(base, 0o711);
  mkdirSync(join(base, 'postgres'), { mode: 0o700 });
  chownSync(join(base, 'postgres'), account.switchTo.uid, account.switchTo.gid);
  // Whoever finds this folder later learns which data folder it belongs to.
  writeFileSync(join(base, 'data-folder'), `${home}\n`);
  symlinkSync(join(base, 'postgres'), entry);
  tell?.(`Das Konto „${account.name}“ kann ${home} nicht betreten; die Datenbank liegt deshalb in ${base}.`);
  return base;
}

function chooseSocketFolder(base: string, account: ServerAccount): string {
  const inside = join(base, 'socket');
  if (Buffer.byteLength(inside) <= LONGEST_SOCKET_FOLDER) return ownFolder(inside, account);
  return ownFolder(mkdtempSync(join(Buffer.byteLength(tmpdir()) < 60 ? tmpdir() : '/tmp', 'lueckenlos-')), account);
}

/** A folder only the server's account (and root) can enter. */
function ownFolder(folder: string, account: ServerAccount): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  if (account.switchTo) chownSync(folder, account.switchTo.uid, account.switchTo.gid);
  return folder;
}

function refuseOtherVersion(cluster: string, programs: Programs): void {
  const made = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (made === programs.version.split('.')[0]) return;
  throw new OperationFault(
    `Die Datenbank in ${cluster} wurde von PostgreSQL ${made} angelegt, vorhanden ist Version ${programs.version}. ` +
      'Sichern Sie mit der alten Fassung (npm run backup) und spielen Sie die Sicherung mit der neuen in einen leeren Datenordner ein (npm run restore).',
  );
}
