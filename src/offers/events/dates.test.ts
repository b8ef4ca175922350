import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, day, weekday, type Day } from '../../platform/day.ts';
import { newId } from '../../platform/id.ts';
import { plainCalendar, type DayCalendar } from '../holidays/day-calendar.ts';
import { datesOf as allDatesOf, isRegularDay, lastDayOf, nextEventDates } from './dates.ts';
import { newEvent, type EventException, type EventRecord } from './event.ts';

const datesOf = (series: Parameters<typeof allDatesOf>[0], from: Day, until: Day, calendar: DayCalendar = plainCalendar) => allDatesOf(series, from, until, calendar);
const holidays: DayCalendar = { publicHoliday: () => undefined, schoolHoliday: () => ({ name: 'Herbstferien' }) };
const monday = day('2026-11-23');
const event = (known: Partial<EventRecord> = {}) => newEvent({ id: newId(), organizationId: newId(), name: 'Elterncafé', firstDay: monday, opensAt: '09:30', closesAt: '11:30', ...known });
const weekly = (exceptions: EventException[] = []) => event({ recurrence: 'weekly', weekdays: [1], exceptions });
const days = (dates: readonly { day: Day; state: string }[]) => dates.map(({ day: on, state }) => `${on} ${state}`);

describe('the dates of a series', () => {
  test('are the weekdays of its rule from the first day on, and end with it', () => {
    const series = event({ recurrence: 'weekly', weekdays: [1, 4], untilDay: day('2026-12-03') });
    expect(datesOf(series, day('2026-11-01'), day('2027-01-01')).map((date) => date.day)).toEqual(['2026-11-23', '2026-11-26', '2026-11-30']);
    expect(lastDayOf(series)).toBe('2026-12-02');
  });

  test('of the last Saturday of each month are found in months of four and of five Saturdays', () => {
    const series = event({ firstDay: day('2026-11-28'), recurrence: 'monthly', weekdays: [6], weekOfMonth: 5 });
    expect(datesOf(series, monday, day('2027-02-28')).map((date) => date.day)).toEqual(['2026-11-28', '2026-12-26', '2027-01-30', '2027-02-27']);
  });

  test('say that a date is cancelled and why, instead of leaving it out', () => {
    const [date] = datesOf(weekly([{ kind: 'cancelled', originalDay: monday, placeNote: '', reason: 'Krankheit' }]), monday, addDays(monday, 7));
    expect(date).toMatchObject({ day: monday, state: 'cancelled', reason: 'Krankheit', opensAt: '09:30' });
  });

  test('take place once where they were moved to, and say so where they were', () => {
    const moved: EventException = { kind: 'changed', originalDay: monday, onDay: day('2026-11-25'), opensAt: '15:00', closesAt: '17:00', placeNote: '', reason: '' };
    const dates = datesOf(weekly([moved]), monday, addDays(monday, 7));
    expect(dates).toMatchObject([{ day: '2026-11-23', state: 'moved', movedTo: '2026-11-25' }, { day: '2026-11-25', state: 'on', movedFrom: '2026-11-23', opensAt: '15:00', isChanged: true, key: '2026-11-23' }]);
  });

  test('are found where they were moved to even if the day they came from is out of sight', () => {
    const moved: EventException = { kind: 'changed', originalDay: monday, onDay: day('2026-12-02'), placeNote: '', reason: '' };
    expect(days(datesOf(weekly([moved]), day('2026-12-01'), day('2026-12-03')))).toEqual(['2026-12-02 on']);
  });

  test('keep the end unknown where a changed beginning says no end', () => {
    const later: EventException = { kind: 'changed', originalDay: monday, onDay: monday, opensAt: '14:00', placeNote: '', reason: '' };
    expect(datesOf(weekly([later]), monday, addDays(monday, 1))[0]).not.toHaveProperty('closesAt');
  });

  test('of an event of several days are there on each of them', () => {
    const market = event({ firstDay: day('2026-11-27'), lastDay: day('2026-11-29') });
    expect(datesOf(market, day('2026-11-29'), day('2026-11-30'))).toHaveLength(1);
    expect(datesOf(market, day('2026-11-30'), day('2026-12-30'))).toHaveLength(0);
  });

  test('are all cancelled where the event is', () => {
    const series = { ...weekly(), status: 'cancelled' as const, cancelledBecause: 'Kein Raum' };
    expect(nextEventDates(series, monday, 3, plainCalendar)).toEqual([]);
    expect(datesOf(series, monday, addDays(monday, 8)).map(({ reason }) => reason)).toEqual(['Kein Raum', 'Kein Raum']);
  });

  test('pause on the days the calendar names, but not those added by hand', () => {
    const series = { ...weekly([{ kind: 'extra', onDay: day('2026-11-24'), placeNote: '', reason: '' }]), pausesIn: 'school-holidays' as const };
    expect(days(datesOf(series, monday, addDays(monday, 8), holidays))).toEqual(['2026-11-24 on']);
    expect(datesOf({ ...series, pausesIn: 'nothing' }, monday, addDays(monday, 8), holidays)).toHaveLength(3);
  });
});

const someDay = fc.integer({ min: 0, max: 120 }).map((count) => addDays(monday, count));
const someSeries = fc.record({
  firstDay: someDay, recurrence: fc.constantFrom('once', 'weekly', 'monthly'), weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  intervalWeeks: fc.integer({ min: 1, max: 4 }), weekOfMonth: fc.integer({ min: 1, max: 5 }), length: fc.option(fc.integer({ min: 1, max: 90 })),
}).map(({ recurrence, weekdays, intervalWeeks, weekOfMonth, length, firstDay }) => event({
  firstDay, recurrence: recurrence as EventRecord['recurrence'], weekdays: recurrence === 'once' ? [] : weekdays, intervalWeeks: recurrence === 'weekly' ? intervalWeeks : 1,
  ...(recurrence === 'monthly' ? { weekOfMonth } : {}), ...(length !== null && recurrence !== 'once' ? { untilDay: addDays(firstDay, length) } : {}),
}));

describe('for every series', () => {
  test('each date follows the rule or an exception, and is in order', () => {
    fc.assert(fc.property(someSeries, someDay, fc.integer({ min: 1, max: 90 }), (series, from, length) => {
      const dates = datesOf(series, from, addDays(from, length));
      for (const date of dates) {
        expect(isRegularDay(series, date.day)).toBe(true);
        if (series.recurrence !== 'once') expect(series.weekdays).toContain(weekday(date.day));
        expect(date.day >= from && date.day < addDays(from, length)).toBe(true);
      }
      expect(dates.map(({ day: on }) => on)).toEqual(dates.map(({ day: on }) => on).sort());
    }));
  });

  test('a window in two parts shows the same as in one', () => {
    fc.assert(fc.property(someSeries, someDay, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), (series, from, first, second) => {
      const middle = addDays(from, first);
      const end = addDays(middle, second);
      expect(datesOf(series, from, end)).toEqual([...datesOf(series, from, middle), ...datesOf(series, middle, end)]);
    }));
  });

  test('cancelling, moving and adding a date changes exactly that date: as many take place as before, one less, or one more', () => {
    fc.assert(fc.property(someSeries, fc.constantFrom('cancelled', 'changed', 'extra'), fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 30 }), (series, kind, which, shift) => {
      const end = addDays(monday, 400);
      const before = datesOf(series, monday, end);
      const chosen = before[which % Math.max(1, before.length)];
      fc.pre(chosen !== undefined);
      const target = addDays(chosen!.day, shift);
      const exception: EventException = { kind: kind as EventException['kind'], placeNote: '', reason: '', ...(kind === 'extra' ? {} : { originalDay: chosen!.day }), ...(kind === 'cancelled' ? {} : { onDay: target }) };
      const after = datesOf({ ...series, exceptions: [exception] }, monday, addDays(end, 31));
      const inWindow = datesOf(series, monday, addDays(end, 31));
      const on = after.filter(({ state }) => state === 'on');
      expect(on.length - inWindow.length).toBe({ cancelled: -1, changed: 0, extra: 1 }[kind]);
      const keys = after.filter(({ isExtra, state }) => !isExtra && state !== 'moved').map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
    }));
  });
});
