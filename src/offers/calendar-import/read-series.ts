import ICAL from 'ical.js';
import { addDays, weekday as weekdayOf, type Day } from '../../platform/day.ts';
import { isRegularDay } from '../events/dates.ts';
import type { EventException, EventTimes } from '../events/event.ts';
import type { CalendarProblemCode } from './calendar-problem.ts';
import { plainText } from './event-text-reader.ts';
import { firstTime, spanOf, writtenTimes, type Span } from './read-times.ts';
import { readDayRule, ruleDays, type DayRule, type RecurData } from './recurrence.ts';
import { inGermany, type WrittenTime } from './wall-of-zone.ts';

type Component = InstanceType<typeof ICAL.Component>;
export type SeriesTimes = Pick<EventTimes, 'firstDay' | 'recurrence' | 'weekdays' | 'intervalWeeks' | 'exceptions'> & Partial<Pick<EventTimes, 'opensAt' | 'closesAt' | 'lastDay' | 'weekOfMonth' | 'untilDay'>>;
export type Tell = (code: CalendarProblemCode, field?: string, value?: string) => void;

/** What a rule of ours cannot say is said date by date, so far ahead and so often at most. */
const MONTHS_AHEAD = 13;
const MOST_DATES = 100;
const MOST_EXCEPTIONS = 500;
/** As long as the form of a date allows. */
const MOST_PLACE = 200;
const MOST_REASON = 300;

/**
 * When an event takes place, as our model says it: once, or by a rule that is proved to give the same days, or date by date. Undefined where the
 * event cannot be taken; `tell` hears why, and of everything that is said in another way. `overrides`: its dates that differ (RECURRENCE-ID).
 */
export function readSeries(master: Component, overrides: readonly Component[], { today, germanZones, tell }: { today: Day; germanZones: ReadonlySet<string>; tell: Tell }): SeriesTimes | undefined {
  const start = firstTime(master.getFirstProperty('dtstart'), germanZones);
  if (typeof start === 'string') return void tell(start, 'DTSTART', said(master, 'dtstart'));
  const span = spanOf(master, start, germanZones);
  if (typeof span === 'string') return void tell(span, 'DTEND', said(master, 'dtend'));
  const recur = master.getFirstPropertyValue('rrule');
  const added = listed(master, 'rdate', germanZones, tell);
  if (!recur && added.length === 0) return onceTimes(span, listedDays(listed(master, 'exdate', germanZones, tell)), tell);
  const exceptions = exceptionsOf(master, overrides, span, germanZones, tell);
  const extra = added.map((one): EventException => ({ kind: 'extra', onDay: inGermany(one).day, ...extraTimes(inGermany(one).time, span), placeNote: '', reason: '' }));
  const base = timesOf(span, tell);
  if (!recur) return { ...base, recurrence: 'once', weekdays: [], intervalWeeks: 1, exceptions: [...exceptions, ...extra].slice(0, MOST_EXCEPTIONS) };
  const rule = recur instanceof ICAL.Recur ? readRule(recur, span, start) : undefined;
  if (!rule || master.getAllProperties('rrule').length > 1 || master.getFirstProperty('exrule')) return void tell('rule-unsupported', 'RRULE', said(master, 'rrule'));
  return seriesOf(rule, start, span, base, [...exceptions, ...extra].slice(0, MOST_EXCEPTIONS), today, tell);
}

function seriesOf(rule: DayRule, start: WrittenTime, span: Span, base: SeriesTimes, exceptions: readonly EventException[], today: Day, tell: Tell): SeriesTimes {
  const horizon = addDays(today > span.day ? today : span.day, 800);
  // In another zone the hour on the wall here moves with the clocks, perhaps even the day: such a rule is said date by date.
  const isOurs = start.time === undefined || start.zone === 'wall';
  const given = ruleDays(rule, start.day, horizon);
  const own = isOurs ? plainRule(rule, span, base, given, horizon) : undefined;
  if (own && given.every((day) => isRegularDay(own, day)) && ruleDays(ruleOf(own), span.day, horizon).length === given.length) return { ...own, exceptions };
  const months = `${today.slice(0, 7)}-01` as Day;
  const dates = given.slice(1).map((day) => inGermany({ ...start, day })).filter(({ day }) => day >= months && day < addDays(months, MONTHS_AHEAD * 31));
  tell(dates.length > MOST_DATES ? 'rule-cut' : 'rule-as-dates', 'RRULE');
  const differing = new Map(exceptions.flatMap((one) => (one.originalDay === undefined ? [] : [[one.originalDay, one] as const])));
  const single = dates.slice(0, MOST_DATES).flatMap(({ day, time }): EventException[] => {
    const other = differing.get(day);
    if (other?.kind === 'cancelled') return [];
    if (other) return [{ ...other, kind: 'extra', originalDay: undefined } as unknown as EventException];
    return [{ kind: 'extra', onDay: day, ...(time !== undefined && time !== span.time ? extraTimes(time, span) : {}), placeNote: '', reason: '' }];
  }).map(withoutUndefined);
  const ofFirst = exceptions.filter((one) => one.kind === 'extra' || one.originalDay === span.day);
  return { ...base, recurrence: 'once', weekdays: [], intervalWeeks: 1, exceptions: [...ofFirst, ...single] };
}

/** The rule in our own words; undefined where we have none. Whether it says the same is proved by the caller. */
function plainRule(rule: DayRule, span: Span, base: SeriesTimes, given: readonly Day[], horizon: Day): (SeriesTimes & { pausesIn: 'nothing' }) | undefined {
  if (span.lastDay !== span.day) return undefined;
  const isEnding = rule.count !== undefined || rule.until !== undefined;
  const last = given.at(-1)!;
  const end = isEnding && last < addDays(horizon, -1) ? { untilDay: addDays(last, 1) } : isEnding && rule.until !== undefined ? { untilDay: addDays(rule.until, 1) } : {};
  const common = { ...base, pausesIn: 'nothing' as const, exceptions: [], ...end };
  if (given.length === 1) return isEnding ? { ...common, untilDay: undefined, recurrence: 'once', weekdays: [], intervalWeeks: 1 } as unknown as SeriesTimes & { pausesIn: 'nothing' } : undefined;
  const weekdays = [...new Set(rule.byDay.map(({ weekday }) => weekday))].sort();
  if (rule.frequency === 'daily' && rule.interval === 1) return { ...common, recurrence: 'weekly', weekdays: weekdays.length > 0 ? weekdays : [1, 2, 3, 4, 5, 6, 7], intervalWeeks: 1 };
  if (rule.frequency === 'weekly' && rule.interval <= 8) return { ...common, recurrence: 'weekly', weekdays: weekdays.length > 0 ? weekdays : [weekdayOf(span.day)], intervalWeeks: rule.interval };
  const nth = rule.byDay[0]?.nth;
  if (rule.frequency === 'monthly' && rule.interval === 1 && nth !== undefined && rule.byDay.every((one) => one.nth === nth) && (nth === -1 || (nth >= 1 && nth <= 4))) {
    return { ...common, recurrence: 'monthly', weekdays, intervalWeeks: 1, weekOfMonth: nth === -1 ? 5 : nth };
  }
  return undefined;
}

/** Our rule in the standard's words. */
function ruleOf({ recurrence, weekdays, intervalWeeks, weekOfMonth, untilDay }: SeriesTimes): DayRule {
  const nth = weekOfMonth === undefined ? {} : { nth: weekOfMonth === 5 ? -1 : weekOfMonth };
  return {
    frequency: recurrence === 'monthly' ? 'monthly' : 'weekly', interval: intervalWeeks, byDay: weekdays.map((weekday) => ({ weekday, ...nth })), byMonthDay: [], byMonth: [], weekStart: 1,
    ...(recurrence === 'once' ? { count: 1 } : {}), ...(untilDay === undefined ? {} : { until: addDays(untilDay, -1) }),
  };
}

function readRule(recur: InstanceType<typeof ICAL.Recur>, span: Span, start: WrittenTime): DayRule | undefined {
  const read = readDayRule(recur.toJSON() as RecurData);
  if (!read) return undefined;
  if (!recur.until) return read;
  const { year, month, day, hour, minute, isDate } = recur.until;
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as Day;
  if (isDate) return { ...read, until: text };
  const isUtc = recur.until.zone === ICAL.Timezone.utcTimezone;
  const end = inGermany({ day: text, time: `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`, zone: isUtc ? 'UTC' : start.zone });
  return { ...read, until: end.time !== undefined && span.time !== undefined && end.time < span.time ? addDays(end.day, -1) : end.day };
}

function onceTimes(span: Span, excluded: ReadonlySet<Day>, tell: Tell): SeriesTimes {
  const exceptions: EventException[] = excluded.has(span.day) ? [{ kind: 'cancelled', originalDay: span.day, placeNote: '', reason: '' }] : [];
  const isLong = span.lastDay !== span.day;
  const times = isLong ? { firstDay: span.day, lastDay: span.lastDay, ...(span.time ? { opensAt: span.time } : {}), ...(span.endTime ? { closesAt: span.endTime } : {}) } : timesOf(span, tell);
  return { ...times, recurrence: 'once', weekdays: [], intervalWeeks: 1, exceptions };
}

/** Of a date in a series: what ends on the next day has no end of its own here. */
function timesOf(span: Span, tell: Tell): SeriesTimes {
  if (span.lastDay !== span.day) tell('past-midnight', 'DTEND', `${span.lastDay} ${span.endTime ?? ''}`.trim());
  return {
    firstDay: span.day, recurrence: 'once', weekdays: [], intervalWeeks: 1, exceptions: [],
    ...(span.time ? { opensAt: span.time } : {}), ...(span.endTime && span.lastDay === span.day ? { closesAt: span.endTime } : {}),
  };
}

function exceptionsOf(master: Component, overrides: readonly Component[], span: Span, germanZones: ReadonlySet<string>, tell: Tell): EventException[] {
  const found = new Map<Day, EventException>();
  for (const day of listedDays(listed(master, 'exdate', germanZones, tell))) found.set(day, { kind: 'cancelled', originalDay: day, placeNote: '', reason: '' });
  for (const override of overrides) {
    const property = override.getFirstProperty('recurrence-id');
    const original = firstTime(property, germanZones);
    if (typeof original === 'string') tell('override-unreadable', 'RECURRENCE-ID', said(override, 'recurrence-id'));
    else if (property?.getFirstParameter('range')) tell('range-unsupported', 'RECURRENCE-ID', said(override, 'recurrence-id'));
    else {
      const originalDay = inGermany(original).day;
      const changed = overrideOf(override, master, originalDay, span, germanZones, tell);
      if (changed) found.set(originalDay, changed);
    }
  }
  return [...found.values()].sort((a, b) => a.originalDay!.localeCompare(b.originalDay!));
}

/** A date that differs: its day, its times, its place, and what it is called instead – which families read as the reason. */
function overrideOf(override: Component, master: Component, originalDay: Day, span: Span, germanZones: ReadonlySet<string>, tell: Tell): EventException | undefined {
  if (String(override.getFirstPropertyValue('status') ?? '').toUpperCase() === 'CANCELLED') return { kind: 'cancelled', originalDay, placeNote: '', reason: '' };
  const start = firstTime(override.getFirstProperty('dtstart'), germanZones);
  const own = typeof start === 'string' ? start : spanOf(override, start, germanZones);
  if (typeof own === 'string') return void tell('override-unreadable', 'RECURRENCE-ID', `${originalDay}: ${own}`);
  const differs = own.time !== span.time || own.endTime !== span.endTime;
  const ownWords = (property: string, max: number) => {
    const text = words(override, property, max, tell);
    return text === words(master, property, max) ? '' : text;
  };
  const [placeNote, reason] = [ownWords('location', MOST_PLACE), ownWords('summary', MOST_REASON)];
  if (own.day === originalDay && !differs && placeNote === '' && reason === '') return undefined;
  return {
    kind: 'changed', originalDay, onDay: own.day, placeNote, reason,
    ...(differs && own.time ? { opensAt: own.time, ...(own.endTime && own.lastDay === own.day ? { closesAt: own.endTime } : {}) } : {}),
  };
}

function listed(component: Component, name: 'exdate' | 'rdate', germanZones: ReadonlySet<string>, tell: Tell): WrittenTime[] {
  return component.getAllProperties(name).flatMap((property) => {
    const times = writtenTimes(property, germanZones);
    if (typeof times !== 'string') return times;
    tell('exception-unreadable', name.toUpperCase(), said(component, name));
    return [];
  }).slice(0, MOST_EXCEPTIONS);
}

const listedDays = (times: readonly WrittenTime[]): ReadonlySet<Day> => new Set(times.map((one) => inGermany(one).day));

/** An end that stood at some hour of the first date is as far from the beginning on others. */
function extraTimes(time: string | undefined, span: Span): Partial<EventException> {
  if (time === undefined || span.time === undefined || time === span.time) return {};
  const minutes = (wall: string) => Number(wall.slice(0, 2)) * 60 + Number(wall.slice(3));
  if (span.endTime === undefined || span.lastDay !== span.day) return { opensAt: time };
  const end = minutes(time) + minutes(span.endTime) - minutes(span.time);
  return { opensAt: time, ...(end < 1_440 ? { closesAt: `${String(Math.floor(end / 60)).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}` } : {}) };
}

function words(component: Component, property: string, max: number, tell?: Tell): string {
  const given = component.getFirstPropertyValue(property);
  const read = plainText(typeof given === 'string' ? given : '', max);
  for (const fault of read.faults) tell?.(fault, property.toUpperCase(), read.text);
  return read.text.replace(/\n/g, ' ');
}

function said(component: Component, name: string): string {
  try {
    return String(component.getFirstPropertyValue(name) ?? '').slice(0, 200);
  } catch {
    return '';
  }
}

function withoutUndefined<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Value;
}
