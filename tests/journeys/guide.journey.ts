import { expect, test, type Page } from '@playwright/test';
import { faultsOf } from './page-faults.ts';
import { signIn } from './sign-in.ts';

/** Saves the first suggestions for a baby in Alfeld. */
async function saveSuggestions(page: Page, count: number, language = ''): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    await page.goto(`/alfeld${language}/wegweiser/vorschlaege?wer=baby`);
    await page.locator('button[name=dazu]').nth(index).click();
    await page.waitForURL(/merkliste\?neu/);
  }
}

test.describe('on a phone without JavaScript', () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 375, height: 740 }, isMobile: true, hasTouch: true });

  test('a family that reads Arabic reaches a number to call in three pages', async ({ page }) => {
    await page.goto('/alfeld/ar');
    await page.getByRole('main').getByRole('link', { name: 'ابدأوا' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('ما هو الموضوع؟');
    await page.getByRole('link', { name: /المال والسكن/ }).click();

    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    const call = page.getByRole('region', { name: 'قد يكون هذا مناسباً لكم' }).getByRole('link', { name: /^الهاتف/ });
    await expect(call).toHaveAttribute('href', /^tel:\+49\d{6,}$/);
    await expect(call.locator('bdi')).toHaveAttribute('dir', 'ltr');

    await page.getByRole('link', { name: 'عرض الاقتراحات الآن' }).click();
    await expect(page.getByRole('heading', { name: 'لماذا هذا الاقتراح؟' }).first()).toBeVisible();
    expect(await page.getByRole('main').getByRole('link', { name: /^الهاتف/ }).count()).toBeGreaterThan(3);
  });

  test('answers lead to a short list with reasons, each answer can be skipped and changed', async ({ page }) => {
    await page.goto('/alfeld/wegweiser');
    await page.getByRole('link', { name: 'Weiß ich nicht – weiter' }).click();
    await page.getByRole('link', { name: /^Für ein Kind/ }).click();
    await page.getByRole('link', { name: /Baby unter 1 Jahr/ }).click();
    await page.getByRole('link', { name: 'Föhrste', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Das passt zu Ihnen');
    const cards = page.getByRole('article');
    expect(await cards.count()).toBeGreaterThanOrEqual(5);
    expect(await cards.count()).toBeLessThanOrEqual(7);
    await expect(cards.first().getByRole('heading', { name: 'Warum dieser Vorschlag?' })).toBeVisible();
    await expect(page.getByText(/In Ihrer Gegend: Föhrste/).first()).toBeVisible();

    await page.getByRole('link', { name: /Alter ändern/ }).click();
    await expect(page.getByRole('link', { name: /Baby unter 1 Jahr/ })).toHaveAttribute('aria-current', 'true');
    await page.getByRole('link', { name: /Jugendliche/ }).click();
    await page.getByRole('link', { name: 'Ist egal – weiter' }).click();
    await expect(page.getByText('14 bis 17 Jahre').first()).toBeVisible();
  });

  test('the saved list survives without an account, also when the browser was closed', async ({ page, browser }) => {
    await saveSuggestions(page, 2);
    await expect(page.getByRole('article')).toHaveCount(2);
    const first = await page.getByRole('article').first().getByRole('heading').innerText();
    await page.getByRole('button', { name: `${first} nach unten` }).click();
    await expect(page.getByRole('article').nth(1).getByRole('heading')).toHaveText(first);

    const later = await browser.newContext({ storageState: await page.context().storageState(), javaScriptEnabled: false });
    const again = await later.newPage();
    await again.goto('/alfeld/merkliste');
    await expect(again.getByRole('article').nth(1).getByRole('heading')).toHaveText(first);
    await later.close();
  });

  test('the list opens on another phone by its link, and is taken over there', async ({ page, browser }) => {
    await saveSuggestions(page, 1);
    const name = await page.getByRole('article').getByRole('heading').innerText();
    const link = await page.getByLabel('Link zu dieser Liste').inputValue();
    await expect(page.getByRole('link', { name: 'Als SMS schicken' })).toHaveAttribute('href', /^sms:\?body=/);

    const other = await browser.newContext({ javaScriptEnabled: false });
    const phone = await other.newPage();
    await phone.goto(link);
    await expect(phone.getByRole('article').getByRole('heading')).toHaveText(name);
    await phone.getByRole('button', { name: 'Auf meine Merkliste nehmen' }).click();
    await expect(phone).toHaveURL(/\/alfeld\/merkliste/);
    await expect(phone.getByRole('article').getByRole('heading')).toHaveText(name);
    await other.close();
  });

  test('a forged link leads to a page that helps', async ({ page }) => {
    const answer = await page.goto('/alfeld/uk/merkliste/liste/eyJhbGciOiJub25lIn0abcdefghijklmnopqrstuvwxyz');
    expect(answer?.status()).toBe(404);
    await expect(page.locator('html')).toHaveAttribute('lang', 'uk');
    await page.getByRole('link', { name: /Шукати заново/ }).click();
    await expect(page).toHaveURL(/\/alfeld\/uk\/wegweiser$/);
  });
});

test('whoever may be in danger sees the numbers first, a neutral title, and a quick way out', async ({ page }) => {
  await page.goto('/alfeld/wegweiser');
  await page.getByRole('link', { name: /Gewalt, Angst/ }).click();
  await expect(page).toHaveTitle(/^Wegweiser: Frage 2 von 4/);
  expect(page.url()).not.toContain('schutz');
  await expect(page.getByRole('region', { name: 'Sind Sie oder Ihr Kind in Gefahr?' }).getByRole('link', { name: '116 016' })).toHaveAttribute('href', 'tel:116016');

  let leftFor = '';
  await page.route('https://www.dwd.de/**', (route) => {
    leftFor = route.request().headers()['referer'] ?? 'nobody is told';
    return route.fulfill({ contentType: 'text/html', body: '<h1>Wetter</h1>' });
  });
  await page.getByRole('link', { name: 'Seite schnell verlassen' }).click();
  await expect(page.getByRole('heading', { name: 'Wetter' })).toBeVisible();
  expect(leftFor).toBe('nobody is told');
  await page.goBack();
  expect(page.url()).not.toContain('fuer-wen');
});

test('the page is read aloud only by a voice that lives on the device, and in the page’s language', async ({ page }) => {
  await page.addInitScript(() => {
    const spoken: string[] = [];
    const voices = [{ lang: 'de-DE', localService: true }, { lang: 'ar-SA', localService: false }];
    class Utterance extends EventTarget {
      voice: unknown;
      lang = '';
      readonly text: string;
      constructor(text: string) {
        super();
        this.text = text;
      }
    }
    Object.assign(window, { spoken, SpeechSynthesisUtterance: Utterance });
    const synthesis = { getVoices: () => voices, addEventListener: () => {}, cancel: () => {}, speaking: false, speak: ({ text }: Utterance) => spoken.push(text) };
    Object.defineProperty(window, 'speechSynthesis', { value: synthesis });
  });
  await page.goto('/alfeld/wegweiser');
  await page.getByRole('button', { name: 'Vorlesen' }).click();
  await expect(page.getByRole('button', { name: 'Stopp' })).toHaveAttribute('aria-pressed', 'true');
  const spoken = await page.evaluate(() => (window as unknown as { spoken: string[] }).spoken);
  expect(spoken).toContain('Worum geht es?');
  expect(spoken).toContain('Geld, Wohnung, Essen');

  await page.goto('/alfeld/ar/wegweiser');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('button', { name: 'قراءة بصوت عالٍ' })).toHaveCount(0);
});

test('a Lotse puts a sheet together at the counter and prints it in Ukrainian on one page', async ({ page }) => {
  await signIn(page, 'lotse@alfeld.example');
  await page.getByRole('navigation', { name: 'Hauptmenü' }).getByRole('link', { name: 'Zettel' }).click();
  for (const wanted of ['Schuldnerberatung', 'Krabbelgruppe', 'Hebamme']) {
    await page.getByLabel('Was sucht die Familie?').fill(wanted);
    await page.getByRole('button', { name: 'Suchen', exact: true }).click();
    await expect(page.getByText(/Treffer/)).toBeVisible();
    await page.getByRole('button', { name: /dazulegen$/ }).first().click();
  }
  const entries = page.getByRole('region', { name: 'Auf dem Zettel' }).getByRole('listitem');
  await expect(entries).toHaveCount(3);
  await entries.nth(0).getByLabel('Fertiger Satz').selectOption({ label: 'Nehmen Sie den Brief oder das Formular mit.' });
  await entries.nth(1).getByLabel('Eigener Satz').fill('Der Eingang ist im Hof.');
  await page.getByRole('combobox', { name: /^Sprache des Zettels/ }).selectOption({ label: 'Українська' });
  await page.getByRole('button', { name: 'Zettel ansehen und drucken' }).click();

  await expect(page).toHaveURL('/alfeld/uk/merkliste/blatt');
  await expect(page.locator('html')).toHaveAttribute('lang', 'uk');
  await expect(page.getByText('Візьміть із собою лист або бланк.')).toBeVisible();
  await expect(page.getByText('Der Eingang ist im Hof.')).toHaveAttribute('lang', 'de');
  await expect(page.getByRole('img', { name: /^QR-код/ })).toHaveCount(4);
  const paper = await page.pdf({ preferCSSPageSize: true });
  expect(paper.toString('latin1').match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);

  await page.goto('/alfeld/verwaltung/zettel');
  await page.getByRole('button', { name: 'Diesen Zettel zählen' }).click();
  await expect(page.getByText('Dieser Zettel ist gezählt.')).toBeVisible();
  await page.getByRole('button', { name: 'Neuer Zettel' }).click();
  await expect(page.getByRole('heading', { name: 'Noch leer' })).toBeVisible();
});

test('a Lotse takes an offer onto the sheet from any page of the directory', async ({ page }) => {
  await signIn(page, 'lotse@alfeld.example');
  await page.goto('/alfeld/angebote?suche=Krabbelgruppe');
  await page.getByRole('button', { name: /merken$/ }).first().click();
  await expect(page).toHaveURL(/\/verwaltung\/zettel\?neu=1/);
  await expect(page.getByRole('region', { name: 'Auf dem Zettel' }).getByRole('listitem')).toHaveCount(1);
});

test('the counter’s pages are accessible and fit a narrow phone', async ({ page }) => {
  await signIn(page, 'koordination@alfeld.example');
  await page.goto('/alfeld/verwaltung/zettel?suche=Beratung');
  await page.getByRole('button', { name: /dazulegen$/ }).first().click();
  await page.waitForURL(/zettel/);
  const faults = await faultsOf(page);
  await page.goto('/alfeld/verwaltung/zettel/zahlen');
  faults.push(...await faultsOf(page));
  expect(faults).toEqual([]);
});
