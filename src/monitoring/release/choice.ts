import type { AreaLevel } from '../../areas/area-tree.ts';
import type { Day } from '../../platform/day.ts';
import { breakdownKey, type BreakdownKey } from '../breakdown.ts';
import type { ComputedColumn } from '../compute.ts';
import { indicatorsOf, type Term } from '../formula.ts';
import type { IndicatorDefinition } from '../indicator.ts';
import { periodKey, type Period } from '../period.ts';

/** What a planner wants to publish. */
export interface ReleaseChoice {
  indicators: readonly string[];
  /** the municipality itself is always among them: its totals are known anyway */
  levels: readonly AreaLevel[];
  /** only periods that end in this time */
  from?: Day;
  until?: Day;
}

/** A count that is needed for an indicator: of a measure, some of the people, at a time. */
export interface NeededCount {
  measure: string;
  breakdown: BreakdownKey;
  term: Omit<Term, 'sign'>;
}

/** All counts one time needs, and which of them are part of which others. */
export interface NeededPeriod {
  period: Period;
  counts: readonly NeededCount[];
  /** part and whole of a share at the same time: what is left between them can be read by everybody */
  shares: readonly { part: readonly NeededCount[]; whole: readonly NeededCount[] }[];
}

/** The chosen indicators and those they are made of. */
export function chosenDefinitions(definitions: readonly IndicatorDefinition[], chosen: readonly string[]): IndicatorDefinition[] {
  const keys = new Set(chosen);
  for (let before = -1; before !== keys.size;) {
    before = keys.size;
    for (const { key, formula } of definitions) if (keys.has(key)) for (const other of indicatorsOf(formula)) keys.add(other);
  }
  return definitions.filter(({ key }) => keys.has(key));
}

/** The counts behind worked out indicators, by time. A denominator of another day belongs to that day. */
export function neededCounts(columns: readonly ComputedColumn[], { from, until }: Pick<ReleaseChoice, 'from' | 'until'>): NeededPeriod[] {
  const periods = new Map<string, { period: Period; counts: Map<string, NeededCount>; shares: NeededPeriod['shares'][number][] }>();
  const at = (period: Period) => {
    const key = periodKey(period);
    let found = periods.get(key);
    if (!found) {
      found = { period, counts: new Map(), shares: [] };
      periods.set(key, found);
    }
    return found;
  };
  const needed = (terms: readonly Term[], period: Period): NeededCount[] => terms.map(({ sign: _sign, ...term }) => {
    const count: NeededCount = { measure: term.measure, breakdown: breakdownKey(term.breakdown ?? {}), term };
    const known = at(period).counts;
    const key = `${count.measure}|${count.breakdown}`;
    if (!known.has(key)) known.set(key, count);
    return known.get(key)!;
  });
  for (const { definition: { formula }, period, basePeriod } of columns) {
    if (!('numerator' in formula) || (from !== undefined && period.until < from) || (until !== undefined && period.until > until)) continue;
    const part = needed(formula.numerator, period);
    if (!('denominator' in formula)) continue;
    const whole = needed(formula.denominator, basePeriod ?? period);
    // Of another day, or of events instead of people, there is no rest between them.
    if (formula.kind === 'share' && !basePeriod) at(period).shares.push({ part, whole });
  }
  return [...periods.values()].map(({ period, counts, shares }) => ({ period, counts: [...counts.values()], shares }));
}
