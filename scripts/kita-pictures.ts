import type { Browser, Page } from '@playwright/test';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

type Take = (page: Page, name: string) => Promise<void>;
type SignIn = (page: Page, town: string, email: string) => Promise<void>;

const DESK = { width: 1100, height: 760 };
const PHONE = { width: 375, height: 720 };
const root = join(import.meta.dirname, '..');
const KITA = '/alfeld/verwaltung/kita';
const PATIENCE_MS = 300_000;

/** Pictures of a Kita year: a town whose clock is told the time, its first round played until families have their decisions. */
export async function kitaPictures(browser: Browser, port: number, take: Take, signIn: SignIn): Promise<void> {
  const town = spawn(process.execPath, ['--import', 'tsx', 'tests/kita-year/server.ts', String(port), '2025-11-10T08:00:00Z'], { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: town.stdout })[Symbol.asyncIterator]();
  const baseURL = `http://localhost:${port}`;
  try {
    await answers.next();
    await playUntilDecided(browser, baseURL, signIn, async (command) => {
      town.stdin.write(`${command}\n`);
      return (await answers.next()).value as string;
    });
    await lookAtKitaYear(browser, baseURL, take, signIn);
  } finally {
    town.stdin.write('stop\n');
    await once(town, 'exit');
  }
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();

async function playUntilDecided(browser: Browser, baseURL: string, signIn: SignIn, say: (command: string) => Promise<string>): Promise<void> {
  const office = await (await browser.newContext({ baseURL })).newPage();
  const provider = await (await browser.newContext({ baseURL })).newPage();
  await signIn(office, 'alfeld', 'kita@alfeld.example');
  await office.goto(`${KITA}/runden/neu`);
  await office.getByLabel('Anmeldung ab').fill('2025-11-10');
  await office.getByLabel('Anmeldeschluss (letzter Tag)').fill('2026-01-31');
  await press(office, 'Anlegen');
  await press(office, 'Runde öffnen');
  await office.getByText('Familien melden sich an.').waitFor();
  const round = new URL(office.url()).pathname;

  await say('clock 2026-02-02T09:00:00Z');
  await signIn(office, 'alfeld', 'kita@alfeld.example');
  await signIn(provider, 'alfeld', 'traeger@alfeld.example');
  await office.goto(round);
  await press(office, 'Runde schließen');
  await office.getByLabel('Was wurde öffentlich gezogen?').fill('Lotto 6 aus 49, 31.01.2026: 4 11 23 30 41 49');
  await press(office, 'Los ziehen');
  await press(office, 'Probelauf starten');
  await reloadUntil(office, 'Was die Prüfung gefunden hat');
  const note = office.getByLabel('Warum ist das in Ordnung?');
  for (let left = await note.count(); left > 0; left--) {
    await note.first().fill('Durchgesehen: Die Familien wurden gefragt, es bleibt so.');
    await press(office, 'Verantworten');
    await office.waitForLoadState();
  }
  await office.goto(round);
  await press(office, 'Als geprüft festhalten');
  await press(office, 'Vorschlag rechnen');
  await reloadUntil(office, 'Was die Prüfung gefunden hat');
  await office.goto(`${round}/vorschlag`);
  await press(office, 'Für das Kita-Büro freigeben');
  await provider.goto(round.replace('/runden/', '/einrichtungslisten/'));
  await press(provider, 'Für die Träger freigeben');
  await office.goto(round);
  await press(office, 'Entscheiden und Bescheide erstellen');
  const end = Date.now() + PATIENCE_MS;
  while (await say('quiet') !== 'yes') {
    if (Date.now() > end) throw new Error('Die Bescheide sind nicht rechtzeitig fertig.');
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  await office.context().close();
  await provider.context().close();
}

/** What is computed in the background: the page is read again until its heading is there. */
async function reloadUntil(page: Page, heading: string): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await page.getByRole('heading', { name: heading }).isVisible())) {
    if (Date.now() > end) throw new Error(`„${heading}“ kam nicht rechtzeitig.`);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await page.reload();
  }
}

/** Desk pictures begin with the heading: the menu is the same everywhere. */
const showPage = (page: Page) => page.getByRole('heading', { level: 1 }).evaluate((one) => one.scrollIntoView());
const showFrom = (page: Page, heading: string | RegExp) => page.getByRole('heading', { name: heading }).first().evaluate((one) => one.scrollIntoView());

async function lookAtKitaYear(browser: Browser, baseURL: string, take: Take, signIn: SignIn): Promise<void> {
  await asFamily(browser, baseURL, take, signIn);
  await asOffice(browser, baseURL, take, signIn);
}

/** On a phone: registering, the list of wishes, the family's own page, its decision in two languages. */
async function asFamily(browser: Browser, baseURL: string, take: Take, signIn: SignIn): Promise<void> {
  const context = await browser.newContext({ baseURL, viewport: PHONE, isMobile: true, hasTouch: true, locale: 'de-DE' });
  const page = await context.newPage();
  await page.goto('/alfeld/kita-kriterien');
  await showFrom(page, 'Wofür es Punkte gibt');
  await take(page, 'kita-kriterien');
  await signIn(page, 'alfeld', 'eltern@alfeld.example');
  await page.goto('/alfeld/meine-kita');
  await showPage(page);
  await take(page, 'kita-meine');
  await page.locator('main a[href*="/bescheid/"]').first().click();
  // Who agreed to electronic letters opens them with a button of their own.
  const open = page.getByRole('main').getByRole('button', { name: /öffnen/ });
  if (await open.isVisible()) await open.click();
  await take(page, 'kita-bescheid');
  await page.goto(new URL(page.url()).pathname.replace('/alfeld/', '/alfeld/ar/'));
  await page.getByRole('heading', { level: 1 }).evaluate((one) => one.scrollIntoView());
  await take(page, 'kita-bescheid-arabisch');
  await page.goto('/alfeld/meine-kita');
  await page.getByRole('link', { name: /^Anmeldung ansehen/ }).first().click();
  await press(page, 'Ändern');
  await page.waitForURL('**/kita-anmeldung/**');
  await page.goto(`${new URL(page.url()).pathname.replace(/\/[a-z]+$/, '')}/kind`);
  await take(page, 'kita-anmeldung');
  await page.goto(`${new URL(page.url()).pathname.replace(/\/[a-z]+$/, '')}/wuensche`);
  await showFrom(page, 'Ihre Wunschliste');
  await take(page, 'kita-wunschliste');
  await context.close();
}

/** At the desk: the map families see, the work list, a file, the dry run and its result, a waiting list, a simulation. */
async function asOffice(browser: Browser, baseURL: string, take: Take, signIn: SignIn): Promise<void> {
  const context = await browser.newContext({ baseURL, viewport: DESK, locale: 'de-DE' });
  const page = await context.newPage();
  await page.goto('/alfeld/kitas?alter=unter-3');
  await page.getByRole('status').last().evaluate((one) => one.scrollIntoView());
  await take(page, 'kita-karte');
  await signIn(page, 'alfeld', 'kita@alfeld.example');
  await page.goto(KITA);
  await showPage(page);
  await take(page, 'kita-arbeitsliste');
  await page.goto(`${KITA}/runden`);
  await page.getByRole('row', { name: /Hauptrunde/ }).getByRole('link').first().click();
  await page.getByRole('link', { name: 'Probelauf', exact: true }).last().click();
  await showFrom(page, 'Was die Prüfung gefunden hat');
  await take(page, 'kita-probelauf');
  await showFrom(page, 'Welcher Wunsch ging in Erfüllung?');
  await take(page, 'kita-ergebnis');
  await page.goto(`${KITA}/bescheide`);
  await page.getByRole('main').getByRole('table').getByRole('link').first().click();
  await page.getByRole('link', { name: 'Akte des Kindes' }).click();
  await showPage(page);
  await take(page, 'kita-akte');
  await page.goto(`${KITA}/wartelisten`);
  const facility = await page.locator('select[name=kita] option:not([value=""])').first().getAttribute('value');
  await page.goto(`${KITA}/wartelisten?kita=${facility}`);
  await showPage(page);
  await take(page, 'kita-warteliste');
  await page.goto(`${KITA}/kriterien`);
  await page.getByRole('link', { name: /mehr Gewicht für Familien mit wenig Geld/ }).first().click();
  await page.goto(`${new URL(page.url()).pathname}/simulation`);
  await press(page, 'Simulation starten');
  await reloadUntil(page, 'Geheimhaltung');
  await showPage(page);
  await take(page, 'kita-simulation');
  await context.close();
}
