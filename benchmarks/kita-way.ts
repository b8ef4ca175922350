import { systemClock } from '../src/platform/clock.ts';
import { saySlowest, sayFaults } from './kita-rush.ts';
import { quantile, type Section } from './report.ts';
import { familyOf } from './rush/family.ts';
import { registerFamily, type Rush, type SentRegistration } from './rush/register.ts';
import { letThemCome, sayProcessors, timesOf, withRunningRush, type RunningRush } from './rush/running-rush.ts';

/** Families a minute, one step after the other until the pages are too slow. */
const RATES = '60,90,120,180,270';
const STEP_MINUTES = 1.5;
/** Until the first families are half through, there are fewer requests than later. */
const RAMP_MS = 40_000;
const LOOK_MS = [500, 1_500] as const;
const GOAL_MS = 800;
/** Far more than it can bear, and how often a family tries again where it is turned away. */
const OVERLOAD = { perMinute: 500, patience: 40 };

interface Step {
  perMinute: number;
  p95: number;
  faults: number;
  said: string;
}

/**
 * The day registration opens: every family goes the whole way of some 32 requests, from the link by mail over every page to the confirmation. How many a
 * minute can do so before pages take longer than 800 ms; and what happens when far more come. `KITA_WAY_RATES` names other steps, `KITA_WAY_OVERLOAD` the
 * minutes of the overload (0: none).
 */
export async function measureKitaWay(isQuick: boolean): Promise<Section> {
  const rates = isQuick ? [30] : (process.env['KITA_WAY_RATES'] ?? RATES).split(',').map(Number);
  const overloadMinutes = isQuick ? 0.05 : Number(process.env['KITA_WAY_OVERLOAD'] ?? 1);
  return withRunningRush(async (running) => {
    let next = 0;
    const sent: SentRegistration[] = [];
    const come = async (rush: Rush, perMinute: number, minutes: number) => {
      const from = next;
      const count = Math.round(perMinute * minutes);
      next += count;
      const measured = await letThemCome(rush, count, perMinute, running.place, (number) => registerFamily(rush, familyOf(from + number, systemClock.today())));
      sent.push(...rush.sent);
      return measured;
    };
    const warmUp = running.newRush([50, 100]);
    await come(warmUp, 120, 0.1);
    const steps: Step[] = [];
    for (const perMinute of rates) {
      steps.push(await stepOf(running, perMinute, isQuick ? 0.2 : STEP_MINUTES, come));
      if (steps.at(-1)!.p95 > GOAL_MS || steps.at(-1)!.faults > 0) break;
    }
    const crowd = running.newRush(LOOK_MS, OVERLOAD.patience);
    const overload = overloadMinutes > 0 ? await come(crowd, OVERLOAD.perMinute, overloadMinutes) : undefined;
    const books = await running.books(sent);
    const none = { atMost: 0 };
    const borne = steps.findLast(({ p95, faults }) => p95 <= GOAL_MS && faults === 0);
    const turnedAway = crowd.site.asked.filter(({ status }) => status === 503);
    const answered = crowd.site.asked.filter(({ kind, status }) => kind !== 'file' && status !== 503);
    return {
      title: `Kita, the whole way of a family: how many a minute, and what when far more come (${books.stored} registrations stored)`,
      conditions: [
        '`node start.mjs` (production mode, embedded server as shipped) with the demo town of 15 Kitas and 1,000 children; the families are a second process; load, application and database share the machine',
        `every family: link by mail, account, all pages of the form, 2–5 wishes, confirmation; ${LOOK_MS[0] / 1000}–${LOOK_MS[1] / 1000} s between pages, so that many are under way at once; 5 % with siblings, every 10th clicks twice, every 20th sends again, three of eight mend a refused page; each step ${STEP_MINUTES} minutes, measured after the first ${RAMP_MS / 1000} s`,
        ...steps.map(({ said }) => said),
        ...(overload ? [`overload: ${OVERLOAD.perMinute} families a minute for ${overloadMinutes} min, who try again when they are turned away; the last one was through after ${overload.seconds.toFixed(0)} s; ${sayProcessors(overload, crowd.site.asked.length)}`, ...sayFaults(crowd.site.faults)] : []),
      ],
      measurements: [
        { what: `families a minute with p95 of all pages ≤ ${GOAL_MS} ms`, value: borne?.perMinute ?? 0, unit: '' },
        { what: 'p95 of all pages at that rate', value: borne?.p95 ?? 0, unit: 'ms' },
        { what: 'all steps and the overload: lost', value: books.lost.length, unit: '', goal: none },
        { what: 'doubled', value: books.doubled.length, unit: '', goal: none },
        { what: 'stored otherwise than sent', value: books.different.length, unit: '', goal: none },
        { what: 'mails missing', value: books.mailsMissing, unit: '', goal: none },
        { what: 'audit chains broken', value: books.isChainIntact ? 0 : 1, unit: '', goal: none },
        { what: 'stored, but not seen by a family whose way broke off', value: books.unseen, unit: '' },
        ...(overload ? [
          { what: 'overload: families through to the confirmation', value: crowd.sent.filter(({ twin, isConfirmed }) => !twin && isConfirmed).length, unit: '' as const, goal: { atLeast: overload.families } },
          { what: 'ways that broke off', value: overload.broken, unit: '' as const, goal: none },
          { what: 'answers that are neither what was asked nor the page that says “please try again”', value: crowd.site.faults.length, unit: '' as const, goal: none },
          { what: 'turned away with that page', value: turnedAway.length, unit: '' as const },
          ...(turnedAway.length > 0 ? [{ what: 'that page, p95', value: quantile(timesOf(turnedAway), 0.95), unit: 'ms' as const }] : []),
          { what: 'all other pages and forms, p95', value: quantile(timesOf(answered), 0.95), unit: 'ms' as const },
          { what: 'from asking for the link to the mail, p95', value: quantile(crowd.mails, 0.95), unit: 'ms' as const },
        ] : []),
      ],
    };
  });
}

async function stepOf(running: RunningRush, perMinute: number, minutes: number, come: (rush: Rush, perMinute: number, minutes: number) => ReturnType<typeof letThemCome>): Promise<Step> {
  const rush = running.newRush(LOOK_MS);
  const start = performance.now();
  const [from, until] = [start + Math.min(RAMP_MS, minutes * 30_000), start + minutes * 60_000];
  const measured = await come(rush, perMinute, minutes);
  const pages = rush.site.asked.filter(({ kind, at }) => kind !== 'file' && at >= from && at <= until);
  const p95 = quantile(timesOf(pages), 0.95);
  const perSecond = pages.length / ((until - from) / 1000);
  const { faults } = rush.site;
  return {
    perMinute, p95, faults: faults.length,
    said: `${perMinute} a minute: ${perSecond.toFixed(0)} requests/s, p95 ${p95.toFixed(0)} ms, median ${quantile(timesOf(pages), 0.5).toFixed(0)} ms, mail with the link p95 ${quantile(rush.mails, 0.95).toFixed(0)} ms; ${sayProcessors(measured, rush.site.asked.length)}; slowest: ${saySlowest(pages)}${faults.length > 0 ? `; ${sayFaults(faults).join()}` : ''}`,
  };
}
