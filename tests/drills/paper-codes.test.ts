// What is printed is read as a telephone reads it: the pages of the PDF become pictures, and a reader of codes looks at them. Debian: apt-get install poppler-utils zbar-tools.
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jobTasks } from '../../src/job-tasks.ts';
import { sampleDirectory } from '../../src/offers/server/sample-directory.ts';
import { storeServices } from '../../src/offers/server/store-services.ts';
import type { ServiceRecord } from '../../src/offers/service.ts';
import { fixedClock } from '../../src/platform/clock.ts';
import { runJobsOnce } from '../../src/platform/worker.ts';
import { testApp, type TestApp } from '../app.ts';

const run = promisify(execFile);
const PRINT = '/musterstadt/verwaltung/druck';
/** What a plain telephone sees of a page in the hand: 200 dots an inch. */
const DOTS = '200';

async function missingTools(): Promise<string[]> {
  const asked = [['pdftoppm', '-v'], ['zbarimg', '--version']] as const;
  return (await Promise.all(asked.map(([tool, option]) => run(tool, [option]).then(() => [], () => [tool])))).flat();
}

const missing = await missingTools();
if (missing.length > 0) console.warn(`Gedruckte QR-Codes werden nicht gelesen: ${missing.join(' und ')} fehlt (apt-get install poppler-utils zbar-tools).`);

describe.skipIf(missing.length > 0)('a code on paper', () => {
  let house: TestApp;
  let coordinator: string;
  let offers: ServiceRecord[];
  let folder: string;
  let origin: string;

  beforeAll(async () => {
    house = await testApp(fixedClock('2020-01-14T09:00:00Z'));
    origin = house.house.configuration.baseUrl.origin;
    const directory = await house.database.write(house.town.id, (tx) => sampleDirectory(tx, house.town.id, house.house.clock));
    offers = ['Krabbelgruppe', 'Schwangerschaftskonfliktberatung', 'Elterncafé'].map((name) => directory.service(name, { minimumAgeMonths: 6, maximumAgeMonths: 18 }));
    await house.database.write(house.town.id, (tx) => storeServices(tx, house.town.id, offers, house.house.clock));
    coordinator = await house.signIn(['coordinator']);
    folder = mkdtempSync(join(tmpdir(), 'papier-'));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await house?.close();
  });

  /** What a reader finds on the pages of a PDF, in no particular order. */
  async function codesOf(name: string, address: string): Promise<string[]> {
    const answer = await house.get(address, coordinator);
    expect(answer.headers.get('Content-Type'), address).toBe('application/pdf');
    const file = join(folder, `${name}.pdf`);
    writeFileSync(file, Buffer.from(await answer.arrayBuffer()));
    await run('pdftoppm', ['-r', DOTS, '-png', file, join(folder, name)]);
    const pages = readdirSync(folder).filter((one) => one.startsWith(`${name}-`)).map((one) => join(folder, one));
    // A page without a code is no failure; the reader says so by its exit code.
    const read = await Promise.all(pages.map((page) => run('zbarimg', ['--quiet', '--raw', page]).then(({ stdout }) => stdout, (error: { stdout?: string }) => error.stdout ?? '')));
    return read.join('').split('\n').filter(Boolean).sort();
  }

  test('of a poster leads to what the poster is about, in its language', async () => {
    expect(await codesOf('wegweiser', `${PRINT}/plakat.pdf?worauf=guide&sprache=ar&papier=a3`)).toEqual([`${origin}/musterstadt/ar/wegweiser`]);
    expect(await codesOf('start', `${PRINT}/plakat.pdf?worauf=start&papier=a4`)).toEqual([`${origin}/musterstadt`]);
    expect(await codesOf('angebot', `${PRINT}/plakat.pdf?worauf=offer&angebot=${offers[1]!.id}&sprache=uk&papier=a4`)).toEqual([`${origin}/musterstadt/uk/angebote/${offers[1]!.id}`]);
  });

  test('of a booklet leads to each of its offers, and that of the cover to the town', async () => {
    const answer = await house.submit(PRINT, { language: 'tr', paper: 'a5' }, { cookie: coordinator });
    await runJobsOnce({ house: house.house, connection: house.test.app, tasks: jobTasks });
    const id = answer.headers.get('Location')!.split('/').at(-1)!;
    const offered = offers.map((one) => `${origin}/musterstadt/tr/angebote/${one.id}`);
    expect([...new Set(await codesOf('heft', `/musterstadt/druck/heft/${id}`))].sort()).toEqual([`${origin}/musterstadt/tr`, ...offered].sort());
  });
});
