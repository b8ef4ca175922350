import { addDays, type Day } from '../platform/day.ts';
import type { Language } from '../platform/language.ts';
import { dateFormat } from '../ui/formats.ts';
import { intlTag } from '../ui/texts.ts';
import { guideTexts } from './texts.ts';

const MONDAY = '2024-01-01' as Day;

/** 1 → „Montag“ in the page's language. */
export function sayWeekday(language: Language, weekday: number, style: 'long' | 'short' = 'long'): string {
  return dateFormat(language, { weekday: style, timeZone: 'UTC' }).format(new Date(`${addDays(MONDAY, weekday - 1)}T00:00:00Z`));
}

/** „24. November 2026“; with its weekday where it is a date to come to. */
export function sayDay(language: Language, day: Day, style: 'long' | 'weekday' | 'short' = 'long'): string {
  const options: Intl.DateTimeFormatOptions = style === 'short'
    ? { day: 'numeric', month: 'numeric', year: 'numeric' }
    : { ...(style === 'weekday' ? { weekday: 'long' } : {}), day: 'numeric', month: 'long', year: 'numeric' };
  return dateFormat(language, { ...options, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

const names = new Map<Language, Intl.DisplayNames>();

/** `tr` → „Türkisch“ in the page's language; the code itself if nobody has a name for it. */
export function sayLanguage(language: Language, code: string): string {
  // Unicode has no name for it in any language.
  if (code === 'gsg') return guideTexts.in(language)('language.gsg');
  let known = names.get(language);
  if (!known) names.set(language, (known = new Intl.DisplayNames(intlTag(language), { type: 'language' })));
  return known.of(code) ?? code;
}
