import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, readdirSync, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { fileMember, MANIFEST, tableMember, type FileEntry, type Manifest, type TableEntry } from './backup-manifest.ts';
import type { Clock } from './clock.ts';
import { withClient } from './database-roles.ts';
import { OperationFault } from './operation-fault.ts';
import { dataTables, sequences, type TableOfSchema } from './schema-catalog.ts';
import { COPY_SESSION, readRows } from './table-copy.ts';
import { endOfArchive, writeMember } from './tar.ts';

/** Rows are written in members of about this size; a backup needs a few times as much memory, whatever the size of the database. */
const PIECE_BYTES = 4_000_000;

export interface BackupOptions {
  /** role of the owner */
  owner: pg.ClientConfig;
  /** `<data>/files`; need not exist */
  filesFolder: string;
  /** file to be written; must not exist */
  target: string;
  clock: Clock;
  /** of the key encrypted fields need, see `keyFingerprint`; the key itself is never in a backup */
  keyFingerprint?: string;
}

/**
 * Writes a complete, consistent copy of the database and the files into one compressed tar archive, while the application
 * may go on working: all rows come from one snapshot. The file appears only when it is complete.
 */
export async function backup({ owner, filesFolder, target, clock, keyFingerprint }: BackupOptions): Promise<Manifest> {
  if (existsSync(target)) throw new OperationFault(`${target} gibt es schon; eine Sicherung wird nie überschrieben.`);
  const writing = `${target}.part`;
  return withClient(owner, async (client) => {
    await client.query(`begin isolation level repeatable read read only; ${COPY_SESSION}; set local lueckenlos.backup = 'on'`);
    const manifest: Manifest = { ...(await beginManifest(client)), createdAt: clock.now().toISOString(), ...(keyFingerprint && { keyFingerprint }) };
    try {
      await pipeline(Readable.from(contentOf(client, filesFolder, manifest), { objectMode: false }), createGzip(), createWriteStream(writing, { mode: 0o600, flags: 'wx' }));
      await keepOnDisk(writing);
      await rename(writing, target);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new OperationFault(`${writing} gibt es schon: Läuft noch eine Sicherung dorthin? Wenn nicht, löschen Sie diese Datei.`);
      await rm(writing, { force: true });
      throw asFault(error);
    }
    await client.query('commit');
    return manifest;
  });
}

async function beginManifest(client: pg.Client): Promise<Omit<Manifest, 'createdAt'>> {
  const { rows: versions } = await client.query<{ version: string; migrated: boolean }>(
    `select current_setting('server_version') as version, to_regclass('migrations.file') is not null as migrated`,
  );
  if (!versions[0]?.migrated) throw new OperationFault('Die Datenbank ist leer: Es gibt noch nichts zu sichern.');
  const { rows: migrations } = await client.query<{ name: string; sha256: string }>('select name, sha256 from migrations.file order by name');
  return { format: 'lueckenlos-backup', formatVersion: 1, postgresVersion: versions[0].version, migrations, tables: [], sequences: await sequences(client), files: [] };
}

/** All bytes of the archive; entries of the manifest are added as they pass, so it comes last. */
async function* contentOf(client: pg.Client, filesFolder: string, manifest: Manifest): AsyncGenerator<Buffer> {
  for (const table of await dataTables(client)) {
    if (!table.readableForBackup) {
      throw new OperationFault(`Die Rolle der Sicherung darf ${table.schema}.${table.name} nicht vollständig lesen. Starten Sie die Anwendung einmal mit DATABASE_OWNER_URL, damit die Rechte ergänzt werden.`);
    }
    manifest.tables.push(yield* tableContent(client, table));
  }
  // After the rows: a file is written before the row that names it, so none of the snapshot's files can be missing.
  for (const path of filesBelow(filesFolder)) manifest.files.push(yield* fileContent(filesFolder, path));
  const text = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  yield* writeMember({ name: MANIFEST, size: text.length }, [text]);
  yield endOfArchive();
}

async function* tableContent(client: pg.Client, table: TableOfSchema): AsyncGenerator<Buffer, TableEntry> {
  const { schema, name, columns } = table;
  const pieces = readRows(client, table, PIECE_BYTES);
  for (let part = 1; ; part++) {
    const next = await pieces.next();
    if (next.done) return { schema, name, columns, ...next.value };
    yield* writeMember({ name: tableMember(table, part), size: next.value.length }, [next.value]);
  }
}

async function* fileContent(folder: string, path: string): AsyncGenerator<Buffer, FileEntry> {
  const size = statSync(join(folder, path)).size;
  const hash = createHash('sha256');
  const content = async function* () {
    for await (const chunk of createReadStream(join(folder, path)) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      yield chunk;
    }
  };
  yield* writeMember({ name: fileMember(path), size }, content());
  return { path, size, sha256: hash.digest('hex') };
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

async function keepOnDisk(path: string): Promise<void> {
  const file = await open(path, 'r+');
  await file.sync();
  await file.close();
}

function asFault(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOSPC') return new OperationFault('Der Platz auf dem Datenträger reicht für die Sicherung nicht; es wurde nichts behalten.');
  if (code === 'ENOENT' || code === 'EACCES') return new OperationFault(`Die Sicherung kann nicht geschrieben werden: ${(error as Error).message}`);
  return error;
}
