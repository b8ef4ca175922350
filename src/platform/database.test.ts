import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectDatabase, isDatabaseOffline, type Database } from './database.ts';
import { withClient } from './database-roles.ts';
import { newId } from './id.ts';
import { testDatabase, type TestDatabase } from './test-database.ts';

let own: TestDatabase;
let database: Database;

beforeAll(async () => {
  own = await testDatabase();
  database = connectDatabase(own.app, { poolSize: 1 });
});
afterAll(async () => {
  await database.close();
  await own.drop();
});

describe('A connection that breaks', () => {
  test('between two statements of a page costs that page, not the whole application', async () => {
    const broken = database.read(newId(), async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      await withClient(own.superuser, (superuser) => superuser.query('select pg_terminate_backend($1, 5000)', [rows[0]!.pid]));
      for (;;) await sql`select 1`.execute(tx);
    });
    await expect(broken).rejects.toSatisfy(isDatabaseOffline);
    await expect(database.read(newId(), async (tx) => (await sql<{ one: number }>`select 1 as one`.execute(tx)).rows)).resolves.toEqual([{ one: 1 }]);
  });
});
