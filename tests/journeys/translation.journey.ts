import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { faultsOf } from './page-faults.ts';
import { signIn } from './sign-in.ts';

const WORK = '/voerde/verwaltung/uebersetzungen';

async function readIn(page: Page, content: string): Promise<void> {
  await page.goto(`${WORK}/einlesen`);
  await page.getByLabel('XLIFF-Datei').setInputFiles({ name: 'zurück.xlf', mimeType: 'application/xliff+xml', buffer: Buffer.from(content) });
  await page.getByRole('button', { name: 'Einlesen' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Datei eingelesen: Ukrainisch');
}

/** The first offer nobody has translated yet, with all of its texts translated and called final. */
function translated(file: string): { id: string; german: string; content: string } {
  const part = file.split('  <file ').find((one) => one.startsWith('id="service-') && !one.includes('<target>'))!;
  const german = /<unit id="name"[\s\S]*?<source>([^<&]*)<\/source>/.exec(part)?.[1] ?? '';
  const done = part.replace(/<segment state="initial"><source>([\s\S]*?)<\/source><\/segment>/g, '<segment state="final"><source>$1</source><target>Українською: $1</target></segment>');
  return { id: /^id="service-([0-9a-f-]+)"/.exec(part)![1]!, german, content: file.replace(part, done) };
}

test('a translator takes a file down, translates an offer, reads it in; the Ukrainian page says it was checked, until the German text changes', async ({ page }) => {
  await signIn(page, 'koordination@voerde.example', 'voerde');
  await page.goto(WORK);
  expect(await faultsOf(page)).toEqual([]);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Offenes in Ukrainisch als XLIFF-Datei' }).click()]);
  const { id, german, content } = translated(readFileSync((await download.path())!, 'utf8'));

  await readIn(page, content);
  await expect(page.getByText(/\d+ Texte? wurden? übernommen/)).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await readIn(page, content);
  await expect(page.getByText('Kein Text wurde übernommen')).toBeVisible();

  await page.goto(`/voerde/uk/angebote/${id}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Українською: ${german}`);
  await expect(page.getByText('Переклад перевірено')).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);

  await page.goto(`/voerde/verwaltung/angebote/${id}`);
  await page.getByLabel('Name des Angebots').fill(`${german} (neu)`);
  await page.getByRole('button', { name: 'Speichern', exact: true }).click();
  await expect(page.getByText('ist gespeichert').first()).toBeVisible();
  await page.goto(`/voerde/uk/angebote/${id}`);
  await expect(page.getByText('Німецький текст новіший за цей переклад')).toBeVisible();

  await readIn(page, content);
  await expect(page.getByText('Veraltet: Der deutsche Text wurde geändert, seit die Datei entstand. Bitte neu herunterladen.')).toBeVisible();

  await page.goto(`${WORK}?sprache=uk&stand=outdated`);
  await page.getByRole('link', { name: `${german} (neu)` }).click();
  await expect(page.getByText('Übersetzt wurde dieser frühere deutsche Text:')).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByLabel('Name (Ukrainisch)').fill('Нова назва');
  await page.getByRole('button', { name: 'Speichern und als geprüft markieren' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Gespeichert' })).toBeVisible();
  await page.goto(`/voerde/uk/angebote/${id}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Нова назва');
  await expect(page.getByText('Переклад перевірено')).toBeVisible();
});

test('an offer in Einfache Sprache is called Leichte Sprache only after a testing group has certified its words', async ({ page }) => {
  await signIn(page, 'koordination@voerde.example', 'voerde');
  await page.goto(`${WORK}?sprache=de-easy&stand=missing&art=service`);
  await page.getByRole('table', { name: /Eintr/ }).getByRole('link').first().click();
  for (const field of await page.getByRole('textbox').filter({ visible: true }).all()) if ((await field.getAttribute('name'))?.startsWith('text-')) await field.fill('Kurze Sätze. Leichte Wörter.');
  await page.getByRole('button', { name: 'Speichern und als geprüft markieren' }).click();
  const saved = new URL(page.url());
  const offer = `/voerde/einfach/angebote/${saved.searchParams.get('gespeichert')}`;
  await page.goto(offer);
  await expect(page.getByText('Leichte Sprache')).toHaveCount(0);

  await page.goto(`${WORK}/service/${saved.searchParams.get('gespeichert')}/de-easy`);
  await page.getByLabel('Prüfgruppe').fill('Prüfgruppe Niederrhein');
  await page.getByLabel('Bescheinigt von').fill('Büro für Leichte Sprache');
  await page.getByLabel('Tag der Prüfung').fill('2026-01-15');
  await page.getByRole('button', { name: 'Prüfzeugnis eintragen' }).click();
  await expect(page.getByText('Das Prüfzeugnis ist eingetragen.')).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await page.goto(offer);
  await expect(page.getByText('Leichte Sprache')).toBeVisible();
  await expect(page.getByText('Prüfgruppe Niederrhein')).toBeVisible();
});
