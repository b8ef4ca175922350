import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import type { Configuration } from './configuration.ts';
import { lockDataFolder } from './data-folder-lock.ts';
import { APP_ROLE, DATABASE_NAME, OWNER_ROLE, prepareEmbeddedDatabase, type DatabaseDoors } from './database-roles.ts';
import { findEmbedded, startEmbedded } from './embedded-postgres.ts';
import { OperationFault } from './operation-fault.ts';

/** On an own server the owner's way in may not have been given. */
export type CommandDoors = Pick<DatabaseDoors, 'app'> & Partial<DatabaseDoors>;

/**
 * The database for a command beside the application: its running server is used as it is; without one, the embedded server
 * is started for the time of `work` and the data folder reserved. `create` allows a data folder without a database.
 */
export async function withDatabase<Result>(
  configuration: Configuration, what: string, work: (doors: CommandDoors) => Promise<Result>, { create = false }: { create?: boolean } = {},
): Promise<Result> {
  if (configuration.database) return work(configuration.database);
  const running = await findEmbedded(configuration.dataFolder);
  if (running && !create) return work({ app: running.connectTo(DATABASE_NAME, APP_ROLE), owner: running.connectTo(DATABASE_NAME, OWNER_ROLE) });
  if (!create && !existsSync(join(configuration.dataFolder, 'postgres'))) {
    throw new OperationFault(`Im Datenordner ${configuration.dataFolder} gibt es noch keine Datenbank. Starten Sie zuerst mit „npm start“ oder nennen Sie mit DATA_DIR den richtigen Ordner.`);
  }
  const lock = await lockDataFolder(configuration.dataFolder, what);
  try {
    const server = await startEmbedded({ dataFolder: configuration.dataFolder, tell: (sentence) => process.stderr.write(`${sentence}\n`) });
    try {
      return await work(await prepareEmbeddedDatabase(server));
    } finally {
      await server.stop();
    }
  } finally {
    lock.release();
  }
}

/** The owner's way in, or a sentence that names the missing setting. */
export function requireOwner({ owner }: CommandDoors): pg.ClientConfig {
  if (owner) return owner;
  throw new OperationFault('Dafür ist der Zugang der Rolle lueckenlos_owner nötig: Setzen Sie DATABASE_OWNER_URL (Handbuch, Kapitel Betrieb).');
}
