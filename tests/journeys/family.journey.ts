import { expect, test } from '@playwright/test';

test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });

test('a family finds an offer for a two-year-old on a phone without JavaScript and can call', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Stadt Alfeld (Leine)' }).click();
  await page.getByRole('searchbox', { name: 'Was suchen Sie?' }).fill('Krabbelgruppe');
  await page.getByRole('button', { name: 'Suchen' }).click();
  await expect(page).toHaveURL(/suche=Krabbelgruppe/);

  await page.getByText('Auswahl eingrenzen').first().click();
  await page.getByLabel('Alter des Kindes').selectOption('2');
  await page.getByRole('button', { name: 'Anzeigen' }).click();
  await expect(page).toHaveURL(/alter=2/);
  await expect(page.getByText(/\d+ Angebote? gefunden/).first()).toBeVisible();
  await page.getByRole('main').getByRole('heading', { level: 2 }).or(page.getByRole('main').getByRole('heading', { level: 3 })).getByRole('link').first().click();

  await expect(page.getByRole('heading', { name: 'Kontakt' })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Telefon/ }).first()).toHaveAttribute('href', /^tel:\+49\d{6,}$/);
});

test('a family finds the same by pictures of the ages instead of words', async ({ page }) => {
  await page.goto('/alfeld');
  await page.getByRole('main').getByRole('link', { name: /0 bis 3 Jahre/ }).click();
  await expect(page).toHaveURL(/phase=/);
  await expect(page.getByText(/\d+ Angebote gefunden/).first()).toBeVisible();
});

test('a family reads Arabic from right to left, and the telephone number from left to right', async ({ page }) => {
  await page.goto('/alfeld');
  await page.getByRole('navigation', { name: 'Sprache wählen' }).getByText('Deutsch').first().click();
  await page.getByRole('link', { name: 'العربية' }).click();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar');

  await page.getByRole('main').getByRole('link', { name: 'عرض كل العروض' }).click();
  await page.goto(`${page.url()}?alter=2`);
  await page.getByRole('main').getByRole('heading').getByRole('link').first().click();
  await expect(page).toHaveURL(/\/alfeld\/ar\/angebote\//);
  await expect(page.getByRole('heading', { name: 'الاتصال' })).toBeVisible();
  const call = page.getByRole('link', { name: /^الهاتف/ }).first();
  await expect(call).toHaveAttribute('href', /^tel:\+49\d+$/);
  await expect(call.locator('bdi')).toHaveAttribute('dir', 'ltr');
});

test('the chain can be read without JavaScript: as a picture, and as a table that leads to offers', async ({ page }) => {
  await page.goto('/alfeld/praeventionskette');
  await expect(page.getByRole('heading', { name: 'Die Kette auf einen Blick' })).toBeVisible();
  await page.getByRole('link', { name: /^\d+ Angebote$/ }).first().click();
  await expect(page.getByText(/\d+ Angebote? gefunden/).first()).toBeVisible();
});
