import { expect, test, type Browser, type Page } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { KitaYearReport } from '../kita-year/check-kita-year.ts';
import { sendLetters } from './kita-letters.ts';
import { faultsOfKitaPages } from './kita-pages.ts';
import { faultsOf } from './page-faults.ts';
import { signIn } from './sign-in.ts';
import { orderWishes } from './wish-drag.ts';

/** A town whose clock is told the time, so that a year fits into minutes. All its days lie in the past: background work is due at once. */
const PORT = 3901;
const ORIGIN = `http://localhost:${PORT}`;
let town: ChildProcess;
let answers: AsyncIterator<string>;

async function say(command: string): Promise<string> {
  town.stdin!.write(`${command}\n`);
  return (await answers.next()).value as string;
}

test.beforeAll(async () => {
  test.setTimeout(180_000);
  town = spawn(process.execPath, ['--import', 'tsx', 'tests/kita-year/server.ts', String(PORT), '2025-11-10T08:00:00Z'], { stdio: ['pipe', 'pipe', 'inherit'] });
  answers = createInterface({ input: town.stdout! })[Symbol.asyncIterator]();
  expect((await answers.next()).value).toBe('ready');
});
test.afterAll(async () => {
  if (town.exitCode !== null) return;
  const gone = new Promise((resolve) => town.once('exit', resolve));
  town.stdin!.write('stop\n');
  await gone;
});

async function person(browser: Browser): Promise<Page> {
  return (await browser.newContext({ baseURL: ORIGIN })).newPage();
}

const usedMails = new Set<string>();

/** The sign-in link mailed to a mailbox that nobody has used yet. On a clock that stands still all mails are of the same moment: their order says nothing. */
async function mailedLink(page: Page, mailbox: string): Promise<string> {
  const mails = page.getByRole('main').getByRole('link', { name: 'Ihr Link zum Anmelden' });
  let mail: string | undefined;
  await expect(async () => {
    await page.goto(`/_mail?an=${mailbox}`);
    mail = (await mails.evaluateAll((links) => links.map((link) => link.getAttribute('href')!))).find((one) => !usedMails.has(one));
    expect(mail).toBeDefined();
  }).toPass({ timeout: 120_000 });
  usedMails.add(mail!);
  await page.goto(mail!);
  return new URL((await page.getByRole('main').getByRole('link', { name: /anmelden\/link/ }).getAttribute('href'))!).pathname;
}

async function comeByLink(family: Page, mailbox: Page): Promise<void> {
  await family.goto('/alfeld/kita-anmeldung');
  await family.getByRole('textbox', { name: /^E-Mail/ }).fill('nadine.ostwald@familie.example');
  await family.getByRole('button', { name: 'Link anfordern' }).click();
  await family.goto(await mailedLink(mailbox, 'nadine.ostwald@familie.example'));
  await family.getByRole('main').getByRole('button').first().click();
  await expect(family.getByRole('button', { name: 'Kind anmelden' }).or(family.getByRole('link', { name: 'Meine Anmeldungen ansehen' })).first()).toBeVisible();
}

/** Waits until the computation on this page is done. */
async function computed(page: Page): Promise<void> {
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Was die Prüfung gefunden hat' })).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 90_000 });
}

async function report(): Promise<KitaYearReport> {
  return JSON.parse(await say('check')) as KitaYearReport;
}

test('a Kita year of the town, played by a family, two of the Kita office, and a Träger', async ({ browser }) => {
  test.setTimeout(1_500_000);
  const office = await person(browser);
  const colleague = await person(browser);
  const provider = await person(browser);
  /** Months later all have to sign in again. */
  const itIs = async (instant: string) => {
    await say(`clock ${instant}`);
    for (const [page, email] of [[office, 'kita@alfeld.example'], [colleague, 'kita2@alfeld.example'], [provider, 'traeger@alfeld.example']] as const) await signIn(page, email);
  };
  await itIs('2025-11-10T08:00:00Z');

  await test.step('The office lays out the round and opens it', async () => {
    await office.goto('/alfeld/verwaltung/kita/runden/neu');
    await office.getByLabel('Name', { exact: true }).fill('Kita-Jahr 2026/27');
    await office.getByLabel('Kriterienkatalog').selectOption({ label: 'Vergabekriterien ab Kita-Jahr 2026/27' });
    await office.getByLabel('Plätze beginnen ab').fill('2026-08-01');
    await office.getByLabel('Plätze beginnen bis').fill('2027-07-31');
    await office.getByLabel('Anmeldung ab').fill('2025-11-10');
    await office.getByLabel('Anmeldeschluss (letzter Tag)').fill('2026-01-31');
    await office.getByLabel('Tage Zeit für die Antwort der Familien').fill('14');
    await office.getByRole('button', { name: 'Anlegen' }).click();
    await office.getByRole('button', { name: 'Runde öffnen' }).click();
    await expect(office.getByText('Familien melden sich an.')).toBeVisible();
  });
  const round = new URL(office.url()).pathname;

  const replacements: string[] = [];
  const family = await person(browser);
  await test.step('A family with a blocked address registers twins, page by page, from a mailed link', async () => {
    await comeByLink(family, office);
    await family.getByRole('button', { name: 'Kind anmelden' }).click();
    await family.getByLabel('Vornamen', { exact: true }).first().fill('Jonna');
    await family.getByLabel('Familienname').first().fill('Ostwald');
    await family.getByRole('radio', { name: 'Ja' }).first().check();
    await family.getByLabel('Geburtstag oder erwarteter Geburtstag').first().fill('2025-02-14');
    await family.getByRole('button', { name: 'Zwilling oder Mehrling dazu' }).click();
    await family.getByLabel('Vornamen', { exact: true }).nth(1).fill('Jesper');
    await family.getByLabel('Familienname').nth(1).fill('Ostwald');
    await family.getByRole('radio', { name: 'Ja' }).nth(1).check();
    await family.getByLabel('Geburtstag oder erwarteter Geburtstag').nth(1).fill('2025-02-14');
    const next = () => family.getByRole('button', { name: 'Speichern und weiter' }).click();
    await next();
    for (const question of await family.getByRole('radio', { name: 'Nein, oder wir wissen es noch nicht' }).all()) await question.check();
    await next();
    await family.getByLabel('Ihre Vornamen').fill('Nadine');
    await family.getByLabel('Ihr Familienname').fill('Ostwald');
    await family.getByLabel('Was sind Sie für das Kind?').selectOption('mother');
    await family.getByRole('radio', { name: /^Elektronisch: Ich willige ein/ }).check();
    await family.getByRole('radio', { name: 'Nein' }).first().check();
    await next();
    await family.getByLabel('Straße').fill('Geheime Gasse');
    await family.getByLabel('Hausnummer').fill('7');
    await family.getByLabel('Postleitzahl').fill('31061');
    await family.getByLabel('Ort', { exact: true }).fill('Alfeld (Leine)');
    await family.getByLabel(/Meine Adresse ist gesperrt/).check();
    await next();
    const sure = family.getByLabel('Die Adresse stimmt so');
    const start = family.getByLabel('Ab welchem Monat brauchen Sie einen Platz?');
    await expect(sure.or(start)).toBeVisible();
    if (await sure.isVisible()) {
      await sure.check();
      await next();
    }
    await start.selectOption({ label: 'August 2026' });
    await family.getByRole('radio', { name: /^35 Stunden/ }).check();
    await family.getByLabel('Von (Uhrzeit)').fill('7.30');
    await family.getByLabel('Bis (Uhrzeit)').fill('14:30');
    await next();
    const wished = family.getByRole('button', { name: /von der Liste nehmen$/ });
    for (let wish = 1; wish <= 4; wish++) {
      await family.getByRole('button', { name: /wünschen$/ }).first().click();
      await expect(wished).toHaveCount(wish);
    }
    await orderWishes(family);
    await family.getByRole('button', { name: /eine Stelle nach oben$/ }).last().click();
    await next();
    await family.getByRole('radio', { name: 'Zusammen oder gar nicht' }).check();
    await next();
    await family.getByRole('checkbox').first().check();
    await next();
    await family.getByLabel('Ihre Bemerkung').fill('Zwei ruhige Kinder, die gern draußen sind.');
    await next();
    await expect(family.getByRole('heading', { level: 1 })).toHaveText('Stimmt alles?');
    await expect(family.getByText('jeden Tag 7:30 bis 14:30 Uhr')).toBeVisible();
    await expect(family.getByText('Geheime Gasse')).toHaveCount(0);
    await family.getByRole('button', { name: 'Anmeldung absenden' }).click();
    await expect(family.getByText('Danke! Ihre Anmeldung ist angekommen.')).toBeVisible();
    expect(await faultsOf(family)).toEqual([]);
  });

  await test.step('The Träger confirms its seats', async () => {
    await provider.goto('/alfeld/verwaltung/kita/einrichtungslisten');
    await provider.getByRole('link', { name: 'Kita-Jahr 2026/27' }).click();
    const confirm = provider.getByRole('button', { name: 'Bestätigen' });
    for (let left = await confirm.count(); left > 0; left--) {
      await confirm.first().click();
      await expect(confirm).toHaveCount(left - 1);
    }
    expect(await faultsOf(provider)).toEqual([]);
  });

  await test.step('After the deadline the office closes, draws, and cannot leave out the dry run', async () => {
    await office.goto(round);
    await office.getByRole('button', { name: 'Runde schließen' }).click();
    await expect(office.getByRole('alert').first()).toBeVisible();
    await itIs('2026-02-02T09:00:00Z');
    await office.goto(round);
    await office.getByRole('button', { name: 'Runde schließen' }).click();
    await office.getByLabel('Was wurde öffentlich gezogen?').fill('Lotto 6 aus 49, 31.01.2026: 4 11 23 30 41 49');
    await office.getByRole('button', { name: 'Los ziehen' }).click();
    await propose(office, round);
  });

  await test.step('The Träger objects, a colleague decides, two sides release, the office decides', async () => {
    await provider.goto(round.replace('/runden/', '/einrichtungslisten/'));
    const object = provider.locator('details:has(select[name=child])').first();
    await object.locator('summary').click();
    await object.locator('select').selectOption({ index: 1 });
    await object.getByRole('textbox').fill('Diese Familie hat uns gesagt, dass sie im Sommer fortzieht.');
    await object.getByRole('button').click();
    await expect(provider.getByText('Diese Familie hat uns gesagt').first()).toBeVisible();
    await colleague.goto(`${round}/vorschlag`);
    expect(await faultsOf(colleague)).toEqual([]);
    await colleague.getByRole('radio', { name: 'Ablehnen' }).check();
    await colleague.getByLabel('Antwort an den Träger').fill('Die Familie hat ihre Anmeldung bestätigt.');
    await colleague.getByRole('button', { name: 'Entscheiden' }).click();
    await provider.reload();
    await expect(provider.getByText('Die Familie hat ihre Anmeldung bestätigt.').first()).toBeVisible();
    await release(office, provider, round);
    const { rounds, faults } = await report();
    expect(faults).toEqual([]);
    expect(rounds[0]!.children).toBeGreaterThan(350);
    expect(rounds[0]!.families).toBeGreaterThan(10);
    expect(rounds[0]!.reasons).toBeGreaterThan(300);
  });

  await test.step('The family reads its decision; its blocked address appears nowhere', async () => {
    await comeByLink(family, office);
    await family.goto('/alfeld/meine-kita');
    await family.locator('main a[href*="/bescheid/"]').first().click();
    await family.getByRole('button', { name: 'Bescheid öffnen' }).click();
    await expect(family.getByText(/Der Bescheid gilt am .* als bekannt gegeben/)).toBeVisible();
    await expect(family.getByText('Geheime Gasse')).toHaveCount(0);
    expect(await faultsOf(family)).toEqual([]);
    const take = family.getByRole('button', { name: 'Ja, wir nehmen den Platz' });
    if (await take.count() === 0) return;
    await take.click();
    await expect(take).toHaveCount(0);
  });

  await test.step('The page behind the link of a mail can be read by everybody, without signing in', async () => {
    const link = await say('link');
    const reader = await person(browser);
    for (const language of ['', '/ar']) {
      await reader.goto(`/alfeld${language}${link}`);
      await expect(reader.locator('main form button').first()).toBeVisible();
      expect(await faultsOf(reader)).toEqual([]);
    }
  });

  await test.step('By phone some accept and some decline; what is not answered lapses; three times freed places are given out again', async () => {
    // Whose old place is promised already cannot decline any more: then the next one is called.
    const answer = async (says: string) => {
      const done = office.getByText('Die Antwort ist eingetragen.');
      for (let row = 0; row < 20; row++) {
        await office.goto('/alfeld/verwaltung/kita/bescheide?stand=open');
        await office.locator('main table a[href*="/bescheide/"]').nth(row).click();
        await office.getByRole('radio', { name: says }).check();
        await office.getByRole('radio', { name: 'am Telefon' }).check();
        await office.getByRole('button', { name: 'Antwort eintragen' }).click();
        await expect(done.or(office.getByRole('alert')).first()).toBeVisible();
        if (await done.isVisible()) return;
      }
      throw new Error(`nobody could be found who ${says}`);
    };
    for (let call = 0; call < 3; call++) await answer('nimmt den Platz');
    for (let call = 0; call < 3; call++) await answer('lehnt den Platz ab');
    for (const day of ['2026-03-02', '2026-04-01', '2026-05-04']) {
      await itIs(`${day}T07:00:00Z`);
      await rest();
      await office.goto(round);
      await office.getByRole('button', { name: 'Nachrückrunde anlegen' }).click();
      await expect(office.getByRole('heading', { level: 1 })).toContainText('Nachrücken');
      const replacement = new URL(office.url()).pathname;
      replacements.push(replacement);
      await propose(office, replacement);
      await release(office, provider, replacement);
      expect((await report()).faults).toEqual([]);
    }
  });

  await test.step('A child in need gets a place outside the rounds, by two people', async () => {
    await office.goto('/alfeld/verwaltung/kita/kinder');
    await office.getByLabel('Wen suchen Sie?').fill('osstwald jespr');
    await office.getByRole('button', { name: /[Ss]uchen/ }).first().click();
    await office.getByRole('link', { name: /Ostwald/ }).first().click();
    await expect(office.getByText('Geheime Gasse')).toHaveCount(0);
    await office.goto(`/alfeld/verwaltung/kita/notfall?kind=${new URL(office.url()).pathname.split('/').at(-1)}`);
    await office.getByLabel('Platz', { exact: true }).selectOption({ index: 1 });
    await office.getByLabel('Ab', { exact: true }).fill('2026-09-01');
    await office.getByLabel('Grund').fill('Die Mutter liegt im Krankenhaus, niemand sonst ist da.');
    await office.getByRole('button', { name: 'Vorschlagen' }).click();
    await expect(office.getByText('Eine andere Person muss ihn genehmigen.').first()).toBeVisible();
    await colleague.goto('/alfeld/verwaltung/kita/notfall');
    expect(await faultsOf(colleague)).toEqual([]);
    await colleague.getByRole('button', { name: 'Genehmigen' }).click();
    await expect(colleague.getByText('genehmigt von Dilara Wehmeyer')).toBeVisible();
  });

  await test.step('The year ends, and the second program finds nothing wrong with any round', async () => {
    // What was ready to read in an account and nobody opened for ten days goes by post: only then its days to answer begin.
    await itIs('2026-05-20T07:00:00Z');
    await rest();
    await sendLetters(office);
    await itIs('2026-06-29T07:00:00Z');
    await rest();
    for (const replacement of replacements) {
      await office.goto(replacement);
      await office.getByRole('button', { name: 'Antworten sind vollständig' }).click();
    }
    await office.goto(round);
    for (const step of ['Antworten sind vollständig', 'Nachrücken ist abgeschlossen', 'Runde beenden']) await office.getByRole('button', { name: step }).click();
    await expect(office.getByText('Die Runde ist beendet.').first()).toBeVisible();
    const { rounds, faults } = await report();
    expect(faults).toEqual([]);
    expect(rounds).toHaveLength(4);
  });

  await test.step('Every kind of page the year made is accessible and fits a narrow phone, for each of its people', async () => {
    await comeByLink(family, office);
    expect(await faultsOfKitaPages(office, provider, family)).toEqual([]);
  });
});

/** Later rounds show the same pages: they are read once. */
let firstRound: string | undefined;
const isFirst = (round: string) => (firstRound ??= round) === round;

/** Dry run, an answer for every finding, checked, computed again as the proposal. */
async function propose(office: Page, round: string): Promise<void> {
  await office.getByRole('button', { name: 'Probelauf starten' }).click();
  await computed(office);
  if (isFirst(round)) expect(await faultsOf(office)).toEqual([]);
  await expect(office.getByText('Muss behoben werden')).toHaveCount(0);
  const note = office.getByLabel('Warum ist das in Ordnung?');
  for (let left = await note.count(); left > 0; left--) {
    await note.first().fill('Durchgesehen: die Familien wurden gefragt, es bleibt so.');
    await office.getByRole('button', { name: 'Verantworten' }).first().click();
    await expect(note).toHaveCount(left - 1);
  }
  await office.goto(round);
  await office.getByRole('button', { name: 'Als geprüft festhalten' }).click();
  await office.getByRole('button', { name: 'Vorschlag rechnen' }).click();
  await computed(office);
  await expect(office.getByText(/Ein zweites Programm hat das Ergebnis nachgeprüft/).first()).toBeVisible();
}

/** One of the Kita office and one of the providers release, then it is decided, and the letters on paper go out: without them nobody's place lapses. */
async function release(office: Page, provider: Page, round: string): Promise<void> {
  await office.goto(`${round}/vorschlag`);
  await office.getByRole('button', { name: 'Für das Kita-Büro freigeben' }).click();
  await provider.goto(round.replace('/runden/', '/einrichtungslisten/'));
  await provider.getByRole('button', { name: 'Für die Träger freigeben' }).click();
  await office.goto(round);
  await office.getByRole('button', { name: 'Entscheiden und Bescheide erstellen' }).click();
  await expect(office.getByRole('heading', { level: 1 })).toHaveText(/Bescheide der Runde/);
  await expect(async () => {
    await office.reload();
    await expect(office.getByText('Alle Bescheide sind geschrieben')).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 90_000 });
  if (isFirst(round)) expect(await faultsOf(office)).toEqual([]);
  await office.getByRole('link', { name: 'Zur Runde' }).click();
  await expect(office.getByText(/Die Familien haben Bescheid/).first()).toBeVisible();
  await expect(async () => {
    expect(await say('quiet')).toBe('yes');
  }).toPass({ timeout: 90_000 });
  await sendLetters(office);
}

/** What happens by itself in the morning: reminders, lapse, the work that follows. */
async function rest(): Promise<void> {
  await say('tidy');
  await expect(async () => {
    expect(await say('quiet')).toBe('yes');
  }).toPass({ timeout: 90_000 });
}
