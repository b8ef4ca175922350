import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, day } from '../../platform/day.ts';
import type { WeeklyRule } from '../schedule.ts';
import { sayRules } from './schedule-text.ts';
import { inOrder, readSchedule } from './schedule-words.ts';

const DAYS = ['', 'Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So'];

/** Rules in short: `Mo 09:00-12:00`, with what is special behind it. */
function short(text: string): string[] | string {
  const read = readSchedule(text);
  if (!read.ok) return read.refusals[0]!.code;
  return read.value.rules.map(({ weekday, opensAt, closesAt, intervalWeeks, firstDay, weekOfMonth, validFrom, validUntil, byAppointment, note }) =>
    [`${DAYS[weekday]} ${opensAt}-${closesAt}`, intervalWeeks > 1 && `/${intervalWeeks} ${firstDay}`, weekOfMonth && `${weekOfMonth}.`, validFrom && `ab ${validFrom}`, validUntil && `vor ${validUntil}`, byAppointment && 'n.V.', note].filter(Boolean).join(' '));
}

describe('times as offices write them', () => {
  test.each([
    ['Mo, Mi 9:00-12:00; Do 14-18 Uhr', ['Mo 09:00-12:00', 'Mi 09:00-12:00', 'Do 14:00-18:00']],
    ['Montag bis Mittwoch von 8.30 bis 12 Uhr', ['Mo 08:30-12:00', 'Di 08:30-12:00', 'Mi 08:30-12:00']],
    ['Mo-Di 8-12 und 14-16 Uhr', ['Mo 08:00-12:00', 'Mo 14:00-16:00', 'Di 08:00-12:00', 'Di 14:00-16:00']],
    ['Mo 9-12, Di 14-16', ['Mo 09:00-12:00', 'Di 14:00-16:00']],
    ['Mo. + Do.: 15:00 Uhr – 17:00 Uhr', ['Mo 15:00-17:00', 'Do 15:00-17:00']],
    ['dienstags 10-11.30 Uhr\nfreitags 9–10 Uhr', ['Di 10:00-11:30', 'Fr 09:00-10:00']],
    ['Montag, 9-12 Uhr', ['Mo 09:00-12:00']],
    ['Sa-Mo 10-12', ['Mo 10:00-12:00', 'Sa 10:00-12:00', 'So 10:00-12:00']],
    ['täglich 0-24 Uhr', DAYS.slice(1).map((name) => `${name} 00:00-24:00`)],
    ['jeden 1. Di im Monat 15-17 Uhr', ['Di 15:00-17:00 1.']],
    ['1. und 3. Dienstag im Monat, 15-17 Uhr', ['Di 15:00-17:00 1.', 'Di 15:00-17:00 3.']],
    ['jeden letzten Freitag 19-21 Uhr', ['Fr 19:00-21:00 5.']],
    ['alle 2 Wochen Fr 10-12 erstmals 9.1.2026', ['Fr 10:00-12:00 /2 2026-01-09']],
    ['14-tägig Fr 10-12 ab 09.01.2026', ['Fr 10:00-12:00 /2 2026-01-09']],
    ['Mo 9-12 gültig ab 1.2.2026 gültig bis 30.06.2026', ['Mo 09:00-12:00 ab 2026-02-01 vor 2026-07-01']],
    ['Mi 9-12 nach Vereinbarung', ['Mi 09:00-12:00 n.V.']],
    ['Mi 9-12 "nur in der Schulzeit; nicht bei Regen"', ['Mi 09:00-12:00 nur in der Schulzeit; nicht bei Regen']],
    ['Mo 9-12; Mo 9-12', ['Mo 09:00-12:00']],
    ['', []], ['unbekannt', []],
  ])('%j', (text, rules) => {
    expect(short(text)).toEqual(rules);
  });

  test.each([
    ['nach Absprache mit Frau Beispiel', 'schedule-not-read'], ['werktags 9-12', 'schedule-not-read'], ['Mo ab 15 Uhr', 'schedule-not-read'], ['Mo 9-12 außer in den Ferien', 'schedule-not-read'],
    ['9-12 Uhr', 'schedule-without-weekday'], ['Mo und Mi', 'schedule-without-hours'], ['Mo 18-9', 'schedule-backwards'], ['Mo 25-26', 'schedule-not-read'],
    ['14-tägig Fr 10-12', 'schedule-first-day'], ['1. Di 15-17', 'schedule-not-read'], ['Mo 9-12 gültig bis 30.6.26', 'day-two-digit-year'], ['Mo 22-2', 'schedule-backwards'],
    ['Mo '.repeat(2000), 'schedule-too-long'], ['constructor', 'schedule-not-read'],
  ])('%j is not guessed (%s)', (text, code) => {
    expect(short(text)).toBe(code);
  });

  test('„nach Vereinbarung“ alone is no weekly rule', () => {
    expect(readSchedule('Termine nach Vereinbarung.')).toEqual({ ok: true, value: { rules: [], onlyByAppointment: true } });
    expect(readSchedule('n. V.')).toEqual({ ok: true, value: { rules: [], onlyByAppointment: true } });
  });
});

const time = fc.integer({ min: 0, max: 95 }).map((quarter) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`);
const aDay = fc.integer({ min: 0, max: 3000 }).map((count) => addDays(day('2020-01-01'), count));
const rule: fc.Arbitrary<WeeklyRule> = fc.record({
  weekday: fc.integer({ min: 1, max: 7 }), times: fc.tuple(time, time).filter(([one, other]) => one !== other), every: fc.constantFrom<[number, number | undefined]>([1, undefined], [2, undefined], [8, undefined], [1, 1], [1, 4], [1, 5]),
  firstDay: fc.option(aDay, { nil: undefined }), validFrom: fc.option(aDay, { nil: undefined }), validUntil: fc.option(aDay, { nil: undefined }),
  byAppointment: fc.boolean(), note: fc.oneof(fc.constant(''), fc.string().map((text) => text.trim()), fc.constantFrom('a "b" c', 'x; y', 'nach Vereinbarung', 'Mo 9-12', '""')),
}).map(({ weekday, times, every: [intervalWeeks, weekOfMonth], firstDay, validFrom, validUntil, byAppointment, note }) => ({
  weekday, opensAt: [...times].sort()[0]!, closesAt: [...times].sort()[1]!, intervalWeeks, byAppointment, note,
  ...(firstDay || intervalWeeks > 1 ? { firstDay: firstDay ?? day('2026-01-09') } : {}),
  ...(weekOfMonth ? { weekOfMonth } : {}), ...(validFrom ? { validFrom } : {}), ...(validUntil ? { validUntil } : {}),
}));

test('rules that were written are the rules that are read', () => {
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 5 }), (rules) => {
      expect(readSchedule(sayRules(rules))).toEqual({ ok: true, value: { rules: inOrder(rules), onlyByAppointment: false } });
    }),
    { numRuns: 1000 },
  );
});

test('no text makes it crash', () => {
  const piece = fc.constantFrom('Mo', '-', '9', ':', '00', 'bis', ' ', ';', '"', 'jeden', '1.', 'alle 2 Wochen', 'ab 1.1.2026', 'nach Vereinbarung', 'Uhr', ',', '(', 'im Monat', '2026-01-01');
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.array(piece).map((pieces) => pieces.join(' '))), (text) => {
      const read = readSchedule(text);
      if (read.ok) for (const { opensAt, closesAt } of read.value.rules) expect(closesAt > opensAt).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
