import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, day, weekday } from '../../platform/day.ts';
import { mondayOf, readWeek, weekName } from './week.ts';

const today = day('2026-11-22');

describe('the week of an address', () => {
  test('is found by its ISO number and by any of its days', () => {
    expect(readWeek('2026-W48', today)).toBe('2026-11-23');
    expect(readWeek('2026-11-28', today)).toBe('2026-11-23');
  });

  test('is this week where the address names none, a wrong one or one far away', () => {
    for (const text of [null, '', 'x', '2026-W60', '1815-W10', '9999-12-31', "' or 1=1"]) expect(readWeek(text, today)).toBe('2026-11-16');
  });

  test('belongs to the year of its Thursday', () => {
    expect(weekName(day('2026-12-28'))).toBe('2026-W53');
    expect(weekName(day('2024-12-30'))).toBe('2025-W01');
  });

  test('reads back every week it names', () => {
    fc.assert(fc.property(fc.integer({ min: -700, max: 700 }), (offset) => {
      const monday = mondayOf(addDays(today, offset));
      expect(weekday(monday)).toBe(1);
      expect(readWeek(weekName(monday), today)).toBe(monday);
    }));
  });
});
