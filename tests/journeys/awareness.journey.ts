import { expect, test, type Browser } from '@playwright/test';
import { faultsOf } from './page-faults.ts';
import { signIn } from './sign-in.ts';

const phone = { javaScriptEnabled: false, viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
const SHEETS = 6;

/** A father at his phone, without script: he knows the first offer and none of the others. */
async function fatherAnswers(browser: Browser, known: string | undefined): Promise<string> {
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  await page.goto('/peine/tr/umfrage/familien');
  await expect(page.locator('html')).toHaveAttribute('lang', 'tr');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hangi hizmetleri biliyorsunuz?');
  const questions = await page.getByRole('main').getByRole('group').all();
  const names = await Promise.all(questions.map((question) => question.getByRole('heading').innerText()));
  const chosen = known ?? [...names].sort()[0]!;
  for (const [index, question] of questions.entries()) {
    if (names[index] !== chosen) {
      await question.getByLabel('Bilmiyorum').check();
      continue;
    }
    await question.getByLabel('Biliyorum, ama kullanmadım').check();
    await question.getByLabel('Biliyorsanız ve kullanmadıysanız: Neden?').selectOption({ label: 'Dil nedeniyle' });
  }
  await page.getByRole('button', { name: 'Gönder' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Teşekkürler!');
  await context.close();
  return chosen;
}

test('fathers answer on their phones in Turkish, without script and without account; the coordinator sees which offers nobody knows and why', async ({ page, browser }) => {
  await signIn(page, 'koordination@peine.example', 'peine');
  await page.goto('/peine/verwaltung/bekanntheit');
  expect(await faultsOf(page)).toEqual([]);
  await page.getByLabel('Name', { exact: true }).fill('Familien 2026');
  await page.getByLabel('Angebote je Bogen').fill('15');
  await page.getByRole('group', { name: /Handlungsfelder/ }).getByRole('checkbox').first().check();
  await page.getByRole('button', { name: 'Eröffnen' }).click();
  await expect(page.getByText('Zahlen gibt es erst, wenn die Umfrage geschlossen ist.')).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  const round = page.url();
  await page.goto(`${round}/aushang`);
  expect(await faultsOf(page)).toEqual([]);
  await page.goto('/peine/tr/umfrage/familien');
  expect(await faultsOf(page)).toEqual([]);

  let known: string | undefined;
  for (let sheet = 0; sheet < SHEETS; sheet += 1) known = await fatherAnswers(browser, known);

  await page.goto(round);
  await page.getByRole('button', { name: 'Schließen und auswerten' }).click();
  await expect(page.getByRole('heading', { name: 'Wie vielen Familien ein Angebot bekannt ist' })).toBeVisible();
  const table = page.getByRole('table', { name: 'Bekanntheit je Angebot' });
  await expect(table.getByRole('row').nth(1)).toContainText(`0 % (0 von ${SHEETS})`.replace(' %', '\u00a0%'));
  await expect(table.getByRole('row').last()).toContainText(`100\u00a0% (${SHEETS} von ${SHEETS})`);
  await expect(page.getByRole('table', { name: 'Warum ein bekanntes Angebot nicht genutzt wird' }).getByRole('row').last()).toContainText(String(SHEETS));
  expect(await faultsOf(page)).toEqual([]);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /CSV/ }).first().click()]);
  expect(download.suggestedFilename()).toMatch(/^bekanntheit-.*\.csv$/);

  await page.goto('/peine/verwaltung/kette');
  await page.getByRole('table', { name: /Lebensphase × Handlungsfeld/ }).getByRole('link', { name: /Angebot/ }).first().click();
  await expect(page.getByRole('heading', { name: 'Bekanntheit' })).toBeVisible();
});
