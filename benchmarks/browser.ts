import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test';
import { existsSync } from 'node:fs';

/** A phone on a slow connection, as Lighthouse and others imitate it. */
export const NETWORK = { megabitsPerSecond: 1.6, roundTripMs: 150, cpuSlowdown: 4 };

export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
}

/** Kinds of what a page loads. */
export type Kind = 'HTML' | 'CSS' | 'fonts' | 'JavaScript' | 'other';

export interface Load {
  /** over the wire, headers included, in bytes */
  bytes: Record<Kind, number>;
  /** responses of text that came uncompressed */
  uncompressed: string[];
  /** in ms from the start of the navigation */
  largestContentfulPaint: number;
  /** what a reader sees of the page's own part */
  lines: string[];
}

/** Opens an address with an empty cache on a phone's screen; `slow` with the network and processor of {@link NETWORK}, `cookie` as a browser that keeps a list. */
export async function load(browser: Browser, address: string, { slow = false, javaScript = true, cookie }: { slow?: boolean; javaScript?: boolean; cookie?: { name: string; value: string } } = {}): Promise<Load> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true, javaScriptEnabled: javaScript });
  try {
    if (cookie) await context.addCookies([{ ...cookie, url: address }]);
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const traffic = await watchTraffic(session);
    if (slow) await slowDown(session);
    await page.goto(address, { waitUntil: 'networkidle' });
    return { ...traffic, largestContentfulPaint: javaScript ? await largestContentfulPaint(page) : 0, lines: await linesOf(page) };
  } finally {
    await context.close();
  }
}

/**
 * When a phone on a slow connection paints first, and when it has painted an element that follows the drawing that is waited for: the frame after it
 * stands in the page. In ms from the start of the navigation, with an empty cache.
 */
export async function paintedAfter(browser: Browser, address: string, selector: string): Promise<{ first: number; element: number }> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await slowDown(session);
    // As text: what the loader of TypeScript adds to functions with names does not exist in the page. The second frame begins when the first one is painted.
    await page.addInitScript(`(function look() {
      if (document.querySelector(${JSON.stringify(selector)})) requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('element-painted')));
      else requestAnimationFrame(look);
    })()`);
    await page.goto(address, { waitUntil: 'load', timeout: 120_000 });
    await page.waitForFunction(() => performance.getEntriesByName('element-painted').length > 0);
    return await page.evaluate(() => ({
      first: performance.getEntriesByName('first-contentful-paint')[0]!.startTime, element: performance.getEntriesByName('element-painted')[0]!.startTime,
    }));
  } finally {
    await context.close();
  }
}

async function slowDown(session: CDPSession): Promise<void> {
  const bytesPerSecond = (NETWORK.megabitsPerSecond * 1_000_000) / 8;
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: NETWORK.roundTripMs, downloadThroughput: bytesPerSecond, uploadThroughput: bytesPerSecond });
  await session.send('Emulation.setCPUThrottlingRate', { rate: NETWORK.cpuSlowdown });
}

const KINDS: Partial<Record<string, Kind>> = { Document: 'HTML', Stylesheet: 'CSS', Font: 'fonts', Script: 'JavaScript' };

async function watchTraffic(session: CDPSession): Promise<Pick<Load, 'bytes' | 'uncompressed'>> {
  const bytes: Load['bytes'] = { HTML: 0, CSS: 0, fonts: 0, JavaScript: 0, other: 0 };
  const uncompressed: string[] = [];
  const kinds = new Map<string, Kind>();
  await session.send('Network.enable');
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    const kind = KINDS[type] ?? 'other';
    kinds.set(requestId, kind);
    const encoding = Object.entries(response.headers).find(([name]) => name.toLowerCase() === 'content-encoding')?.[1];
    if (!encoding && ['HTML', 'CSS', 'JavaScript'].includes(kind)) uncompressed.push(new URL(response.url).pathname);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => { bytes[kinds.get(requestId) ?? 'other'] += encodedDataLength; });
  return { bytes, uncompressed };
}

/** The last candidate so far; the page is at rest when this is asked. (W3C Largest Contentful Paint) */
function largestContentfulPaint(page: Page): Promise<number> {
  return page.evaluate(() => new Promise<number>((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries().at(-1)!.startTime)).observe({ type: 'largest-contentful-paint', buffered: true });
  }));
}

/** A button that only opens the browser's own print dialogue is there only with its script, and nothing is missing without it. */
async function linesOf(page: Page): Promise<string[]> {
  await page.locator('main print-button').evaluateAll((buttons) => { for (const button of buttons) button.remove(); });
  return (await page.locator('main').innerText()).split('\n').map((line) => line.replace(/\s+/g, ' ').trim()).filter(Boolean);
}
