import { expect, test } from 'vitest';
import { day } from '../platform/day.ts';
import { openingLines, sayOpening } from './opening.ts';
import type { WeeklyRule } from './schedule.ts';
import { guideTexts } from './texts.ts';

const rule = (weekday: number, opensAt: string, closesAt: string, known: Partial<WeeklyRule> = {}): WeeklyRule => ({ weekday, opensAt, closesAt, intervalWeeks: 1, byAppointment: false, note: '', ...known });
const WEEKDAYS = ['', 'Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'];
const say = (rules: WeeklyRule[]) => openingLines(rules).map((line) => {
  const { days, times, more, note } = sayOpening(line, guideTexts.in('de'), (one) => WEEKDAYS[one]!, (one) => one);
  return `${days}: ${times}${more ? ` (${more})` : ''}${note ? ` [${note}]` : ''}`;
});

test('days with the same times are said together, with a gap in between named', () => {
  expect(say([5, 1, 2, 3].map((on) => rule(on, '09:00', '12:00')))).toEqual(['Montag bis Mittwoch, Freitag: 9:00–12:00 Uhr']);
});

test('two times on one day stand in one line', () => {
  expect(say([rule(4, '14:00', '18:00'), rule(4, '09:00', '12:00')])).toEqual(['Donnerstag: 9:00–12:00 Uhr, 14:00–18:00 Uhr']);
});

test('what recurs otherwise stands by itself and says how', () => {
  expect(say([
    rule(1, '09:00', '10:00', { intervalWeeks: 2, firstDay: day('2026-01-05') }), rule(1, '15:00', '16:00', { weekOfMonth: 5 }),
    rule(2, '08:00', '09:00', { byAppointment: true, note: 'Raum 2', validUntil: day('2026-12-20') }),
  ])).toEqual(['Montag: 9:00–10:00 Uhr (alle 2 Wochen)', 'Montag: 15:00–16:00 Uhr (jeder letzte im Monat)', 'Dienstag: 8:00–9:00 Uhr (bis 2026-12-19, nach Vereinbarung) [Raum 2]']);
});
