import type { Language } from '../../platform/language.ts';
import type { PublicHoliday } from '../holidays/day-calendar.ts';
import { sayTimes } from '../opening.ts';
import type { Closure } from '../schedule.ts';
import { guideTexts } from '../texts.ts';
import { sayDay } from '../said.ts';

/** The note of who cancelled it is said by `sayNote`: „Feiertag Reformationstag“, „Schulferien (Herbstferien)“, „verlegt auf Donnerstag, 3. Dezember 2026, 14:00–16:00 Uhr“. */
export function sayClosure(language: Language, closure: Closure, sayNote: (german: string) => string = (german) => german): string {
  const t = guideTexts.in(language);
  switch (closure.kind) {
    case 'public-holiday': return t('reason.public-holiday', { name: sayPublicHoliday(language, closure.holiday) });
    case 'school-holiday': return t('reason.school-holiday', { name: closure.holiday.name });
    case 'moved': return t('reason.moved', { day: sayDay(language, closure.to.day, 'weekday'), times: sayTimes(closure.to.opensAt, closure.to.closesAt, t) });
    case 'cancelled': return closure.note ? sayNote(closure.note) : t('reason.cancelled');
  }
}

/** The town's own holidays have the name they were given. */
export function sayPublicHoliday(language: Language, holiday: PublicHoliday): string {
  return holiday.key === 'local' ? holiday.name : guideTexts.in(language)(`holiday.${holiday.key}`);
}
