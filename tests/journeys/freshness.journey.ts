import { expect, test, type Page } from '@playwright/test';
import { faultsOf } from './page-faults.ts';
import { signIn } from './sign-in.ts';

/** The link of the newest mail to a mailbox, out of the development mailbox; mails are written in the background. */
async function mailedLink(page: Page, mailbox: string): Promise<string> {
  const mail = page.getByRole('main').getByRole('listitem').filter({ hasText: mailbox }).getByRole('link').first();
  await expect(async () => {
    await page.goto('/_mail');
    await expect(mail).toBeVisible({ timeout: 1000 });
  }).toPass();
  await mail.click();
  return (await page.getByRole('link', { name: /bestaetigen/ }).first().getAttribute('href'))!;
}

test('a sports club confirms by one click from its mail, without account, cookie or script', async ({ page, browser }) => {
  await signIn(page, 'koordination@alfeld.example');
  await page.goto('/alfeld/verwaltung/aktualitaet/einstellungen');
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Jetzt ausführen' }).click();
  const link = new URL(await mailedLink(page, 'kontakt@tsv-foehrste.example')).pathname;

  const club = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await club.goto(link);
  await expect(club.getByRole('heading', { level: 1 })).toHaveText('Stimmen Ihre Einträge noch?');
  await club.getByRole('button', { name: 'Stimmt noch: Kinderturnen Föhrste' }).click();
  await expect(club.getByText(/Danke! Bestätigt am/)).toBeVisible();
  await club.getByRole('link', { name: /Seite des Angebots.*Kinderturnen/ }).click();
  await expect(club.getByText(new Intl.DateTimeFormat('de', { dateStyle: 'long', timeZone: 'Europe/Berlin' }).format(new Date()), { exact: false }).first()).toBeVisible();
  await club.context().close();
  await page.goto(link);
  expect(await faultsOf(page)).toEqual([]);
  await page.locator('main a[href$="/aendern"]').first().click();
  await expect(page.getByLabel('Name des Angebots')).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
});

test('an editor’s change waits for approval and shows its difference; then families read it, and one of them says what is still wrong', async ({ page, browser }) => {
  const provider = await browser.newPage();
  await signIn(provider, 'jugend@sv-leinetal.example');
  await provider.goto('/alfeld/verwaltung/angebote');
  await provider.getByRole('link', { name: 'Eltern-Kind-Turnen' }).click();
  await provider.getByLabel('Name des Angebots').fill('Eltern-Kind-Turnen am Samstag');
  await provider.getByLabel('Anmerkung für die Koordination').fill('Neue Halle, neuer Tag.');
  await provider.getByRole('button', { name: 'Speichern' }).last().click();
  await expect(provider.getByText('wartet jetzt auf Freigabe')).toBeVisible();
  await provider.getByRole('link', { name: 'Eltern-Kind-Turnen' }).click();
  await expect(provider.getByText('Diese Angaben warten auf Freigabe')).toBeVisible();
  expect(await faultsOf(provider)).toEqual([]);

  await signIn(page, 'koordination@alfeld.example');
  await page.goto('/alfeld/verwaltung/pruefen');
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('link', { name: 'Eltern-Kind-Turnen' }).click();
  await expect(page.locator('ins')).toContainText('am Samstag');
  await expect(page.getByText('Neue Halle, neuer Tag.')).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByLabel('Freigeben').check();
  await page.getByRole('button', { name: 'Entscheiden' }).click();
  await expect(page.getByText('Die Änderung ist freigegeben')).toBeVisible();

  await page.goto('/alfeld/angebote?suche=Eltern-Kind-Turnen');
  await page.getByRole('link', { name: 'Eltern-Kind-Turnen am Samstag' }).first().click();
  await page.getByRole('link', { name: 'Stimmt hier etwas nicht?' }).click();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByLabel('Zeiten').check();
  await page.getByLabel('Wie ist es richtig?').fill('Samstags ist die Halle zu.');
  await page.getByRole('button', { name: 'Absenden' }).click();
  await expect(page.getByText('Wir prüfen den Hinweis.')).toBeVisible();

  await page.goto('/alfeld/verwaltung/pruefen');
  await page.getByRole('link', { name: 'Eltern-Kind-Turnen am Samstag' }).click();
  await expect(page.getByText('Samstags ist die Halle zu.')).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);

  // What was there before the change stays as a version.
  await page.locator('main a[href*="/verwaltung/angebote/"]').first().click();
  await page.locator('main a[href$="/fassungen"]').click();
  expect(await faultsOf(page)).toEqual([]);
  await page.locator('main a[href*="/fassungen/"]').first().click();
  expect(await faultsOf(page)).toEqual([]);
  await provider.close();
});
