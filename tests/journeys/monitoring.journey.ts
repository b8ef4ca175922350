import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { faultsOf } from './page-faults.ts';
import { signIn } from './sign-in.ts';

const SAMPLES = join(import.meta.dirname, '../../database/demo/monitoring/samples');
const HOME = '/voerde/verwaltung/monitoring';

test('a planner reads a file in, has a release refused, lets the platform protect it, publishes, and the county takes the open data', async ({ page, request }) => {
  test.slow();
  await signIn(page, 'planung@voerde.example', 'voerde');
  await page.goto(HOME);
  expect(await faultsOf(page)).toEqual([]);

  await page.getByRole('link', { name: /Zahlen einlesen/ }).click();
  await page.getByLabel(/^Datei/).setInputFiles(join(SAMPLES, 'hilfen-voerde-lang.csv'));
  await page.getByRole('button', { name: 'Weiter zur Vorschau' }).click();
  await expect(page.getByText('Die Angabe widerspricht Zeile 2.')).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  const accept = page.locator('form#einlesen');
  await accept.getByLabel('Quelle').fill('Jugendamt Voerde');
  await accept.getByLabel('Lizenz oder Bedingung der Weitergabe').fill('nicht zur Weitergabe');
  await accept.getByLabel('Die aufgezählten Zeilen dürfen fehlen').check();
  await accept.getByRole('button', { name: 'Einlesen' }).click();
  await expect(page.getByText(/neu, .* geändert, .* unverändert/)).toBeVisible({ timeout: 60_000 });

  await page.goto(`${HOME}/veroeffentlichungen/neu`);
  expect(await faultsOf(page)).toEqual([]);
  await page.getByLabel('Titel').fill('Kinder in Armut 2022');
  await page.getByLabel('Kinder unter 15 Jahren im Bezug von SGB II (NEF-Quote)').check();
  await page.getByLabel('Bezirke').check();
  await page.getByLabel('Stände ab').fill('2022-12-31');
  await page.getByLabel('Stände bis').fill('2022-12-31');
  await page.getByRole('button', { name: 'Prüfen lassen' }).click();
  await expect(page.getByRole('heading', { name: 'So darf es nicht hinaus' })).toBeVisible({ timeout: 60_000 });
  expect(await faultsOf(page)).toEqual([]);

  await page.getByRole('button', { name: 'Von der Plattform schützen lassen' }).click();
  await expect(page.getByText('Der Angreifer findet nichts')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Veröffentlichen' }).click();
  await expect(page.getByRole('link', { name: 'CSV mit Beschreibung' })).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);

  const address = await page.getByRole('link', { name: 'CSV mit Beschreibung' }).getAttribute('href');
  const csv = await request.get(address!);
  expect(csv.status()).toBe(200);
  expect(await csv.text()).toContain('verborgen');
  const catalogue = await request.get('/voerde/zahlen/dcat.jsonld');
  expect(JSON.stringify(await catalogue.json())).toContain('Kinder in Armut 2022');
});
