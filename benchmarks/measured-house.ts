import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { serve } from '@hono/node-server';
import type { Server } from 'node:http';
import { buildApplication } from '../src/application.ts';
import { systemClock } from '../src/platform/clock.ts';
import { readConfiguration } from '../src/platform/configuration.ts';
import { connectDatabase, type Database } from '../src/platform/database.ts';
import { prepareEmbeddedDatabase, withClient } from '../src/platform/database-roles.ts';
import { startEmbedded } from '../src/platform/embedded-postgres.ts';
import { createLog } from '../src/platform/log.ts';
import { migrate } from '../src/platform/migrate.ts';
import { doorOfApp, type Door } from '../tests/drills/door.ts';

/** The application in this process on an embedded server as it is shipped: durability on, signed in as the application's role. */
export interface MeasuredHouse {
  door: Door;
  database: Database;
  owner: Database;
  ownerConnection: pg.ClientConfig;
  /** sees every municipality: for copying towns and for reading the server's counters */
  superuser: pg.ClientConfig;
  /** opens a port for a browser and returns its origin; closed with the house */
  listen(): Promise<string>;
  /** what the server does by itself within a minute after much was written (autovacuum): look at the data to plan queries for it */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export async function openMeasuredHouse(): Promise<MeasuredHouse> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'lueckenlos-benchmark-'));
  const server = await startEmbedded({ dataFolder });
  const doors = await prepareEmbeddedDatabase(server);
  await migrate(doors.owner);
  const read = readConfiguration({ LOG_LEVEL: 'error', DEMO: 'off', SECRET_KEY: randomBytes(32).toString('base64') });
  if (!read.ok) throw new Error(read.faults.join(' '));
  const configuration = { ...read.configuration, secretKey: read.configuration.secretKey! };
  const [database, owner] = [connectDatabase(doors.app), connectDatabase(doors.owner, { poolSize: 2 })];
  const { app } = buildApplication({ configuration, database, clock: systemClock, log: createLog('error') });
  let listening: Server | undefined;
  return {
    door: doorOfApp(app, configuration.baseUrl.origin), database, owner, ownerConnection: doors.owner, superuser: { ...doors.owner, user: server.connection.user! },
    settle: () => withClient({ ...doors.owner, user: server.connection.user! }, async (client) => void (await client.query('vacuum analyze'))),
    listen: () => new Promise((ready) => {
      listening = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => ready(`http://127.0.0.1:${port}`)) as Server;
    }),
    async close() {
      listening?.close();
      listening?.closeAllConnections();
      await database.close();
      await owner.close();
      await server.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
