import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface MigrationFile {
  /** file name without `.sql`: `0001_platform` */
  name: string;
  text: string;
  /** SHA-256 of the file in hex */
  sha256: string;
}

const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../database/migrations', import.meta.url));

/** The plain SQL files of the schema in the order they run. */
export function migrationFiles(folder: string = MIGRATIONS_FOLDER): MigrationFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      return { name: name.slice(0, -'.sql'.length), text, sha256: createHash('sha256').update(text).digest('hex') };
    });
}
