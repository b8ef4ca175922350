import type { Day } from './day.ts';

/** The clock is passed in, so that tests and reports can stand still. Days are those of Europe/Berlin. */
export interface Clock {
  now(): Date;
  today(): Day;
}

const berlin = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin', year: 'numeric', month: '2-digit', day: '2-digit' });

export const systemClock: Clock = {
  now: () => new Date(),
  today: () => berlin.format(new Date()) as Day,
};

/** A clock that stands still at an instant, e.g. `fixedClock('2026-03-02T09:30:00Z')`. */
export function fixedClock(instant: string): Clock {
  const at = new Date(instant);
  return { now: () => new Date(at), today: () => berlin.format(at) as Day };
}
