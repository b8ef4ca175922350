import { breakdownKey, parseBreakdown, type AgeBand, type Breakdown, type BreakdownKey } from '../breakdown.ts';
import { breakdownOfWords, categoryOf } from './breakdown-text.ts';

const SEX = { female: 'weiblich', male: 'männlich', diverse: 'divers' } as const;
const NATIONALITY = { german: 'Deutsche', foreign: 'Ausländer' } as const;

/** A breakdown in words a planner reads and types: `unter 15 Jahre, weiblich`; '' is everybody. Read back by {@link breakdownOfPhrase}. */
export function sayBreakdown(key: BreakdownKey): string {
  const breakdown = parseBreakdown(key);
  if (!breakdown) return key;
  const { age, sex, nationality, category } = breakdown;
  return [age ? sayAge(age) : '', sex ? SEX[sex] : '', nationality ? NATIONALITY[nationality] : '', category ?? ''].filter((part) => part !== '').join(', ');
}

function sayAge({ from, until }: AgeBand): string {
  if (until === undefined) return `${from} Jahre und älter`;
  if (from === until) return `${from} Jahre`;
  return from === 0 ? `unter ${until + 1} Jahre` : `${from}–${until} Jahre`;
}

/** Reads what a person typed about whom a column counts; words that are no age, sex or nationality are a category of their own. */
export function breakdownOfPhrase(phrase: string): BreakdownKey {
  const { breakdown, rest } = breakdownOfWords(phrase.split(',').map((part) => part.trim()).filter((part) => part !== ''), true);
  const whole: Breakdown = rest.length === 0 ? breakdown : { ...breakdown, ...categoryOf(rest.join(' ')) };
  return breakdownKey(whole);
}
