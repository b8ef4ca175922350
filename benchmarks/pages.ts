import type { Browser } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findEmbedded } from '../src/platform/embedded-postgres.ts';
import { findFamilyPages } from '../tests/journeys/family-pages.ts';
import { freePort, startTown } from '../tests/drills/running-town.ts';
import { load, NETWORK, openBrowser, type Kind, type Load } from './browser.ts';
import { quantile, type Measurement, type Section } from './report.ts';

const KB = 1000;
/** Integreat, the German cities' guide for new arrivals: figures of the issue, same connection. */
const PEER = 'Integreat';
const TOWN = 'voerde';

interface PublicPage {
  name: string;
  path: string;
  /** of a browser that keeps a list */
  cookie?: { name: string; value: string };
}

/** So long is the list families and Lotsen put together here. */
const LIST = 6;
/** Measured in Arabic too: what a family passes on its way to help. */
const ON_THE_WAY = new Set(['start', 'frage-1', 'frage-2', 'vorschlaege', 'angebote', 'suche', 'angebot', 'merkliste', 'blatt']);

/** What families open, in a browser on a phone with a slow connection, from `node start.mjs` with the demo municipalities. */
export async function measurePages(isQuick: boolean): Promise<Section> {
  const place = { dataFolder: mkdtempSync(join(tmpdir(), 'lueckenlos-pages-')), port: await freePort() };
  const town = await startTown(place, { DEMO: 'on' });
  const browser = await openBrowser();
  try {
    const measured: { page: PublicPage; loads: PageLoads }[] = [];
    for (const page of await publicPages(town.door.origin)) measured.push({ page, loads: await measurePage(browser, town.door.origin, page, isQuick ? 1 : 3) });
    return sectionOf(measured);
  } finally {
    await browser.close();
    await town.signal('SIGTERM');
    await (await findEmbedded(place.dataFolder))?.stop('immediate');
    rmSync(place.dataFolder, { recursive: true, force: true });
  }
}

async function publicPages(origin: string): Promise<PublicPage[]> {
  const { pages, listCookie } = await findFamilyPages(origin, TOWN, LIST);
  return ['', '/ar'].flatMap((language) => pages.filter(({ name }) => language === '' || ON_THE_WAY.has(name)).map(({ name, path, isFilled }) => ({
    name: `${name} (${language === '' ? 'German' : 'Arabic'})`, path: `/${TOWN}${language}${path}`, ...(isFilled ? { cookie: listCookie } : {}),
  })));
}

interface PageLoads {
  first: Load;
  withoutJavaScript: Load;
  paints: number[];
}

async function measurePage(browser: Browser, origin: string, { path, cookie }: PublicPage, times: number): Promise<PageLoads> {
  const address = new URL(path, origin).href;
  const own = cookie ? { cookie } : {};
  const first = await load(browser, address, own);
  const withoutJavaScript = await load(browser, address, { ...own, javaScript: false });
  const paints: number[] = [];
  for (let number = 0; number < times; number++) paints.push((await load(browser, address, { ...own, slow: true })).largestContentfulPaint);
  return { first, withoutJavaScript, paints };
}

function sectionOf(measured: readonly { page: PublicPage; loads: PageLoads }[]): Section {
  const uncompressed = new Set(measured.flatMap(({ loads }) => loads.first.uncompressed));
  return {
    title: 'Pages families open',
    conditions: [
      `Chromium, 360 × 740, empty cache; LCP at ${NETWORK.megabitsPerSecond} Mbit/s, ${NETWORK.roundTripMs} ms, processor ÷ ${NETWORK.cpuSlowdown}: median of ${measured[0]!.loads.paints.length}`,
      'bytes as sent, headers included (KB = 1000 bytes); “needed” is the JavaScript of a page that shows a line which it does not show without',
      uncompressed.size === 0 ? 'all text was sent compressed' : `sent uncompressed: ${[...uncompressed].slice(0, 6).join(', ')}`,
      ...measured.map(({ page, loads: { first } }) => `${page.name}: ${Object.entries(first.bytes).map(([kind, bytes]) => `${kind} ${(bytes / KB).toFixed(1)}`).join(', ')} KB`),
    ],
    measurements: measured.flatMap(({ page, loads }) => measurementsOf(page.name, loads)),
  };
}

function measurementsOf(name: string, { first, withoutJavaScript, paints }: PageLoads): Measurement[] {
  const bytes = (kinds: readonly Kind[]) => kinds.reduce((sum, kind) => sum + first.bytes[kind], 0) / KB;
  const withoutLines = new Set(withoutJavaScript.lines);
  const isAllThere = first.lines.every((line) => withoutLines.has(line));
  const javaScript = bytes(['JavaScript']);
  return [
    { what: `${name}: JavaScript needed`, value: isAllThere ? 0 : javaScript, unit: 'KB', goal: { atMost: 0 }, peer: { name: PEER, from: 751 } },
    { what: `${name}: JavaScript delivered`, value: javaScript, unit: 'KB', goal: { atMost: 30 }, peer: { name: PEER, from: 751 } },
    { what: `${name}: first load in all`, value: bytes(['HTML', 'CSS', 'fonts', 'JavaScript', 'other']), unit: 'KB', goal: { atMost: 150 }, peer: { name: PEER, from: 1454 } },
    { what: `${name}: LCP`, value: quantile(paints, 0.5) / 1000, unit: 's', goal: { atMost: 2.5 }, peer: { name: PEER, from: 16, to: 20 } },
  ];
}
