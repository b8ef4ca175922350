// The running application: configuration, data folder, database, demo, jobs, pages – and a clean end.
import { serve } from '@hono/node-server';
import type { Server } from 'node:http';
import { hasMunicipality, loadDemo } from '../database/demo/load-demo.ts';
import { demoSignIns } from './accounts/server/demo-sign-ins.ts';
import { buildApplication } from './application.ts';
import { jobTasks } from './job-tasks.ts';
import { systemClock } from './platform/clock.ts';
import { configurationOrExit } from './platform/configuration.ts';
import { lockDataFolder } from './platform/data-folder-lock.ts';
import { connectDatabase } from './platform/database.ts';
import { createLog } from './platform/log.ts';
import { openDatabase } from './platform/open-database.ts';
import { OperationFault } from './platform/operation-fault.ts';
import { secretKeyOf } from './platform/secrets.ts';
import { JOBS_AT_ONCE, startWorker } from './platform/worker.ts';

const say = (sentence: string) => void process.stdout.write(`${sentence}\n`);

/** What has to be undone when the application ends, the newest first. */
const endings: (() => unknown)[] = [];

async function start(): Promise<void> {
  const configuration = configurationOrExit();
  const isEmbedded = !configuration.database;
  if (isEmbedded) {
    const lock = await lockDataFolder(configuration.dataFolder, 'die Anwendung');
    endings.push(() => lock.release());
  }
  const running = { ...configuration, secretKey: secretKeyOf(configuration) };
  const doors = await openDatabase(configuration, say);
  if (doors.embedded) endings.push(() => doors.embedded!.stop());
  const database = connectDatabase(doors.app);
  endings.push(() => database.close());

  if (configuration.demo && doors.owner && !(await hasMunicipality(database))) {
    await loadDemo({ owner: doors.owner, clock: systemClock, tell: say, secretKey: running.secretKey });
  }

  const log = createLog(configuration.logLevel);
  const { app, house } = buildApplication({ configuration: running, database, clock: systemClock, log });
  // Connections of its own: a mail does not stand in the queue of the pages, nor a page behind ten thousand letters.
  const forWork = connectDatabase(doors.app, { poolSize: JOBS_AT_ONCE });
  endings.push(() => forWork.close());
  const worker = await startWorker({ house: { ...house, database: forWork }, connection: doors.app, tasks: jobTasks });
  endings.push(() => worker.stop());
  const server = await listen(app.fetch, configuration.port, configuration.host);
  endings.push(() => closeServer(server));

  say(`\nLückenlos ist bereit: ${configuration.baseUrl.origin}`);
  if (configuration.mode === 'development') {
    for (const line of await demoSignIns(database, configuration.baseUrl.origin)) say(line);
  }
  say('Beenden mit Strg-C.');
}

function listen(fetch: Parameters<typeof serve>[0]['fetch'], port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: host }, () => resolve(server as Server)) as Server;
    server.on('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE'
      ? new OperationFault(`Port ${port} ist schon belegt. Beenden Sie das andere Programm oder wählen Sie einen anderen Port: PORT=3001 npm start`)
      : error));
  });
}

/** Lets answers under way finish, but waits for no idle connection. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 5_000).unref();
  });
}

let isEnding = false;

async function end(exitCode: number): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  for (const undo of endings.reverse()) {
    try {
      await undo();
    } catch (error) {
      process.stderr.write(`Beim Beenden: ${(error as Error).message}\n`);
    }
  }
  process.exit(exitCode);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (!isEnding) say('\nLückenlos wird beendet …');
    void end(0);
  });
}

try {
  await start();
} catch (error) {
  process.stderr.write(error instanceof OperationFault ? `${error.message}\n` : `Lückenlos konnte nicht starten: ${(error as Error).stack}\n`);
  await end(1);
}
