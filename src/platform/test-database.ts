import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { APP_ROLE, OWNER_ROLE, withClient } from './database-roles.ts';
import { SUPERUSER } from './embedded-postgres-cluster.ts';
import { TEMPLATE, testServer } from './test-database-server.ts';

/** A migrated, empty database of one test file. */
export interface TestDatabase {
  name: string;
  /** as the application: bound by row-level security */
  app: pg.ClientConfig;
  /** as the owner of the schema: bound as well */
  owner: pg.ClientConfig;
  /** sees everything: for looking at what a test did, never for what it tests */
  superuser: pg.ClientConfig;
  drop(): Promise<void>;
}

/**
 * A fresh migrated database (a copy of the run's template, some 30 ms). Call it in `beforeAll` and `drop` it in `afterAll`.
 * `empty` gives one without any schema, e.g. for restoring into it.
 */
export async function testDatabase({ empty = false }: { empty?: boolean } = {}): Promise<TestDatabase> {
  const server = await testServer();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await withClient(server.connection, async (superuser) => {
    await superuser.query(`create database ${name} owner ${OWNER_ROLE} template ${empty ? 'template0' : TEMPLATE} strategy file_copy`);
    await superuser.query(`revoke all on database ${name} from public`);
    await superuser.query(`grant connect on database ${name} to ${APP_ROLE}`);
  });
  return {
    name,
    app: server.connectTo(name, APP_ROLE),
    owner: server.connectTo(name, OWNER_ROLE),
    superuser: server.connectTo(name, SUPERUSER),
    drop: () => withClient(server.connection, async (superuser) => void (await superuser.query(`drop database if exists ${name} with (force)`))),
  };
}
