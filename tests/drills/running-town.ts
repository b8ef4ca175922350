import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { APP_ROLE, DATABASE_NAME, OWNER_ROLE, withClient } from '../../src/platform/database-roles.ts';
import { findEmbedded, type EmbeddedPostgres } from '../../src/platform/embedded-postgres.ts';
import { doorOfServer, type Door } from './door.ts';

const root = new URL('../..', import.meta.url).pathname;

export interface Place {
  dataFolder: string;
  port: number;
}

/** The application as `npm start` runs it: a process of its own with its database server. */
export interface RunningTown {
  door: Door;
  /** exit code once the process has ended; null after a signal */
  ended: Promise<number | null>;
  /** true if the process has ended, whoever ended it */
  hasEnded(): boolean;
  /** everything said so far, for failures */
  said(): string;
  signal(name: NodeJS.Signals): Promise<number | null>;
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((ready) => probe.listen(0, '127.0.0.1', ready));
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}

/** Starts the application and waits until it says that it is ready; throws with what it said if it ends before. */
export async function startTown({ dataFolder, port }: Place, environment: Record<string, string> = {}): Promise<RunningTown> {
  const child = spawn(process.execPath, ['start.mjs'], {
    cwd: root, stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], PORT: String(port), DATA_DIR: dataFolder, DEMO: 'off', LOG_LEVEL: 'error', ...environment },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { output += text; child.emit('said'); });
  let isOver = false;
  const ended = once(child, 'close').then(([code, signal]) => {
    isOver = true;
    output += `\n(ended: ${signal ?? code})`;
    child.emit('said');
    return code as number | null;
  });
  while (!output.includes('Lückenlos ist bereit') && !isOver) await once(child, 'said');
  if (isOver) throw new Error(`The application did not start:\n${output}`);
  return { door: doorOfServer(`http://localhost:${port}`), ended, hasEnded: () => isOver, said: () => output, signal: (name) => send(child, name, ended) };
}

function send(child: ChildProcess, name: NodeJS.Signals, ended: Promise<number | null>): Promise<number | null> {
  child.kill(name);
  return ended;
}

/** The database server of a data folder; throws if none runs. */
export async function serverOf({ dataFolder }: Place): Promise<EmbeddedPostgres> {
  const server = await findEmbedded(dataFolder);
  if (!server) throw new Error('The database server is not running');
  return server;
}

export async function ownerDoor(place: Place) {
  return (await serverOf(place)).connectTo(DATABASE_NAME, OWNER_ROLE);
}

export async function appDoor(place: Place) {
  return (await serverOf(place)).connectTo(DATABASE_NAME, APP_ROLE);
}

/** Kills the database server itself; its children end when they notice. */
export async function killServer(place: Place): Promise<void> {
  process.kill((await serverOf(place)).pid, 'SIGKILL');
}

/** Kills one of the server's processes that works for the application, as a machine short of memory does; the server then starts all of them anew. */
export async function killServerChild(place: Place): Promise<void> {
  const { connection } = await serverOf(place);
  await withClient(connection, async (superuser) => {
    const { rows } = await superuser.query<{ pid: number }>('select pid from pg_stat_activity where usename = $1 and datname = $2 order by xact_start nulls last limit 1', [APP_ROLE, DATABASE_NAME]);
    process.kill(rows[0]!.pid, 'SIGKILL');
  });
}
