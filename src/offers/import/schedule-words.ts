import type { Day } from '../../platform/day.ts';
import { addDays } from '../../platform/day.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { readDay } from '../../platform/table-file/cell-value.ts';
import { LAST_WEEK, type WeeklyRule } from '../schedule.ts';
import { splitOutsideQuotes, withoutQuotes } from './list-cell.ts';
import { tokensOf, type Token } from './schedule-tokens.ts';

/** Weekly rules a cell tells of, or only that times are by appointment. */
export interface ReadSchedule {
  rules: WeeklyRule[];
  /** the cell is nothing but „nach Vereinbarung“ */
  onlyByAppointment: boolean;
}

const NOTHING = new Set(['', '-', '–', '?', 'unbekannt', 'k. a.', 'k.a.', 'keine angabe']);
const BY_APPOINTMENT = /\(?\b(?:(?:nur |termine? )?nach (?:telefonischer )?(?:vereinbarung|absprache)|n\. ?v\.|nur mit termin)(?:\)|(?=[\s;,.]|$))/gi;
const DAY = String.raw`(\d{4}-\d{2}-\d{2}|\d{1,2}\. ?(?:\d{1,2}\.|[a-zä]{3,9}) ?\d{2,4})`;
const INTERVAL = /\b(?:alle (\d|zwei|drei|vier) wochen|(?:14|vierzehn)-?täg(?:ig|lich)|zweiwöchentlich|jede zweite woche|jede 2\. woche)\b/i;
const ORDINALS = new Map([['erste', 1], ['1', 1], ['zweite', 2], ['2', 2], ['dritte', 3], ['3', 3], ['vierte', 4], ['4', 4], ['letzte', LAST_WEEK]]);
const OF_MONTH = /(?<![\d:.,-])(\bjede[nrs]?\s+|\ban jedem\s+|\bam\s+|)((?:(?:[1-4]\.|erste|zweite|dritte|vierte|letzte)[nrs]?(?:\s*(?:,|und|u\.|&|\+)\s*)?)+)(?=\s*(?:mo|di|mi|do|fr|sa|so))/i;
const MOST_RULES = 60;

/**
 * Reads weekly times as offices write them: „Mo, Mi 9:00-12:00; Do 14-18 Uhr“, „jeden 1. Di im Monat 15-17 Uhr“, „alle 2 Wochen Fr 10-12
 * erstmals 9.1.2026“, „Mo-Fr 8-12 und 14-16 gültig bis 30.6.2026“, with a note in quotes. Parts are divided by semicolons or line breaks.
 * What is not understood is refused with its words (`schedule-not-read`), never guessed; further `schedule-without-weekday`,
 * `schedule-without-hours`, `schedule-backwards`, `schedule-first-day`, `schedule-too-long`.
 */
export function readSchedule(cell: string): Outcome<ReadSchedule> {
  if (cell.length > 4000) return refused('schedule-too-long', { values: { limit: 4000 } });
  if (NOTHING.has(cell.trim().toLowerCase())) return accepted({ rules: [], onlyByAppointment: false });
  if (cell.trim().replace(BY_APPOINTMENT, '').replace(/^[\s.,;]*$/, '') === '') return accepted({ rules: [], onlyByAppointment: true });
  const rules: WeeklyRule[] = [];
  for (const part of splitOutsideQuotes(cell, ';\r\n')) {
    const read = readPart(part);
    if (!read.ok) return read;
    rules.push(...read.value);
    if (rules.length > MOST_RULES) return refused('schedule-too-long', { values: { limit: MOST_RULES } });
  }
  return accepted({ rules: inOrder(rules), onlyByAppointment: false });
}

/** Sorted by weekday and time, each rule once. */
export function inOrder(rules: readonly WeeklyRule[]): WeeklyRule[] {
  const byText = new Map(rules.map((rule) => [JSON.stringify([rule.weekday, rule.opensAt, rule.closesAt, rule.intervalWeeks, rule.firstDay ?? '', rule.weekOfMonth ?? '', rule.validFrom ?? '', rule.validUntil ?? '', rule.byAppointment, rule.note]), rule]));
  return [...byText].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, rule]) => rule);
}

type Frame = Omit<WeeklyRule, 'weekday' | 'opensAt' | 'closesAt' | 'weekOfMonth'>;

function readPart(part: string): Outcome<WeeklyRule[]> {
  const refuse = (code: string) => refused(code, { values: { text: part.slice(0, 120) } });
  let rest = part;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    const found = pattern.exec(rest);
    if (found) rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`;
    return found ?? undefined;
  };
  const note = take(/"(?:[^"]|"")*"/)?.[0];
  const withoutAppointment = rest.replace(BY_APPOINTMENT, ' ');
  const byAppointment = withoutAppointment !== rest;
  rest = withoutAppointment;

  const interval = take(INTERVAL);
  const days = takeDays(take, interval !== undefined);
  if (!days.ok) return days;
  const intervalWeeks = interval ? weeksOf(interval[1]) : 1;
  if (intervalWeeks > 1 && days.value.firstDay === undefined) return refuse('schedule-first-day');

  const ofMonth = take(OF_MONTH);
  const ordinals = ofMonth?.[2];
  const weeks = ordinals ? [...ordinals.matchAll(/[1-4]|erste|zweite|dritte|vierte|letzte/gi)].map(([word]) => ORDINALS.get(word.toLowerCase())!) : [undefined];
  const inMonth = take(/\b(?:im|jeden|des) monat(?:e?s)?\b/i);
  // „1. Di“ alone may just be an item of a list
  const saysMonth = inMonth !== undefined || /^(?:jede|an jedem)/i.test(ofMonth?.[1] ?? '');
  if (ordinals ? interval !== undefined || !saysMonth : inMonth !== undefined) return refuse('schedule-not-read');

  const tokens = tokensOf(rest);
  if (!tokens) return refuse('schedule-not-read');
  const times = readTimes(tokens);
  if (typeof times === 'string') return refuse(times);
  const frame: Frame = { intervalWeeks, ...days.value, byAppointment, note: note === undefined ? '' : withoutQuotes(note).trim() };
  return accepted(weeks.flatMap((week) => times.map((time) => ({ ...time, ...frame, ...(week === undefined ? {} : { weekOfMonth: week }) }))));
}

function weeksOf(word: string | undefined): number {
  return word === undefined ? 2 : ({ zwei: 2, drei: 3, vier: 4 }[word.toLowerCase()] ?? Number(word));
}

/** „erstmals“ names the first day, „gültig ab“ the beginning; a bare „ab“ is the first day where weeks are counted. „bis“ is the last day. */
function takeDays(take: (pattern: RegExp) => RegExpExecArray | undefined, counted: boolean): Outcome<Pick<WeeklyRule, 'firstDay' | 'validFrom' | 'validUntil'>> {
  const found: Pick<WeeklyRule, 'firstDay' | 'validFrom' | 'validUntil'> = {};
  const set = (name: keyof typeof found, match: RegExpExecArray | undefined, shift = 0): Outcome<Day> | undefined => {
    if (!match) return undefined;
    const day = readDay(match[1]!);
    if (day.ok) found[name] = addDays(day.value, shift);
    return day.ok ? undefined : day;
  };
  const faults = [
    set('firstDay', take(new RegExp(String.raw`\berstmals(?: am)? ${DAY}`, 'i'))),
    set('validFrom', take(new RegExp(String.raw`\bgültig (?:ab|vom|von) ${DAY}`, 'i'))),
    set('validUntil', take(new RegExp(String.raw`\b(?:gültig )?bis(?: zum)? ${DAY}(?!\s*(?:uhr|-|–))`, 'i')), 1),
    set(counted && !found.firstDay ? 'firstDay' : 'validFrom', take(new RegExp(String.raw`\b(?:ab(?: dem)?|vom|seit) ${DAY}`, 'i'))),
  ];
  return faults.find((fault) => fault !== undefined) as Outcome<never> | undefined ?? accepted(found);
}

type Time = Pick<WeeklyRule, 'weekday' | 'opensAt' | 'closesAt'>;

/** days times (divided by commas), again and again; a code where it is anything else. */
function readTimes(tokens: Token[]): Time[] | string {
  const times: Time[] = [];
  let at = 0;
  const skip = (kind: Token['kind']) => (tokens[at]?.kind === kind ? (at += 1) > 0 : false);
  while (at < tokens.length) {
    const weekdays: number[] = [];
    for (let token = tokens[at]; token?.kind === 'days'; token = tokens[at]) {
      at += 1;
      const until = tokens[at + 1];
      if (tokens[at]?.kind === 'dash' && until?.kind === 'days') {
        if (token.days.length !== 1 || until.days.length !== 1) return 'schedule-not-read';
        weekdays.push(...daysFromTo(token.days[0]!, until.days[0]!));
        at += 2;
      } else weekdays.push(...token.days);
      if (tokens[at]?.kind === 'and' && tokens[at + 1]?.kind === 'days') at += 1;
    }
    if (weekdays.length === 0) return 'schedule-without-weekday';
    // „Montag, 9-12 Uhr“
    if (tokens[at]?.kind === 'and' && tokens[at + 1]?.kind === 'time') at += 1;
    const before = times.length;
    for (;;) {
      const [opens, dash, closes] = [tokens[at], tokens[at + 1], tokens[at + 2]];
      if (opens?.kind !== 'time' || dash?.kind !== 'dash' || closes?.kind !== 'time') break;
      if (closes.time <= opens.time) return 'schedule-backwards';
      times.push(...weekdays.map((weekday) => ({ weekday, opensAt: opens.time, closesAt: closes.time })));
      at += 3;
      if (tokens[at]?.kind !== 'and' || tokens[at + 1]?.kind !== 'time') break;
      at += 1;
    }
    if (times.length === before) return 'schedule-without-hours';
    const more = skip('and');
    if (at < tokens.length ? tokens[at]!.kind !== 'days' : more) return 'schedule-not-read';
  }
  return times.length === 0 ? 'schedule-not-read' : times;
}

function daysFromTo(from: number, until: number): number[] {
  const count = ((until - from + 7) % 7) + 1;
  return Array.from({ length: count }, (_unused, index) => ((from - 1 + index) % 7) + 1);
}
