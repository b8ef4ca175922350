// Days and ages, read from the law and the handbook anew. Days are YYYY-MM-DD, compared as texts.

const utc = (day: string) => new Date(`${day}T00:00:00Z`);
const text = (date: Date) => date.toISOString().slice(0, 10);

export function plusDays(day: string, days: number): string {
  return text(new Date(utc(day).getTime() + days * 86_400_000));
}

/** The same day so many months later, or the last one of that month where it has fewer days. */
export function plusMonths(day: string, months: number): string {
  const [year, month, at] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0));
  return text(new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(at, last.getUTCDate()))));
}

export const lastOfMonth = (day: string): string => plusDays(plusMonths(`${day.slice(0, 7)}-01`, 1), -1);

/** How many whole months lie between two days; negative where the second comes first. */
export function wholeMonths(from: string, to: string): number {
  let months = 0;
  while (plusMonths(from, months + 1) <= to) months += 1;
  while (plusMonths(from, months) > to) months -= 1;
  return months;
}

/** Completed years. A child of 29 February is a year older on 1 March where there is no such day. */
export function years(bornOn: string, on: string): number {
  const difference = Number(on.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return on.slice(5) >= bornOn.slice(5) ? difference : difference - 1;
}

/** Compulsory schooling begins on 1 August of the year in which a child completes its sixth year by 30 September (§ 64 NSchG): a year is complete the day before the birthday. */
export function schoolBegins(bornOn: string): string {
  const six = Number(bornOn.slice(0, 4)) + 6;
  return plusDays(birthday(bornOn, 6), -1) <= `${six}-09-30` ? `${six}-08-01` : `${six + 1}-08-01`;
}

/** U3, Ü3 or school child on a day; none before birth and after the 13th year. */
export function band(bornOn: string, on: string): 'under-3' | 'from-3' | 'school' | undefined {
  const age = years(bornOn, on);
  if (age < 0 || age > 13) return undefined;
  if (age < 3) return 'under-3';
  return on < schoolBegins(bornOn) ? 'from-3' : 'school';
}

/** The 1 August on or before a day: the Kita year it lies in. */
export function kitaYearOf(day: string): string {
  const year = Number(day.slice(0, 4));
  return day >= `${year}-08-01` ? `${year}-08-01` : `${year - 1}-08-01`;
}

/** The day a child becomes so many years old, as a day that exists. */
export function birthday(bornOn: string, age: number): string {
  const year = Number(bornOn.slice(0, 4)) + age;
  const day = `${year}${bornOn.slice(4)}`;
  return text(utc(day)) === day ? day : `${year}-03-01`;
}

const berlin = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' });
/** The day an instant falls on for people in Germany. */
export const dayIn = (instant: string): string => berlin.format(new Date(instant));
