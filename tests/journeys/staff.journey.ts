import { expect, test, type Page } from '@playwright/test';
import { signIn } from './sign-in.ts';

/** Asks for a link and takes it out of the development mailbox; the link names the address of the installation. */
async function mailedLink(page: Page, email: string): Promise<string> {
  await page.goto('/alfeld/anmelden');
  const form = page.getByRole('region', { name: 'Mit einem Link per E-Mail' });
  await form.getByLabel('E-Mail-Adresse').fill(email);
  await form.getByRole('button', { name: 'Link anfordern' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bitte sehen Sie in Ihr Postfach');

  // The mail is written in the background, so that the answer does not tell who has an account.
  const mail = page.getByRole('main').getByRole('listitem').filter({ hasText: email }).getByRole('link').first();
  await expect(async () => {
    await page.goto('/_mail');
    await expect(mail).toBeVisible({ timeout: 1000 });
  }).toPass();
  await mail.click();
  const link = await page.getByRole('link', { name: /anmelden\/link/ }).getAttribute('href');
  expect(link).toBeTruthy();
  return link!;
}

test('the link in the mail signs in by its button, once', async ({ page, browser }) => {
  const link = await mailedLink(page, 'angebote@sozialwerk-leinebergland.example');
  await page.goto(link);
  await expect(page.getByRole('link', { name: 'Abmelden' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Jetzt anmelden' }).click();
  await expect(page.getByRole('link', { name: 'Abmelden' }).first()).toBeVisible();

  const elsewhere = await browser.newPage();
  await elsewhere.goto(link);
  await elsewhere.getByRole('button', { name: 'Jetzt anmelden' }).click();
  await expect(elsewhere.getByText('Dieser Link gilt nicht mehr.').first()).toBeVisible();
  await elsewhere.close();
});

test('whoever works for the municipality and has no second step yet must set one up before anything else opens', async ({ page }) => {
  await page.goto(await mailedLink(page, 'planung@alfeld.example'));
  await page.getByRole('button', { name: 'Jetzt anmelden' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Zweiten Schritt einrichten');
  await page.goto('/alfeld/verwaltung/luecken');
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Lückenregister');
});

test('a provider keeps its own offers and sees nothing of other people’s work', async ({ page }) => {
  await signIn(page, 'jugend@sv-leinetal.example');
  await page.goto('/alfeld/verwaltung/angebote');
  await expect(page.getByText('Die Einträge Ihrer Einrichtung.')).toBeVisible();
  const providers = await page.getByRole('table').getByRole('row').locator('td:nth-child(2)').allTextContents();
  expect(providers.length).toBeGreaterThan(0);
  expect(new Set(providers.map((name) => name.trim()))).toEqual(new Set(['SV Leinetal Alfeld e. V.']));

  const foreign = await page.goto('/alfeld/angebote?suche=Bibliothek').then(() => page.getByRole('main').getByRole('heading').getByRole('link').first().getAttribute('href'));
  const id = foreign!.split('/').at(-1)!.split('?')[0]!;
  expect((await page.goto(`/alfeld/verwaltung/angebote/${id}`))?.status()).toBe(404);
  expect((await page.goto('/alfeld/verwaltung/luecken'))?.status()).toBe(403);
  expect((await page.goto('/alfeld/verwaltung/personen'))?.status()).toBe(403);
});

test('an administrator invites somebody and gives a role with an end', async ({ page }) => {
  await signIn(page, 'verwaltung@voerde.example', 'voerde');
  await page.goto('/voerde/verwaltung/personen');
  await page.getByRole('link', { name: 'Person einladen' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Yara Feldhusen');
  await page.getByLabel('E-Mail-Adresse').fill('vertretung-2027@voerde.example');
  await page.getByLabel('Rolle', { exact: true }).selectOption({ label: 'Jugendhilfe- und Sozialplanung' });
  await page.getByLabel('gilt bis vor dem').fill('2099-07-01');
  await page.getByRole('button', { name: 'Einladen' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Yara Feldhusen');
  await expect(page.getByRole('table', { name: 'Rollen mit Beginn und Ende' })).toContainText('01.07.2099');

  await page.getByLabel('Rolle', { exact: true }).selectOption({ label: 'Lotsendienst' });
  await page.getByLabel('gilt bis vor dem').fill('2099-12-31');
  await page.getByRole('button', { name: 'Rolle geben' }).click();
  await expect(page.getByRole('table', { name: 'Rollen mit Beginn und Ende' })).toContainText('31.12.2099');
});

test('whoever signs out is out, also by the browser’s way back', async ({ page }) => {
  await signIn(page, 'lotse@alfeld.example');
  await page.goto('/alfeld/konto');
  await page.getByRole('banner').getByRole('link', { name: 'Abmelden' }).click();
  await page.getByRole('button', { name: 'Abmelden' }).click();
  await expect(page.getByRole('link', { name: 'Anmelden' })).toBeVisible();
  await page.goto('/alfeld/konto');
  await expect(page).toHaveURL(/\/alfeld\/anmelden/);
});
