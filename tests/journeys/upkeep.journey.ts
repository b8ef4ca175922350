import { expect, test } from '@playwright/test';
import { faultsOf } from './page-faults.ts';
import { signIn } from './sign-in.ts';

test('the coordinator works off entries by age: calls, writes down how it ended, marks one as checked', async ({ page }) => {
  await signIn(page, 'koordination@alfeld.example');
  await page.goto('/alfeld/verwaltung/eintraege-nach-alter');
  await expect(page.getByRole('figure', { name: /Öffentliche Einträge nach der Zeit/ })).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);

  await page.goto('/alfeld/verwaltung/eintraege-nach-alter?anrufe=faellig');
  await page.getByRole('link', { name: /^Anruf festhalten\s*: Krabbelgruppe Föhrste/ }).click();
  await expect(page.getByText('Übungsleitung ist ab Dienstag wieder da.')).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByLabel('Später noch einmal anrufen').check();
  await page.getByRole('button', { name: 'Festhalten' }).click();
  await expect(page.getByText('Bitte geben Sie an, wann wieder angerufen werden soll.').first()).toBeVisible();
  await page.getByLabel('Erreicht: Alles stimmt').check();
  await page.getByLabel('Notiz oder Grund').fill('Findet weiter statt.');
  await page.getByRole('button', { name: 'Festhalten' }).click();
  await expect(page.getByText('Der Anruf ist festgehalten.')).toBeVisible();

  await page.goto('/alfeld/angebote?suche=Krabbelgruppe+F%C3%B6hrste');
  await page.getByRole('link', { name: 'Krabbelgruppe Föhrste' }).first().click();
  await expect(page.getByText(/Zuletzt bestätigt/).first()).toBeVisible();

  await page.goto('/alfeld/verwaltung/eintraege-nach-alter');
  const check = page.getByRole('button', { name: /^Als geprüft markieren\s*: / }).first();
  const name = (await check.textContent())!.replace('Als geprüft markieren: ', '');
  await check.click();
  await expect(page.getByText('Der Eintrag gilt als heute bestätigt.')).toBeVisible();
  await expect(page.getByRole('row', { name })).toHaveCount(0);
});

test('the coordinator finds an offer that was entered twice, merges it, follows the old address, and parts them again', async ({ page }) => {
  await signIn(page, 'koordination@alfeld.example');
  await page.goto('/alfeld/verwaltung/doppelte');
  await expect(page.getByText('gleiche Telefonnummer (+20)').first()).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('link', { name: /^Vergleichen\s*: .*Offener Krabbel-?[Tt]reff/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Zwei Angebote vergleichen');
  expect(await faultsOf(page)).toEqual([]);

  const survivor = page.getByRole('group', { name: 'Welcher Eintrag bleibt?' });
  await survivor.getByRole('radio', { name: /Offener Krabbeltreff$/ }).check();
  const twin = await page.getByRole('link', { name: /^Eintrag öffnen\s*: Offener Krabbel-Treff/ }).getAttribute('href');
  const kept = await page.getByRole('link', { name: /^Eintrag öffnen\s*: Offener Krabbeltreff/ }).getAttribute('href');
  await page.getByRole('group', { name: 'In einem Satz' }).getByRole('radio', { name: /ohne Anmeldung/ }).check();
  await page.getByRole('button', { name: 'Zusammenführen', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Zusammengeführt');
  expect(await faultsOf(page)).toEqual([]);
  const merge = page.url();

  const family = (href: string) => href.replace('/verwaltung', '');
  await page.goto(family(twin!));
  await expect(page).toHaveURL(new RegExp(`${family(kept!)}$`));
  await expect(page.getByText('Krabbeltreff für Eltern mit Kindern bis 3 Jahre, ohne Anmeldung.').first()).toBeVisible();
  await expect(page.getByText(/\(verlegt von Mittwoch/)).toBeVisible();

  await page.goto(merge);
  await page.getByRole('button', { name: 'Wieder trennen' }).click();
  await expect(page.getByText('Getrennt: Beide Einträge sind wieder da.')).toBeVisible();
  await page.goto(family(kept!));
  await expect(page.getByText('Krabbeltreff für Eltern mit Kindern bis 3 Jahre, ohne Anmeldung.')).toHaveCount(0);
  expect((await page.goto(twin!))?.status()).toBe(200);
});

test('holidays are pasted by the administrator; the page names what is wrong in which line', async ({ page }) => {
  await signIn(page, 'koordination@alfeld.example');
  await page.goto('/alfeld/verwaltung/ferien');
  await expect(page.getByText('Buß- und Bettag')).toHaveCount(0);
  await expect(page.getByRole('cell', { name: 'Reformationstag' })).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByLabel('Tabelle oder Kalender mit Schulferien').fill('Pfingstferien; 18.05.2027; 18.05.2027\nSommerferien 2028; bald; später');
  await page.getByRole('button', { name: 'Einfügen' }).click();
  await expect(page.getByText('Zeile 2: „bald“ ist kein Tag.').first()).toBeVisible();
  await page.getByLabel('Tabelle oder Kalender mit Schulferien').fill('Pfingstferien; 18.05.2027; 18.05.2027');
  await page.getByRole('button', { name: 'Einfügen' }).click();
  await expect(page.getByText('Ein Zeitraum ist gespeichert.').or(page.getByText('1 Zeitraum ist gespeichert.'))).toBeVisible();
});
