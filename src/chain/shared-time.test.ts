import { expect, test } from 'vitest';
import { day } from '../platform/day.ts';
import { aSchedule } from './chain.fixture.ts';
import { sharedWeeklyMinutes, weeklyMinutes } from './shared-time.ts';

test('two groups on Tuesday from 9 to 11 and from 10 to 12 share an hour', () => {
  expect(sharedWeeklyMinutes(aSchedule(2, '09:00', '11:00'), aSchedule(2, '10:00', '12:00'))).toBe(60);
});

test('one that begins when the other ends, or on another day, shares nothing', () => {
  expect(sharedWeeklyMinutes(aSchedule(2, '09:00', '11:00'), aSchedule(2, '11:00', '12:00'))).toBe(0);
  expect(sharedWeeklyMinutes(aSchedule(2, '09:00', '11:00'), aSchedule(3, '09:00', '11:00'))).toBe(0);
});

test('every other week meets every week half as often', () => {
  const fortnightly = aSchedule(2, '09:00', '10:00', { intervalWeeks: 2, firstDay: day('2026-11-03') });
  expect(weeklyMinutes(fortnightly)).toBe(30);
  expect(sharedWeeklyMinutes(fortnightly, aSchedule(2, '09:00', '10:00'))).toBe(30);
});

test('two fortnightly groups meet in the same weeks or never', () => {
  const even = aSchedule(2, '09:00', '10:00', { intervalWeeks: 2, firstDay: day('2026-11-03') });
  const alsoEven = aSchedule(2, '09:00', '10:00', { intervalWeeks: 2, firstDay: day('2026-11-17') });
  const odd = aSchedule(2, '09:00', '10:00', { intervalWeeks: 2, firstDay: day('2026-11-10') });
  expect(sharedWeeklyMinutes(even, alsoEven)).toBe(30);
  expect(sharedWeeklyMinutes(even, odd)).toBe(0);
});

test('the first and the third Monday of a month never meet', () => {
  const first = aSchedule(1, '15:00', '16:00', { weekOfMonth: 1 });
  expect(sharedWeeklyMinutes(first, aSchedule(1, '15:00', '16:00', { weekOfMonth: 3 }))).toBe(0);
  expect(sharedWeeklyMinutes(first, aSchedule(1, '15:00', '16:00', { weekOfMonth: 1 }))).toBeCloseTo(13.8, 1);
});
