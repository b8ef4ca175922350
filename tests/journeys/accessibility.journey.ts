import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { languageFacts, languages, type Language } from '../../src/platform/language.ts';
import { signIn } from './sign-in.ts';

/** Public pages, addresses inside a town; the first offer of the list is added. */
const publicPages = ['/', '/angebote', '/angebote?alter=2', '/angebote?suche=xyzzy', '/praeventionskette', '/anmelden', '/barrierefreiheit', '/datenschutz', '/impressum', '/umfrage/familien', '/gibt-es-nicht'];

/** Staff pages no menu leads to; those in the menu and the links of their own pages are found by looking. */
const staffPages = [
  '/konto', '/abmelden', '/verwaltung/angebote/neu', '/verwaltung/angebote/import', '/verwaltung/kinderzahlen', '/verwaltung/strassen', '/verwaltung/gebiete/grenzen',
  '/verwaltung/kette/handlungsfeld', '/verwaltung/kette/nicht-eingeordnet', '/verwaltung/kette/doppelstrukturen', '/verwaltung/kette/altersgruppen',
  '/verwaltung/kette/richtwerte', '/verwaltung/kette/bewertungen', '/verwaltung/kette/bewertungen/neu', '/verwaltung/luecken/neu',
  '/verwaltung/uebersetzungen', '/verwaltung/uebersetzungen/einlesen', '/verwaltung/bekanntheit',
];

const addressIn = (language: Language, path: string, town = 'alfeld') =>
  `/${[town, languageFacts[language].segment].filter(Boolean).join('/')}${path === '/' ? '' : path}`;

/** What is wrong with the page, in words: axe's findings, headings, language and direction. */
async function faultsOf(page: Page, address: string, language: Language): Promise<string[]> {
  await page.goto(address);
  const { tag, direction } = languageFacts[language];
  const html = page.locator('html');
  // No page has frames: no second page for their results is needed, and only violations are written out.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] }).analyze();
  return [
    ...violations.map(({ id, nodes }) => `${address}: ${id} at ${nodes.slice(0, 3).map(({ target }) => target.join(' ')).join(' | ')}`),
    ...(await page.locator('h1').count() === 1 ? [] : [`${address}: not one h1`]),
    ...(await html.getAttribute('lang') === tag ? [] : [`${address}: wrong lang`]),
    ...(await html.getAttribute('dir') === direction ? [] : [`${address}: wrong dir`]),
  ];
}

async function isTooWide(page: Page): Promise<boolean> {
  await page.setViewportSize({ width: 320, height: 640 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  await page.setViewportSize({ width: 1280, height: 720 });
  return width > 320;
}

async function firstOffer(page: Page): Promise<string> {
  await page.goto('/alfeld/angebote');
  const href = await page.getByRole('main').getByRole('heading').getByRole('link').first().getAttribute('href');
  return new URL(href!, page.url()).pathname.replace('/alfeld', '');
}

for (const language of languages) {
  test(`every public page in ${languageFacts[language].name} is accessible and fits a narrow phone`, async ({ page }) => {
    test.setTimeout(400_000);
    const faults: string[] = [];
    const offer = await firstOffer(page);
    for (const path of [...publicPages, offer, `${offer}/drucken`]) {
      const address = addressIn(language, path);
      faults.push(...await faultsOf(page, address, language));
      if (await isTooWide(page)) faults.push(`${address}: scrolls sideways at 320 pixels`);
    }
    expect(faults).toEqual([]);
  });
}

test('the list of towns is accessible and fits a narrow phone', async ({ page }) => {
  expect(await faultsOf(page, '/', 'de')).toEqual([]);
  expect(await isTooWide(page)).toBe(false);
});

for (const email of ['koordination@voerde.example', 'verwaltung@voerde.example']) {
  test(`every staff page ${email} may open is accessible`, async ({ page }) => {
    test.setTimeout(400_000);
    await signIn(page, email, 'voerde');
    const inMenu = await page.getByRole('navigation', { name: 'Hauptmenü' }).getByRole('link').evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
    expect(inMenu.length).toBeGreaterThan(2);
    const faults: string[] = [];
    const asked = new Set(inMenu);
    // The first of each kind of thing stands for all of them: one offer, one organisation, one gap, one cell.
    for (const start of [...inMenu, ...staffPages.map((path) => addressIn('de', path, 'voerde'))]) {
      const answer = await page.request.get(start);
      if (answer.status() === 403) continue;
      asked.add(start);
      await page.goto(start);
      const leads = await page.locator('main a[href*="/verwaltung/"]').evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
      const detail = leads.filter((path) => path.startsWith(`${start}/`) && /[0-9a-f]{8}-|\/zelle\//.test(path))[0];
      if (detail) asked.add(detail);
    }
    for (const address of asked) faults.push(...await faultsOf(page, address, 'de'));
    expect(faults).toEqual([]);
  });
}

test('every component in every state is accessible', async ({ page }) => {
  test.setTimeout(400_000);
  // It exhibits heads of pages as well, so it has several.
  expect(await faultsOf(page, '/musterbuch', 'de')).toEqual(['/musterbuch: not one h1']);
});
