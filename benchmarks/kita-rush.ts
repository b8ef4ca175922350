import { groupedBy } from '../src/platform/grouped.ts';
import { languageFacts } from '../src/platform/language.ts';
import { systemClock } from '../src/platform/clock.ts';
import { quantile, type Measurement, type Section } from './report.ts';
import type { Books } from './rush/books.ts';
import { familyOf } from './rush/family.ts';
import { measuredBrowser, type Asked } from './rush/measured-browser.ts';
import { prepareFamilies, type PreparedFamily } from './rush/prepare.ts';
import { registerFamily, sendIn, type Rush } from './rush/register.ts';
import { letThemCome, sayProcessors, tidyUp, timesOf, withRunningRush, type Measured } from './rush/running-rush.ts';

const WARM_UP = 12;

interface Size {
  perMinute: number;
  minutes: number;
  lookMs: readonly [number, number];
}

/**
 * The minute registration ends: families who filled in their form on the days before all press the last button. They come at fixed times whatever the server
 * does. `KITA_RUSH_MINUTES` and `KITA_RUSH_PER_MINUTE` make it smaller, `KITA_RUSH_ROUTES=1` lists every address.
 */
export async function measureKitaRush(isQuick: boolean): Promise<Section> {
  const size: Size = isQuick ? { perMinute: 240, minutes: 0.25, lookMs: [100, 300] } : { perMinute: Number(process.env['KITA_RUSH_PER_MINUTE'] ?? 500), minutes: Number(process.env['KITA_RUSH_MINUTES'] ?? 10), lookMs: [2_000, 6_000] };
  const count = Math.round(size.perMinute * size.minutes);
  return withRunningRush(async (running) => {
    const families = Array.from({ length: count }, (_, number) => ({ ...familyOf(WARM_UP + number, systemClock.today()), laterChild: undefined }));
    const prepared = await running.asApplication((database, town) => prepareFamilies(database, town, running.secretKey, families));
    await tidyUp(running.place);
    const warmUp = running.newRush([50, 100]);
    await Promise.all(Array.from({ length: WARM_UP }, (_, number) => registerFamily(warmUp, familyOf(number, systemClock.today()))));
    const rush = running.newRush(size.lookMs);
    const measured = await letThemCome(rush, count, size.perMinute, running.place, (number) => sendPrepared(rush, prepared[number]!, number));
    const books = await running.books([...warmUp.sent, ...rush.sent]);
    return sectionOf(size, rush, measured, books, warmUp.site.faults);
  });
}

/** The own page, the form's last page, the button; a family in twenty has the last page open in two tabs and presses both. */
async function sendPrepared(rush: Rush, { family, id, session, sent }: PreparedFamily, number: number): Promise<void> {
  const cookies = new Map([['__Host-session', session]]);
  const tab = () => measuredBrowser(rush.site, family.clientAddress, cookies);
  const start = `/${[rush.town, languageFacts[family.language].segment].filter(Boolean).join('/')}`;
  const browser = tab();
  const look = () => browser.look(rush.lookMs[0] + family.roll(rush.lookMs[1] - rush.lookMs[0]));
  await browser.open(`${start}/meine-kita`);
  await look();
  await browser.open(`${start}/kita-anmeldung/${id}/pruefen`);
  const second = number % 20 === 5 ? tab() : undefined;
  if (second) for (const one of sent) one.tabs = 2;
  await second?.open(`${start}/kita-anmeldung/${id}/pruefen`);
  await look();
  await Promise.all([sendIn(rush, family, browser, look, sent), second?.send({})]);
  if (second && second.page.path.replace(/\?.*/, '') !== browser.page.path.replace(/\?.*/, '')) rush.site.faults.push('two tabs led to two places');
}

function sectionOf(size: Size, rush: Rush, measured: Measured, books: Books, warmUpFaults: readonly string[]): Section {
  const { asked } = rush.site;
  const pages = asked.filter(({ kind }) => kind !== 'file');
  const faults = [...warmUpFaults, ...rush.site.faults];
  const none = { atMost: 0 };
  const final = asked.filter(({ kind, route }) => kind === 'form' && route.endsWith('/pruefen'));
  const measurements: Measurement[] = [
    { what: 'registrations confirmed (twins are one more each)', value: books.confirmed, unit: '', goal: { atLeast: measured.families + WARM_UP } },
    { what: 'ways that broke off', value: measured.broken, unit: '', goal: none },
    { what: 'answers nobody should get', value: faults.length, unit: '', goal: none },
    { what: 'lost', value: books.lost.length, unit: '', goal: none },
    { what: 'doubled', value: books.doubled.length, unit: '', goal: none },
    { what: 'stored otherwise than sent (wishes in order, start, hours, guardians, circumstances, claim, audit)', value: books.different.length, unit: '', goal: none },
    { what: 'drafts left, mails missing, mails too many', value: books.draftsLeft + books.mailsMissing + books.mailsTooMany, unit: '', goal: none },
    { what: 'audit chains broken', value: books.isChainIntact ? 0 : 1, unit: '', goal: none },
    { what: 'deadlocks (pg_stat_database)', value: measured.deadlocks, unit: '', goal: none },
    { what: 'requests for pages and forms', value: pages.length / measured.seconds, unit: '/s' },
    { what: 'all pages and forms, median', value: quantile(timesOf(pages), 0.5), unit: 'ms' },
    { what: 'all pages and forms, p95', value: quantile(timesOf(pages), 0.95), unit: 'ms', goal: { atMost: 800 } },
    { what: 'all pages and forms, p99', value: quantile(timesOf(pages), 0.99), unit: 'ms' },
    { what: 'the slowest of the pages and forms, its p95', value: slowestOf(pages)[0]!.p95, unit: 'ms', goal: { atMost: 800 } },
    { what: 'the submitting request, p95', value: quantile(timesOf(final), 0.95), unit: 'ms', goal: { atMost: 800 } },
    { what: 'from the click to the whole confirmation, p95', value: quantile(rush.confirmations, 0.95), unit: 'ms', goal: { atMost: 800 } },
  ];
  return {
    title: `Kita rush: ${size.perMinute} registrations sent a minute for ${size.minutes} minutes (${measured.families} families, ${books.stored} registrations stored)`,
    conditions: [
      '`node start.mjs` (production mode, embedded server as shipped) with the demo town of 15 Kitas and 1,000 children; the families are a second process; load, application and database share the machine',
      `every family has filled in its form before (through the application's own use cases), comes with its session, opens its own page, reads the form's last page, sends it and reads the confirmation, which also goes out by mail; ${size.lookMs[0] / 1000}–${size.lookMs[1] / 1000} s between pages; every 40th has twins, every 10th clicks twice, every 20th sends again later, every 20th from two tabs at once`,
      sayProcessors(measured, asked.length),
      `audit entries ${books.auditEntries.toLocaleString('en')}; slowest: ${saySlowest(pages)}`,
      ...sayFaults(faults),
    ],
    measurements,
  };
}

/** Every address with its times, the slowest first. */
export function slowestOf(pages: readonly Asked[]): { route: string; p95: number; median: number; count: number }[] {
  return [...groupedBy(pages, ({ kind, route }) => `${kind === 'form' ? 'POST' : 'GET'} ${route}`)]
    .map(([route, some]) => ({ route, p95: quantile(timesOf(some), 0.95), median: quantile(timesOf(some), 0.5), count: some.length })).sort((one, other) => other.p95 - one.p95);
}

export function saySlowest(pages: readonly Asked[]): string {
  const isWhole = Boolean(process.env['KITA_RUSH_ROUTES']);
  return slowestOf(pages).slice(0, isWhole ? undefined : 4).map(({ route, p95, median, count }) => `${route} ${p95.toFixed(0)} ms${isWhole ? ` (median ${median.toFixed(0)}, ${count}×)\n     ` : ''}`).join(', ');
}

export function sayFaults(faults: readonly string[]): string[] {
  return faults.length === 0 ? [] : [`faults: ${[...groupedBy(faults, (one) => one)].slice(0, 8).map(([what, some]) => `${some.length} × ${what}`).join('; ')}`];
}
