import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayCalendar, plainCalendar } from '../../offers/holidays/day-calendar.ts';
import { publicHoliday } from '../../offers/holidays/public-holiday.ts';
import { addDays, day } from '../../platform/day.ts';
import { announcedOn, isWorkingDay, lastDayToAnswer, reminderDay } from './deadlines.ts';

const niedersachsen = dayCalendar((on) => publicHoliday('NI', on), []);

describe('Until when a family may answer', () => {
  test.each([
    ['a letter of Monday counts as received on Friday', '2027-03-01', '2027-03-05'],
    ['a letter of Tuesday would count on Saturday and counts on Monday', '2027-03-02', '2027-03-08'],
    ['a letter before Easter counts on the Tuesday after', '2027-03-24', '2027-03-30'],
  ])('%s', (_said, posted, received) => expect(announcedOn(day(posted), niedersachsen)).toBe(received));

  test('fourteen days begin when the letter counts as received, and do not end on a holiday', () => {
    // 17 December + 4 = 21 December; + 14 = 4 January; a day earlier would end on Sunday, 3 January.
    expect(lastDayToAnswer(day('2026-12-17'), 14, niedersachsen)).toBe('2027-01-04');
    expect(lastDayToAnswer(day('2026-12-11'), 11, niedersachsen)).toBe('2026-12-28');
  });

  const anyDay = fc.integer({ min: 0, max: 3_000 }).map((count) => addDays(day('2026-01-01'), count));

  test('whatever the day, the family has at least the days it was promised, and not many more', () => {
    fc.assert(fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (posted, days) => {
      const last = lastDayToAnswer(posted, days, niedersachsen);
      expect(last >= addDays(posted, days + 4)).toBe(true);
      expect(last <= addDays(posted, days + 4 + 10)).toBe(true);
      expect(isWorkingDay(last, niedersachsen)).toBe(true);
    }));
  });

  test('the reminder comes on a working day before the last one', () => {
    fc.assert(fc.property(anyDay, fc.integer({ min: 1, max: 30 }), (until, before) => {
      const on = reminderDay(until, before, plainCalendar);
      expect(on <= addDays(until, -before)).toBe(true);
      expect(isWorkingDay(on, plainCalendar)).toBe(true);
    }));
  });
});
