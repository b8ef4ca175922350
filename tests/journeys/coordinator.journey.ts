import { expect, test, type Page } from '@playwright/test';
import { signIn } from './sign-in.ts';

const sample = 'docs/handbuch/beispiel-angebote.csv';
const faulty = 'docs/handbuch/beispiel-angebote-fehlerhaft.csv';

const menu = (page: Page) => page.getByRole('navigation', { name: 'Hauptmenü' });

/** The cell of the matrix in which nobody is left to counsel pregnant people; see database/demo/README.md. */
function counsellingInPregnancy(page: Page) {
  return page.getByRole('table', { name: /Lebensphase × Handlungsfeld/ }).getByRole('row', { name: /Schwangerschaft & Geburt/ }).getByRole('cell').first().getByRole('link');
}

async function importTable(page: Page, file: string) {
  await page.goto('/alfeld/verwaltung/angebote');
  await page.getByRole('main').getByRole('link', { name: 'Aus Tabelle einlesen' }).click();
  await page.getByLabel('Tabelle', { exact: true }).setInputFiles(file);
  await page.getByRole('button', { name: 'Weiter' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Was bedeuten die Spalten?');
  await page.getByRole('button', { name: 'Weiter zur Prüfung' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Das würde geschehen');
}

test('a coordinator imports the sample table, sees the gap it opens, registers it, and closes it with proof only', async ({ page }) => {
  await signIn(page, 'koordination@alfeld.example');
  await menu(page).getByRole('link', { name: 'Kette', exact: true }).click();
  await expect(counsellingInPregnancy(page)).toContainText('Dünn');

  await importTable(page, sample);
  await expect(page.getByText('11 Angebote')).toBeVisible();
  await expect(page.getByText('Alle Zeilen können übernommen werden.')).toBeVisible();
  await page.getByRole('button', { name: 'Übernehmen' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Übernommen');

  await menu(page).getByRole('link', { name: 'Kette', exact: true }).click();
  await expect(counsellingInPregnancy(page)).toContainText('Lücke');
  await counsellingInPregnancy(page).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Beratung, Schwangerschaft & Geburt');
  await expect(page.getByRole('heading', { name: 'Warum dieser Stand?' })).toBeVisible();
  await expect(page.getByText('bestimmt den Stand')).toBeVisible();
  await expect(page.getByText('Für diese Zelle ist keine Lücke eingetragen.')).toBeVisible();

  await page.getByRole('link', { name: 'Lücke eintragen' }).click();
  const gap = 'Niemand berät Schwangere in Alfeld';
  await page.getByLabel('Was fehlt?').fill(gap);
  await page.getByLabel('Wer kümmert sich?').fill('Steuerungsgruppe Frühe Hilfen');
  await page.getByLabel('Woran erkennt man, dass die Lücke geschlossen ist?').fill('Eine Stelle bietet mindestens sechs Wochenstunden an.');
  await expect(page.getByLabel('Was zeigt der Beleg?')).toHaveValue(/Lücke/);
  await page.getByRole('button', { name: 'Lücke eintragen' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(gap);

  await menu(page).getByRole('link', { name: 'Lücken', exact: true }).click();
  await page.getByRole('link', { name: gap }).click();

  await page.getByText('Lücke schließen').click();
  await page.getByRole('button', { name: 'Als geschlossen festhalten' }).click();
  await expect(page.getByRole('alert')).toContainText('Nachweis');
  await page.getByLabel('Nachweis').fill('Seit heute berät die Diakonie wieder, neun Stunden in der Woche.');
  await page.getByRole('button', { name: 'Als geschlossen festhalten' }).click();
  await expect(page.getByText(/geschlossen am/).first()).toBeVisible();
  await expect(page.getByRole('table', { name: 'Was mit dieser Lücke geschah' })).toContainText('geschlossen');
});

test('a table with faulty rows says each row and reason, and stores nothing before somebody agrees', async ({ page }) => {
  await signIn(page, 'koordination@alfeld.example');
  await importTable(page, faulty);
  await expect(page.getByRole('heading', { name: '3 Zeilen werden nicht übernommen' })).toBeVisible();
  const refused = page.getByRole('table', { name: '3 Zeilen werden nicht übernommen' });
  await expect(refused.getByRole('row').nth(1)).toContainText('Alter bis');
  await expect(refused.getByRole('row').nth(2)).toContainText('Handlungsfelder');
  await expect(refused.getByRole('row').nth(3)).toContainText('Zeiten');

  await page.getByRole('button', { name: 'Übernehmen' }).click();
  await expect(page.getByRole('alert')).toContainText('Ich habe die Zeilen gesehen');
  await page.goto('/alfeld/verwaltung/angebote?suche=M%C3%A4rchenstunde+im+Advent');
  await expect(page.getByRole('heading', { name: 'Keine Einträge' })).toBeVisible();
});
