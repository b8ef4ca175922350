/** A line of an iCalendar file: name with parameters, value already in its form. */
export type CalendarLine = [name: string, value: string];

/** Text as a value: backslash, semicolon, comma and line breaks are escaped. (RFC 5545, 3.3.11) */
export function textValue(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r\n?|\n/g, '\\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
}

/** 2026-11-24 and 09:30 → `20261124T093000`, on the clock on the wall. */
export function wallValue(day: string, time: string): string {
  return `${day.replaceAll('-', '')}T${time.slice(0, 5).replace(':', '')}00`;
}

/** An instant in UTC: `20261122T090000Z`. */
export function instantValue(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** Lines end with CRLF and are folded after 75 octets, never inside a character. (RFC 5545, 3.1) */
export function calendarText(lines: readonly CalendarLine[]): string {
  return lines.map(([name, value]) => `${folded(`${name}:${value}`)}\r\n`).join('');
}

const encoder = new TextEncoder();

function folded(line: string): string {
  let result = '';
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > 75) {
      result += '\r\n ';
      octets = 1;
    }
    result += character;
    octets += size;
  }
  return result;
}

/** Central European time as it has been since 1996; names the rule, so that calendars without a zone table agree. */
export const berlinZone: readonly CalendarLine[] = [
  ['BEGIN', 'VTIMEZONE'], ['TZID', 'Europe/Berlin'],
  ['BEGIN', 'DAYLIGHT'], ['TZOFFSETFROM', '+0100'], ['TZOFFSETTO', '+0200'], ['TZNAME', 'CEST'], ['DTSTART', '19960331T020000'], ['RRULE', 'FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU'], ['END', 'DAYLIGHT'],
  ['BEGIN', 'STANDARD'], ['TZOFFSETFROM', '+0200'], ['TZOFFSETTO', '+0100'], ['TZNAME', 'CET'], ['DTSTART', '19961027T030000'], ['RRULE', 'FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU'], ['END', 'STANDARD'],
  ['END', 'VTIMEZONE'],
];
