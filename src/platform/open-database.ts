import pg from 'pg';
import type { Configuration } from './configuration.ts';
import { prepareEmbeddedDatabase, withClient } from './database-roles.ts';
import { startEmbedded, type EmbeddedPostgres } from './embedded-postgres.ts';
import { migrate, migrationState } from './migrate.ts';
import { OperationFault } from './operation-fault.ts';

/** A database that is migrated and may be used. */
export interface OpenDatabase {
  app: pg.ClientConfig;
  /** missing where only the application's own door was given */
  owner?: pg.ClientConfig;
  embedded?: EmbeddedPostgres;
}

/**
 * Opens the embedded server of the data folder, or the one DATABASE_URL names, and brings its schema up to date.
 * Throws an {@link OperationFault} with a German sentence where that cannot be done safely.
 */
export async function openDatabase(configuration: Pick<Configuration, 'database' | 'dataFolder'>, tell: (sentence: string) => void): Promise<OpenDatabase> {
  if (configuration.database) return openExternal(configuration.database, tell);
  tell('Die mitgelieferte Datenbank startet …');
  const embedded = await startEmbedded({ dataFolder: configuration.dataFolder, tell });
  if (embedded.takenOver) tell('Ein Datenbankserver lief noch von einem abgebrochenen Start; er wird weiterverwendet.');
  const doors = await prepareEmbeddedDatabase(embedded);
  await bringUpToDate(doors.owner, tell);
  return { ...doors, embedded };
}

async function openExternal({ app, owner }: NonNullable<Configuration['database']>, tell: (sentence: string) => void): Promise<OpenDatabase> {
  if (owner) {
    await bringUpToDate(owner, tell);
  } else {
    const { pending } = await migrationState(app);
    if (pending.length > 0) {
      throw new OperationFault(`Die Datenbank ist nicht auf dem Stand dieses Programms (es fehlen: ${pending.join(', ')}). Setzen Sie DATABASE_OWNER_URL, damit die Anwendung sie beim Start einrichtet.`);
    }
  }
  await refusePowerfulRole(app);
  return { app, ...(owner ? { owner } : {}) };
}

async function bringUpToDate(owner: pg.ClientConfig, tell: (sentence: string) => void): Promise<void> {
  const applied = await migrate(owner);
  if (applied.length > 0) tell(`Das Datenbankschema ist eingerichtet (${applied.length} ${applied.length === 1 ? 'Schritt' : 'Schritte'}).`);
}

/** Row-level security binds neither superusers nor roles with BYPASSRLS: the application must not be one. */
async function refusePowerfulRole(app: pg.ClientConfig): Promise<void> {
  const role = await withClient(app, async (client) => (await client.query<{ name: string; powerful: boolean; owns: boolean }>(`
    select current_user as name, rolsuper or rolbypassrls as powerful,
      exists (select from pg_class where relowner = pg_roles.oid and relnamespace = to_regnamespace('platform')) as owns
    from pg_roles where rolname = current_user`)).rows[0]!);
  if (role.powerful || role.owns) {
    throw new OperationFault(`Die Anwendung darf sich nicht als „${role.name}“ anmelden: Diese Rolle ${role.powerful ? 'umgeht die Trennung der Kommunen' : 'besitzt die Tabellen'}. Setzen Sie DATABASE_URL auf die Rolle lueckenlos_app.`);
  }
}
