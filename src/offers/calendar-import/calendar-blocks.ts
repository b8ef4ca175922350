import { accepted, refused, type Outcome } from '../../platform/outcome.ts';

/** One event of a calendar file as it was written, unfolded, and the line on which it begins. */
export interface CalendarBlock {
  line: number;
  text: string;
}

export interface CalendarBlocks {
  events: CalendarBlock[];
  /** zones whose only offsets are those of Germany, by their name in this file */
  germanZones: ReadonlySet<string>;
  /** events that were left out: too large, or without an end */
  broken: { line: number; code: 'event-too-large' | 'event-unended' }[];
}

export const MOST_EVENTS = 5_000;
const MOST_LINES = 3_000;
const MOST_CHARACTERS = 200_000;

/**
 * Takes a calendar file apart into its events, each by itself: one that is broken leaves the others whole. Bounded in events and in the size of each,
 * alarms inside of events are left out. Refuses `calendar-unreadable` (no VCALENDAR) and `calendar-too-many` {limit}. O(length).
 */
export function calendarBlocks(text: string): Outcome<CalendarBlocks> {
  if (!/^\s*BEGIN:VCALENDAR\s*$/im.test(text.slice(0, 2_000))) return refused('calendar-unreadable');
  const found: CalendarBlocks & { germanZones: Set<string> } = { events: [], germanZones: new Set(), broken: [] };
  let open: { kind: 'VEVENT' | 'VTIMEZONE'; line: number; lines: string[]; size: number; inner: string[]; isTooLarge: boolean } | undefined;
  let lineNumber = 0;
  for (const line of physicalLines(text)) {
    lineNumber += 1;
    if (/^[ \t]/.test(line)) {
      if (open && open.inner.length === 0 && open.lines.length > 0 && !open.isTooLarge) {
        open.size += line.length;
        if (open.size > MOST_CHARACTERS) open.isTooLarge = true;
        else open.lines.push(`${open.lines.pop()}${line.slice(1)}`);
      }
      continue;
    }
    const begins = /^BEGIN:([\w-]+)\s*$/i.exec(line)?.[1]?.toUpperCase();
    const ends = /^END:([\w-]+)\s*$/i.exec(line)?.[1]?.toUpperCase();
    if (!open) {
      if (begins === 'VEVENT' || begins === 'VTIMEZONE') open = { kind: begins, line: lineNumber, lines: [line], size: line.length, inner: [], isTooLarge: false };
      continue;
    }
    if (begins === 'VEVENT' && open.kind === 'VEVENT') {
      found.broken.push({ line: open.line, code: 'event-unended' });
      open = { kind: 'VEVENT', line: lineNumber, lines: [line], size: line.length, inner: [], isTooLarge: false };
      continue;
    }
    if (ends === open.kind) {
      if (open.kind === 'VTIMEZONE') noteZone(open.lines, found.germanZones);
      else if (open.isTooLarge) found.broken.push({ line: open.line, code: 'event-too-large' });
      else found.events.push({ line: open.line, text: [...open.lines, 'END:VEVENT'].join('\r\n') });
      open = undefined;
      if (found.events.length > MOST_EVENTS) return refused('calendar-too-many', { values: { limit: MOST_EVENTS } });
      continue;
    }
    if (begins && open.kind === 'VEVENT') open.inner.push(begins);
    else if (ends && open.inner.at(-1) === ends) open.inner.pop();
    else if (open.inner.length === 0 && !open.isTooLarge) {
      open.size += line.length;
      if (open.size > MOST_CHARACTERS || open.lines.length > MOST_LINES) open.isTooLarge = true;
      else if (line !== '') open.lines.push(line);
    }
  }
  if (open?.kind === 'VEVENT') found.broken.push({ line: open.line, code: 'event-unended' });
  return accepted(found);
}

/** Lines as they stand in the file, one at a time: a file of ten megabytes is never there twice. */
function* physicalLines(text: string): Generator<string> {
  let from = 0;
  while (from < text.length) {
    const end = text.indexOf('\n', from);
    const stop = end === -1 ? text.length : end;
    yield text.slice(from, text[stop - 1] === '\r' ? stop - 1 : stop);
    from = stop + 1;
  }
}

function noteZone(lines: readonly string[], zones: Set<string>): void {
  const name = lines.find((line) => /^TZID[:;]/i.test(line))?.replace(/^TZID(;[^:]*)?:/i, '').trim();
  const offsets = lines.flatMap((line) => /^TZOFFSET(?:FROM|TO):([+-]\d{4})/i.exec(line)?.[1] ?? []);
  if (name && offsets.length > 0 && offsets.every((offset) => offset === '+0100' || offset === '+0200')) zones.add(name);
}
