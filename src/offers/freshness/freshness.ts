import { addDays, addMonths, type Day } from '../../platform/day.ts';

/** How a municipality keeps its directory fresh. Days are counted as each of them says. */
export interface FreshnessSetting {
  /** so many months after it was confirmed, an entry wants to be confirmed anew */
  confirmEveryMonths: number;
  /** reminders: so many days after the first question; ascending */
  remindAfterDays: readonly number[];
  /** families read „nicht bestätigt“ so many days after the entry became due */
  markAfterDays: number;
  /** an entry nobody answered for is taken out of the public directory so many days after the first question */
  retireAfterDays: number;
  /** whether questions go out at all: mails to others begin when somebody has decided so */
  asksByMail: boolean;
}

export const defaultFreshness: FreshnessSetting = { confirmEveryMonths: 12, remindAfterDays: [14, 28], markAfterDays: 42, retireAfterDays: 90, asksByMail: false };

/** In the order of age: each follows the one before. */
export const freshnessStates = ['fresh', 'due', 'reminded', 'overdue', 'to-retire'] as const;
export type FreshnessState = (typeof freshnessStates)[number];

export interface Freshness {
  state: FreshnessState;
  /** first day of this state; missing where nobody has ever confirmed the entry and nobody has been asked */
  since?: Day;
  /** last day on which somebody said that the entry is true, plus the interval; missing if nobody ever has */
  dueOn?: Day;
}

/**
 * How fresh an entry is on a day. Questions (`askedOn`: day of the first question of this round) make it reminded and, in the end, to be
 * retired; without a question no entry is ever retired, for nobody had the chance to answer. The public mark depends on age alone.
 *
 * An entry that nobody has ever confirmed is due from the beginning and overdue only by a question that stays without an answer.
 */
export function freshnessOf(assuredAt: Day | undefined, setting: FreshnessSetting, today: Day, askedOn?: Day): Freshness {
  const dueOn = assuredAt && addMonths(assuredAt, setting.confirmEveryMonths);
  if (dueOn !== undefined && today < dueOn) return { state: 'fresh', since: assuredAt!, dueOn };
  const asked = askedOn !== undefined && (assuredAt === undefined || askedOn > assuredAt) ? askedOn : undefined;
  const markFrom = dueOn ?? asked;
  const steps: [FreshnessState, Day | undefined][] = [
    ['to-retire', asked && addDays(asked, setting.retireAfterDays)],
    ['overdue', markFrom && addDays(markFrom, setting.markAfterDays)],
    ['reminded', asked && setting.remindAfterDays[0] !== undefined ? addDays(asked, setting.remindAfterDays[0]) : undefined],
    ['due', dueOn],
  ];
  const [state, since] = steps.find(([, from]) => from !== undefined && from <= today) ?? ['due', undefined];
  return { state, ...(since ? { since } : {}), ...(dueOn ? { dueOn } : {}) };
}

/** Whether families are told that nobody has confirmed the entry for long; the entry is shown all the same. */
export function isMarked(assuredAt: Day | undefined, setting: Pick<FreshnessSetting, 'confirmEveryMonths' | 'markAfterDays'>, today: Day): boolean {
  return assuredAt !== undefined && today >= addDays(addMonths(assuredAt, setting.confirmEveryMonths), setting.markAfterDays);
}

/** Whole months since the entry was confirmed; undefined if nobody ever has. */
export function monthsSince(assuredAt: Day | undefined, today: Day): number | undefined {
  if (assuredAt === undefined || today < assuredAt) return assuredAt === undefined ? undefined : 0;
  const [year, month] = [Number(today.slice(0, 4)) - Number(assuredAt.slice(0, 4)), Number(today.slice(5, 7)) - Number(assuredAt.slice(5, 7))];
  const months = year * 12 + month;
  return addMonths(assuredAt, months) > today ? months - 1 : months;
}
