import { languageFacts } from '../../src/platform/language.ts';
import type { ChildOfFamily, Family } from './family.ts';
import type { Mailbox } from './mailbox.ts';
import { measuredBrowser, type MeasuredBrowser, type Site } from './measured-browser.ts';

/** A registration as the family sent it, to be compared with what is stored. */
export interface SentRegistration {
  /** of the draft; twins have another one each, which only the application knows */
  id: string;
  email: string;
  child: ChildOfFamily;
  twin: boolean;
  /** facilities, the dearest first */
  wishes: readonly string[];
  start: string;
  hours: string;
  circumstances: number;
  guardians: number;
  /** the form's last page was open so often, and was sent from each: the audit log says so for each */
  tabs: 1 | 2;
  /** its family came by a link from a mail in this run */
  cameByMail: boolean;
  /** the number the confirmation named was on the page: from then on it must be there */
  isConfirmed: boolean;
}

export interface Rush {
  site: Site;
  mailbox: Mailbox;
  town: string;
  /** the shortest and longest time anybody looks at a page */
  lookMs: readonly [number, number];
  sent: SentRegistration[];
  /** from the click to the whole confirmation */
  confirmations: number[];
  /** from asking for the link to the mail */
  mails: number[];
}

/** What a family has filled in so far. */
interface Filled {
  wishes: string[];
  start: string;
  hours: string;
  circumstances: number;
}

/** The whole way of one family: link by mail, account, every page of the form, confirmation. */
export async function registerFamily(rush: Rush, family: Family): Promise<void> {
  const { site, mailbox, town } = rush;
  const browser = measuredBrowser(site, family.clientAddress);
  const look = () => browser.look(rush.lookMs[0] + family.roll(rush.lookMs[1] - rush.lookMs[0]));
  const begin = `/${[town, languageFacts[family.language].segment, 'kita-anmeldung'].filter(Boolean).join('/')}`;

  await browser.open(begin);
  await look();
  const link = mailbox.linkFor(family.email);
  link.catch(() => undefined);
  const asked = performance.now();
  await browser.send({ email: family.email });
  const path = await link;
  rush.mails.push(performance.now() - asked);
  await look();
  await browser.open(path);
  await look();
  await browser.send({});
  await look();
  await registerChildren(rush, family, browser, look, family.children);
  if (!family.laterChild) return;
  await look();
  await browser.open(begin);
  await look();
  await registerChildren(rush, family, browser, look, [family.laterChild]);
}

async function registerChildren(rush: Rush, family: Family, browser: MeasuredBrowser, look: () => Promise<void>, children: readonly ChildOfFamily[]): Promise<void> {
  await browser.send({});
  const id = /kita-anmeldung\/([0-9a-f-]{36})\//.exec(browser.page.path)?.[1];
  if (!id) throw new Error('The form did not begin');
  const filled: Filled = { wishes: [], start: '', hours: '', circumstances: 0 };
  let step = stepOf(browser);
  for (; step !== 'pruefen'; step = stepOf(browser)) {
    await look();
    await fillStep[step]!({ browser, family, children, filled, look });
    if (stepOf(browser) === step) throw new Error(`The page ${step} did not lead on`);
  }
  await look();
  const sent = children.map((child, index): SentRegistration => ({
    id, email: family.email, child, twin: index > 0, wishes: filled.wishes, start: filled.start, hours: filled.hours, circumstances: filled.circumstances, guardians: family.hasSecondGuardian ? 2 : 1, tabs: 1, cameByMail: true, isConfirmed: false,
  }));
  await sendIn(rush, family, browser, look, sent);
}

/** The last button, and for some families once more afterwards. What was sent is in the books before anybody knows whether it arrived. */
export async function sendIn(rush: Rush, family: Family, browser: MeasuredBrowser, look: () => Promise<void>, sent: readonly SentRegistration[]): Promise<void> {
  rush.sent.push(...sent);
  const clicked = performance.now();
  await browser.send({}, { clicks: family.clicksTwice ? 2 : 1 });
  rush.confirmations.push(performance.now() - clicked);
  const isConfirmed = /meine-kita\/anmeldung\//.test(browser.page.path) && /[2-9A-Z]{4}-[2-9A-Z]{4}/.test(browser.page.html);
  if (!isConfirmed) rush.site.faults.push('no confirmation with a number');
  for (const one of sent) one.isConfirmed = isConfirmed;
  if (!family.sendsAgain) return;
  const form = browser.lastForm();
  await look();
  await browser.sendAgain(form);
}

const stepOf = ({ page }: MeasuredBrowser) => /kita-anmeldung\/[0-9a-f-]{36}\/([a-z]+)/.exec(page.path)?.[1] ?? `${page.status}`;

interface Step {
  browser: MeasuredBrowser;
  family: Family;
  children: readonly ChildOfFamily[];
  filled: Filled;
  look: () => Promise<void>;
}

const valuesOf = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map(([, value]) => value!);

/** What is typed on the pages that offer no choice of the town's. */
export const typed = {
  besonderes: (family: Family, children: readonly ChildOfFamily[]) => ({ ...Object.fromEntries(children.map((_, index) => [`inclusive-${index}`, 'no'])), languages: family.language === 'de' ? ['de'] : ['de', family.language] }),
  sorgeberechtigte: (family: Family) => ({
    given: family.parent, family: family.familyName, relation: 'mother', phone: '05181 4711', 'letter-language': family.language,
    ...(family.hasSecondGuardian ? { others: 'one', 'other-given': 'Alex', 'other-family': family.familyName, 'other-relation': 'father', 'other-right': 'decide', 'other-email': `zweit.${family.email}` } : { others: 'none' }),
  }),
  adresse: (family: Family) => ({ street: 'Am Wall', 'house-number': String(1 + 2 * family.roll(12)), 'postal-code': '31061', city: 'Alfeld', ...(family.isAddressBlocked ? { blocked: 'on' } : {}) }),
  anliegen: (family: Family) => ({ remark: family.hasSecondGuardian ? 'Wir sind nachmittags am besten zu erreichen.' : '' }),
};

export const childFields = (children: readonly ChildOfFamily[]) => Object.fromEntries(children.flatMap((child, index) => [
  [`given-${index}`, child.birth === 'born' ? child.givenNames : ''], [`family-${index}`, child.familyName], [`birth-${index}`, child.birth], [`day-${index}`, child.on],
]));

const fillStep: Record<string, (step: Step) => Promise<void>> = {
  async kind({ browser, family, children, look }) {
    const [first] = children;
    if (family.slip === 'kind') {
      await browser.send({ ...childFields([first!]), 'birth-0': 'born', 'given-0': 'Tippfehler', 'day-0': '2031-02-30' }, { expects: 422 });
      await look();
    }
    if (children.length > 1) {
      await browser.send({ ...childFields([first!]), press: 'add' });
      await look();
    }
    await browser.send(childFields(children));
  },
  async besonderes({ browser, family, children }) {
    await browser.send(typed.besonderes(family, children));
  },
  async sorgeberechtigte({ browser, family }) {
    await browser.send(typed.sorgeberechtigte(family));
  },
  async adresse({ browser, family, look }) {
    const fields = typed.adresse(family);
    if (family.slip === 'adresse') {
      await browser.send({ ...fields, 'postal-code': '3106' }, { expects: 422 });
      await look();
    }
    await browser.send(fields);
  },
  async beginn({ browser, family, filled }) {
    const months = valuesOf(browser.page.html, /<option value="(\d{4}-\d\d-01)"/g);
    const hours = valuesOf(browser.page.html, /name="hours"[^>]*value="([\d.]+)"/g);
    const august = months.filter((month) => month.slice(5, 7) === '08');
    filled.start = family.roll(5) === 0 ? months[4 + family.roll(8)]! : august[0]!;
    filled.hours = hours[family.roll(hours.length)]!;
    await browser.send({ start: filled.start, hours: filled.hours });
  },
  async wuensche({ browser, family, filled, look }) {
    if (family.slip === 'wuensche') {
      await browser.send({}, { expects: 422 });
      await look();
    }
    const offered = valuesOf(browser.page.html, /value="add:([0-9a-f-]{36})"/g);
    for (let count = 0; count < Math.min(family.wishes, offered.length); count++) {
      const [facility] = offered.splice(family.roll(Math.min(6, offered.length)), 1);
      await browser.send({ press: `add:${facility}` });
      filled.wishes.push(facility!);
      await look();
    }
    if (filled.wishes.length > 1 && family.roll(3) === 0) {
      const last = filled.wishes.pop()!;
      await browser.send({ press: `up:${last}` });
      filled.wishes.splice(-1, 0, last);
      await look();
    }
    await browser.send({});
  },
  async geschwister({ browser, children }) {
    const others = valuesOf(browser.page.html, /name="with"[^>]*value="([0-9a-f-]{36})"/g);
    await browser.send({ rule: children.length > 1 ? 'together' : 'rather-together', ...(others.length > 0 ? { with: others } : {}) });
  },
  async lebenslage({ browser, family, filled }) {
    const asked = valuesOf(browser.page.html, /type="checkbox"[^>]*name="(fact-[a-z-]+)"/g).concat(valuesOf(browser.page.html, /name="(fact-[a-z-]+)"[^>]*type="checkbox"/g));
    const told = [...new Set(asked)].filter(() => family.roll(5) === 0);
    filled.circumstances = told.length;
    await browser.send(Object.fromEntries(told.map((name) => [name, 'on'])));
  },
  async anliegen({ browser, family }) {
    await browser.send(typed.anliegen(family));
  },
};
