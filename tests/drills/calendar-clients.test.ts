// Real calendar programs read our feed: vdirsyncer fetches it by http, khal lists it. Debian: apt-get install vdirsyncer khal.
import { execFile } from 'node:child_process';
import { mkdtempSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serve, type ServerType } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { day } from '../../src/platform/day.ts';
import { sampleDirectory, type SampleDirectory } from '../../src/offers/server/sample-directory.ts';
import { storeServices } from '../../src/offers/server/store-services.ts';
import type { ServiceRecord } from '../../src/offers/service.ts';
import { testApp, type TestApp } from '../app.ts';

const run = promisify(execFile);
const clients = ['vdirsyncer', 'khal'];

async function missingClients(): Promise<string[]> {
  const found = await Promise.all(clients.map((client) => run(client, ['--version']).then(() => undefined, () => client)));
  return found.filter((client) => client !== undefined);
}

const missing = await missingClients();
if (missing.length > 0) console.warn(`Kalenderprogramme werden nicht geprüft: ${missing.join(' und ')} fehlt (apt-get install vdirsyncer khal).`);

describe.skipIf(missing.length > 0)('a family that subscribes to the calendar with vdirsyncer and reads it in khal', () => {
  let house: TestApp;
  let directory: SampleDirectory;
  let server: ServerType;
  let home: string;
  let group: ServiceRecord;
  let isDiscovered = false;

  beforeAll(async () => {
    house = await testApp();
    directory = await house.database.write(house.town.id, (tx) => sampleDirectory(tx, house.town.id, house.house.clock));
    group = directory.service('Krabbelgruppe', { schedules: [{ weekday: 2, opensAt: '09:30', closesAt: '11:00', intervalWeeks: 1, byAppointment: false, note: '' }] });
    await store(group);
    server = await new Promise<ServerType>((done) => {
      const own = serve({ fetch: house.app.fetch, port: 0 }, () => done(own));
    });
    home = mkdtempSync(join(tmpdir(), 'kalender-'));
    mkdirSync(join(home, 'events'));
    const { port } = server.address() as AddressInfo;
    writeFileSync(join(home, 'vdirsyncer.conf'), [
      '[general]', `status_path = "${home}/status/"`, '[pair stadt]', 'a = "feed"', 'b = "own"', 'collections = null', 'conflict_resolution = "a wins"',
      '[storage feed]', 'type = "http"', `url = "http://127.0.0.1:${port}/musterstadt/angebote.ics"`, '[storage own]', 'type = "filesystem"', `path = "${home}/events/"`, 'fileext = ".ics"', '',
    ].join('\n'));
    writeFileSync(join(home, 'khal.conf'), [
      '[calendars]', '[[stadt]]', `path = ${home}/events/`, 'readonly = True', '[sqlite]', `path = ${home}/khal.db`,
      '[locale]', 'timeformat = %H:%M', 'dateformat = %Y-%m-%d', 'longdateformat = %Y-%m-%d', 'datetimeformat = %Y-%m-%d %H:%M', 'longdatetimeformat = %Y-%m-%d %H:%M', 'local_timezone = Europe/Berlin', 'default_timezone = Europe/Berlin', 'firstweekday = 0', '',
    ].join('\n'));
  });

  afterAll(async () => {
    server?.close();
    rmSync(home, { recursive: true, force: true });
    await house?.close();
  });

  const store = (service: ServiceRecord) => house.database.write(house.town.id, (tx) => storeServices(tx, house.town.id, [service], house.house.clock));

  /** What khal shows after a sync, as `2026-11-24 09:30`. */
  async function listed(): Promise<string[]> {
    const own = { ...process.env, HOME: home, VDIRSYNCER_CONFIG: join(home, 'vdirsyncer.conf'), LC_ALL: 'C.UTF-8', LANG: 'C.UTF-8' };
    if (!isDiscovered) await run('vdirsyncer', ['discover', 'stadt'], { env: own });
    isDiscovered = true;
    await run('vdirsyncer', ['sync', 'stadt'], { env: own });
    const { stdout } = await run('khal', ['-c', join(home, 'khal.conf'), 'list', '--day-format', '', '--format', '{start-date} {start-time} {title}', '2026-11-23', '22d'], { env: own });
    return stdout.split('\n').map((line) => line.trim()).filter((line) => line.includes('Krabbelgruppe')).map((line) => line.slice(0, 16));
  }

  test('sees each date once', async () => {
    expect(await listed()).toEqual(['2026-11-24 09:30', '2026-12-01 09:30', '2026-12-08 09:30']);
  });

  test('sees a moved date once, where it was moved to', async () => {
    group = { ...group, exceptions: [{ onDay: day('2026-12-01'), kind: 'moved', toDay: day('2026-12-02'), opensAt: '15:00', closesAt: '16:30', note: 'Raum belegt' }] };
    await store(group);
    expect(await listed()).toEqual(['2026-11-24 09:30', '2026-12-02 15:00', '2026-12-08 09:30']);
  });

  test('sees it where it was when it is moved back, and nothing is left behind', async () => {
    await store({ ...group, exceptions: [] });
    expect(await listed()).toEqual(['2026-11-24 09:30', '2026-12-01 09:30', '2026-12-08 09:30']);
    expect(readdirSync(join(home, 'events')).filter((name) => name.endsWith('.ics'))).toHaveLength(1);
  });

  test('does not see a cancelled date, and sees an added one', async () => {
    await store({ ...group, exceptions: [{ onDay: day('2026-11-24'), kind: 'closed', note: '' }, { onDay: day('2026-11-26'), kind: 'extra', opensAt: '14:00', closesAt: '15:00', note: '' }] });
    expect(await listed()).toEqual(['2026-11-26 14:00', '2026-12-01 09:30', '2026-12-08 09:30']);
  });
});
