import type { Ages } from '../age.ts';

/**
 * Ages in years as HSDS writes them. The last month of a year of life means that year („bis 3 Jahre“ is up to the 47th month); other months are
 * parts of a year, rounded to hundredths. HSDS knows no age before birth: pregnancy is 0 there, our profile's months say it exactly.
 */
export function agesInYears({ minimumAgeMonths: minimum, maximumAgeMonths: maximum }: Ages): { minimum_age?: number; maximum_age?: number } {
  return {
    ...(minimum === undefined ? {} : { minimum_age: hundredths(Math.max(0, minimum) / 12) }),
    ...(maximum === undefined ? {} : { maximum_age: maximum < 0 ? 0 : (maximum + 1) % 12 === 0 ? (maximum + 1) / 12 - 1 : hundredths(maximum / 12) }),
  };
}

/** The months a foreign directory means; a whole year as the upper end includes all of its months. */
export function monthsOfYears(years: number, end: 'minimum' | 'maximum'): number {
  return end === 'maximum' && Number.isInteger(years) ? years * 12 + 11 : Math.round(years * 12);
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
