import { addDays, type Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { DayCalendar } from '../holidays/day-calendar.ts';
import { holdsOn } from '../schedule.ts';
import type { WallTime } from '../wall-time.ts';
import type { EventException, EventRecord, EventTimes } from './event.ts';

/** on: takes place; cancelled: does not; moved: does not on this day, but on `movedTo`. */
export type DateState = 'on' | 'cancelled' | 'moved';

/** One date of an event as it is told to families. */
export interface EventDate {
  /** names the date for good, whatever becomes of it: the day the rule gave, or the day of an extra date */
  key: Day;
  day: Day;
  /** included; of an event of several days */
  lastDay?: Day;
  opensAt?: WallTime;
  closesAt?: WallTime;
  locationId?: Uuid;
  placeNote: string;
  state: DateState;
  movedTo?: Day;
  movedFrom?: Day;
  /** time or place differ from the series */
  isChanged: boolean;
  isExtra: boolean;
  reason: string;
}

/** Whether a series pauses on that day by itself. School holidays are no week without public ones: who pauses in them pauses on both. */
export function pausesOn({ pausesIn }: Pick<EventTimes, 'pausesIn'>, calendar: DayCalendar, day: Day): boolean {
  if (pausesIn === 'nothing') return false;
  return calendar.publicHoliday(day) !== undefined || (pausesIn === 'school-holidays' && calendar.schoolHoliday(day) !== undefined);
}

type Series = EventTimes & Pick<EventRecord, 'locationId' | 'placeNote'> & Partial<Pick<EventRecord, 'status' | 'cancelledBecause'>>;

/**
 * All dates that touch [from, until), in order: those that take place, and – marked – those that are cancelled or were moved away. A moved
 * date takes place once, where it was moved to. Exceptions for days the rule does not give are read as well: the rule may have changed since.
 * O(days × weekdays + exceptions).
 */
export function datesOf(series: Series, from: Day, until: Day, calendar: DayCalendar): EventDate[] {
  const byDay = new Map(series.exceptions.flatMap((one) => (one.originalDay === undefined ? [] : [[one.originalDay, one] as const])));
  const regular = regularDays(series, from, until, calendar).flatMap((day) => (byDay.has(day) ? [] : [plainDate(series, day)]));
  const touched = series.exceptions.flatMap((one) => exceptionDates(series, one));
  const isCancelled = series.status === 'cancelled';
  return [...regular, ...touched]
    .filter((date) => date.day < until && (date.lastDay ?? date.day) >= from)
    .map((date): EventDate => (isCancelled && date.state === 'on' ? { ...date, state: 'cancelled', reason: series.cancelledBecause || date.reason } : date))
    .sort(inOrder);
}

/** Dates to come, cancelled and moved ones left out. Searches 400 days. */
export function nextEventDates(series: Series, from: Day, count: number, calendar: DayCalendar): EventDate[] {
  return datesOf(series, from, addDays(from, HORIZON_DAYS), calendar).filter(({ state }) => state === 'on').slice(0, count);
}

/** The last day anything is known to take place; undefined for a series without end. */
export function lastDayOf(series: EventTimes): Day | undefined {
  if (series.recurrence !== 'once' && series.untilDay === undefined) return undefined;
  const own = series.recurrence === 'once' ? (series.lastDay ?? series.firstDay) : addDays(series.untilDay!, -1);
  return series.exceptions.reduce((last, { onDay }) => (onDay !== undefined && onDay > last ? onDay : last), own);
}

/** Whether the rule alone gives a date on that day. */
export function isRegularDay(series: EventTimes, day: Day): boolean {
  if (series.recurrence === 'once') return day === series.firstDay;
  return series.weekdays.some((weekday) => holdsOn({
    weekday, opensAt: '00:00', closesAt: '23:59', intervalWeeks: series.intervalWeeks, firstDay: series.firstDay, validFrom: series.firstDay, byAppointment: false, note: '',
    ...(series.weekOfMonth === undefined ? {} : { weekOfMonth: series.weekOfMonth }), ...(series.untilDay === undefined ? {} : { validUntil: series.untilDay }),
  }, day));
}

/** No series pauses longer. */
export const HORIZON_DAYS = 400;

function regularDays(series: EventTimes, from: Day, until: Day, calendar: DayCalendar): Day[] {
  if (series.recurrence === 'once') return [series.firstDay];
  const days: Day[] = [];
  const start = series.firstDay > from ? series.firstDay : from;
  const end = series.untilDay !== undefined && series.untilDay < until ? series.untilDay : until;
  for (let day = start; day < end; day = addDays(day, 1)) {
    if (isRegularDay(series, day) && !pausesOn(series, calendar, day)) days.push(day);
  }
  return days;
}

function plainDate(series: Series, day: Day): EventDate {
  const { opensAt, closesAt, locationId, placeNote, lastDay } = series;
  return {
    key: day, day, placeNote, state: 'on', isChanged: false, isExtra: false, reason: '',
    ...(lastDay ? { lastDay } : {}), ...(opensAt ? { opensAt } : {}), ...(closesAt ? { closesAt } : {}), ...(locationId ? { locationId } : {}),
  };
}

function exceptionDates(series: Series, exception: EventException): EventDate[] {
  const { kind, originalDay, onDay, reason } = exception;
  if (kind === 'extra') return onDay ? [{ ...differing(series, exception, onDay), key: onDay, isExtra: true }] : [];
  if (!originalDay) return [];
  if (kind === 'cancelled' || !onDay) return [{ ...plainDate(series, originalDay), state: 'cancelled', reason }];
  const there = { ...differing(series, exception, onDay), key: originalDay };
  if (onDay === originalDay) return [there];
  return [{ ...plainDate(series, originalDay), state: 'moved', movedTo: onDay, reason }, { ...there, movedFrom: originalDay }];
}

function differing(series: Series, exception: EventException, day: Day): EventDate {
  const plain = plainDate(series, day);
  const hasTime = exception.opensAt !== undefined && (exception.opensAt !== series.opensAt || exception.closesAt !== series.closesAt);
  const hasPlace = (exception.locationId !== undefined && exception.locationId !== series.locationId) || (exception.placeNote !== '' && exception.placeNote !== series.placeNote);
  // A place of its own brings its own description: that of the series belongs to the other place.
  const placeNote = exception.placeNote || (exception.locationId !== undefined && exception.locationId !== series.locationId ? '' : series.placeNote);
  const { closesAt: _end, lastDay: _last, ...base } = plain;
  const times = exception.opensAt === undefined ? (plain.closesAt ? { closesAt: plain.closesAt } : {}) : { opensAt: exception.opensAt, ...(exception.closesAt ? { closesAt: exception.closesAt } : {}) };
  return { ...base, ...times, placeNote, ...(exception.locationId ? { locationId: exception.locationId } : {}), isChanged: hasTime || hasPlace, reason: exception.reason };
}

function inOrder(one: EventDate, other: EventDate): number {
  return one.day.localeCompare(other.day) || (one.opensAt ?? '').localeCompare(other.opensAt ?? '') || one.key.localeCompare(other.key);
}
