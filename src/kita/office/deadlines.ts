import { addDays, type Day } from '../../platform/day.ts';
import rules from './deadlines.json' with { type: 'json' };

/** A day of each year by which the office has to have done something. Differs by Land and time: data, not code (deadlines.json). */
export interface DeadlineRule {
  key: string;
  land: string;
  name: string;
  /** `07-31` */
  monthDay: string;
  /** so many days before it stands on the work list */
  warnDays: number;
  leadsTo: 'reports';
  validFrom: Day;
  validUntil?: Day;
  source: string;
}

export interface Deadline {
  rule: DeadlineRule;
  dueOn: Day;
  /** negative: overdue by so many days */
  daysLeft: number;
  state: 'done' | 'overdue' | 'soon' | 'later';
}

/** So long a deadline that was missed stays on the list, unless somebody says it was met. */
const OVERDUE_DAYS = 120;
const MS_PER_DAY = 86_400_000;

export function deadlineRules(land: string, among: readonly DeadlineRule[] = rules as DeadlineRule[]): DeadlineRule[] {
  return among.filter((rule) => rule.land === land);
}

/**
 * Of each rule the deadline that matters on a day: the one that passed within 120 days without being met, else the next. `met` holds
 * `key dueOn` of those reported as met. In the order of their days.
 */
export function deadlinesOn(today: Day, candidates: readonly DeadlineRule[], met: ReadonlySet<string>): Deadline[] {
  const year = Number(today.slice(0, 4));
  const found = candidates.flatMap((rule) => {
    const days = [year - 1, year, year + 1].map((one) => `${one}-${rule.monthDay}` as Day).filter((on) => rule.validFrom <= on && (rule.validUntil === undefined || on < rule.validUntil));
    const missed = days.find((on) => on < today && on >= addDays(today, -OVERDUE_DAYS) && !met.has(`${rule.key} ${on}`));
    const dueOn = missed ?? days.find((on) => on >= today);
    return dueOn === undefined ? [] : [judged(rule, dueOn, today, met)];
  });
  return found.sort((one, other) => (one.dueOn < other.dueOn ? -1 : one.dueOn > other.dueOn ? 1 : 0));
}

function judged(rule: DeadlineRule, dueOn: Day, today: Day, met: ReadonlySet<string>): Deadline {
  const daysLeft = daysBetween(today, dueOn);
  const state = met.has(`${rule.key} ${dueOn}`) ? 'done' : daysLeft < 0 ? 'overdue' : daysLeft <= rule.warnDays ? 'soon' : 'later';
  return { rule, dueOn, daysLeft, state };
}

/** Days from one to the other; negative if the other is earlier. */
export function daysBetween(from: Day, until: Day): number {
  return Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / MS_PER_DAY);
}
