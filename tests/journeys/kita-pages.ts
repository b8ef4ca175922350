import { expect, type Page } from '@playwright/test';
import { faultsOf, faultsOfPages, NARROW } from './page-faults.ts';
import { pagesOf } from './staff-pages.ts';

/** Links of the Kita office are followed from its work list and a provider's lists; all other staff pages are read in another town. */
const ofStaff = { begin: ['/verwaltung/kita', '/verwaltung/kita/einrichtungslisten', '/verwaltung/kita/platzarten'], within: ['/verwaltung/kita/'] };
/** What a family has of its own: its children and what they lead to, and a registration being filled in. */
const ofFamily = { begin: ['/meine-kita', '/kita-anmeldung'], within: ['/meine-kita/', '/kita-anmeldung/'] };

const base = '/alfeld/verwaltung/kita';
const tables = {
  children: 'Kennung;Familienname;Vornamen;Geburtstag;Einrichtung;Beginn\r\nK-1;Rosenthal;Ida;12.3.2024;;\r\nK-2;Ohnetag;Bo;31.2.2024;;\r\n',
  facilities: 'Einrichtung;Träger;Art;Platzgruppe;Plätze\r\nKita Neubau;Unbekannter Verein;Kita;Krippe;15\r\n',
};

/**
 * Makes the pages that only come of work, as the Kita office of the demo: a draft catalogue with a criterion and a simulation, tables about to be
 * taken over, a letter series. Returns addresses no link leads to as they are: forms and lists asked for by a query.
 */
async function makeKitaPages(page: Page): Promise<string[]> {
  await page.goto(`${base}/kriterien`);
  await page.getByRole('main').locator('table a').first().click();
  await page.goto(`${page.url()}/kopie`);
  await page.getByLabel('Name', { exact: true }).fill('Entwurf zum Ansehen');
  await page.getByLabel('Gilt ab').fill('2027-08-01');
  await page.getByRole('button', { name: 'Entwurf anlegen' }).click();
  await page.goto(`${page.url()}/simulation`);
  await page.locator('details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
  await page.getByLabel('Kinder', { exact: true }).fill('60');
  await page.getByLabel('Durchläufe').fill('1');
  await page.getByRole('button', { name: 'Simulation starten' }).click();
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Geheimhaltung' }).or(page.getByText('Die Simulation war nicht möglich'))).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 60_000 });

  for (const [path, button, content] of [['/import', 'Vorschau zeigen', tables.children], ['/einrichtungen/import', 'Vorschau zeigen', tables.facilities]] as const) {
    await page.goto(`${base}${path}`);
    await page.locator('input[type=file]').setInputFiles({ name: 'liste.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
    await page.getByRole('button', { name: button }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Vorschau');
  }
  const preview = new URL(page.url()).pathname;

  await page.goto(`${base}/serienbriefe`);
  await page.getByLabel('Bezeichnung').fill('Erinnerung an Nachweise');
  await page.getByRole('radio', { name: /deren Kind noch keinen Platz hat/ }).check();
  await page.getByLabel('Betreff', { exact: true }).fill('Ihre Kita-Anmeldung');
  await page.getByLabel('Text', { exact: true }).fill('Guten Tag,\n\nbitte zeigen Sie uns noch Ihre Nachweise.');
  await page.getByRole('button', { name: 'Entwurf anlegen' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Erinnerung an Nachweise');

  await page.goto(`${base}/einrichtungen`);
  await page.getByRole('row', { name: /Kindertagespflege/ }).getByRole('link').first().click();
  const childminder = new URL(page.url()).pathname;
  await page.goto(`${base}/wartelisten`);
  const facility = await page.locator('select[name=kita] option:not([value=""])').first().getAttribute('value');
  await page.goto(`${base}/bescheide`);
  await page.locator('main table a').first().click();
  await page.getByRole('link', { name: 'Akte des Kindes' }).click();
  const child = new URL(page.url()).pathname.split('/').at(-1)!;
  return [preview, childminder, `${childminder}/tagespflege`, `${base}/wartelisten?kita=${facility}`, `${base}/notfall?kind=${child}`];
}

/** Faults of one page of every kind: of the office, of a provider what the office has not, of a family in German and from right to left. */
export async function faultsOfKitaPages(office: Page, provider: Page, family: Page): Promise<string[]> {
  const more = await makeKitaPages(office);
  const seen = new Set<string>();
  const faults: string[] = [];
  for (const page of [office, provider]) {
    await page.setViewportSize(NARROW);
    faults.push(...await faultsOfPages(page, await pagesOf(page.request, 'alfeld', ofStaff), seen));
  }
  faults.push(...await faultsOfPages(office, more.map((address) => [address, address])));

  await family.setViewportSize(NARROW);
  await beginRegistration(family);
  faults.push(...await faultsOf(family));
  const own = [...await pagesOf(family.request, 'alfeld', ofFamily)];
  faults.push(...await faultsOfPages(family, own));
  for (const language of ['ar', 'ru']) faults.push(...await faultsOfPages(family, own.map(([kind, address]) => [kind, address.replace('/alfeld/', `/alfeld/${language}/`)])));
  return [...faults, ...seen.size + own.length < LEAST_KINDS ? [`only ${seen.size} kinds of staff pages and ${own.length} of a family were found`] : []];
}

/** Fewer kinds of pages than this: something leads nowhere any more. */
const LEAST_KINDS = 65;

/** A registration begun and sent on empty, so that each field says what is missing. */
async function beginRegistration(family: Page): Promise<void> {
  await family.goto('/alfeld/kita-anmeldung');
  await family.getByRole('button', { name: /^(Kind anmelden|Weiteres Kind anmelden)$/ }).click();
  await family.getByRole('button', { name: 'Speichern und weiter' }).click();
  await expect(family.getByRole('alert').first()).toBeVisible();
}
