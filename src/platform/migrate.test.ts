import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { APP_ROLE, withClient } from './database-roles.ts';
import { migrate, migrationState } from './migrate.ts';
import { migrationFiles, type MigrationFile } from './migration-files.ts';
import { testDatabase, type TestDatabase } from './test-database.ts';

let database: TestDatabase;
beforeAll(async () => void (database = await testDatabase({ empty: true })));
afterAll(() => database.drop());

const first: MigrationFile = {
  name: '0001_first', sha256: 'a',
  text: `create schema platform; create table platform.thing (municipality_id uuid, id uuid, name text);
    alter table platform.thing enable row level security; alter table platform.thing force row level security;
    grant select, insert on platform.thing to ${APP_ROLE}; create policy all_rows on platform.thing to ${APP_ROLE} using (true) with check (true);`,
};
const second: MigrationFile = { name: '0002_second', sha256: 'b', text: 'alter table platform.thing add column note text;' };

describe('changing the schema', () => {
  test('files run once and in the order of their names, also when two processes start together', async () => {
    const ran = await Promise.all([migrate(database.owner, { files: [first, second] }), migrate(database.owner, { files: [first, second] })]);
    expect(ran.flat()).toEqual(['0001_first', '0002_second']);
  });

  test('the application may use the tables and plan jobs, but owns nothing', async () => {
    await withClient(database.app, async (client) => {
      await client.query(`insert into platform.thing (name) values ('x')`);
      await client.query(`select graphile_worker.add_job('mail', '{}'::json)`);
      await client.query(`delete from graphile_worker._private_jobs`);
      await expect(client.query('alter table platform.thing add column stolen text')).rejects.toThrow(/must be owner/);
      await expect(client.query(`insert into migrations.file values ('x', 'y')`)).rejects.toThrow(/permission denied/);
    });
  });

  test('the owner reads all rows only when it says that it makes a backup, and never writes past the policies', async () => {
    await withClient(database.owner, async (client) => {
      expect((await client.query('select from platform.thing')).rowCount).toBe(0);
      await client.query('set lueckenlos.backup = on');
      expect((await client.query('select from platform.thing')).rowCount).toBe(1);
      await expect(client.query(`insert into platform.thing (name) values ('y')`)).rejects.toThrow(/row-level security/);
    });
  });

  test('what is still to run is known without changing anything', async () => {
    const third = { name: '0003_third', sha256: 'c', text: 'select 1' };
    expect(await migrationState(database.app, [first, second, third])).toEqual({ applied: ['0001_first', '0002_second'], pending: ['0003_third'], unknown: [] });
  });

  test('a file that was changed after it had run is refused by its name', async () => {
    await expect(migrate(database.owner, { files: [{ ...first, sha256: 'changed' }, second] })).rejects.toThrow(/geändert.*0001_first\.sql/);
  });

  test('a database newer than the program is refused', async () => {
    await expect(migrate(database.owner, { files: [first] })).rejects.toThrow(/neuer als dieses Programm.*0002_second/);
  });

  test('a file that fails leaves nothing behind', async () => {
    const broken = { name: '0003_broken', sha256: 'c', text: 'create table platform.half (id uuid); select no_such_function();' };
    await expect(migrate(database.owner, { files: [first, second, broken] })).rejects.toThrow(/0003_broken\.sql/);
    const { rows } = await withClient(database.owner, (client) => client.query(`select to_regclass('platform.half') as half`));
    expect(rows).toEqual([{ half: null }]);
  });
});

test('the schema of the product is complete in a fresh test database', async () => {
  const fresh = await testDatabase();
  const state = await migrationState(fresh.app);
  expect(state).toEqual({ applied: migrationFiles().map((file) => file.name), pending: [], unknown: [] });
  await fresh.drop();
});
