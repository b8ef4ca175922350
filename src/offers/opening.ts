import type { Day } from '../platform/day.ts';
import { addDays } from '../platform/day.ts';
import type { Say } from '../platform/texts.ts';
import type { WeeklyRule } from './schedule.ts';
import type { WallTime } from './wall-time.ts';

/** Weekly rules that say the same except for weekday and time, as people write them: „Montag bis Mittwoch, Freitag: 9:00–12:00“. */
export interface OpeningLine {
  /** runs of weekdays, first and last included: [[1, 3], [5, 5]] */
  weekdays: [number, number][];
  times: { opensAt: WallTime; closesAt: WallTime }[];
  rule: Omit<WeeklyRule, 'weekday' | 'opensAt' | 'closesAt'>;
}

/** Groups rules into lines: same recurrence, place and note together, then weekdays with the same times. Order: by weekday, then time. */
export function openingLines<Rule extends WeeklyRule & { locationId?: string }>(rules: readonly Rule[]): (OpeningLine & { locationId?: Rule['locationId'] })[] {
  const groups = new Map<string, Rule[]>();
  for (const rule of [...rules].sort((a, b) => a.weekday - b.weekday || a.opensAt.localeCompare(b.opensAt))) {
    const key = JSON.stringify([rule.intervalWeeks, rule.intervalWeeks > 1 && rule.firstDay, rule.weekOfMonth, rule.validFrom, rule.validUntil, rule.byAppointment, rule.note, rule.locationId, rule.onPublicHolidays, rule.schoolHolidays]);
    groups.set(key, [...(groups.get(key) ?? []), rule]);
  }
  return [...groups.values()].flatMap((group) => linesOf(group));
}

function linesOf<Rule extends WeeklyRule & { locationId?: string }>(group: readonly Rule[]): (OpeningLine & { locationId?: Rule['locationId'] })[] {
  const byTimes = new Map<string, { days: number[]; times: OpeningLine['times'] }>();
  for (const day of new Set(group.map((rule) => rule.weekday))) {
    const times = group.filter((rule) => rule.weekday === day).map(({ opensAt, closesAt }) => ({ opensAt, closesAt }));
    const key = JSON.stringify(times);
    byTimes.set(key, { times, days: [...(byTimes.get(key)?.days ?? []), day] });
  }
  const { intervalWeeks, firstDay, weekOfMonth, validFrom, validUntil, byAppointment, note, locationId, onPublicHolidays, schoolHolidays } = group[0]!;
  return [...byTimes.values()].map(({ days, times }) => ({
    weekdays: runs(days), times, rule: { intervalWeeks, firstDay, weekOfMonth, validFrom, validUntil, byAppointment, note, onPublicHolidays, schoolHolidays }, locationId,
  }));
}

function runs(days: readonly number[]): [number, number][] {
  const found: [number, number][] = [];
  for (const day of days) {
    const last = found.at(-1);
    if (last && last[1] === day - 1) last[1] = day;
    else found.push([day, day]);
  }
  // Two days in a row are named one by one: „Montag, Dienstag“ is shorter than „Montag bis Dienstag“.
  return found.flatMap(([from, to]): [number, number][] => (to - from === 1 ? [[from, from], [to, to]] : [[from, to]]));
}

export type OpeningKey = 'time.range' | 'rule.weekdays' | 'rule.every' | 'rule.nth' | 'rule.by-appointment' | 'rule.from' | 'rule.until' | 'rule.public-holidays' | 'rule.school-not' | 'rule.school-only';

export interface OpeningWords {
  days: string;
  times: string;
  /** recurrence, validity, appointment; empty where there is nothing to add */
  more: string;
  /** German, as it was typed */
  note: string;
}

/** A line in words; weekdays and days are said by `weekday` and `date`, which know the language. */
export function sayOpening(line: OpeningLine, say: Say<OpeningKey>, weekday: (day: number) => string, date: (day: Day) => string): OpeningWords {
  const { intervalWeeks, weekOfMonth, validFrom, validUntil, byAppointment, note, onPublicHolidays, schoolHolidays } = line.rule;
  const days = line.weekdays.map(([from, to]) => (from === to ? weekday(from) : say('rule.weekdays', { from: weekday(from), to: weekday(to) }))).join(', ');
  const times = line.times.map(({ opensAt, closesAt }) => sayTimes(opensAt, closesAt, say)).join(', ');
  const more = [
    intervalWeeks > 1 && say('rule.every', { weeks: intervalWeeks }),
    weekOfMonth !== undefined && say('rule.nth', { nth: String(weekOfMonth) }),
    validFrom !== undefined && say('rule.from', { day: date(validFrom) }),
    validUntil !== undefined && say('rule.until', { day: date(addDays(validUntil, -1)) }),
    byAppointment && say('rule.by-appointment'),
    schoolHolidays !== undefined && say(`rule.school-${schoolHolidays}`),
    onPublicHolidays === true && say('rule.public-holidays'),
  ];
  return { days, times, more: more.filter(Boolean).join(', '), note };
}

export function sayTimes(opensAt: WallTime, closesAt: WallTime, say: Say<'time.range'>): string {
  return say('time.range', { from: shortTime(opensAt), to: closesAt === '00:00' ? '24:00' : shortTime(closesAt) });
}

/** `09:30` as people write it: `9:30`. */
export function shortTime(time: WallTime): string {
  return time.replace(/^0(\d)/, '$1');
}
