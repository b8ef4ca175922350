import type { Day } from '../../platform/day.ts';

const berlin = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The day it is in Germany at an instant. */
export function dayOfInstant(instant: Date): Day {
  return berlin.format(instant) as Day;
}

/** The last day on which something due at an instant can be done: what ends at midnight ended the day before. */
export function lastDayUntil(instant: Date): Day {
  return dayOfInstant(new Date(instant.getTime() - 1));
}
