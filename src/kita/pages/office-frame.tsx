import { addDays, type Day } from '../../platform/day.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { dateFormat } from '../../ui/formats.ts';
import { officePaths } from '../office-paths.ts';
import { officeTexts } from '../office-texts.ts';

export const t = officeTexts.in('de');

/** Breadcrumbs of a page of the office, the work list first. */
export function crumbs(view: View, title: string, ...between: { label: string; href: string }[]): Pick<Sheet, 'breadcrumbs'> {
  return { breadcrumbs: [{ label: t('title'), href: view.href(officePaths.dashboard) }, ...between.map(({ label, href }) => ({ label, href: view.href(href) })), { label: title }] };
}

export const sayDay = (day: Day): string => dateFormat('de', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
export const sayInstant = (at: Date): string => dateFormat('de', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'Europe/Berlin' }).format(at);

/** „Müller, Lena“; an unborn child has no given name yet. */
export function sayName({ givenNames, familyName }: { givenNames: string; familyName: string }): string {
  return givenNames === '' ? `${familyName} (${t('search.no-name')})` : `${familyName}, ${givenNames}`;
}

/** „geboren am 12.03.2024“ or „erwartet am …“. */
export function sayBirth({ bornOn, expectedOn }: { bornOn: Day | null; expectedOn: Day | null }): string {
  if (bornOn) return t('file.born', { day: sayDay(bornOn) });
  return expectedOn ? t('file.expected', { day: sayDay(expectedOn) }) : '';
}

/** The last day of a half-open span, as people say it. */
export const lastDay = (until: Day): Day => addDays(until, -1);

/** What was just done, by the code in the address: never a name. */
export function said(view: View, messages: Partial<Record<string, Parameters<typeof t>[0]>>): Pick<Sheet, 'flash'> {
  const key = messages[view.query.get('getan') ?? ''];
  return key ? { flash: { kind: 'success', text: t(key) } } : {};
}
