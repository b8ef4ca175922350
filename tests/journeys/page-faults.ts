import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type axe from 'axe-core';
import type { RunOptions } from 'axe-core';
import { languageFacts, type Language } from '../../src/platform/language.ts';
import { splitAddress } from '../../src/platform/request-surroundings.ts';

/**
 * What axe looks at is the same in every language but for direction, and measuring contrast takes it four times as long as all its other rules
 * together: by default it reads German with contrast and Arabic without; with AXE_LANGUAGES=all every language with contrast (five minutes more).
 * Heading, language, direction and room are asked in each.
 */
const isThorough = process.env['AXE_LANGUAGES'] === 'all';
export const readByAxe = (language: Language) => isThorough || language === 'de' || language === 'ar';
export const NARROW = { width: 320, height: 640 };
/** Rows and entries after the first ones repeat their form; each component in each state stands in /musterbuch. */
const REPEATED = isThorough ? [] : ['tbody > tr:nth-child(n+9)', 'li:nth-child(n+9)', 'option:nth-child(n+9)'];
/** Half as long to read as the source the package hands out. */
const AXE = readFileSync(join(import.meta.dirname, '..', '..', 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');
const withContrast = (language: Language) => isThorough || language === 'de';

/** What is wrong with the page that is open, in words: axe's findings, its heading, the language and direction its address names, and whether it fits a narrow phone. */
export async function faultsOf(page: Page): Promise<string[]> {
  const { language } = splitAddress(new URL(page.url()).pathname);
  const { tag, direction } = languageFacts[language];
  const violations = readByAxe(language) ? await violationsOf(page, { 'color-contrast': { enabled: withContrast(language) } }) : [];
  const seen = await lookAt(page);
  const faults = [
    ...violations,
    ...(seen.headings === 1 ? [] : ['not one h1']),
    ...(seen.lang === tag ? [] : ['wrong lang']),
    ...(seen.dir === direction ? [] : ['wrong dir']),
    ...(seen.width > NARROW.width ? ['scrolls sideways at 320 pixels'] : []),
  ];
  return faults.map((fault) => `${page.url()}: ${fault}`);
}

/** Faults of the pages, which are named by their kind; kinds in `seen` are left out, and what is read joins them. */
export async function faultsOfPages(page: Page, pages: Iterable<readonly [kind: string, address: string]>, seen = new Set<string>()): Promise<string[]> {
  const faults: string[] = [];
  for (const [kind, address] of pages) {
    if (seen.has(kind)) continue;
    seen.add(kind);
    await page.goto(address);
    faults.push(...await faultsOf(page));
  }
  return faults;
}

async function violationsOf(page: Page, rules: RunOptions['rules']): Promise<string[]> {
  // No page has frames: axe is put into the page itself, past the content security policy, and only violations are written out.
  await page.evaluate(AXE);
  return page.evaluate(async ({ chosen, repeated }) => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run({ exclude: repeated }, { resultTypes: ['violations'], rules: chosen ?? {} });
    return violations.map(({ id, nodes }) => `${id} at ${nodes.slice(0, 3).map(({ target }) => target.join(' ')).join(' | ')}`);
  }, { chosen: rules, repeated: REPEATED });
}

/** The page on a narrow phone. A browser that is that narrow already stays so. */
async function lookAt(page: Page): Promise<{ headings: number; lang: string | null; dir: string | null; width: number }> {
  const size = page.viewportSize()!;
  const isNarrow = size.width === NARROW.width;
  if (!isNarrow) await page.setViewportSize(NARROW);
  const seen = await page.evaluate(() => {
    const html = document.documentElement;
    return { headings: document.querySelectorAll('h1').length, lang: html.getAttribute('lang'), dir: html.getAttribute('dir'), width: html.scrollWidth };
  });
  if (!isNarrow) await page.setViewportSize(size);
  return seen;
}
