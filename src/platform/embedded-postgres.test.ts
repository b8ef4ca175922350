import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepareEmbeddedDatabase, withClient } from './database-roles.ts';
import { accountFor, canEnter } from './embedded-postgres-account.ts';
import { findEmbedded, startEmbedded, type EmbeddedPostgres } from './embedded-postgres.ts';
import { makeLinks } from './embedded-postgres-programs.ts';

async function ask<Row>(server: EmbeddedPostgres, query: string): Promise<Row[]> {
  return withClient(server.connection, async (client) => (await client.query(query)).rows as Row[]);
}

describe('the embedded database server', () => {
  let dataFolder: string;
  beforeAll(() => void (dataFolder = mkdtempSync(join(tmpdir(), 'll-pg-'))));
  afterAll(async () => {
    await (await findEmbedded(dataFolder))?.stop('immediate');
    rmSync(dataFolder, { recursive: true });
  });

  test('starts durable, in German-capable collation, without any network door, in a closed folder', async () => {
    const server = await startEmbedded({ dataFolder });
    expect(server).toMatchObject({ created: true, takenOver: false });
    expect(await ask(server, `select current_setting('fsync') as fsync, current_setting('full_page_writes') as pages, current_setting('listen_addresses') as network,
      current_setting('data_checksums') as checksums, 'ä' < 'b' as umlauts, lower('Ö') as lower`)).toEqual(
      [{ fsync: 'on', pages: 'on', network: '', checksums: 'on', umlauts: true, lower: 'ö' }]);
    expect(statSync(server.socketFolder).mode & 0o777).toBe(0o700);
  });

  test('a server left behind is taken over with its data', async () => {
    const first = await findEmbedded(dataFolder);
    await ask(first!, 'create table left_behind (id int)');
    const second = await startEmbedded({ dataFolder });
    expect(second).toMatchObject({ takenOver: true, pid: first!.pid });
    expect(await ask(second, 'select * from left_behind')).toEqual([]);
  });

  test('stops so that the next start finds a cleanly closed database', async () => {
    const server = await startEmbedded({ dataFolder });
    await server.stop();
    expect(await findEmbedded(dataFolder)).toBeUndefined();
    const again = await startEmbedded({ dataFolder });
    expect(again).toMatchObject({ created: false, takenOver: false });
    const log = readFileSync(join(dataFolder, 'start.log'), 'utf8');
    expect(log).not.toMatch(/not properly shut down/);
    await again.stop();
  });

  test('a killed server is started anew, its data recovered', async () => {
    const server = await startEmbedded({ dataFolder });
    await ask(server, 'insert into left_behind values (1)');
    process.kill(server.pid, 'SIGKILL');
    const again = await startEmbedded({ dataFolder });
    expect(again.pid).not.toBe(server.pid);
    expect(await ask(again, 'select * from left_behind')).toEqual([{ id: 1 }]);
    await again.stop();
  });

  test('a process number that belongs to another program by now does not prevent the start', async () => {
    const cluster = join(dataFolder, 'postgres');
    writeFileSync(join(cluster, 'postmaster.pid'), `${process.pid}\n${cluster}\n1\n5432\n${join(dataFolder, 'socket')}\n\n1 1\nready   \n`);
    const server = await startEmbedded({ dataFolder });
    expect(server.takenOver).toBe(false);
    await server.stop();
  });

  test('roles and database are prepared once; the application is no superuser and cannot enter other databases', async () => {
    const server = await startEmbedded({ dataFolder });
    await prepareEmbeddedDatabase(server);
    const doors = await prepareEmbeddedDatabase(server);
    const rows = await withClient(doors.app, async (client) => (await client.query('select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user')).rows);
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false }]);
    await expect(withClient(doors.app, (client) => client.query('create schema mine'))).rejects.toThrow(/permission denied/);
    await server.stop();
  });

  test('a data folder with a path too long for a socket gets its socket elsewhere', async () => {
    const deep = join(dataFolder, 'a'.repeat(60), 'b'.repeat(60));
    mkdirSync(deep, { recursive: true, mode: 0o755 });
    const server = await startEmbedded({ dataFolder: deep, settings: { fsync: 'off' } });
    expect(await ask(server, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(statSync(server.socketFolder).mode & 0o777).toBe(0o700);
    await server.stop();
    rmSync(server.socketFolder, { recursive: true, force: true });
  });

  test('a data folder of another PostgreSQL version is refused with a way out', async () => {
    const version = join(dataFolder, 'postgres', 'PG_VERSION');
    const real = readFileSync(version, 'utf8');
    writeFileSync(version, '17\n');
    await expect(startEmbedded({ dataFolder })).rejects.toThrow(/PostgreSQL 17 .*npm run backup/);
    writeFileSync(version, real);
  });
});

describe.runIf(process.getuid?.() === 0)('started by root', () => {
  test('the server runs as another account, and its data lie where that account can go', async () => {
    const closed = mkdtempSync(join(tmpdir(), 'll-closed-'));
    const dataFolder = join(closed, 'data');
    const said: string[] = [];
    const server = await startEmbedded({ dataFolder, settings: { fsync: 'off' }, tell: (sentence) => said.push(sentence) });
    const place = dirname(realpathSync(join(dataFolder, 'postgres')));
    expect(statSync(join(place, 'postgres')).uid).not.toBe(0);
    expect(lstatSync(join(dataFolder, 'postgres')).isSymbolicLink()).toBe(true);
    expect(said.join()).toContain(place);
    await server.stop();
    const again = await startEmbedded({ dataFolder });
    expect(again.created).toBe(false);
    await again.stop();
    rmSync(place, { recursive: true });
    await expect(startEmbedded({ dataFolder })).rejects.toThrow(/zeigt ins Leere/);
    rmSync(closed, { recursive: true });
  });

  const account = accountFor('/');
  const project = new URL('../..', import.meta.url).pathname;
  test.runIf(account.switchTo && canEnter(account, project))('a person without any rights starts it just as well', () => {
    const { uid, gid } = account.switchTo!;
    const home = mkdtempSync(join(tmpdir(), 'll-person-'));
    chownSync(home, uid, gid);
    const program = `import('${new URL('./embedded-postgres.ts', import.meta.url)}').then(async ({ startEmbedded }) => {
      const server = await startEmbedded({ dataFolder: process.argv[1] });
      await server.stop();
      console.log('stopped', server.created);
    })`;
    const done = spawnSync(process.execPath, ['--import', 'tsx', '-e', program, join(home, 'data')], { cwd: project, uid, gid, encoding: 'utf8', env: { PATH: process.env['PATH'], HOME: home, TMPDIR: home } });
    expect(done).toMatchObject({ status: 0, stdout: 'stopped true\n' });
    expect(statSync(join(home, 'data')).mode & 0o777).toBe(0o700);
    rmSync(home, { recursive: true });
  });
});

test('symbolic links that npm could not carry are made, and only those missing', () => {
  const packageFolder = mkdtempSync(join(tmpdir(), 'll-links-'));
  const lib = join(packageFolder, 'native', 'lib');
  mkdirSync(lib, { recursive: true });
  writeFileSync(join(lib, 'libx.so.1.2'), 'x');
  writeFileSync(join(packageFolder, 'native', 'pg-symlinks.json'), JSON.stringify([{ source: 'native/lib/libx.so.1.2', target: 'native/lib/libx.so.1' }]));
  makeLinks(join(packageFolder, 'native'));
  makeLinks(join(packageFolder, 'native'));
  expect(readFileSync(join(lib, 'libx.so.1'), 'utf8')).toBe('x');
  unlinkSync(join(lib, 'libx.so.1'));
  makeLinks(join(packageFolder, 'native'));
  expect(existsSync(join(lib, 'libx.so.1'))).toBe(true);
  rmSync(packageFolder, { recursive: true });
});
