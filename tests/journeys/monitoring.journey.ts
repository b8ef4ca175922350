import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { faultsOf } from './page-faults.ts';
import { signIn } from './sign-in.ts';

// One after the other: who reads figures in while another one publishes makes the check a check of yesterday's figures, and the platform rightly asks for a new one.
test.describe.configure({ mode: 'default' });

const SAMPLES = join(import.meta.dirname, '../../database/demo/monitoring/samples');
const HOME = '/voerde/verwaltung/monitoring';

test('a planner reads a file in, has a release refused, lets the platform protect it, publishes, and the county takes the open data', async ({ page, browser }) => {
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

  // The county has no account: it comes by the public page.
  const county = await (await browser.newContext()).newPage();
  await county.goto('/voerde/zahlen');
  expect(await faultsOf(county)).toEqual([]);
  const row = county.getByRole('row', { name: /Kinder in Armut 2022/ }).first();
  const csv = await county.request.get((await row.getByRole('link', { name: /^CSV/ }).getAttribute('href'))!);
  expect([csv.status(), csv.headers()['content-disposition']]).toEqual([200, expect.stringContaining('attachment')]);
  const table = await csv.text();
  expect(table).toContain('verborgen');
  const described = await (await county.request.get((await row.getByRole('link', { name: /Beschreibung der Spalten/ }).getAttribute('href'))!)).json() as { tableSchema: { columns: { name: string }[] } };
  expect(described.tableSchema.columns.map(({ name }) => name).join(';')).toBe(table.split(/\r?\n/)[0]!.replace(/^\uFEFF/, ''));
  const catalogue = await (await county.request.get((await county.getByRole('link', { name: /DCAT-AP/ }).getAttribute('href'))!)).json() as { '@graph': { '@type': string; 'dct:title'?: string; 'dcat:downloadURL'?: { '@id': string } }[] };
  const titles = catalogue['@graph'].filter((one) => one['@type'] === 'dcat:Dataset').map((one) => one['dct:title']);
  expect(titles).toContain('Kinder in Armut 2022');
  for (const one of catalogue['@graph'].filter((part) => part['@type'] === 'dcat:Distribution')) expect((await county.request.get(new URL(one['dcat:downloadURL']!['@id']).pathname)).status()).toBe(200);
  await county.context().close();

  await page.getByRole('button', { name: 'Nachprüfen' }).click();
  await expect(page.getByText(/Der Angreifer findet auch mit allem, was seither hinausging, nichts/)).toBeVisible({ timeout: 60_000 });
});

const files: [town: string, file: string, said: RegExp][] = [
  ['voerde', 'sozialraum-voerde-breit.xlsx', /12 Angaben über 4 Gebiete/], ['voerde', '12411-0015_flat.csv', /Angaben über/],
  ['krefeld', 'kreisreport-krefeld-2017-06.xlsx', /2 Angaben sind geheim oder unbekannt/], ['krefeld', 'sozialdaten_bezirke_2023-12.csv', /Angaben über/],
  ['alfeld', 'Ortsteile_Alfeld_2023.csv', /84 Angaben über 21 Gebiete/],
  ['peine', '12411-02-03-5.csv', /Kopfzeilen 6, 7, 8, 9, 10/], ['peine', '12612-0100_de_flat.zip', /9 Angaben über 1 Gebiet/],
];

for (const town of ['voerde', 'krefeld', 'alfeld', 'peine']) {
  test(`the planner of ${town} reads in what the town really has`, async ({ page }) => {
    test.slow();
    await signIn(page, `planung@${town}.example`, town);
    for (const [, file, said] of files.filter((one) => one[0] === town)) {
      await page.goto(`/${town}/verwaltung/monitoring/import`);
      await page.getByLabel(/^Datei/).setInputFiles(join(SAMPLES, file));
      await page.getByRole('button', { name: 'Weiter zur Vorschau' }).click();
      await expect(page.getByText(said).first()).toBeVisible();
      const accept = page.locator('form#einlesen');
      await accept.getByLabel('Quelle').fill('Beispieldatei');
      await accept.getByLabel('Lizenz oder Bedingung der Weitergabe').fill('nicht zur Weitergabe');
      const gaps = accept.getByLabel('Die aufgezählten Zeilen dürfen fehlen');
      if (await gaps.count()) await gaps.check();
      await accept.getByRole('button', { name: 'Einlesen' }).click();
      await expect(page.getByText(/neu, .* geändert, .* unverändert/)).toBeVisible({ timeout: 60_000 });
    }
  });
}

test('a planner sees the quarter as the paper prints it', async ({ page }) => {
  test.slow();
  await signIn(page, 'planung@voerde.example', 'voerde');
  await page.goto(`${HOME}/zahlen`);
  await page.getByText('Gebiete im Steckbrief').click();
  await page.getByRole('link', { name: 'Voerde-Mitte', exact: true }).click();
  await page.goto(`${page.url()}?stand=2022-12-31`);
  expect(await faultsOf(page)).toEqual([]);
  for (const [name, printed] of [['Anteil an den unter 20-Jährigen der Kommune', '58,3'], ['Anteil an den Familien der Kommune', '42,9'], ['Anteil an der Bevölkerung der Kommune', '39,9']] as const) {
    await expect(page.getByRole('row', { name: new RegExp(`^${name} ${printed}`) })).toBeVisible();
  }
});

test('a planner hands the council one page and the county its data', async ({ page }) => {
  test.slow();
  await signIn(page, 'planung@alfeld.example');
  await page.goto('/alfeld/verwaltung/kita-planung');
  await page.locator('main table a').first().click();
  const data = await page.request.get((await page.getByRole('link', { name: 'Daten für die Abfrage des Landkreises (CSV)' }).getAttribute('href'))!);
  expect((await data.text()).split('\n')[0]).toContain('Kommune;Regionalschlüssel;Gebiet');
  await page.getByRole('link', { name: /Seite für den Rat/ }).click();
  expect(await faultsOf(page)).toEqual([]);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation', { name: 'Hauptmenü' })).toBeHidden();
  expect((await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);
});

test('one area is highlighted in all drawings: by pointer, by touch, by keyboard, and in words', async ({ page, browser }) => {
  await page.goto('/voerde/zahlen/sgb2-under-15');
  const bar = page.locator('.brush-bar');
  const brushed = page.locator('.is-brushed');
  await expect(bar).toBeVisible();
  await page.locator('#rangfolge .chart-drawing [data-of="1"]').hover();
  for (const place of ['#karte', '#rangfolge .chart-drawing', '#trichter .chart-drawing', '#jahre .chart-drawing', '#anteile .chart-drawing']) await expect(page.locator(`${place} .is-brushed`).first()).toBeAttached();
  await page.mouse.move(0, 0);
  await page.getByLabel('In allen Bildern hervorheben').focus();
  await expect(brushed).toHaveCount(0);
  await page.getByLabel('In allen Bildern hervorheben').selectOption('Möllen');
  await expect(bar.getByRole('status')).toHaveText(/Hervorgehoben: Möllen: Wert/);
  expect(await faultsOf(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(brushed).toHaveCount(0);
  await expect(bar.getByRole('status')).toHaveText('Kein Gebiet ist hervorgehoben.');
  await page.locator('#karte a[data-of]').first().focus();
  await expect(page.locator('#jahre .is-brushed')).toHaveCount(1);

  const phone = await (await browser.newContext({ viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true })).newPage();
  await phone.goto('/voerde/zahlen/sgb2-under-15');
  await phone.locator('#karte a[data-of]').nth(1).tap();
  await expect(phone.locator('#anteile .is-brushed').first()).toBeAttached();
  await expect(phone).toHaveURL(/sgb2-under-15$/);
  expect(await faultsOf(phone)).toEqual([]);
  await phone.context().close();

  // Without scripts the map's links do it, by a page with the area marked.
  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await plain.goto('/voerde/zahlen/sgb2-under-15');
  await expect(plain.locator('.brush-bar')).toHaveCount(0);
  await plain.goto((await plain.locator('#karte a[data-of]').nth(1).getAttribute('href'))!);
  await expect(plain.locator('#karte a[aria-current="true"]')).toHaveCount(1);
  await expect(plain.locator('#rangfolge svg g[font-weight="700"]')).toHaveCount(1);
  await plain.context().close();
});
