import { mkdtempSync, rmSync, writeFileSync, chmodSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock, fixedClock } from './clock.ts';
import { readConfiguration, type Configuration } from './configuration.ts';
import { prepareEmbeddedDatabase, withClient } from './database-roles.ts';
import { examine } from './doctor.ts';
import { databaseFindings } from './doctor-database.ts';
import { startEmbedded, type EmbeddedPostgres } from './embedded-postgres.ts';
import { migrate } from './migrate.ts';

let dataFolder: string;
let server: EmbeddedPostgres;
let app: pg.ClientConfig;
let owner: pg.ClientConfig;
let mailServer: Server;

beforeAll(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'll-doctor-'));
  server = await startEmbedded({ dataFolder });
  ({ app, owner } = await prepareEmbeddedDatabase(server));
  await migrate(owner);
  mailServer = await startMailServer();
});
afterAll(async () => {
  mailServer.close();
  await server.stop('immediate');
  rmSync(dataFolder, { recursive: true });
});

/** Speaks just enough SMTP (RFC 5321) to greet. */
function startMailServer(): Promise<Server> {
  const smtp = createServer((socket) => {
    socket.write('220 mail.example.de\r\n');
    socket.on('error', () => undefined);
    socket.on('data', (line) => socket.write(line.toString().startsWith('QUIT') ? '221 bye\r\n' : '250 mail.example.de\r\n'));
  });
  return new Promise((ready) => smtp.listen(0, '127.0.0.1', () => ready(smtp)));
}

function configuration(environment: Record<string, string> = {}): Configuration {
  const { port } = mailServer.address() as AddressInfo;
  const read = readConfiguration({
    MODE: 'production', BASE_URL: 'https://kette.example.de', SECRET_KEY: Buffer.from(Array.from({ length: 32 }, (_, n) => n * 7)).toString('base64'),
    SMTP_URL: `smtp://127.0.0.1:${port}`, TRUST_PROXY: '1', DATA_DIR: dataFolder, ...environment,
  });
  if (!read.ok) throw new Error(read.faults.join());
  return read.configuration;
}

async function wrong(configured: Configuration): Promise<string[]> {
  return (await examine(configured, systemClock)).filter((found) => !found.ok).map((found) => `${found.title} ${found.advice}`);
}

async function wrongDatabase(connection: pg.ClientConfig, clock = systemClock): Promise<string[]> {
  return (await databaseFindings(connection, clock)).filter((found) => !found.ok).map((found) => `${found.title} ${found.advice}`);
}

describe('npm run doctor', () => {
  test('a good set-up passes every check', async () => {
    if (process.getuid?.() !== 0) chmodSync(dataFolder, 0o700);
    expect(await wrong(configuration())).toEqual([]);
  });

  test('trial mode, an unencrypted address and a key beside the data are named', async () => {
    writeFileSync(join(dataFolder, 'secrets.json'), JSON.stringify({ secretKey: Buffer.alloc(32, 3).toString('base64') }), { mode: 0o644 });
    const found = (await wrong(configuration({ MODE: 'development', BASE_URL: '', SECRET_KEY: '', SMTP_URL: '', TRUST_PROXY: '', DEMO: 'on' }))).join('\n');
    for (const expected of ['MODE=production', 'https://', 'SECRET_KEY', 'chmod 600', 'SMTP_URL', 'DEMO=off']) expect(found).toContain(expected);
    rmSync(join(dataFolder, 'secrets.json'));
  });

  test('a mail server that does not answer is named', async () => {
    const silent = createServer();
    await new Promise<void>((ready) => silent.listen(0, '127.0.0.1', ready));
    const { port } = silent.address() as AddressInfo;
    await new Promise((closed) => silent.close(closed));
    expect((await wrong(configuration({ SMTP_URL: `smtp://127.0.0.1:${port}` }))).join()).toMatch(/Mailserver.*ECONNREFUSED|ESOCKET/);
  });

  test('a data folder others can read is named', async () => {
    chmodSync(dataFolder, 0o755);
    expect((await wrong(configuration())).join()).toContain('chmod 711');
    chmodSync(dataFolder, 0o711);
  });

  test('a superuser and an owner as application are named', async () => {
    expect((await wrongDatabase(server.connectTo('lueckenlos', 'postgres'))).join()).toMatch(/kein Superuser/);
    expect((await wrongDatabase(owner)).join()).toMatch(/gehören keine Tabellen.*accounts\./);
  });

  test('a table whose separation of towns was switched off is named with the repair', async () => {
    await withClient(owner, (client) => client.query('alter table accounts.session no force row level security'));
    expect((await wrongDatabase(app)).join()).toContain('alter table accounts.session enable row level security, force row level security');
    await withClient(owner, (client) => client.query('alter table accounts.session force row level security'));
    expect(await wrongDatabase(app)).toEqual([]);
  });

  test('a clock that is wrong and a schema that is behind are named', async () => {
    expect((await wrongDatabase(app, fixedClock('2026-01-01T00:00:00Z'))).join()).toContain('Zeitsynchronisation');
    const empty = await prepareEmbeddedDatabase(server, 'behind');
    expect((await wrongDatabase(empty.app)).join()).toMatch(/Es fehlen: 0001_platform/);
  });

  test('a database that cannot be reached is named without showing the way in', async () => {
    const found = (await wrongDatabase({ connectionString: 'postgresql://lueckenlos_app:geheim@127.0.0.1:1/l' })).join();
    expect(found).toMatch(/antwortet kein Datenbankserver/);
    expect(found).not.toContain('geheim');
  });
});
