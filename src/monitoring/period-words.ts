import type { Language } from '../platform/language.ts';
import { periodKind, type Period } from './period.ts';

const LOCALE: Partial<Record<Language, string>> = { 'de-easy': 'de' };

/** A period as a person says it: „31. Dezember 2022“, „2022“, „Juni 2017“, „3. Quartal 2022“, „2022/23“. */
export function sayPeriod(period: Period, language: Language = 'de', style: 'long' | 'short' = 'long'): string {
  const locale = LOCALE[language] ?? language;
  const { from, until } = period;
  const say = (day: string, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(new Date(`${day}T00:00:00Z`));
  const date = (day: string) => (style === 'long' ? say(day, { day: 'numeric', month: 'long', year: 'numeric' }) : say(day, { day: '2-digit', month: '2-digit', year: 'numeric' }));
  const kind = periodKind(period);
  if (kind === 'stichtag') return date(until);
  if (kind === 'year') return say(until, { year: 'numeric' });
  if (kind === 'month') return say(until, { month: style, year: 'numeric' });
  if (kind === 'school-year') return `${from.slice(0, 4)}/${until.slice(2, 4)}`;
  const quarter = (Number(from.slice(5, 7)) + 2) / 3;
  if (kind === 'quarter') return locale === 'de' ? `${quarter}. Quartal ${from.slice(0, 4)}` : `Q${quarter} ${from.slice(0, 4)}`;
  return kind === 'years' ? `${say(from, { year: 'numeric' })}–${say(until, { year: 'numeric' })}` : `${date(from)} – ${date(until)}`;
}
