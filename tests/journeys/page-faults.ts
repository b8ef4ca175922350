import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { languageFacts, languages, type Language } from '../../src/platform/language.ts';
import { splitAddress } from '../../src/platform/request-surroundings.ts';

/**
 * What axe looks at is the same in every language but for direction: it reads German and Arabic; with AXE_LANGUAGES=all every language
 * (three minutes more). Language, heading and room are asked in each.
 */
const languagesOfAxe: readonly Language[] = process.env['AXE_LANGUAGES'] === 'all' ? languages : ['de', 'ar'];

/** What is wrong with the page that is open, in words: axe's findings, its heading, the language and direction its address names, and whether it fits a narrow phone. */
export async function faultsOf(page: Page): Promise<string[]> {
  const { language } = splitAddress(new URL(page.url()).pathname);
  const { tag, direction } = languageFacts[language];
  const html = page.locator('html');
  const faults = [
    ...(languagesOfAxe.includes(language) ? await violationsOf(page) : []),
    ...(await page.locator('h1').count() === 1 ? [] : ['not one h1']),
    ...(await html.getAttribute('lang') === tag ? [] : ['wrong lang']),
    ...(await html.getAttribute('dir') === direction ? [] : ['wrong dir']),
    ...(await isTooWide(page) ? ['scrolls sideways at 320 pixels'] : []),
  ];
  return faults.map((fault) => `${page.url()}: ${fault}`);
}

async function violationsOf(page: Page): Promise<string[]> {
  // No page has frames: no second page for their results is needed, and only violations are written out.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] }).analyze();
  return violations.map(({ id, nodes }) => `${id} at ${nodes.slice(0, 3).map(({ target }) => target.join(' ')).join(' | ')}`);
}

async function isTooWide(page: Page): Promise<boolean> {
  const size = page.viewportSize()!;
  await page.setViewportSize({ width: 320, height: 640 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  await page.setViewportSize(size);
  return width > 320;
}
