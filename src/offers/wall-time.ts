import { addDays, type Day } from '../platform/day.ts';

/** A time of day on the clock on the wall in Germany, `09:30`. */
export type WallTime = string;

const berlin = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Berlin', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
});

/** Day and time on the wall in Germany at an instant. */
export function wallClock(instant: Date): { day: Day; time: WallTime } {
  const part = Object.fromEntries(berlin.formatToParts(instant).map(({ type, value }) => [type, value]));
  return { day: `${part['year']}-${part['month']}-${part['day']}` as Day, time: `${part['hour']}:${part['minute']}` };
}

const HOUR = 3_600_000;

/**
 * The instant of a time on the wall in Germany. A time there is twice (the night the clocks go back) is the first of the two, one there is
 * not (the night they go forward) counts on from before the change: 2:30 is then 3:30. So read calendar programs (RFC 5545, 3.3.5).
 */
export function instantOf(day: Day, time: WallTime): Date {
  const wall = Date.parse(`${day}T${time}:00Z`);
  const inSummer = new Date(wall - 2 * HOUR);
  const shown = wallClock(inSummer);
  return shown.day === day && shown.time === time ? inSummer : new Date(wall - HOUR);
}

/** The span of a time of a day; what closes at or before the time it opens ends on the next day. */
export function spanOf(day: Day, { opensAt, closesAt }: { opensAt: WallTime; closesAt: WallTime }): { from: Date; until: Date } {
  return { from: instantOf(day, opensAt), until: instantOf(endsNextDay({ opensAt, closesAt }) ? addDays(day, 1) : day, closesAt) };
}

export function endsNextDay({ opensAt, closesAt }: { opensAt: WallTime; closesAt: WallTime }): boolean {
  return closesAt <= opensAt;
}

/** Longer over midnight is a slip of the pen: who types 14:00–9:00 means another time. */
const LONGEST_NIGHT_MINUTES = 14 * 60;

/** Whether two times belong together: in order, a night at most, or round the clock (00:00–00:00). The table asks the same. */
export function areTimesInOrder(opensAt: WallTime, closesAt: WallTime): boolean {
  if (closesAt > opensAt || (opensAt === '00:00' && closesAt === '00:00')) return true;
  return minutes(closesAt) + 24 * 60 - minutes(opensAt) <= LONGEST_NIGHT_MINUTES;
}

function minutes(time: WallTime): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
