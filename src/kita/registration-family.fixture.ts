import type { AccountsTown } from '../accounts/accounts-town.fixture.ts';
import type { Browser } from '../accounts/browser.fixture.ts';
import { storeCatalogue } from './server/catalogues.ts';
import { day } from '../platform/day.ts';

/** A family's browser, signed in by the link of the registration page; the account begins with it. */
export async function familyBrowser(town: AccountsTown, email: string): Promise<Browser> {
  const browser = town.browser();
  await browser.open('/musterstadt/kita-anmeldung');
  await browser.send({ email });
  const [mail] = await town.mailsTo(email);
  await browser.open(new URL(mail!.link).pathname);
  await browser.send({});
  return browser;
}

/** A catalogue in force that asks whether parents work (proof by upload). */
export async function askingCatalogue(town: AccountsTown): Promise<void> {
  await town.database.write(town.town.id, (tx) => storeCatalogue(tx, town.town.id, {
    name: 'Kriterien', validFrom: day('2026-01-01'), validUntil: null, lotteryScope: 'market', blocking: 'vacating', ties: 'lottery', nonResidents: 'equal', adoption: { on: day('2025-12-01'), by: 'Rat', resolution: '7/2025' },
    criteria: [{ kind: 'points', fact: 'both-work-or-train', condition: {}, amount: 20, share: null, reserveKind: null, proof: 'upload', organizationId: null, facilityId: null, legalBasis: '§ 24 Abs. 2 SGB VIII' }],
  }, town.clock));
}

const idIn = (path: string) => /kita-anmeldung\/([0-9a-f-]{36})\//.exec(path)![1]!;

export interface Filled {
  given?: string;
  family?: string;
  day?: string;
  other?: Record<string, string>;
  address?: Record<string, string>;
  wishes: readonly string[];
}

/** Fills in all pages but the last, one after the other, as a family without JavaScript does. Returns the draft's id. */
export async function fillIn(browser: Browser, { given = 'Mila', family = 'Öztürk', day: born = '2025-03-24', other = {}, address = {}, wishes }: Filled): Promise<string> {
  const shown = await browser.open('/musterstadt/kita-anmeldung');
  const start = await browser.send({}, shown.html.includes('name="child"') ? {} : { form: 'formular' });
  const id = idIn(start.path);
  const step = async (name: string, fields: Record<string, string>) => {
    await browser.open(`/musterstadt/kita-anmeldung/${id}/${name}`);
    return browser.send(fields);
  };
  await step('kind', { 'given-0': given, 'family-0': family, 'birth-0': 'born', 'day-0': born });
  await step('besonderes', { 'inclusive-0': 'no' });
  await step('sorgeberechtigte', { given: 'Ayşe', family, relation: 'mother', phone: '05181 4711', 'letter-language': 'de', others: 'none', ...other });
  await step('adresse', { street: 'Lindenweg', 'house-number': '3', 'postal-code': '31061', city: 'Musterstadt', ...address });
  await step('beginn', { start: '2027-08-01', hours: '35' });
  for (const facility of wishes) await step('wuensche', { press: `add:${facility}`, order: '' });
  const page = await browser.open(`/musterstadt/kita-anmeldung/${id}/geschwister`);
  if (page.path.endsWith('/geschwister')) await browser.send({ rule: 'independent' });
  const facts = await browser.open(`/musterstadt/kita-anmeldung/${id}/lebenslage`);
  if (facts.path.endsWith('/lebenslage')) await browser.send({ 'fact-both-work-or-train': 'on' });
  return id;
}

/** Opens the last page and sends. */
export async function sendIn(browser: Browser, id: string) {
  await browser.open(`/musterstadt/kita-anmeldung/${id}/pruefen`);
  return browser.send({});
}
