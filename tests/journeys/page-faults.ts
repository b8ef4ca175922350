import type { Page } from '@playwright/test';
import axe, { type RunOptions } from 'axe-core';
import { languageFacts, type Language } from '../../src/platform/language.ts';
import { splitAddress } from '../../src/platform/request-surroundings.ts';

/**
 * What axe looks at is the same in every language but for direction, and measuring contrast takes it four times as long as all its other rules
 * together: by default it reads German with contrast and Arabic without; with AXE_LANGUAGES=all every language with contrast (five minutes more).
 * Heading, language, direction and room are asked in each.
 */
const isThorough = process.env['AXE_LANGUAGES'] === 'all';
const readByAxe = (language: Language) => isThorough || language === 'de' || language === 'ar';
const withContrast = (language: Language) => isThorough || language === 'de';

/** What is wrong with the page that is open, in words: axe's findings, its heading, the language and direction its address names, and whether it fits a narrow phone. */
export async function faultsOf(page: Page): Promise<string[]> {
  const { language } = splitAddress(new URL(page.url()).pathname);
  const { tag, direction } = languageFacts[language];
  const html = page.locator('html');
  const faults = [
    ...(readByAxe(language) ? await violationsOf(page, { 'color-contrast': { enabled: withContrast(language) } }) : []),
    ...(await page.locator('h1').count() === 1 ? [] : ['not one h1']),
    ...(await html.getAttribute('lang') === tag ? [] : ['wrong lang']),
    ...(await html.getAttribute('dir') === direction ? [] : ['wrong dir']),
    ...(await isTooWide(page) ? ['scrolls sideways at 320 pixels'] : []),
  ];
  return faults.map((fault) => `${page.url()}: ${fault}`);
}

async function violationsOf(page: Page, rules: RunOptions['rules']): Promise<string[]> {
  // No page has frames: axe is put into the page itself, past the content security policy, and only violations are written out.
  await page.evaluate(axe.source);
  return page.evaluate(async (chosen) => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'], rules: chosen ?? {} });
    return violations.map(({ id, nodes }) => `${id} at ${nodes.slice(0, 3).map(({ target }) => target.join(' ')).join(' | ')}`);
  }, rules);
}

async function isTooWide(page: Page): Promise<boolean> {
  const size = page.viewportSize()!;
  await page.setViewportSize({ width: 320, height: 640 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  await page.setViewportSize(size);
  return width > 320;
}
