import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backup } from './backup.ts';
import type { Manifest } from './backup-manifest.ts';
import { fixedClock } from './clock.ts';
import { prepareEmbeddedDatabase, withClient } from './database-roles.ts';
import { startEmbedded } from './embedded-postgres.ts';
import { migrate } from './migrate.ts';
import { readyToRestore, restore } from './restore.ts';
import { dataTables, foreignKeys, sequences, triggers } from './schema-catalog.ts';
import { testDatabase, type TestDatabase } from './test-database.ts';
import { debian15, hasDebian15, reachableFolder } from './test-database-server.ts';

const clock = fixedClock('2026-03-02T09:30:00Z');
const TOWN = '0190a000-0000-7000-8000-000000000001';
const OTHER_TOWN = '0190a000-0000-7000-8000-000000000002';

let folder: string;
let origin: TestDatabase;
let source: string;
let manifest: Manifest;

/** Two towns with people, an audit chain, a job in progress, bytes and every character a text format might trip over. */
async function fill(superuser: pg.ClientConfig): Promise<void> {
  await withClient(superuser, async (client) => {
    for (const [id, slug] of [[TOWN, 'musterstadt'], [OTHER_TOWN, 'nebenan']]) {
      await client.query(`insert into accounts.municipality (municipality_id, id, slug, name, kind, land, created_at) values ($1, $1, $2, $3, 'town', 'Niedersachsen', now())`, [id, slug, `Stadt\t\\N "${slug}"\nÄöß 🐘`]);
      await client.query(`begin; set local app.municipality = '${id}'; select platform.append_audit(gen_random_uuid(), now(), null, 'chain.gap.closed', 'done', null, '{name,owner}'); commit`);
      await client.query(`insert into platform.file (municipality_id, id, name, media_type, size_bytes, sha256, content, purpose, created_at) values ($1, gen_random_uuid(), 'a.csv', 'text/csv', 3, '\\x00', '\\x000a5c', 'import', now())`, [id]);
      await client.query(`insert into platform.rate_limit (municipality_id, id, bucket, window_start, used) select $1, gen_random_uuid(), 'b' || n, now(), n from generate_series(1, 5000) n`, [id]);
    }
    await client.query(`select graphile_worker.add_job('send-mail', '{"jobId": "x"}')`);
    await client.query(`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'a dead worker'`);
  });
}

/** Everything in the database, independent of the code under test: one hash per table. */
async function contentOf(superuser: pg.ClientConfig): Promise<Record<string, string>> {
  return withClient(superuser, async (client) => {
    await client.query(`set timezone = 'UTC'`);
    const content: Record<string, string> = {};
    for (const { schema, name } of await dataTables(client)) {
      const without = schema === 'graphile_worker' ? ` - 'locked_at' - 'locked_by' - 'is_available'` : '';
      const { rows } = await client.query(`select count(*) || ' ' || coalesce(md5(string_agg(line, '|' order by line)), '') as hash from (select (to_jsonb(t)${without})::text as line from ${schema}.${name} t) lines`);
      content[`${schema}.${name}`] = rows[0].hash;
    }
    return content;
  });
}

async function schemaOf(superuser: pg.ClientConfig) {
  return withClient(superuser, async (client) => ({ tables: await dataTables(client), keys: await foreignKeys(client), triggers: await triggers(client), sequences: await sequences(client) }));
}

beforeAll(async () => {
  folder = reachableFolder('ll-backup-');
  origin = await testDatabase();
  await fill(origin.superuser);
  mkdirSync(join(folder, 'files', 'protokolle'), { recursive: true });
  writeFileSync(join(folder, 'files', 'protokolle', 'Größe & Zahl.pdf'), Buffer.alloc(100_000, 7));
  source = join(folder, 'sicherung.tar.gz');
  manifest = await backup({ owner: origin.owner, filesFolder: join(folder, 'files'), target: source, clock, keyFingerprint: 'abc' });
});
afterAll(async () => {
  await origin.drop();
  rmSync(folder, { recursive: true });
});

async function withEmpty(work: (target: TestDatabase, filesFolder: string) => Promise<void>): Promise<void> {
  const target = await testDatabase({ empty: true });
  try {
    await work(target, join(folder, target.name));
  } finally {
    await target.drop();
  }
}

describe('backup and restore', () => {
  test('a backup made by the owner, who is no superuser, holds all rows of all towns', async () => {
    const rows = Object.fromEntries(manifest.tables.map((table) => [`${table.schema}.${table.name}`, table.rows]));
    expect(rows).toMatchObject({ 'accounts.municipality': 2, 'platform.audit_entry': 2, 'platform.rate_limit': 10_000, 'graphile_worker._private_jobs': 1 });
    expect(manifest).toMatchObject({ createdAt: '2026-03-02T09:30:00.000Z', keyFingerprint: 'abc', files: [{ path: 'protokolle/Größe & Zahl.pdf', size: 100_000 }] });
  });

  test('an empty database filled from it is equal to the first in every table, key, trigger and file', async () => {
    await withEmpty(async (target) => {
      await restore({ owner: target.owner, filesFolder: join(folder, 'back'), source, manifest: await readyToRestore(source) });
      expect(await contentOf(target.superuser)).toEqual(await contentOf(origin.superuser));
      expect(await schemaOf(target.superuser)).toEqual(await schemaOf(origin.superuser));
      expect(readFileSync(join(folder, 'back', 'protokolle', 'Größe & Zahl.pdf'))).toEqual(Buffer.alloc(100_000, 7));
      expect(await migrate(target.owner)).toEqual([]);
    });
  });

  test('afterwards the towns are as separate as before, and jobs of the old machine may run again', async () => {
    await withEmpty(async (target, filesFolder) => {
      await restore({ owner: target.owner, filesFolder, source, manifest });
      await withClient(target.app, async (client) => {
        expect((await client.query('select from platform.audit_entry')).rowCount).toBe(0);
        await client.query(`set app.municipality = '${TOWN}'`);
        expect((await client.query('select from platform.audit_entry')).rowCount).toBe(1);
        expect((await client.query('select from graphile_worker._private_jobs where locked_at is null')).rowCount).toBe(1);
      });
      await withClient(target.owner, async (client) => expect((await client.query('select from platform.audit_entry')).rowCount).toBe(0));
    });
  });

  test.runIf(hasDebian15())('a backup of the embedded database can be restored into an own PostgreSQL 15', async () => {
    const server = await startEmbedded({ dataFolder: join(folder, 'fifteen'), programs: debian15(), settings: { fsync: 'off' } });
    try {
      const { owner } = await prepareEmbeddedDatabase(server, 'own');
      await restore({ owner, filesFolder: join(folder, 'unused-15'), source, manifest });
      expect(await contentOf(server.connectTo('own', 'postgres'))).toEqual(await contentOf(origin.superuser));
    } finally {
      await server.stop('immediate');
    }
  });

  test('what is written while the backup is being made is not half in it', async () => {
    await withClient(origin.superuser, async (writer) => {
      const writing = (async () => {
        for (let n = 0; n < 200; n++) await writer.query(`begin; insert into platform.setting values ('${TOWN}', gen_random_uuid(), 'a${n}', '1', now()); insert into platform.submission values ('${TOWN}', gen_random_uuid(), 'a', null, '/', now()); commit`);
      })();
      const during = await backup({ owner: origin.owner, filesFolder: join(folder, 'files'), target: join(folder, 'during.tar.gz'), clock });
      await writing;
      const rowsOf = (name: string) => during.tables.find((table) => table.name === name)!.rows;
      expect(rowsOf('setting')).toBe(rowsOf('submission'));
      await writer.query('delete from platform.setting; delete from platform.submission');
    });
  });

  test('a flipped byte anywhere is found before anything is changed', async () => {
    const packed = readFileSync(source);
    const plain = gunzipSync(packed);
    const flip = (bytes: Buffer, at: number) => Buffer.from(bytes.map((byte, index) => (index === at ? byte ^ 1 : byte)));
    const broken = [packed.subarray(0, packed.length / 2), flip(packed, Math.floor(packed.length / 2)), ...[plain.indexOf('musterstadt'), plain.indexOf(Buffer.alloc(500, 7)), plain.indexOf('"rows": 2')  + 8].map((at) => gzipSync(flip(plain, at)))];
    for (const [index, bytes] of broken.entries()) {
      const path = join(folder, `broken-${index}.tar.gz`);
      writeFileSync(path, bytes);
      await expect(readyToRestore(path), `variant ${index}`).rejects.toThrow(/beschädigt/);
    }
  });

  test('a file that is no backup, or is not there, is refused with a sentence', async () => {
    writeFileSync(join(folder, 'letter.txt'), 'Sehr geehrte Damen und Herren');
    await expect(readyToRestore(join(folder, 'letter.txt'))).rejects.toThrow(/keine Sicherung von Lückenlos/);
    await expect(readyToRestore(join(folder, 'nowhere'))).rejects.toThrow(/gibt es nicht/);
  });

  test('a backup of a schema this version does not know is refused', async () => {
    await expect(readyToRestore(source, [])).rejects.toThrow(/0001_platform/);
  });

  test('neither an existing backup nor a database or folder with content is overwritten', async () => {
    await expect(backup({ owner: origin.owner, filesFolder: folder, target: source, clock })).rejects.toThrow(/nie überschrieben/);
    await expect(restore({ owner: origin.owner, filesFolder: join(folder, 'unused'), source, manifest })).rejects.toThrow(/nicht leer/);
    await withEmpty(async (target) => {
      await expect(restore({ owner: target.owner, filesFolder: join(folder, 'files'), source, manifest })).rejects.toThrow(/nicht leer/);
    });
  });

  test('a restore that fails leaves the database empty, so that it can be tried again', async () => {
    await withEmpty(async (target, filesFolder) => {
      const wrong = { ...manifest, tables: manifest.tables.map((table) => (table.name === 'municipality' ? { ...table, rows: 3 } : table)) };
      await expect(restore({ owner: target.owner, filesFolder, source, manifest: wrong })).rejects.toThrow(/accounts\.municipality steht nach dem Einspielen anders/);
      await restore({ owner: target.owner, filesFolder, source, manifest });
    });
  });
});
