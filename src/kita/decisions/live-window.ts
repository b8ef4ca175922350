import { addDays, addMonths, type Day } from '../../platform/day.ts';
import { kitaYearStart } from '../facilities/age-band.ts';
import { isDecided, type Round } from '../rounds/round.ts';

/** Days between today and the first start a family can still be offered, besides the time to answer. */
const DAYS_TO_TELL = 7;

export interface LiveWindow {
  firstStart: Day;
  lastStart: Day;
  /** the main round whose catalogue, lottery and tickets go on between rounds; undefined where none was decided yet */
  main: Round | undefined;
}

/**
 * The starts that are given out between rounds: from the first of the month a family can still answer for, to the end of the last main round that was
 * decided (or of the Kita year).
 */
export function liveWindow(rounds: readonly Round[], today: Day, answerDays: number): LiveWindow {
  const soonest = addDays(today, answerDays + DAYS_TO_TELL);
  const first = `${soonest.slice(0, 7)}-01` as Day;
  const firstStart = first >= soonest ? first : addMonths(first, 1);
  const main = rounds.filter(({ kind, state, seed }) => kind === 'main' && seed !== null && isDecided(state)).sort((a, b) => (a.firstStart < b.firstStart ? 1 : -1))[0];
  const endOfYear = addDays(addMonths(kitaYearStart(firstStart), 12), -1);
  return { firstStart, lastStart: main && main.lastStart >= firstStart ? main.lastStart : endOfYear, main };
}

/** Rounds whose input may be frozen now: what is free is theirs to give out. `rounds`: also while its replacement rounds go on. */
export function holdsReplacementBack(rounds: readonly Round[], way: 'rolling' | 'rounds'): boolean {
  const frozen = ['closed', 'checked', 'proposed', 'approved', ...(way === 'rounds' ? ['decided', 'answered', 'replaced'] : [])];
  return rounds.some(({ state }) => frozen.includes(state));
}
