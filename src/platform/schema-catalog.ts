import pg from 'pg';
import { PART_SCHEMAS } from './database-roles.ts';

/** A table whose rows belong into a backup. */
export interface TableOfSchema {
  schema: string;
  name: string;
  /** columns that can be written, in their order (generated ones are not) */
  columns: string[];
  forcedRowSecurity: boolean;
  /** the owner's policy for backups is there, or row-level security does not bind it */
  readableForBackup: boolean;
}

export interface Sequence {
  schema: string;
  name: string;
  /** undefined: never used */
  lastValue: string | undefined;
}

/** Schemas whose rows are data; the ledgers of the schema itself are rebuilt by migrating. */
export const DATA_SCHEMAS: readonly string[] = [...PART_SCHEMAS, 'graphile_worker'];
const LEDGERS = ['graphile_worker.migrations'];

/** All tables with data, in the order of their names. */
export async function dataTables(client: pg.ClientBase): Promise<TableOfSchema[]> {
  const { rows } = await client.query<TableOfSchema>(
    `select n.nspname as schema, c.relname as name, c.relforcerowsecurity as "forcedRowSecurity",
       not row_security_active(c.oid) or exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'owner_backup') as "readableForBackup",
       array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any ($1) and c.relkind = 'r' and n.nspname || '.' || c.relname <> all ($2)
     order by 1, 2`,
    [DATA_SCHEMAS, LEDGERS],
  );
  return rows;
}

export async function sequences(client: pg.ClientBase): Promise<Sequence[]> {
  const { rows } = await client.query<{ schema: string; name: string; value: string | null }>(
    'select schemaname as schema, sequencename as name, last_value::text as value from pg_sequences where schemaname = any ($1) order by 1, 2',
    [DATA_SCHEMAS],
  );
  return rows.map(({ schema, name, value }) => ({ schema, name, lastValue: value ?? undefined }));
}

export interface ForeignKey {
  table: string;
  name: string;
  definition: string;
  comment: string | null;
}

/** Foreign keys of the data tables; names are quoted where needed. */
export async function foreignKeys(client: pg.ClientBase): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `select format('%I.%I', n.nspname, c.relname) as table, quote_ident(k.conname) as name, pg_get_constraintdef(k.oid) as definition,
       obj_description(k.oid, 'pg_constraint') as comment
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where k.contype = 'f' and k.conparentid = 0 and n.nspname = any ($1) order by 1, 2`,
    [DATA_SCHEMAS],
  );
  return rows;
}

/** Triggers of our own that fire on ordinary writes: `{ table, name }`, quoted where needed. */
export async function triggers(client: pg.ClientBase): Promise<{ table: string; name: string }[]> {
  const { rows } = await client.query<{ table: string; name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as table, quote_ident(t.tgname) as name
     from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
     where not t.tgisinternal and t.tgenabled = 'O' and n.nspname = any ($1) order by 1, 2`,
    [DATA_SCHEMAS],
  );
  return rows;
}

/** True if nothing has been created in the database yet. */
export async function isEmptyDatabase(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')`,
  );
  return rows[0]?.count === 0;
}

/** `schema.name`, quoted where needed. */
export function qualified({ schema, name }: { schema: string; name: string }): string {
  return `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;
}
