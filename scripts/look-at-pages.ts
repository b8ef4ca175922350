// Looks at every family page the ways people do who see, hear, read or use it otherwise, for the table of docs/handbuch/barrierefreiheit.md.
// A server with the demo must run: node --import tsx scripts/look-at-pages.ts http://localhost:3000 /tmp/bilder [names of pages …]
import { chromium, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findFamilyPages, type FamilyPage, type FoundFamilyPages } from '../tests/journeys/family-pages.ts';

const TOWN = 'alfeld';

interface Mode {
  name: string;
  context: BrowserContextOptions;
  segment?: string;
  prepare?(page: Page): Promise<void>;
}

const desk = { width: 1280, height: 900 };
/** As much of a page as a picture shows: what comes below repeats. */
const TALLEST = 2600;
const PATIENCE_MS = 180_000;
const modes: readonly Mode[] = [
  { name: 'schmal', context: { viewport: { width: 320, height: 700 } } },
  // Text set to 200 % in the browser moves the breaks of the layout as well (they are in rem): as on a screen half as wide, enlarged twice.
  { name: 'gross', context: { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 } },
  { name: 'farben', context: { viewport: { width: 640, height: 900 }, forcedColors: 'active', colorScheme: 'dark' } },
  { name: 'arabisch', context: { viewport: { width: 375, height: 700 } }, segment: '/ar' },
  { name: 'papier', context: { viewport: { width: 718, height: 1000 } }, prepare: (page) => page.emulateMedia({ media: 'print' }) },
];

const [, , origin = 'http://localhost:3000', folder = '/tmp/bilder', ...wanted] = process.argv;
mkdirSync(folder, { recursive: true });
const executablePath = process.env['CHROMIUM_PATH'] ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
try {
  const found = await findFamilyPages(origin, TOWN, 7);
  const pages = found.pages.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  for (const mode of modes) for (const fault of await lookIn(browser, mode, pages, found)) process.stdout.write(`${fault}\n`);
  for (const fault of await listenAndTab(browser, pages, found)) process.stdout.write(`${fault}\n`);
} finally {
  await browser.close();
}

async function contextFor(from: Browser, options: BrowserContextOptions, page: FamilyPage, { listCookie }: FoundFamilyPages) {
  const context = await from.newContext({ baseURL: origin, locale: 'de-DE', bypassCSP: true, ...options });
  if (page.isFilled) await context.addCookies([{ ...listCookie, url: origin }]);
  return context;
}

/** A picture of each page in a mode; in words what is cut off or runs out of the page. */
async function lookIn(from: Browser, { name: mode, context: options, segment = '', prepare }: Mode, pages: readonly FamilyPage[], found: FoundFamilyPages): Promise<string[]> {
  const faults: string[] = [];
  for (const one of pages) {
    const context = await contextFor(from, options, one, found);
    const page = await context.newPage();
    await page.goto(`/${TOWN}${segment}${one.path === '/' ? '' : one.path}`, { timeout: PATIENCE_MS });
    await prepare?.(page);
    await page.evaluate(() => document.fonts.ready);
    for (const fault of await page.evaluate(sizeFaults)) faults.push(`${one.name} ${mode}: ${fault}`);
    const height = Math.min(TALLEST, await page.evaluate(() => document.documentElement.scrollHeight));
    await page.setViewportSize({ width: page.viewportSize()!.width, height });
    await page.screenshot({ path: join(folder, `${one.name}.${mode}.png`), animations: 'disabled', timeout: PATIENCE_MS });
    if (mode === 'papier') {
      const paper = await page.pdf({ preferCSSPageSize: true });
      writeFileSync(join(folder, `${one.name}.pdf`), paper);
      process.stdout.write(`${one.name}: ${paper.toString('latin1').match(/\/Type\s*\/Page[^s]/g)?.length ?? 0} Seiten Papier\n`);
    }
    await context.close();
  }
  return faults;
}

/** Runs in the page: what is wider than the page, and text that is cut off. */
function sizeFaults(): string[] {
  const faults: string[] = [];
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) faults.push(`seitwärts zu rollen (${document.documentElement.scrollWidth} statt ${width})`);
  for (const element of document.querySelectorAll<HTMLElement>('main *, header *, footer *')) {
    const { overflowX, overflowY, position } = getComputedStyle(element);
    if (position === 'absolute' || element.offsetWidth < 3 || !element.innerText?.trim()) continue;
    const isCut = (overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 4) || (overflowX === 'hidden' && element.scrollWidth > element.clientWidth + 4);
    if (isCut) faults.push(`abgeschnitten: ${element.tagName.toLowerCase()}.${element.className} „${element.innerText.trim().slice(0, 40)}“`);
  }
  return faults;
}

/** What is read out, as text files, and where the keyboard goes: order, a visible focus, no trap. */
async function listenAndTab(from: Browser, pages: readonly FamilyPage[], found: FoundFamilyPages): Promise<string[]> {
  const faults: string[] = [];
  for (const one of pages) {
    const context = await contextFor(from, { viewport: desk }, one, found);
    const page = await context.newPage();
    await page.goto(`/${TOWN}${one.path === '/' ? '' : one.path}`);
    writeFileSync(join(folder, `${one.name}.vorlesen.txt`), await page.locator('body').ariaSnapshot());
    for (const fault of await page.evaluate(headingFaults)) faults.push(`${one.name} vorlesen: ${fault}`);
    const stops: string[] = [];
    let before: { x: number; y: number } | undefined;
    for (let count = 0; count < 250; count += 1) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(focused);
      if (!stop || (stops.length > 0 && stop.isFirst)) break;
      stops.push(stop.name);
      if (!stop.isVisible) faults.push(`${one.name} tastatur: nicht zu sehen „${stop.name}“`);
      if (!stop.hasMark) faults.push(`${one.name} tastatur: ohne Rahmen „${stop.name}“`);
      if (before && stop.y < before.y - 400) faults.push(`${one.name} tastatur: springt nach oben zu „${stop.name}“`);
      before = stop;
    }
    writeFileSync(join(folder, `${one.name}.tastatur.txt`), stops.join('\n'));
    if (stops.length === 0) faults.push(`${one.name} tastatur: nichts zu erreichen`);
    await context.close();
  }
  return faults;
}

/** Runs in the page: headings that leave out a level, and missing landmarks. */
function headingFaults(): string[] {
  const levels = [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].filter((heading) => (heading as HTMLElement).offsetParent !== null);
  const faults = levels.flatMap((heading, index) => {
    const [level, previous] = [Number(heading.tagName[1]), index === 0 ? 0 : Number(levels[index - 1]!.tagName[1])];
    return level > previous + 1 && index > 0 ? [`Überschrift „${heading.textContent?.slice(0, 40)}“ überspringt eine Stufe`] : [];
  });
  return document.querySelectorAll('main').length === 1 ? faults : [...faults, 'nicht genau ein Hauptbereich'];
}

/** Runs in the page: where the keyboard is. */
function focused() {
  const element = document.activeElement as HTMLElement | null;
  if (!element || element === document.body) return undefined;
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const own = document.querySelectorAll<HTMLElement>('a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex="0"]');
  return {
    name: `${element.tagName.toLowerCase()} ${(element.getAttribute('aria-label') ?? element.innerText ?? '').trim().slice(0, 50) || element.getAttribute('name') || ''}`,
    x: box.x, y: box.y + scrollY,
    isFirst: element === [...own].find((one) => one.offsetParent !== null || one === element && one === own[0]),
    isVisible: box.width > 1 && box.height > 1,
    // Areas of a map are marked by their edge (src/ui/styles/_map.scss).
    hasMark: element.namespaceURI!.endsWith('svg') || style.outlineStyle !== 'none' || style.boxShadow !== 'none' || getComputedStyle(element.parentElement!).outlineStyle !== 'none' || getComputedStyle(element.parentElement!).boxShadow !== 'none',
  };
}
