import { expect, test } from '@playwright/test';
import { faultsOf } from './page-faults.ts';
import { signIn } from './sign-in.ts';

test('the coordinator has a booklet made in Arabic, and a family takes it home', async ({ page }) => {
  await signIn(page, 'koordination@alfeld.example');
  await page.goto('/alfeld/verwaltung/druck');
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('main').getByLabel('Sprache').first().selectOption('ar');
  await page.getByRole('main').getByLabel('Lebensphase').first().selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Heft machen' }).click();
  await expect(page.getByText('Das Heft ist fertig.')).toBeVisible({ timeout: 90_000 });
  expect(await faultsOf(page)).toEqual([]);

  const poster = await page.request.get('/alfeld/verwaltung/druck/plakat.pdf?worauf=guide&sprache=tr&papier=a3');
  expect(poster.headers()['content-type']).toBe('application/pdf');

  await page.context().clearCookies();
  await page.goto('/alfeld/ar/druck');
  expect(await faultsOf(page)).toEqual([]);
  const link = page.locator('main a[href*="/druck/heft/"]').first();
  const file = await page.request.get((await link.getAttribute('href'))!);
  expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-');
});

test('a newer calendar of the town waits: the coordinator keeps her words, takes what is new, and lets go of what is gone', async ({ page }) => {
  await signIn(page, 'koordination@alfeld.example');
  await page.goto('/alfeld/verwaltung/kalender');
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('row').filter({ hasText: 'gelesen, wartet auf Sie' }).getByRole('link').click();
  await expect(page.getByRole('cell', { name: /Kinderwagen passen in den Saal/ })).toBeVisible();
  await expect(page.getByText('Diese Zeitzone ist unbekannt, die Uhrzeit wäre geraten: nicht übernommen.')).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByLabel(/^Nicht mehr zeigen: Familienstand/).check();
  await page.getByRole('button', { name: 'Veranstaltungen übernehmen' }).click();
  await expect(page.getByText('Die Veranstaltungen sind übernommen.')).toBeVisible();
});
