import { defineTexts } from '../platform/texts.ts';
import staff from './messages/staff-calendar-import.de.json' with { type: 'json' };

/** Pages of those who read calendars of others: German only. */
export const calendarImportTexts = defineTexts({ de: staff });
export type CalendarImportKey = (typeof calendarImportTexts)['keys'][number];

/** A refusal or a problem in words; a code without words stands for itself. */
export function sayCalendarCode(code: string, values?: Record<string, string | number>): string {
  return calendarImportTexts.has('de', code as CalendarImportKey) ? calendarImportTexts.in('de')(code as CalendarImportKey, values) : code;
}
