/** A calendar day without time, ISO 8601: `2026-08-01`. */
export type Day = string & { readonly __day: unique symbol };

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Reads `2026-08-01`; undefined for anything that is no day of the calendar (also `2026-02-30`). */
export function parseDay(text: string): Day | undefined {
  const match = PATTERN.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? (text as Day) : undefined;
}

/** Like {@link parseDay} for texts that must be a day; throws a RangeError otherwise. */
export function day(text: string): Day {
  const parsed = parseDay(text);
  if (!parsed) throw new RangeError('not a day of the calendar');
  return parsed;
}

/** The day `count` days later (earlier if negative). */
export function addDays(from: Day, count: number): Day {
  const date = new Date(`${from}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10) as Day;
}

/** The same day `count` months later; the last day of the month where that day does not exist (31 January + 1 = 28 February). */
export function addMonths(from: Day, count: number): Day {
  const [year, month, dayOfMonth] = from.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + count, 1));
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(dayOfMonth, lastDay));
  return first.toISOString().slice(0, 10) as Day;
}

/** ISO weekday: 1 Monday … 7 Sunday. */
export function weekday(of: Day): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  return ((new Date(`${of}T00:00:00Z`).getUTCDay() + 6) % 7 + 1) as 1;
}
