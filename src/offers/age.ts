import type { Say } from '../platform/texts.ts';

/** Beginning of pregnancy, in months before birth. */
export const PREGNANCY = -9;

/** Ages an offer is for, in completed months, both ends included. A missing end is unknown, which reads as open. */
export interface Ages {
  minimumAgeMonths?: number;
  maximumAgeMonths?: number;
}

export type AgeKey =
  | 'age.unknown' | 'age.pregnancy' | 'age.pregnancy.open' | 'age.pregnancy.until' | 'age.birth.open'
  | 'age.from.years' | 'age.from.months' | 'age.until.years' | 'age.until.months'
  | 'age.range.years' | 'age.range.months' | 'age.range' | 'age.years' | 'age.months'
  | 'age.start.years' | 'age.start.months' | 'age.end.years' | 'age.end.months';

/**
 * Ages in words: „ab der Schwangerschaft“, „0 bis 3 Jahre“, „6 bis 18 Monate“. Both ends are included, so 0 to 47 months is
 * „0 bis 3 Jahre“: up to the day before the fourth birthday. An end that is no full year is said in months while a child is
 * small (below four), later by the year it lies in: nobody says „77 Monate“.
 */
export function sayAges(ages: Ages, say: Say<AgeKey>): string {
  const { minimumAgeMonths: minimum, maximumAgeMonths: maximum } = ages;
  if (minimum === undefined && maximum === undefined) return say('age.unknown');
  if (maximum !== undefined && maximum < 0) return say('age.pregnancy');
  if (minimum !== undefined && minimum < 0) {
    return maximum === undefined ? say('age.pregnancy.open') : say('age.pregnancy.until', { end: sayEnd('end', maximum, say) });
  }
  if (maximum === undefined) return minimum === 0 ? say('age.birth.open') : sayStart('from', minimum!, say);
  if (minimum === undefined) return sayEnd('until', maximum, say);
  return sayRange(minimum, maximum, say);
}

function sayRange(minimum: number, maximum: number, say: Say<AgeKey>): string {
  if (minimum % 12 === 0 && isSaidInYears(maximum)) {
    const [from, to] = [minimum / 12, Math.floor(maximum / 12)];
    return from === to ? say('age.years', { count: from }) : say('age.range.years', { from, to });
  }
  if (maximum < MONTHS_UP_TO) {
    return minimum === maximum ? say('age.months', { count: minimum }) : say('age.range.months', { from: minimum, to: maximum });
  }
  return say('age.range', { start: sayStart('start', minimum, say), end: sayEnd('end', maximum, say) });
}

/** Up to the fourth birthday people count in months where years do not fit. */
const MONTHS_UP_TO = 48;

function isSaidInYears(last: number): boolean {
  return last >= MONTHS_UP_TO || (last > 11 && (last + 1) % 12 === 0);
}

function sayStart(form: 'from' | 'start', month: number, say: Say<AgeKey>): string {
  return month % 12 === 0 && month > 0 ? say(`age.${form}.years`, { count: month / 12 }) : say(`age.${form}.months`, { count: month });
}

function sayEnd(form: 'until' | 'end', month: number, say: Say<AgeKey>): string {
  return isSaidInYears(month) ? say(`age.${form}.years`, { count: Math.floor(month / 12) }) : say(`age.${form}.months`, { count: month });
}

/** Whether a child of that age (completed months, negative before birth) is among them; an unknown end shuts nobody out. */
export function admits(ages: Ages, month: number): boolean {
  return (ages.minimumAgeMonths ?? -Infinity) <= month && month <= (ages.maximumAgeMonths ?? Infinity);
}
