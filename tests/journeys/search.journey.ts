import { expect, test } from '@playwright/test';
import { faultsOf } from './page-faults.ts';
import { signIn } from './sign-in.ts';

test.describe('on a phone without JavaScript', () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });

  test('a father types „Geld reicht nicht“ and reaches a telephone number', async ({ page }) => {
    await page.goto('/alfeld');
    await page.getByRole('searchbox', { name: 'Was suchen Sie?' }).fill('Geld reicht nicht');
    await page.getByRole('button', { name: 'Suchen' }).click();
    const first = page.getByRole('main').getByRole('heading', { level: 2 }).getByRole('link').first();
    await expect(first).toContainText(/Schuldnerberatung|Bildung und Teilhabe|Wohngeld|Tafel/);
    await first.click();
    await expect(page.getByRole('link', { name: /^Telefon/ }).first()).toHaveAttribute('href', /^tel:\+49\d{6,}$/);
  });

  test('a mother asks with age and place, sees how she was understood, and leaves the place out', async ({ page }) => {
    await page.goto('/alfeld/angebote?suche=Krabbelgruppe+8+Monate+F%C3%B6hrste');
    await expect(page.getByText('Verstanden als')).toBeVisible();
    await expect(page.getByRole('main').getByRole('heading', { level: 2 }).getByRole('link').first()).toHaveText('Krabbelgruppe Föhrste');
    await page.getByRole('link', { name: /Ort: Föhrste/ }).click();
    await expect(page).toHaveURL(/suche=Krabbelgruppe\+8\+Monate$/);
    await expect(page.getByRole('link', { name: /Ort: Föhrste/ })).toHaveCount(0);
  });

  test('a question in Arabic finds German records', async ({ page }) => {
    await page.goto(`/alfeld/ar/angebote?suche=${encodeURIComponent('تعليم السباحة للأطفال')}`);
    await expect(page.getByRole('main').getByRole('heading', { level: 2 }).getByRole('link').first()).toHaveText('Seepferdchen-Kurs');
  });
});

test('a municipality edits its thesaurus and sees the effect before and after saving', async ({ page }) => {
  await signIn(page, 'koordination@alfeld.example');
  await page.goto('/alfeld/verwaltung/suche/neu');
  await page.getByLabel('Was Familien sagen').fill('Pickepacke');
  await page.getByLabel('Wörter der Angebote, die genau passen').fill('Schulranzen');
  await page.getByLabel('Testfragen').fill('Pickepacke');
  await page.getByRole('button', { name: 'Wirkung ansehen' }).click();
  await expect(page.getByText('nichts gefunden')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Schulranzen-Aktion' })).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);

  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByText('Die Suche verwendet den Eintrag sofort.')).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await page.goto('/alfeld/angebote?suche=Pickepacke');
  await expect(page.getByRole('main').getByRole('heading', { level: 2 }).getByRole('link').first()).toContainText('Schulranzen');
});
