import { expect, test, type APIRequestContext } from '@playwright/test';
import { languageFacts, languages, type Language } from '../../src/platform/language.ts';
import { findFamilyPages } from './family-pages.ts';
import { faultsOf, NARROW, readByAxe } from './page-faults.ts';
import { signIn } from './sign-in.ts';

const addressIn = (language: Language, path: string, town = 'alfeld') =>
  `/${[town, languageFacts[language].segment].filter(Boolean).join('/')}${path === '/' ? '' : path}`;

for (const language of languages) {
  test(`every public page in ${languageFacts[language].name} is accessible and fits a narrow phone`, async ({ page, context, baseURL }) => {
    test.setTimeout(400_000);
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

/** A page stands for all of its kind: one offer, one day, one figure, one language of a text. */
const kindOf = (path: string) => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id').replace(/\d{4}-\d\d-\d\d/g, ':day').replace(/\/\d+(?=\/|$)/g, '/:number')
  .replace(/(\/(?:zelle|richtwerte|kennzahlen|uebersetzungen\/\w+\/:id))\/(?!neu$)[^?]+/, '$1/:one');

/** Staff pages no other leads to, or only in some towns. */
const lonelyPages = ['/abmelden', '/verwaltung/kette/nicht-eingeordnet'];

/** One page of every kind that somebody may open, found by following links from the overview; files are none. */
async function pagesOf(request: APIRequestContext, town: string): Promise<Map<string, string>> {
  const root = addressIn('de', '/verwaltung', town);
  const waiting = [root, ...lonelyPages.map((path) => addressIn('de', path, town))];
  const found = new Map(waiting.map((path) => [kindOf(path), path]));
  const pages = new Map<string, string>();
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const answer = await request.get(path);
    if (answer.status() !== 200 || !answer.headers()['content-type']?.startsWith('text/html')) continue;
    pages.set(kindOf(path), path);
    for (const [, link] of (await answer.text()).matchAll(/href="([^"#?]*)/g)) {
      if ((!link!.startsWith(`${root}/`) && !link!.startsWith(`/${town}/konto`)) || found.has(kindOf(link!))) continue;
      found.set(kindOf(link!), link!);
      waiting.push(link!);
    }
  }
  return pages;
}

for (const [email, before] of [['koordination@voerde.example'], ['verwaltung@voerde.example', 'koordination@voerde.example']] as const) {
  test(`one page of every kind ${email} may open${before ? ` and ${before} may not` : ''} is accessible and fits a narrow phone`, async ({ page, browser }) => {
    test.setTimeout(600_000);
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
    const faults: string[] = [];
    for (const [kind, address] of pages) {
      if (seen.has(kind)) continue;
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
