import { expect, test } from 'vitest';
import { day } from '../../platform/day.ts';
import { plainCalendar } from '../holidays/day-calendar.ts';
import { timeStateAt } from './time-state.ts';

const tuesday = { weekday: 2, opensAt: '09:30', closesAt: '11:00', intervalWeeks: 1, byAppointment: false, note: '' };
const at = (instant: string) => new Date(instant);

test('an offer is open between its times on the clock on the wall, closed the minute it ends', () => {
  expect(timeStateAt({ schedules: [tuesday], exceptions: [], calendar: plainCalendar }, at('2026-11-24T09:00:00Z'))).toEqual({ kind: 'open', until: '11:00' });
  expect(timeStateAt({ schedules: [tuesday], exceptions: [], calendar: plainCalendar }, at('2026-11-24T10:00:00Z'))).toMatchObject({ kind: 'next', day: '2026-12-01' });
});

test('before it opens, today is its next date; on a day that is cancelled it is not', () => {
  expect(timeStateAt({ schedules: [tuesday], exceptions: [], calendar: plainCalendar }, at('2026-11-24T07:00:00Z'))).toMatchObject({ kind: 'next', day: '2026-11-24', isToday: true });
  const closed = [{ onDay: day('2026-11-24'), kind: 'closed' as const, note: '' }];
  expect(timeStateAt({ schedules: [tuesday], exceptions: closed, calendar: plainCalendar }, at('2026-11-24T09:00:00Z'))).toMatchObject({ kind: 'next', day: '2026-12-01', isToday: false });
});

test('what begins later is not open before; what needs an appointment is no time to just come; nothing written down is unknown', () => {
  expect(timeStateAt({ schedules: [tuesday], exceptions: [], calendar: plainCalendar, validFrom: day('2027-01-01') }, at('2026-11-24T09:00:00Z'))).toMatchObject({ kind: 'next', day: '2027-01-05' });
  expect(timeStateAt({ schedules: [{ ...tuesday, byAppointment: true }], exceptions: [], calendar: plainCalendar }, at('2026-11-24T09:00:00Z'))).toEqual({ kind: 'by-appointment' });
  expect(timeStateAt({ schedules: [], exceptions: [], calendar: plainCalendar }, at('2026-11-24T09:00:00Z'))).toEqual({ kind: 'unknown' });
});
