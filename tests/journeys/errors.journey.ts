import { expect, test } from '@playwright/test';
import { signIn } from './sign-in.ts';

test('an address that leads nowhere says so and leads on, also in another language', async ({ page }) => {
  const missing = await page.goto('/alfeld/angebote/gibt-es-nicht');
  expect(missing?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  await expect(page.getByRole('main').getByRole('link').first()).toBeVisible();

  const arabic = await page.goto('/alfeld/ar/gibt-es-nicht');
  expect(arabic?.status()).toBe(404);
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
});

test('a form with an error keeps what was typed, takes the focus to the summary, and the summary leads to the field', async ({ page }) => {
  await signIn(page, 'koordination@alfeld.example');
  await page.goto('/alfeld/verwaltung/luecken/neu');
  await page.getByLabel('Wer kümmert sich?').fill('Runder Tisch');
  await page.getByRole('button', { name: 'Lücke eintragen' }).click();

  const summary = page.getByRole('alert');
  await expect(summary).toBeFocused();
  await expect(page.getByLabel('Wer kümmert sich?')).toHaveValue('Runder Tisch');
  await summary.getByRole('link', { name: /Was fehlt/ }).click();
  await expect(page.getByLabel('Was fehlt?')).toBeFocused();
  await expect(page.getByLabel('Was fehlt?')).toHaveAttribute('aria-invalid', 'true');
});

test('whoever has no mouse skips to the content and sends a form with the keyboard alone', async ({ page }) => {
  await page.goto('/alfeld/anmelden');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Zum Inhalt springen' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();

  await page.keyboard.press('Tab');
  await expect(page.getByRole('region', { name: 'Mit einem Link per E-Mail' }).getByLabel('E-Mail-Adresse')).toBeFocused();
  await page.keyboard.type('tastatur@alfeld.example');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Link anfordern' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bitte sehen Sie in Ihr Postfach');
});

test('staff pages send whoever is not signed in to the way in, and never show what they hold', async ({ page }) => {
  await page.goto('/alfeld/verwaltung/luecken');
  await expect(page).toHaveURL('/alfeld/anmelden?weiter=%2Fverwaltung%2Fluecken');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Anmelden');
});
