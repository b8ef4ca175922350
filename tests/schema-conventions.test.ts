import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PART_SCHEMAS } from '../src/platform/database-roles.ts';
import { testDatabase, type TestDatabase } from '../src/platform/test-database.ts';

/** Conventions of the house plan §3, read from PostgreSQL's own catalogue. There is no list of exceptions, and none may come. */
const SCHEMAS = `any (array['${PART_SCHEMAS.join("', '")}'])`;

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await testDatabase();
  client = new pg.Client(database.superuser);
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

/** Names of the offenders; the query selects them as `name`. */
async function offenders(query: string): Promise<string[]> {
  return (await client.query<{ name: string }>(query)).rows.map((row) => row.name);
}

const tables = `pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = ${SCHEMAS} and c.relkind in ('r', 'p')`;
const tableName = `n.nspname || '.' || c.relname`;

describe('every table', () => {
  test('is found by this test at all', async () => {
    const found = await offenders(`select ${tableName} as name from ${tables}`);
    expect(found).toEqual(expect.arrayContaining(['accounts.person', 'offers.service', 'chain.gap', 'platform.audit_entry', 'areas.area', 'network.organization']));
  });

  test('belongs to a municipality', async () => {
    expect(await offenders(`select ${tableName} as name from ${tables}
      where not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'municipality_id' and a.attnotnull and a.atttypid = 'uuid'::regtype)`)).toEqual([]);
  });

  test('has the key (municipality, id), both uuid, the id made by the application', async () => {
    expect(await offenders(`select ${tableName} as name from ${tables}
      where not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'p'
        and (select array_agg(a.attname::text order by position.n) from unnest(k.conkey) with ordinality position (number, n)
             join pg_attribute a on a.attrelid = c.oid and a.attnum = position.number) = array['municipality_id', 'id'])
      or exists (select from pg_attribute a join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = c.oid and a.attname in ('id', 'municipality_id'))`)).toEqual([]);
  });

  test('points to other tables only inside its own municipality', async () => {
    expect(await offenders(`select k.conname as name from ${tables} join pg_constraint k on k.conrelid = c.oid
      where k.contype = 'f' and not exists (
        select from unnest(k.conkey, k.confkey) pair (own, theirs)
        join pg_attribute o on o.attrelid = k.conrelid and o.attnum = pair.own and o.attname = 'municipality_id'
        join pg_attribute t on t.attrelid = k.confrelid and t.attnum = pair.theirs and t.attname = 'municipality_id')`)).toEqual([]);
  });

  test('has row-level security, enabled and forced', async () => {
    expect(await offenders(`select ${tableName} as name from ${tables} where not (c.relrowsecurity and c.relforcerowsecurity)`)).toEqual([]);
  });

  test('has a policy for each verb that names the municipality of the transaction', async () => {
    expect(await offenders(`select ${tableName} || ' ' || verb.name as name from ${tables} cross join (values ('r'), ('a'), ('w'), ('d')) verb (name)
      where not exists (select from pg_policy p where p.polrelid = c.oid and p.polcmd = verb.name::"char" and p.polpermissive
        and coalesce(pg_get_expr(p.polqual, p.polrelid), '') || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '') like '%municipality_id = platform.current_municipality()%')`)).toEqual([]);
  });

  test('lets nobody write rows of another municipality: no policy for writing is wider', async () => {
    expect(await offenders(`select ${tableName} || ' ' || p.polname as name from ${tables} join pg_policy p on p.polrelid = c.oid
      where p.polcmd in ('a', 'w', 'd', '*')
        and coalesce(pg_get_expr(p.polwithcheck, p.polrelid), pg_get_expr(p.polqual, p.polrelid)) <> '(municipality_id = platform.current_municipality())'`)).toEqual([]);
  });

  test('says what it is for', async () => {
    expect(await offenders(`select ${tableName} as name from ${tables} where length(coalesce(obj_description(c.oid, 'pg_class'), '')) < 20`)).toEqual([]);
  });

  test('keeps instants with their time zone', async () => {
    expect(await offenders(`select ${tableName} || '.' || a.attname as name from ${tables} join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
      where a.atttypid in ('timestamp'::regtype, 'timetz'::regtype)`)).toEqual([]);
  });

  test('is reached by an index that begins with the municipality', async () => {
    expect(await offenders(`select i.indexrelid::regclass::text as name from ${tables} join pg_index i on i.indrelid = c.oid
      where not i.indisunique and (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attnum = i.indkey[0]) is distinct from 'municipality_id'`)).toEqual([]);
  });
});

describe('the schema', () => {
  test('has no view that would see with other eyes than the reader\'s', async () => {
    expect(await offenders(`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = ${SCHEMAS}
      where c.relkind in ('m') or (c.relkind = 'v' and not coalesce(c.reloptions @> array['security_invoker=true'], false))`)).toEqual([]);
  });

  test('has no function that runs with other rights than the caller\'s', async () => {
    expect(await offenders(`select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace and n.nspname = ${SCHEMAS} where p.prosecdef`)).toEqual([]);
  });

  test('belongs to a role that is no superuser, and is used by one that owns nothing', async () => {
    expect(await offenders(`select rolname as name from pg_roles where rolname in ('lueckenlos_owner', 'lueckenlos_app') and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`)).toEqual([]);
    expect(await offenders(`select ${tableName} as name from ${tables} join pg_roles r on r.oid = c.relowner where r.rolname <> 'lueckenlos_owner'`)).toEqual([]);
  });

  test('has a rule that would be noticed if it were broken', async () => {
    await client.query('begin');
    await client.query('create table chain.careless (id uuid primary key)');
    expect(await offenders(`select ${tableName} as name from ${tables} where not (c.relrowsecurity and c.relforcerowsecurity)`)).toEqual(['chain.careless']);
    await client.query('rollback');
  });

  test('gives each part one schema of its own, and each migration file to one part', () => {
    const folder = join(import.meta.dirname, '../database/migrations');
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.sql'))) {
      const part = /^\d{4}_([a-z]+)/.exec(file)?.[1];
      expect(PART_SCHEMAS, file).toContain(part);
      const written = [...readFileSync(join(folder, file), 'utf8').matchAll(/(?:create (?:unique )?(?:table|index \w+ on)|alter table|protect\(')\s*([a-z]+)\./g)].map((match) => match[1]);
      expect([...new Set(written)].filter((schema) => schema !== part), file).toEqual([]);
    }
  });
});
