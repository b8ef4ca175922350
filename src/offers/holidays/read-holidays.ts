import { addDays, parseDay, type Day } from '../../platform/day.ts';

export interface ReadPeriod {
  name: string;
  firstDay: Day;
  lastDay: Day;
}

export interface LineFault {
  code: 'line-parts' | 'line-day' | 'line-order' | 'line-length';
  line: number;
  text: string;
}

export interface ReadHolidays {
  periods: ReadPeriod[];
  faults: LineFault[];
}

const LONGEST_DAYS = 100;
const LONGEST_NAME = 80;

/** Holidays as they are pasted: lines of a table (name, first day, last day; semicolon, tab or comma) or a calendar file. Each fault with its line. */
export function readHolidays(text: string): ReadHolidays {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n?|\n/);
  return lines.some((line) => line.trim().toUpperCase() === 'BEGIN:VEVENT') ? readCalendar(lines) : readLines(lines);
}

function readLines(lines: readonly string[]): ReadHolidays {
  const read: ReadHolidays = { periods: [], faults: [] };
  lines.forEach((whole, index) => {
    if (whole.trim() === '') return;
    const separator = whole.includes(';') ? ';' : whole.includes('\t') ? '\t' : ',';
    const [name = '', from = '', until = ''] = whole.split(separator).map((part) => part.trim().replace(/^"(.*)"$/, '$1').trim());
    const isHeader = read.periods.length === 0 && read.faults.length === 0 && !/\d/.test(whole);
    if (isHeader) return;
    if (name === '' || from === '') read.faults.push({ code: 'line-parts', line: index + 1, text: shortened(whole) });
    else add(read, index + 1, name, from, readDay(from), until || from, readDay(until || from));
  });
  return read;
}

/** Whole days of a calendar file; DTEND is the day after the last. (RFC 5545, 3.6.1) */
function readCalendar(lines: readonly string[]): ReadHolidays {
  const read: ReadHolidays = { periods: [], faults: [] };
  let event: { line: number; name: string; from: string; until: string } | undefined;
  for (const { text, line } of unfolded(lines)) {
    const [, name = '', value = ''] = /^([A-Za-z-]+)(?:;[^:]*)?:(.*)$/.exec(text) ?? [];
    const property = name.toUpperCase();
    if (property === 'BEGIN' && value.toUpperCase() === 'VEVENT') event = { line, name: '', from: '', until: '' };
    else if (!event) continue;
    else if (property === 'SUMMARY') event.name = value.replace(/\\([,;\\])/g, '$1').replace(/\\n/gi, ' ').trim();
    else if (property === 'DTSTART') event.from = value.slice(0, 8);
    else if (property === 'DTEND') event.until = value.slice(0, 8);
    else if (property === 'END' && value.toUpperCase() === 'VEVENT') {
      const [from, end] = [compactDay(event.from), compactDay(event.until)];
      if (event.name === '' || event.from === '') read.faults.push({ code: 'line-parts', line: event.line, text: shortened(event.name || 'VEVENT') });
      else add(read, event.line, event.name, event.from, from, event.until || event.from, event.until ? end && addDays(end, -1) : from);
      event = undefined;
    }
  }
  return read;
}

function add(read: ReadHolidays, line: number, name: string, from: string, firstDay: Day | undefined, until: string, lastDay: Day | undefined): void {
  const fault = (code: LineFault['code'], text: string) => read.faults.push({ code, line, text: shortened(text) });
  if (!firstDay) fault('line-day', from);
  else if (!lastDay) fault('line-day', until);
  else if (lastDay < firstDay) fault('line-order', `${from} – ${until}`);
  else if (addDays(firstDay, LONGEST_DAYS) <= lastDay) fault('line-length', `${from} – ${until}`);
  else read.periods.push({ name: name.slice(0, LONGEST_NAME), firstDay, lastDay });
}

function readDay(text: string): Day | undefined {
  const german = /^(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})$/.exec(text);
  return parseDay(german ? `${german[3]}-${german[2]!.padStart(2, '0')}-${german[1]!.padStart(2, '0')}` : text);
}

function compactDay(text: string): Day | undefined {
  return parseDay(text.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3'));
}

function unfolded(lines: readonly string[]): { text: string; line: number }[] {
  const found: { text: string; line: number }[] = [];
  lines.forEach((text, index) => {
    const last = found.at(-1);
    if (/^[ \t]/.test(text) && last) last.text += text.slice(1);
    else found.push({ text, line: index + 1 });
  });
  return found;
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)} …` : text;
}

/** The school year of a day: it begins on the first of August. */
export function schoolYearOf(day: Day): string {
  const year = Number(day.slice(0, 4)) - (Number(day.slice(5, 7)) < 8 ? 1 : 0);
  return `${year}/${String(year + 1).slice(2)}`;
}
