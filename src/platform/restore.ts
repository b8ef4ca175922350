import { createWriteStream, existsSync, readdirSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { meaningOf, type Manifest } from './backup-manifest.ts';
import { openBackup, verifyBackup } from './backup-verification.ts';
import { withClient } from './database-roles.ts';
import { loadTables } from './load-tables.ts';
import { migrate } from './migrate.ts';
import { migrationFiles, type MigrationFile } from './migration-files.ts';
import { OperationFault } from './operation-fault.ts';
import { DATA_SCHEMAS, isEmptyDatabase } from './schema-catalog.ts';

export interface RestoreOptions {
  /** role of the owner of an empty database */
  owner: pg.ClientConfig;
  /** `<data>/files`; must be missing or empty */
  filesFolder: string;
  /** the backup */
  source: string;
  /** already verified: see {@link readyToRestore} */
  manifest: Manifest;
  migrations?: MigrationFile[];
}

/** Checks a backup from its first to its last byte, and that this version knows its schema. Nothing is changed. */
export async function readyToRestore(source: string, migrations: MigrationFile[] = migrationFiles()): Promise<Manifest> {
  const manifest = await verifyBackup(source);
  const known = new Map(migrations.map((file) => [file.name, file.sha256]));
  const unknown = manifest.migrations.filter(({ name, sha256 }) => known.get(name) !== sha256).map(({ name }) => name);
  if (unknown.length > 0) {
    throw new OperationFault(
      `Das Schema dieser Sicherung kennt diese Fassung von Lückenlos nicht (${unknown.join(', ')}). Spielen Sie sie mit der Fassung ein, mit der sie gemacht wurde, oder mit einer neueren.`,
    );
  }
  return manifest;
}

/**
 * Brings an empty database to the schema of the backup and fills it; puts the files back. The application migrates to its own
 * schema at its next start. Refuses a target that is not empty; leaves it empty again if anything fails.
 */
export async function restore({ owner, filesFolder, source, manifest, migrations = migrationFiles() }: RestoreOptions): Promise<void> {
  await withClient(owner, async (client) => {
    if (!(await isEmptyDatabase(client))) throw new OperationFault('Die Zieldatenbank ist nicht leer. Eine Sicherung wird nur in eine leere Datenbank eingespielt.');
  });
  if (existsSync(filesFolder) && readdirSync(filesFolder).length > 0) throw new OperationFault(`Der Ordner ${filesFolder} ist nicht leer. Eine Sicherung wird nur in einen leeren Datenordner eingespielt.`);
  try {
    await migrate(owner, { files: migrations, upTo: manifest.migrations.at(-1)?.name });
    await withClient(owner, (client) => loadTables(client, source, manifest));
    await restoreFiles(source, manifest, filesFolder);
  } catch (error) {
    await withClient(owner, (client) => client.query(['migrations', ...DATA_SCHEMAS].map((schema) => `drop schema if exists ${schema} cascade`).join(';')));
    await rm(filesFolder, { recursive: true, force: true });
    throw error;
  }
}

async function restoreFiles(source: string, manifest: Manifest, folder: string): Promise<void> {
  if (manifest.files.length === 0) return;
  for await (const member of openBackup(source)) {
    const meaning = meaningOf(member.name);
    if (!meaning || !('file' in meaning)) continue;
    const path = join(folder, meaning.file);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await pipeline(member.content, createWriteStream(path, { mode: 0o600, flags: 'wx', flush: true }));
  }
}
