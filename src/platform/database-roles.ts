import pg from 'pg';
import { connectionFault } from './connection-fault.ts';
import type { EmbeddedPostgres } from './embedded-postgres.ts';
import { OperationFault } from './operation-fault.ts';

/** Owns schemas and tables and migrates them; bound by row-level security like everybody (FORCE). */
export const OWNER_ROLE = 'lueckenlos_owner';
/** The application signs in as this role: neither owner nor superuser, only the rights the migrations grant. */
export const APP_ROLE = 'lueckenlos_app';
export const DATABASE_NAME = 'lueckenlos';

/** Schemas of the parts, in the order of the floors. */
export const PART_SCHEMAS = ['platform', 'accounts', 'areas', 'network', 'monitoring', 'offers', 'kita', 'chain'] as const;

export interface DatabaseDoors {
  app: pg.ClientConfig;
  owner: pg.ClientConfig;
}

/** Makes sure that both roles and an empty database of the owner exist on our own server; idempotent. */
export async function prepareEmbeddedDatabase(server: EmbeddedPostgres, name: string = DATABASE_NAME): Promise<DatabaseDoors> {
  await withClient(server.connection, async (superuser) => {
    for (const role of [OWNER_ROLE, APP_ROLE]) {
      if (!(await roleExists(superuser, role))) await superuser.query(`create role ${role} login nosuperuser nocreatedb nocreaterole nobypassrls`);
    }
    const { rowCount } = await superuser.query('select from pg_database where datname = $1', [name]);
    if (!rowCount) {
      await superuser.query(`create database ${pg.escapeIdentifier(name)} owner ${OWNER_ROLE}`);
      await superuser.query(`revoke all on database ${pg.escapeIdentifier(name)} from public`);
      await superuser.query(`grant connect on database ${pg.escapeIdentifier(name)} to ${APP_ROLE}`);
    }
  });
  return { app: server.connectTo(name, APP_ROLE), owner: server.connectTo(name, OWNER_ROLE) };
}

/** The migrations grant rights to {@link APP_ROLE}: on a server of somebody else it must have been created by its administration. */
export async function requireAppRole(owner: pg.Client): Promise<void> {
  if (await roleExists(owner, APP_ROLE)) return;
  throw new OperationFault(
    `Auf dem Datenbankserver fehlt die Rolle ${APP_ROLE}. Die Verwaltung des Servers legt sie an mit: create role ${APP_ROLE} login password '…'; (Handbuch, Kapitel Betrieb).`,
  );
}

async function roleExists(client: pg.Client, role: string): Promise<boolean> {
  return Boolean((await client.query('select from pg_roles where rolname = $1', [role])).rowCount);
}

/** One connection for the time of `work`. Throws an {@link OperationFault} if there is none to be had. */
export async function withClient<Result>(connection: pg.ClientConfig, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client(connection);
  // An error outside of a query (server stopped) is reported by the next query; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw connectionFault(error);
  }
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
