import { parseDay, type Day } from '../../platform/day.ts';

import { wallClock, type WallTime } from '../wall-time.ts';

/** A moment as a calendar writes it: on the wall of some zone, in UTC, or a whole day. */
export interface WrittenTime {
  day: Day;
  /** missing: the whole day */
  time?: WallTime;
  zone: Zone;
}

/** `wall`: Germany, or whatever hangs on the wall there; otherwise a zone of the IANA database. */
export type Zone = 'wall' | 'UTC' | (string & {});

/** What Outlook and Exchange call the zones around here. (CLDR windowsZones) */
const WINDOWS: Record<string, string> = {
  'W. Europe Standard Time': 'Europe/Berlin', 'Central Europe Standard Time': 'Europe/Budapest', 'Central European Standard Time': 'Europe/Warsaw', 'Romance Standard Time': 'Europe/Paris',
  'GMT Standard Time': 'Europe/London', 'E. Europe Standard Time': 'Europe/Chisinau', 'FLE Standard Time': 'Europe/Kiev', 'Turkey Standard Time': 'Europe/Istanbul', UTC: 'UTC',
};

/** The zone a calendar names; undefined for one nobody knows: its hour would be guessed. */
export function zoneOf(name: string | undefined, germanZones: ReadonlySet<string>): Zone | undefined {
  if (name === undefined || name === '') return 'wall';
  if (germanZones.has(name)) return 'wall';
  const plain = WINDOWS[name] ?? (/[A-Z][A-Za-z_]+\/[A-Za-z_+-]+(?:\/[A-Za-z_]+)?$/.exec(name)?.[0] ?? name);
  if (plain === 'Europe/Berlin' || plain === 'Europe/Busingen') return 'wall';
  try {
    formatOf(plain);
    return plain;
  } catch {
    return undefined;
  }
}

/** The same moment on the wall in Germany. */
export function inGermany({ day, time, zone }: WrittenTime): { day: Day; time?: WallTime } {
  if (time === undefined || zone === 'wall') return { day, ...(time === undefined ? {} : { time }) };
  return wallClock(instantOf(day, time, zone));
}

function instantOf(day: Day, time: WallTime, zone: Zone): Date {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  if (zone === 'UTC') return new Date(asUtc);
  // The offset at the first guess is that of the moment itself, except in the hours around a change of clocks: asked twice.
  const first = asUtc - offsetAt(zone, asUtc);
  return new Date(asUtc - offsetAt(zone, first));
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    if (formats.size < 600) formats.set(zone, format);
  }
  return format;
}

function offsetAt(zone: string, instant: number): number {
  const part = Object.fromEntries(formatOf(zone).formatToParts(instant).map(({ type, value }) => [type, value]));
  return Date.parse(`${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}:00Z`) - Math.floor(instant / 60_000) * 60_000;
}

/** `2026-11-24`; undefined for what is no day, such as 31 November or the year 0. */
export function dayOf(year: number, month: number, date: number): Day | undefined {
  return parseDay(`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`);
}
