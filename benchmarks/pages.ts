import type { Browser } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findEmbedded } from '../src/platform/embedded-postgres.ts';
import type { Door } from '../tests/drills/door.ts';
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
}

/** What families open, in a browser on a phone with a slow connection, from `node start.mjs` with the demo municipalities. */
export async function measurePages(isQuick: boolean): Promise<Section> {
  const place = { dataFolder: mkdtempSync(join(tmpdir(), 'lueckenlos-pages-')), port: await freePort() };
  const town = await startTown(place, { DEMO: 'on' });
  const browser = await openBrowser();
  try {
    const measured: { page: PublicPage; loads: PageLoads }[] = [];
    for (const page of await publicPages(town.door)) measured.push({ page, loads: await measurePage(browser, new URL(page.path, town.door.origin).href, isQuick ? 1 : 5) });
    return sectionOf(measured);
  } finally {
    await browser.close();
    await town.signal('SIGTERM');
    await (await findEmbedded(place.dataFolder))?.stop('immediate');
    rmSync(place.dataFolder, { recursive: true, force: true });
  }
}

async function publicPages(door: Door): Promise<PublicPage[]> {
  const list = await (await door.request(`/${TOWN}/angebote`)).text();
  const offer = new RegExp(`/${TOWN}/angebote/([0-9a-f]{8}-[0-9a-f-]{27})"`).exec(list)?.[1];
  if (!offer) throw new Error('The list shows no offer');
  const inside = [['front page', ''], ['list', '/angebote'], ['list, filtered', '/angebote?alter=2&kostenlos=1'], ['offer', `/angebote/${offer}`], ['chain', '/praeventionskette'],
    ['guide, first question', '/wegweiser'], ['guide, second question', '/wegweiser/fuer-wen?wer=baby'], ['suggestions', '/wegweiser/vorschlaege?wer=baby'], ['personal list, empty', '/merkliste']] as const;
  return ['', '/ar'].flatMap((language) => inside.map(([name, path]) => ({ name: `${name} (${language === '' ? 'German' : 'Arabic'})`, path: `/${TOWN}${language}${path}` })));
}

interface PageLoads {
  first: Load;
  withoutJavaScript: Load;
  paints: number[];
}

async function measurePage(browser: Browser, address: string, times: number): Promise<PageLoads> {
  const first = await load(browser, address);
  const withoutJavaScript = await load(browser, address, { javaScript: false });
  const paints: number[] = [];
  for (let number = 0; number < times; number++) paints.push((await load(browser, address, { slow: true })).largestContentfulPaint);
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
