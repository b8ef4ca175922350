import { runMigrations as migrateJobs, Logger as JobsLogger } from 'graphile-worker';
import { Kysely, Migrator, PostgresDialect, sql, type Migration } from 'kysely';
import pg from 'pg';
import { APP_ROLE, PART_SCHEMAS, requireAppRole, withClient } from './database-roles.ts';
import { migrationFiles, type MigrationFile } from './migration-files.ts';
import { OperationFault } from './operation-fault.ts';

/** Any number that no other program locks: one migration at a time, however many processes start. */
const MIGRATION_LOCK = 7_361_904;

export interface MigrationOptions {
  /** stop after this migration (restoring an older backup) */
  upTo?: string;
  files?: MigrationFile[];
}

/**
 * Brings the schema up to date as its owner: our SQL files (each once, in one transaction, ledger in the schema
 * `migrations`), then graphile-worker's tables and the rights of the application on them.
 * Returns the names that ran now. Throws an {@link OperationFault} if a file was changed after it had run.
 */
export async function migrate(owner: pg.ClientConfig, { upTo, files = migrationFiles() }: MigrationOptions = {}): Promise<string[]> {
  return withClient(owner, async (client) => {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await requireAppRole(client);
    await createLedger(client);
    refuseChangedFiles(files, await ranFiles(client));
    const applied = await runFiles(owner, files, upTo);
    await migrateJobQueue(owner);
    await client.query(rightsAfterMigration);
    return applied;
  });
}

export interface MigrationState {
  /** names in the ledger */
  applied: string[];
  /** files that have not run yet */
  pending: string[];
  /** names in the ledger this version has no file for: the schema is newer than the program */
  unknown: string[];
}

/** What has run, readable by the application as well; nothing is changed. */
export async function migrationState(connection: pg.ClientConfig, files: MigrationFile[] = migrationFiles()): Promise<MigrationState> {
  return withClient(connection, async (client) => {
    const { rows } = await client.query<{ there: boolean }>(`select to_regclass('migrations.file') is not null as there`);
    const applied = rows[0]?.there ? [...(await ranFiles(client)).keys()] : [];
    const names = files.map((file) => file.name);
    return { applied, pending: names.filter((name) => !applied.includes(name)), unknown: applied.filter((name) => !names.includes(name)) };
  });
}

async function createLedger(client: pg.Client): Promise<void> {
  await client.query(`
    create schema if not exists migrations;
    comment on schema migrations is 'Which schema files have run; written by migrate.ts only';
    create table if not exists migrations.file (name text primary key, sha256 text not null, ran_at timestamptz not null default now());
    comment on table migrations.file is 'Every SQL file that has run, with the SHA-256 of its content';
  `);
}

async function ranFiles(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from migrations.file order by name');
  return new Map(rows.map((row) => [row.name, row.sha256]));
}

function refuseChangedFiles(files: MigrationFile[], ran: Map<string, string>): void {
  const changed = files.filter((file) => (ran.get(file.name) ?? file.sha256) !== file.sha256).map((file) => `${file.name}.sql`);
  if (changed.length > 0) {
    throw new OperationFault(
      `Diese Schemadateien wurden geändert, nachdem sie auf dieser Datenbank gelaufen waren: ${changed.join(', ')}. ` +
        'Stellen Sie den alten Inhalt wieder her und schreiben Sie die Änderung in eine neue Datei.',
    );
  }
  const names = new Set(files.map((file) => file.name));
  const unknown = [...ran.keys()].filter((name) => !names.has(name));
  if (unknown.length > 0) {
    throw new OperationFault(`Die Datenbank ist neuer als dieses Programm: Sie enthält ${unknown.join(', ')}. Installieren Sie die neuere Fassung von Lückenlos.`);
  }
}

async function runFiles(owner: pg.ClientConfig, files: MigrationFile[], upTo: string | undefined): Promise<string[]> {
  const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: new pg.Pool({ ...owner, max: 2 }) }) });
  try {
    const migrator = new Migrator({
      db: kysely,
      migrationTableSchema: 'migrations',
      provider: { getMigrations: async () => Object.fromEntries(files.map((file) => [file.name, migrationOf(file)])) },
    });
    const { error, results = [] } = upTo ? await migrator.migrateTo(upTo) : await migrator.migrateToLatest();
    if (error) {
      const failed = results.find((result) => result.status === 'Error');
      throw new Error(`Schema migration ${failed ? `${failed.migrationName}.sql ` : ''}failed: ${(error as Error).message}`, { cause: error });
    }
    return results.map((result) => result.migrationName);
  } finally {
    await kysely.destroy();
  }
}

function migrationOf(file: MigrationFile): Migration {
  return {
    async up(db) {
      await sql.raw(file.text).execute(db);
      await sql`insert into migrations.file (name, sha256) values (${file.name}, ${file.sha256})`.execute(db);
    },
  };
}

async function migrateJobQueue(owner: pg.ClientConfig): Promise<void> {
  const pgPool = new pg.Pool({ ...owner, max: 2 });
  pgPool.on('error', () => undefined);
  pgPool.on('connect', (client) => client.on('error', () => undefined));
  try {
    await migrateJobs({ pgPool, logger: new JobsLogger(() => () => undefined) });
  } finally {
    await pgPool.end();
  }
}

/**
 * Rights that belong to no single migration. The jobs' tables come with row-level security and no policy: the application
 * gets one for all rows (they carry no content beyond ids). `owner_backup` lets the owner read all rows of a table, but only
 * in a session that says it makes a backup; writing and ordinary reading stay bound, and no role needs BYPASSRLS.
 */
const rightsAfterMigration = `
do $$
declare
  target record;
begin
  for target in select nspname as name from pg_namespace where nspname = any (array['${PART_SCHEMAS.join("', '")}', 'migrations', 'graphile_worker']) loop
    execute format('grant usage on schema %I to ${APP_ROLE}', target.name);
  end loop;
  grant select on all tables in schema migrations to ${APP_ROLE};
  grant select, insert, update, delete on all tables in schema graphile_worker to ${APP_ROLE};
  grant usage, select on all sequences in schema graphile_worker to ${APP_ROLE};
  for target in select c.oid::regclass as name from pg_class c
      where c.relnamespace = 'graphile_worker'::regnamespace and c.relkind = 'r' and c.relrowsecurity
        and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'lueckenlos_app') loop
    execute format('create policy lueckenlos_app on %s to ${APP_ROLE} using (true) with check (true)', target.name);
  end loop;
  for target in select c.oid::regclass as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any (array['${PART_SCHEMAS.join("', '")}']) and c.relkind in ('r', 'p') and c.relforcerowsecurity
        and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'owner_backup') loop
    execute format('create policy owner_backup on %s for select to current_user using (current_setting(''lueckenlos.backup'', true) = ''on'')', target.name);
  end loop;
end $$`;

