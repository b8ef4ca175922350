// Writes src/platform/database-types.ts from the migrated schema: `npm run generate:types`, or with --verify only compares.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DATABASE_NAME, PART_SCHEMAS, prepareEmbeddedDatabase } from '../src/platform/database-roles.ts';
import { startEmbedded } from '../src/platform/embedded-postgres.ts';
import { SUPERUSER } from '../src/platform/embedded-postgres-cluster.ts';
import { migrate } from '../src/platform/migrate.ts';

const target = join(import.meta.dirname, '../src/platform/database-types.ts');
const folder = mkdtempSync(join(tmpdir(), 'lueckenlos-types-'));
const server = await startEmbedded({ dataFolder: folder });
try {
  const { owner } = await prepareEmbeddedDatabase(server);
  await migrate(owner);
  const { host } = server.connection;
  const url = `postgres://${SUPERUSER}@localhost/${DATABASE_NAME}?host=${encodeURIComponent(String(host))}`;
  const out = join(folder, 'types.ts');
  const run = spawnSync('npx', ['--no-install', 'kysely-codegen', '--dialect', 'postgres', '--url', url, '--out-file', out, '--log-level', 'error',
    // no schema is the default one, so that every table carries its schema's name
    '--default-schema', 'none',
    '--include-pattern', `(${PART_SCHEMAS.join('|')}).*`,
    '--type-mapping', '{"uuid":"Uuid","date":"Day","int8":"number","numeric":"number","tsvector":"string","jsonb":"unknown"}',
    '--custom-imports', '{"Uuid":"./id.ts#Uuid","Day":"./day.ts#Day"}'], { stdio: 'inherit', cwd: join(import.meta.dirname, '..') });
  if (run.status !== 0) throw new Error('kysely-codegen failed');
  const generated = readFileSync(out, 'utf8');
  if (process.argv.includes('--verify')) {
    if (generated !== readFileSync(target, 'utf8')) {
      console.error('src/platform/database-types.ts passt nicht zum Schema: npm run generate:types');
      process.exitCode = 1;
    }
  } else {
    writeFileSync(target, generated);
  }
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
