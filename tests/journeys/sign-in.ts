import { expect, type Page } from '@playwright/test';
import { DEMO_PASSWORD } from '../../src/accounts/demo-password.ts';

/** Signs in with the password of the demo's invented people. */
export async function signIn(page: Page, email: string, town = 'alfeld'): Promise<void> {
  await page.goto(`/${town}/anmelden`);
  const form = page.getByRole('region', { name: 'Mit Kennwort' });
  await form.getByLabel('E-Mail-Adresse').fill(email);
  await form.getByLabel('Kennwort', { exact: true }).fill(DEMO_PASSWORD);
  await form.getByRole('button', { name: 'Anmelden' }).click();
  await expect(page.getByRole('link', { name: 'Abmelden' }).first()).toBeVisible();
}
