import { expect, test, type Page } from '@playwright/test';
import { findFamilyPages } from './family-pages.ts';
import { signIn } from './sign-in.ts';

const LONGEST_LIST = 10;

async function withList(page: Page, baseURL: string): Promise<void> {
  const { listCookie } = await findFamilyPages(new URL(baseURL).origin, 'alfeld', LONGEST_LIST);
  await page.context().addCookies([{ ...listCookie, url: baseURL }]);
}

async function sidesOfPaper(page: Page): Promise<number> {
  const paper = await page.pdf({ preferCSSPageSize: true });
  return paper.toString('latin1').match(/\/Type\s*\/Page[^s]/g)!.length;
}

for (const [language, segment] of [['German', ''], ['Ukrainian', '/uk'], ['Arabic', '/ar'], ['Einfache Sprache', '/einfach']] as const) {
  test(`the longest list there can be is one side of paper, with a code for each offer, in ${language}`, async ({ page, baseURL }) => {
    await withList(page, baseURL!);
    await page.goto(`/alfeld${segment}/merkliste/blatt`);
    await expect(page.locator('.sheet-entry')).toHaveCount(LONGEST_LIST);
    await expect(page.locator('.sheet svg.qr')).toHaveCount(LONGEST_LIST + 1);
    expect(await sidesOfPaper(page)).toBe(1);
  });
}

test('ten offers with a long sentence each take a second side, with its heading and the numbers going on', async ({ page, baseURL }) => {
  await signIn(page, 'lotse@alfeld.example');
  await withList(page, baseURL!);
  await page.goto('/alfeld/verwaltung/zettel');
  const notes = page.getByLabel('Eigener Satz');
  await expect(notes).toHaveCount(LONGEST_LIST);
  for (let index = 0; index < LONGEST_LIST; index += 1) await notes.nth(index).fill('Rufen Sie vormittags an und sagen Sie, dass Sie von der Familienberatung kommen. Nehmen Sie bitte den Brief mit und das Heft Ihres Kindes, auch die Karte.');
  await page.getByRole('button', { name: 'Zettel ansehen und drucken' }).click();
  await expect(page.locator('.sheet')).toHaveCount(2);
  await expect(page.getByText('Seite 2 von 2')).toBeVisible();
  await expect(page.locator('.sheet').nth(1).locator('.sheet-number').first()).toHaveText('6');
  expect(await sidesOfPaper(page)).toBe(2);
});
