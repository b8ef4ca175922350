import { spawn } from 'node:child_process';
import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogueIndicators, catalogueMeasures } from '../src/monitoring/catalogue.ts';
import { defaultPhases, phaseRecords } from '../src/offers/default-phases.ts';
import { prepareEmbeddedDatabase, withClient } from '../src/platform/database-roles.ts';
import { findEmbedded, startEmbedded, type EmbeddedPostgres } from '../src/platform/embedded-postgres.ts';
import { migrate } from '../src/platform/migrate.ts';
import { secretKeyOf } from '../src/platform/secrets.ts';
import { testDatabase } from '../src/platform/test-database.ts';
import { reachableFolder } from '../src/platform/test-database-server.ts';

const root = new URL('..', import.meta.url).pathname;
let folder: string;
let dataFolder: string;
let server: EmbeddedPostgres;

/** Runs a command as a person would, with nothing but these settings. */
function run(name: string, given: string | readonly string[] | undefined, environment: Record<string, string>): Promise<{ code: number | null; output: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, ['--import', 'tsx', `scripts/${name}.ts`, ...(given === undefined ? [] : [given].flat())], { cwd: root, env: { PATH: process.env['PATH'], INIT_CWD: folder, ...environment } });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('close', (code) => done({ code, output }));
  });
}

/** The way into an own database as a setting. */
function addressOf(connection: { user?: string; host?: string; port?: number; database?: string }): string {
  return `postgresql://${connection.user}@localhost/${connection.database}?host=${encodeURIComponent(connection.host ?? '')}&port=${connection.port}`;
}

beforeAll(async () => {
  folder = reachableFolder('ll-commands-');
  dataFolder = join(folder, 'data');
  server = await startEmbedded({ dataFolder, settings: { fsync: 'off' } });
  const { owner } = await prepareEmbeddedDatabase(server);
  await migrate(owner);
  secretKeyOf({ dataFolder });
  await withClient(server.connectTo('lueckenlos', 'postgres'), (client) =>
    client.query(`insert into accounts.municipality (municipality_id, id, slug, name, kind, land, created_at) select i, i, 'musterstadt', 'Musterstadt', 'town', 'Hessen', now() from gen_random_uuid() i`),
  );
});
afterAll(async () => {
  await server.stop('immediate');
  rmSync(folder, { recursive: true });
});

describe('the commands of the operators', () => {
  test('a backup of the running town, restored into an empty data folder and into an own database', async () => {
    const made = await run('backup', 'sicherung.tar.gz', { DATA_DIR: dataFolder });
    expect(made).toMatchObject({ code: 0, output: expect.stringContaining('Gesichert:') });
    expect(statSync(join(folder, 'sicherung.tar.gz')).mode & 0o777).toBe(0o600);
    expect(await findEmbedded(dataFolder)).toMatchObject({ pid: server.pid });

    const restored = await run('restore', 'sicherung.tar.gz', { DATA_DIR: join(folder, 'new') });
    expect(restored).toMatchObject({ code: 0, output: expect.stringMatching(/Jede Tabelle stimmt[\s\S]*Achtung: Verschlüsselte Felder/) });
    expect(await findEmbedded(join(folder, 'new'))).toBeUndefined();

    const own = await testDatabase({ empty: true });
    const external = await run('restore', 'sicherung.tar.gz', {
      MODE: 'development', DATA_DIR: join(folder, 'files-only'), DATABASE_URL: addressOf(own.app), DATABASE_OWNER_URL: addressOf(own.owner),
    });
    expect(external).toMatchObject({ code: 0 });
    const { rows } = await withClient(own.app, (client) => client.query('select slug from accounts.municipality'));
    expect(rows).toEqual([{ slug: 'musterstadt' }]);
    await own.drop();
  });

  test('a new municipality begins with the phases of the chain and every indicator of the catalogue, once', async () => {
    const facts = ['create', '--slug', 'neustadt', '--name', 'Stadt Neustadt', '--land', 'Hessen', '--admin-name', 'Ada Muster', '--admin-email', 'ada@neustadt.example'];
    const made = await run('create-municipality', facts, { DATA_DIR: dataFolder });
    expect(made).toMatchObject({ code: 0, output: expect.stringMatching(/Die Kommune ist angelegt: .*\/neustadt\n[\s\S]*\/neustadt\/anmelden\/link\/\S+/) });
    const counts = await withClient(server.connectTo('lueckenlos', 'postgres'), async (client) => (await client.query<{ indicators: number; measures: number; phases: number }>(`
      select (select count(*)::int from monitoring.indicator_definition d where d.municipality_id = m.municipality_id) as indicators,
             (select count(*)::int from monitoring.measure c where c.municipality_id = m.municipality_id) as measures,
             (select count(*)::int from offers.life_phase p where p.municipality_id = m.municipality_id) as phases
        from accounts.municipality m where slug = 'neustadt'`)).rows);
    expect(counts).toEqual([{ indicators: catalogueIndicators.length, measures: catalogueMeasures.length, phases: phaseRecords(defaultPhases).phases.length }]);
    expect(await run('create-municipality', facts, { DATA_DIR: dataFolder })).toMatchObject({ code: 1, output: expect.stringContaining('--slug gibt es schon') });
  });

  test('a backup without the running application starts and stops the database itself', async () => {
    const made = await run('backup', 'zweite.tar.gz', { DATA_DIR: join(folder, 'new') });
    expect(made.code).toBe(0);
    expect(await findEmbedded(join(folder, 'new'))).toBeUndefined();
  });

  test('a folder with data is not restored into, a folder without data not backed up', async () => {
    expect(await run('restore', 'sicherung.tar.gz', { DATA_DIR: dataFolder })).toMatchObject({ code: 1, output: expect.stringContaining('ist nicht leer') });
    expect(await run('backup', 'leer.tar.gz', { DATA_DIR: join(folder, 'nothing') })).toMatchObject({ code: 1, output: expect.stringContaining('noch keine Datenbank') });
    expect(existsSync(join(folder, 'leer.tar.gz'))).toBe(false);
  });

  test('without a file name the command says how it is called; faults of settings end with code 2', async () => {
    expect(await run('backup', undefined, { DATA_DIR: dataFolder })).toMatchObject({ code: 1, output: expect.stringContaining('Aufruf: npm run backup DATEI') });
    expect(await run('backup', 'x', { PORT: 'achtzig' })).toMatchObject({ code: 2, output: expect.stringContaining('PORT') });
  });

  test('the doctor names what is missing for production and ends with code 1', async () => {
    const { code, output } = await run('doctor', undefined, { DATA_DIR: dataFolder });
    expect(code).toBe(1);
    expect(output).toMatch(/✗ Nicht erfüllt: Die Betriebsart ist „production“/);
    expect(output).toMatch(/✗ Nicht erfüllt: Bestätigtes übersteht einen Stromausfall/);
    expect(output).toMatch(/✓ Die Anwendung ist kein Superuser/);
  });
});
