// Would the PostgreSQL we bring along take every statement that the tests sent to another version? Usage: check-statements.ts FILE (a JSON string per line,
// written by tests/hear-statements.ts). Nothing is run: preparing a statement has the server read it and look up every table, column, function and type.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { prepareEmbeddedDatabase } from '../src/platform/database-roles.ts';
import { startEmbedded } from '../src/platform/embedded-postgres.ts';
import { migrate } from '../src/platform/migrate.ts';
import { reachableFolder } from '../src/platform/test-database-server.ts';
import { preparable, tablesMadeBy } from './preparable.ts';

const messages = readFileSync(process.argv[2]!, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as string);
const heard = preparable(messages);
const ownTables = tablesMadeBy(messages);
const folder = reachableFolder('lueckenlos-statements-');
const server = await startEmbedded({ dataFolder: join(folder, 'data'), settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } });
const faults: string[] = [];
try {
  const { owner } = await prepareEmbeddedDatabase(server);
  await migrate(owner);
  const client = new pg.Client(server.connectTo('lueckenlos', 'postgres'));
  await client.connect();
  const version = (await client.query<{ server_version: string }>('show server_version')).rows[0]!.server_version;
  for (const statement of heard) {
    try {
      await client.query(`prepare heard as ${statement}`);
      await client.query('deallocate heard');
    } catch (error) {
      const missing = /^relation "([^"]+)" does not exist$/.exec((error as Error).message)?.[1];
      if (missing === undefined || !ownTables.has(missing)) faults.push(`${(error as pg.DatabaseError).code} ${(error as Error).message}\n    ${statement.slice(0, 300)}`);
    }
  }
  await client.end();
  console.log(`${heard.length} verschiedene Anweisungen, ${faults.length} davon versteht PostgreSQL ${version} nicht.`);
} finally {
  await server.stop('immediate');
  rmSync(folder, { recursive: true });
}
for (const fault of faults) console.error(fault);
process.exitCode = heard.length > 0 && faults.length === 0 ? 0 : 1;
