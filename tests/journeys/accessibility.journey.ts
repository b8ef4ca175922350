import { expect, test } from '@playwright/test';
import { languageFacts, languages, type Language } from '../../src/platform/language.ts';
import { findFamilyPages } from './family-pages.ts';
import { faultsOf, faultsOfPages, NARROW, readByAxe } from './page-faults.ts';
import { signIn } from './sign-in.ts';
import { pagesOf } from './staff-pages.ts';

const addressIn = (language: Language, path: string, town = 'alfeld') =>
  `/${[town, languageFacts[language].segment].filter(Boolean).join('/')}${path === '/' ? '' : path}`;

for (const language of languages) {
  test(`every public page in ${languageFacts[language].name} is accessible and fits a narrow phone`, async ({ page, context, baseURL }) => {
    test.setTimeout(900_000);
    const faults: string[] = [];
    // Where axe does not read, nothing needs the wide page.
    if (!readByAxe(language)) await page.setViewportSize(NARROW);
    const { pages, listCookie } = await findFamilyPages(new URL(baseURL!).origin, 'alfeld');
    for (const { path, part, isFilled } of pages) {
      await context.clearCookies();
      if (isFilled) await context.addCookies([{ ...listCookie, url: baseURL! }]);
      await page.goto(addressIn(language, readByAxe(language) ? part ?? path : path));
      faults.push(...await faultsOf(page));
    }
    expect(faults).toEqual([]);
  });
}

test('the list of towns is accessible and fits a narrow phone', async ({ page }) => {
  await page.goto('/');
  expect(await faultsOf(page)).toEqual([]);
});

for (const [email, before] of [['koordination@voerde.example'], ['verwaltung@voerde.example', 'koordination@voerde.example'], ['planung@voerde.example', 'koordination@voerde.example']] as const) {
  test(`one page of every kind ${email} may open${before ? ` and ${before} may not` : ''} is accessible and fits a narrow phone`, async ({ page, browser }) => {
    test.setTimeout(1_200_000);
    await signIn(page, email, 'voerde');
    const pages = await pagesOf(page.request, 'voerde');
    expect(pages.size).toBeGreaterThan(40);
    const seen = new Set<string>();
    if (before) {
      const other = await browser.newPage();
      await signIn(other, before, 'voerde');
      for (const kind of (await pagesOf(other.request, 'voerde')).keys()) seen.add(kind);
      await other.close();
    }
    expect(await faultsOfPages(page, pages, seen)).toEqual([]);
  });
}

test('every component in every state is accessible', async ({ page }) => {
  test.setTimeout(900_000);
  // It exhibits heads of pages as well, so it has several.
  await page.goto('/musterbuch');
  expect(await faultsOf(page)).toEqual([expect.stringContaining('/musterbuch: not one h1')]);
});
