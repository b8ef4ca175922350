import type { Configuration } from './configuration.ts';
import { lockDataFolder } from './data-folder-lock.ts';
import { APP_ROLE, DATABASE_NAME, OWNER_ROLE, prepareEmbeddedDatabase, type DatabaseDoors } from './database-roles.ts';
import { findEmbedded, startEmbedded } from './embedded-postgres.ts';
import { OperationFault } from './operation-fault.ts';

/**
 * The database for a command beside the application: its running server is used as it is; without one, the embedded server
 * is started for the time of `work` and the data folder reserved. `create` allows a data folder without a database.
 */
export async function withDatabase<Result>(
  configuration: Configuration, what: string, work: (doors: DatabaseDoors) => Promise<Result>, { create = false }: { create?: boolean } = {},
): Promise<Result> {
  if (configuration.database) return work({ app: configuration.database.app, owner: requireOwner(configuration) });
  const running = await findEmbedded(configuration.dataFolder);
  if (running && !create) return work({ app: running.connectTo(DATABASE_NAME, APP_ROLE), owner: running.connectTo(DATABASE_NAME, OWNER_ROLE) });
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

function requireOwner({ database }: Configuration): DatabaseDoors['owner'] {
  if (database?.owner) return database.owner;
  throw new OperationFault('Dafür ist der Zugang der Rolle lueckenlos_owner nötig: Setzen Sie DATABASE_OWNER_URL (Handbuch, Kapitel Betrieb).');
}
