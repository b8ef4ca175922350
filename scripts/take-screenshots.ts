// Makes the pictures of the handbook: the real server with the demo in a folder of its own, and a real browser.
import { chromium, type Browser, type Page } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFamilyPages } from '../tests/journeys/family-pages.ts';
import { DEMO_PASSWORD } from '../src/accounts/demo-password.ts';
import { kitaPictures } from './kita-pictures.ts';

const root = join(import.meta.dirname, '..');
const pictures = join(root, 'docs', 'handbuch', 'bilder');
const DESK = { width: 1280, height: 720 };
const PHONE = { width: 375, height: 720 };
const PATIENCE_MS = 240_000;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

async function untilReady(address: string, server: ChildProcess): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    if (server.exitCode !== null) throw new Error('Der Server hat sich beendet.');
    const answer = await fetch(`${address}/gesundheit`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('Der Server ist nicht rechtzeitig bereit.');
}

async function take(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled', caret: 'hide' });
  process.stdout.write(`${name}.png\n`);
}

async function signIn(page: Page, email = 'koordination@alfeld.example'): Promise<void> {
  await page.goto('/alfeld/anmelden');
  if (email.startsWith('koordination')) await take(page, 'anmelden');
  await signInTo(page, 'alfeld', email);
}

async function signInTo(page: Page, town: string, email: string): Promise<void> {
  await page.goto(`/${town}/anmelden`);
  const form = page.getByRole('region', { name: 'Mit Kennwort' });
  await form.getByLabel('E-Mail-Adresse').fill(email);
  await form.getByLabel('Kennwort', { exact: true }).fill(DEMO_PASSWORD);
  await form.getByRole('button', { name: 'Anmelden' }).click();
  await page.getByRole('link', { name: 'Abmelden' }).first().waitFor();
  await page.waitForLoadState();
}

async function importSample(page: Page): Promise<void> {
  await page.goto('/alfeld/verwaltung/angebote/import');
  await page.getByLabel('Tabelle', { exact: true }).setInputFiles(join(root, 'docs', 'handbuch', 'beispiel-angebote.csv'));
  await page.getByRole('button', { name: 'Weiter' }).click();
  await page.getByRole('button', { name: 'Weiter zur Prüfung' }).click();
  await take(page, 'einlesen-pruefen');
  await page.getByRole('button', { name: 'Übernehmen' }).click();
  await page.getByRole('heading', { name: 'Übernommen' }).waitFor();
}

/** What a coordinator sees, in the order of the handbook. */
async function atTheDesk(browser: Browser, baseURL: string): Promise<void> {
  const context = await browser.newContext({ baseURL, viewport: DESK, locale: 'de-DE' });
  const page = await context.newPage();
  await page.goto('/');
  await take(page, 'kommunen');
  await signIn(page);
  await page.goto('/alfeld/verwaltung/gebiete');
  await take(page, 'gebiete');
  await page.goto('/alfeld/verwaltung/kette');
  await page.getByRole('heading', { name: 'Die Kette auf einen Blick' }).evaluate((heading) => heading.scrollIntoView());
  await take(page, 'kette');
  await importSample(page);
  await page.goto('/alfeld/verwaltung/kette');
  await page.getByRole('heading', { name: 'Die Kette als Matrix' }).evaluate((heading) => heading.scrollIntoView());
  await take(page, 'matrix-mit-luecke');
  await page.getByRole('row', { name: /Schwangerschaft & Geburt/ }).first().getByRole('cell').first().getByRole('link').click();
  await take(page, 'zelle-mit-gruenden');
  await page.getByRole('link', { name: 'Lücke eintragen' }).click();
  await page.getByLabel('Was fehlt?').fill('Niemand berät Schwangere in Alfeld');
  await page.getByLabel('Wer kümmert sich?').fill('Steuerungsgruppe Frühe Hilfen');
  await page.getByLabel('Woran erkennt man, dass die Lücke geschlossen ist?').fill('Eine Stelle bietet mindestens sechs Wochenstunden Beratung an.');
  await take(page, 'luecke-eintragen');
  await page.getByRole('button', { name: 'Lücke eintragen' }).click();
  await page.getByRole('heading', { level: 1, name: 'Niemand berät' }).waitFor();
  await page.goto('/alfeld/verwaltung/luecken');
  await take(page, 'lueckenregister');
  await context.close();
}

/** What a family sees: a phone without JavaScript. */
async function onThePhone(browser: Browser, baseURL: string): Promise<void> {
  const context = await browser.newContext({ baseURL, viewport: PHONE, isMobile: true, hasTouch: true, locale: 'de-DE', javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/alfeld');
  await take(page, 'telefon-start');
  await page.goto('/alfeld/angebote?alter=2&suche=Krabbelgruppe');
  await page.getByText(/gefunden/).first().evaluate((found) => found.scrollIntoView());
  await take(page, 'telefon-liste');
  await page.getByRole('main').getByRole('heading').getByRole('link').first().click();
  await page.getByRole('heading', { name: 'Kontakt' }).scrollIntoViewIfNeeded();
  await take(page, 'telefon-angebot');
  await page.goto('/alfeld/ar');
  await take(page, 'telefon-arabisch');
  await context.close();
}

/** The guide on a phone, and a Lotse who puts a sheet together. */
async function guideAndSheet(browser: Browser, baseURL: string): Promise<void> {
  const family = await browser.newContext({ baseURL, viewport: PHONE, isMobile: true, hasTouch: true, locale: 'de-DE', javaScriptEnabled: false });
  const phone = await family.newPage();
  await phone.goto('/alfeld/wegweiser');
  await take(phone, 'telefon-wegweiser');
  await phone.goto('/alfeld/ar/wegweiser/vorschlaege?wer=baby&ort=foehrste');
  await phone.getByRole('article').first().evaluate((card) => card.scrollIntoView());
  await take(phone, 'telefon-vorschlaege-arabisch');
  await family.close();

  const counter = await browser.newContext({ baseURL, viewport: { ...DESK, height: 1000 }, locale: 'de-DE' });
  const page = await counter.newPage();
  await signIn(page, 'lotse@alfeld.example');
  await page.goto('/alfeld/verwaltung/zettel');
  for (const wanted of ['Schuldnerberatung', 'Erziehungsberatung', 'Krabbelgruppe']) {
    await page.getByLabel('Was sucht die Familie?').fill(wanted);
    await page.getByRole('button', { name: 'Suchen', exact: true }).click();
    await page.getByText(/Treffer/).waitFor();
    await page.getByRole('button', { name: /dazulegen$/ }).first().click();
    await page.waitForLoadState();
  }
  const entries = page.getByRole('region', { name: 'Auf dem Zettel' }).getByRole('listitem');
  await entries.nth(0).getByLabel('Fertiger Satz').selectOption({ label: 'Nehmen Sie den Brief oder das Formular mit.' });
  await entries.nth(1).getByLabel('Eigener Satz').fill('Der Eingang ist im Hof, zweiter Stock.');
  await page.getByRole('combobox', { name: /^Sprache des Zettels/ }).selectOption({ label: 'Українська' });
  await page.getByRole('button', { name: 'Sätze übernehmen' }).click();
  await page.getByText(/Treffer/).waitFor();
  await take(page, 'zettel');
  await page.getByRole('button', { name: 'Zettel ansehen und drucken' }).click();
  await page.waitForURL('**/uk/merkliste/blatt');
  await page.locator('.sheet').evaluate((sheet) => sheet.scrollIntoView());
  await take(page, 'zettel-ukrainisch');
  await counter.close();
}

/** Searching, teaching the search, translating, asking who knows what. */
async function searchLanguagesAndSurvey(browser: Browser, baseURL: string): Promise<void> {
  const family = await browser.newContext({ baseURL, viewport: PHONE, isMobile: true, hasTouch: true, locale: 'de-DE', javaScriptEnabled: false });
  const phone = await family.newPage();
  for (const [name, query] of [['telefon-suche', 'Geld reicht nicht'], ['telefon-suche-verstanden', 'Krabbelgruppe 8 Monate Föhrste']] as const) {
    await phone.goto(`/alfeld/angebote?suche=${encodeURIComponent(query)}`);
    await phone.getByText(/gefunden/).first().evaluate((found) => found.scrollIntoView());
    await take(phone, name);
  }
  await phone.goto('/alfeld/umfrage/familien');
  await phone.getByRole('group').first().evaluate((question) => question.scrollIntoView());
  await take(phone, 'telefon-umfrage');
  await family.close();

  const desk = await browser.newContext({ baseURL, viewport: { ...DESK, height: 900 }, locale: 'de-DE' });
  const page = await desk.newPage();
  await signIn(page, 'koordination@alfeld.example');
  await page.goto('/alfeld/verwaltung/suche/neu');
  await page.locator('[name=asked]').fill('Spatzennest');
  await page.locator('[name=means]').fill('Krabbelgruppe');
  await page.locator('[name=queries]').fill('Spatzennest\nSpatzennest Föhrste');
  await page.getByRole('button', { name: 'Wirkung ansehen' }).click();
  await page.getByText('nichts gefunden').first().evaluate((effect) => effect.scrollIntoView({ block: 'center' }));
  await take(page, 'wortschatz-wirkung');
  await page.goto('/alfeld/verwaltung/uebersetzungen?sprache=tr&art=service&stand=machine-made');
  await page.getByRole('table').last().getByRole('link').first().click();
  await take(page, 'uebersetzen');
  await page.goto('/alfeld/verwaltung/bekanntheit');
  await page.getByRole('link', { name: /Fachkräfte im Vorjahr/ }).click();
  await page.getByRole('table').first().evaluate((table) => table.scrollIntoView());
  await take(page, 'bekanntheit');
  await desk.close();
}

/** Some of what scripts/look-at-pages.ts looks at: narrow, large, in the reader's own colours, from right to left, on paper. */
async function otherwise(browser: Browser, baseURL: string): Promise<void> {
  const { listCookie } = await findFamilyPages(baseURL, 'alfeld', 10);
  const views = [
    ['anders-schmal', '/alfeld/wegweiser/fuer-wen', { viewport: { width: 320, height: 640 } }],
    ['anders-gross', '/alfeld/angebote?suche=Geld+reicht+nicht', { viewport: { width: 320, height: 640 }, deviceScaleFactor: 2 }],
    ['anders-farben', '/alfeld/wegweiser/vorschlaege?wer=kind&alter=baby', { viewport: { width: 400, height: 640 }, forcedColors: 'active', colorScheme: 'dark' }],
    ['anders-arabisch', '/alfeld/ar/merkliste', { viewport: { width: 360, height: 640 } }],
    ['anders-papier', '/alfeld/uk/merkliste/blatt', { viewport: { width: 718, height: 1010 } }],
  ] as const;
  for (const [name, path, options] of views) {
    const context = await browser.newContext({ baseURL, locale: 'de-DE', ...options });
    await context.addCookies([{ ...listCookie, url: baseURL }]);
    const page = await context.newPage();
    if (name === 'anders-papier') await page.emulateMedia({ media: 'print' });
    await page.goto(path);
    await take(page, name);
    await context.close();
  }
}

/** Entries by age, and two that are one. */
async function upkeep(browser: Browser, baseURL: string): Promise<void> {
  const context = await browser.newContext({ baseURL, viewport: { ...DESK, height: 1100 }, locale: 'de-DE' });
  const page = await context.newPage();
  await signIn(page, 'verwaltung@alfeld.example');
  await page.goto('/alfeld/verwaltung/eintraege-nach-alter');
  await take(page, 'eintraege-nach-alter');
  await page.goto('/alfeld/verwaltung/doppelte');
  await page.getByRole('link', { name: /^Vergleichen/ }).first().click();
  await page.waitForLoadState();
  await take(page, 'doppelte-vergleichen');
  await context.close();
}

async function changeThatWaits(browser: Browser, baseURL: string): Promise<void> {
  const desk = await browser.newContext({ baseURL, viewport: DESK, locale: 'de-DE' });
  const page = await desk.newPage();
  await signIn(page);
  await page.goto('/alfeld/verwaltung/pruefen');
  await page.getByRole('link', { name: 'Handball-Jugend' }).click();
  await page.getByRole('heading', { name: 'Was sich ändert' }).waitFor();
  await take(page, 'aktualitaet-pruefen');
  await desk.close();
}

/** Figures of the small areas, and what is planned with them; raw figures are invented. */
async function figures(browser: Browser, baseURL: string): Promise<void> {
  const context = await browser.newContext({ baseURL, viewport: { ...DESK, height: 1100 }, locale: 'de-DE' });
  const page = await context.newPage();
  await signInTo(page, 'voerde', 'planung@voerde.example');
  await page.goto('/voerde/verwaltung/monitoring/zahlen/sgb2-under-15#karte');
  await take(page, 'zahlen-karte');
  await page.goto('/voerde/verwaltung/monitoring/zahlen/sgb2-under-15#rangfolge');
  await take(page, 'zahlen-rangfolge');
  await page.goto('/voerde/verwaltung/monitoring/schwerpunkte/neu?grundlage=raw&ebene=district&anzahl=3&gewicht-sgb2-under-15=1&gewicht-single-parent-share=1&gewicht-unemployed-share=0,5');
  await page.getByRole('heading', { name: 'So ist die Belastung verteilt' }).scrollIntoViewIfNeeded();
  await take(page, 'schwerpunkte');
  await context.clearCookies();
  await signInTo(page, 'alfeld', 'planung@alfeld.example');
  await page.goto('/alfeld/verwaltung/kita-planung');
  await page.getByRole('link', { name: /^Kita-Bedarfsplanung/ }).click();
  await page.waitForLoadState();
  await take(page, 'kita-planung');
  await context.close();
}

/** The week on a phone, and its display at the door. */
async function week(browser: Browser, baseURL: string): Promise<void> {
  const phone = await browser.newContext({ baseURL, viewport: PHONE, locale: 'de-DE' });
  const page = await phone.newPage();
  await page.goto('/alfeld/diese-woche');
  await take(page, 'telefon-woche');
  await phone.close();
  const door = await browser.newContext({ baseURL, viewport: DESK, locale: 'de-DE' });
  const display = await door.newPage();
  await display.goto('/alfeld/tuer/alle');
  await take(display, 'anzeige-tuer');
  await door.close();
}

const dataFolder = mkdtempSync(join(tmpdir(), 'lueckenlos-bilder-'));
const port = await freePort();
const address = `http://localhost:${port}`;
const server = spawn(process.execPath, ['start.mjs'], {
  cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, PORT: String(port), DATA_DIR: dataFolder, LOG_LEVEL: 'error', DEMO: 'on' },
});
const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
try {
  mkdirSync(pictures, { recursive: true });
  await untilReady(address, server);
  const executablePath = process.env['CHROMIUM_PATH'] ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ['--no-sandbox', '--disable-gpu', '--lang=de-DE', '--no-first-run', '--disable-background-networking'] });
  await atTheDesk(browser, address);
  await upkeep(browser, address);
  await figures(browser, address);
  await week(browser, address);
  await onThePhone(browser, address);
  await guideAndSheet(browser, address);
  await changeThatWaits(browser, address);
  await searchLanguagesAndSurvey(browser, address);
  await otherwise(browser, address);
  await kitaPictures(browser, await freePort(), take, signInTo);
  await browser.close();
} finally {
  server.kill('SIGTERM');
  await ended;
  rmSync(dataFolder, { recursive: true, force: true });
}
