import { defineTexts } from '../platform/texts.ts';
import configuration from './messages/staff-configuration.de.json' with { type: 'json' };

/** Life phases, fields of action and places; staff pages only, so German only. */
export const configurationTexts = defineTexts({ de: configuration });
const t = configurationTexts.in('de');

/** A month of age as people think of it: „3 Jahre (36 Monate)“, „Geburt“. */
export function sayAgeMonth(month: number): string {
  if (month === -9) return t('age.pregnancy');
  if (month < 0) return t('age.before-birth', { count: -month });
  if (month === 0) return t('age.birth');
  const [years, rest] = [Math.floor(month / 12), month % 12];
  if (years === 0) return t('age.months', { count: month });
  return rest === 0 ? t('age.years', { count: years, months: month }) : t('age.years-months', { years, rest, months: month });
}
