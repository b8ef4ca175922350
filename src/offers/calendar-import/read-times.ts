import ICAL from 'ical.js';
import { addDays, type Day } from '../../platform/day.ts';
import type { WallTime } from '../wall-time.ts';
import { dayOf, inGermany, zoneOf, type WrittenTime } from './wall-of-zone.ts';

type Component = InstanceType<typeof ICAL.Component>;
type Property = NonNullable<ReturnType<Component['getFirstProperty']>>;

/** When something takes place, on the wall in Germany. */
export interface Span {
  day: Day;
  time?: WallTime;
  /** the last day, included; the same day where nothing else is said */
  lastDay: Day;
  endTime?: WallTime;
}

export type TimeFault = 'start-missing' | 'day-unreadable' | 'zone-unknown' | 'end-before-start';

/** All times a property names, as written; undefined where one of them is no day, `zone-unknown` where its zone is unknown. */
export function writtenTimes(property: Property, germanZones: ReadonlySet<string>): WrittenTime[] | TimeFault {
  const zone = zoneOf(property.getFirstParameter('tzid') ?? undefined, germanZones);
  if (zone === undefined) return 'zone-unknown';
  const times: WrittenTime[] = [];
  for (const value of valuesOf(property)) {
    const written = writtenTime(value, zone);
    if (!written) return 'day-unreadable';
    times.push(written);
  }
  return times;
}

/** What is no time at all makes the library throw when it is asked for. */
function valuesOf(property: Property): unknown[] {
  try {
    return property.getValues();
  } catch {
    return [undefined];
  }
}

function writtenTime(value: unknown, zone: string): WrittenTime | undefined {
  if (!(value instanceof ICAL.Time)) return undefined;
  const day = dayOf(value.year, value.month, value.day);
  if (!day || day < '1970-01-01' || day > '2200-01-01') return undefined;
  if (value.isDate) return { day, zone: 'wall' };
  if (value.hour > 23 || value.minute > 59) return undefined;
  const time = `${String(value.hour).padStart(2, '0')}:${String(value.minute).padStart(2, '0')}`;
  return { day, time, zone: value.zone === ICAL.Timezone.utcTimezone ? 'UTC' : zone };
}

/** The first time a property names. */
export function firstTime(property: Property | null, germanZones: ReadonlySet<string>): WrittenTime | TimeFault {
  if (!property) return 'start-missing';
  const times = writtenTimes(property, germanZones);
  return typeof times === 'string' ? times : (times[0] ?? 'day-unreadable');
}

/** Beginning and end of an event: by its end, by its duration, or only the beginning. */
export function spanOf(component: Component, start: WrittenTime, germanZones: ReadonlySet<string>): Span | TimeFault {
  const from = inGermany(start);
  const end = component.getFirstProperty('dtend');
  if (end) {
    const until = firstTime(end, germanZones);
    if (typeof until === 'string') return until;
    return spanBetween(from, inGermany(until));
  }
  const duration = component.getFirstPropertyValue('duration');
  if (duration instanceof ICAL.Duration) {
    const seconds = Math.min(Math.max(0, duration.toSeconds()), 366 * 86_400);
    if (from.time === undefined) return { day: from.day, lastDay: addDays(from.day, Math.max(0, Math.ceil(seconds / 86_400) - 1)) };
    const minutes = Number(from.time.slice(0, 2)) * 60 + Number(from.time.slice(3)) + Math.round(seconds / 60);
    return spanBetween(from, { day: addDays(from.day, Math.floor(minutes / 1_440)), time: wallTime(minutes % 1_440) });
  }
  return { day: from.day, lastDay: from.day, ...(from.time ? { time: from.time } : {}) };
}

function spanBetween(from: { day: Day; time?: WallTime }, until: { day: Day; time?: WallTime }): Span | TimeFault {
  if (from.time === undefined || until.time === undefined) {
    // Of whole days the end is the day after the last one; some calendars write the last one itself.
    const last = until.time === undefined && until.day > from.day ? addDays(until.day, -1) : until.day;
    return last < from.day ? 'end-before-start' : { day: from.day, lastDay: last };
  }
  const start = `${from.day}T${from.time}`;
  const end = `${until.day}T${until.time}`;
  if (end < start) return 'end-before-start';
  if (end === start) return { day: from.day, time: from.time, lastDay: from.day };
  // Midnight is the end of the day before.
  if (until.time === '00:00') return { day: from.day, time: from.time, lastDay: addDays(until.day, -1), endTime: '23:59' };
  return { day: from.day, time: from.time, lastDay: until.day, endTime: until.time };
}

function wallTime(minutes: number): WallTime {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
