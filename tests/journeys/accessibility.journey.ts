import { expect, test } from '@playwright/test';
import { languageFacts, languages, type Language } from '../../src/platform/language.ts';
import { findFamilyPages } from './family-pages.ts';
import { faultsOf } from './page-faults.ts';
import { signIn } from './sign-in.ts';

/** Staff pages no menu leads to; those in the menu and the links of their own pages are found by looking. */
const staffPages = [
  '/konto', '/abmelden', '/verwaltung/angebote/neu', '/verwaltung/angebote/import', '/verwaltung/kinderzahlen', '/verwaltung/strassen', '/verwaltung/gebiete/grenzen',
  '/verwaltung/kette/handlungsfeld', '/verwaltung/kette/nicht-eingeordnet', '/verwaltung/kette/doppelstrukturen', '/verwaltung/kette/altersgruppen',
  '/verwaltung/kette/richtwerte', '/verwaltung/kette/bewertungen', '/verwaltung/kette/bewertungen/neu', '/verwaltung/luecken/neu',
  '/verwaltung/uebersetzungen', '/verwaltung/uebersetzungen/einlesen', '/verwaltung/bekanntheit',
];

const addressIn = (language: Language, path: string, town = 'alfeld') =>
  `/${[town, languageFacts[language].segment].filter(Boolean).join('/')}${path === '/' ? '' : path}`;

for (const language of languages) {
  test(`every public page in ${languageFacts[language].name} is accessible and fits a narrow phone`, async ({ page, context, baseURL }) => {
    test.setTimeout(400_000);
    const faults: string[] = [];
    const { pages, listCookie } = await findFamilyPages(new URL(baseURL!).origin, 'alfeld');
    for (const { path, isFilled } of pages) {
      await context.clearCookies();
      if (isFilled) await context.addCookies([{ ...listCookie, url: baseURL! }]);
      await page.goto(addressIn(language, path));
      faults.push(...await faultsOf(page));
    }
    expect(faults).toEqual([]);
  });
}

test('the list of towns is accessible and fits a narrow phone', async ({ page }) => {
  await page.goto('/');
  expect(await faultsOf(page)).toEqual([]);
});

for (const [email, before] of [['koordination@voerde.example'], ['verwaltung@voerde.example', 'koordination@voerde.example']] as const) {
  test(`every staff page ${email} may open${before ? ` and ${before} may not` : ''} is accessible and fits a narrow phone`, async ({ page, browser }) => {
    test.setTimeout(400_000);
    await signIn(page, email, 'voerde');
    const inMenu = await page.getByRole('navigation', { name: 'Hauptmenü' }).getByRole('link').evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
    expect(inMenu.length).toBeGreaterThan(2);
    const ofStaff = inMenu.filter((path) => path.includes('/verwaltung'));
    await page.goto(addressIn('de', '/verwaltung', 'voerde'));
    const overview = await page.getByRole('main').getByRole('link').evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
    const faults: string[] = [];
    const asked = new Set(ofStaff);
    // The first of each kind of thing stands for all of them: one offer, one organisation, one gap, one cell.
    for (const start of [...ofStaff, ...overview, ...staffPages.map((path) => addressIn('de', path, 'voerde'))]) {
      const answer = await page.request.get(start);
      if (answer.status() === 403) continue;
      asked.add(start);
      await page.goto(start);
      const leads = await page.locator('main a[href*="/verwaltung/"]').evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
      const detail = leads.filter((path) => path.startsWith(`${start}/`) && /[0-9a-f]{8}-|\/zelle\//.test(path))[0];
      if (detail) asked.add(detail);
    }
    const other = await browser.newPage();
    if (before) await signIn(other, before, 'voerde');
    for (const address of asked) {
      if (before && (await other.request.get(address)).status() === 200) continue;
      await page.goto(address);
      faults.push(...await faultsOf(page));
    }
    expect(faults).toEqual([]);
  });
}

test('every component in every state is accessible', async ({ page }) => {
  test.setTimeout(400_000);
  // It exhibits heads of pages as well, so it has several.
  await page.goto('/musterbuch');
  expect(await faultsOf(page)).toEqual([expect.stringContaining('/musterbuch: not one h1')]);
});
