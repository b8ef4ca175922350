import type { Sheet, View } from '../../platform/house.ts';
import { dateFormat, numberFormat } from '../../ui/formats.ts';
import type { Balance } from '../kita-planning/balance.ts';
import { kitaPlanTexts } from '../kita-plan-texts.ts';

export const t = kitaPlanTexts.in('de');

export const paths = {
  plans: '/verwaltung/kita-planung',
  plan: (id: string) => `/verwaltung/kita-planung/${id}`,
  area: (id: string, area: string) => `/verwaltung/kita-planung/${id}/gebiet/${area}`,
  groups: (id: string) => `/verwaltung/kita-planung/${id}/gruppen`,
  paper: (id: string) => `/verwaltung/kita-planung/${id}/seite`,
  data: (id: string) => `/verwaltung/kita-planung/${id}/daten.csv`,
} as const;

export function crumbs(view: View, title: string, plan?: { id: string; name: string }): Pick<Sheet, 'breadcrumbs'> {
  return { breadcrumbs: [{ label: t('title'), href: view.href(paths.plans) }, ...(plan ? [{ label: plan.name, href: view.href(paths.plan(plan.id)) }] : []), { label: title }] };
}

export const sayQuota = (quota: number) => numberFormat('de', { style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(quota);
export const sayDay = (on: string) => dateFormat('de', { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${on}T00:00:00Z`));
export const sayCount = (count: number) => numberFormat('de', { maximumFractionDigits: 0 }).format(count);

/** „11 bis 14 Plätze“, „keine“, „unbekannt: …“ */
export function sayMissing(balance: Balance): string {
  if (balance.state === 'unknown') return t(`result.unknown.${balance.why}`);
  const [low, high] = [Math.max(0, balance.missing.low), Math.max(0, balance.missing.high)];
  if (high === 0) return t('result.enough');
  return low === high ? t('result.cell', { low }) : t('result.range', { low: sayCount(low), high: sayCount(high) });
}

export function sayGroups(balance: Balance): string {
  if (balance.state === 'unknown' || !balance.groups) return '';
  const { low, high } = balance.groups;
  return low === high ? t('result.groups', { count: low }) : t('result.groups.range', { low: sayCount(low), high: sayCount(high) });
}

export function saySupply(balance: Balance): string {
  if (balance.state === 'unknown') return '';
  const { places, children, quota } = balance;
  return quota === undefined ? t('result.of.none', { places: sayCount(places) }) : t('result.of', { places: sayCount(places), children: sayCount(children), quota: sayQuota(quota) });
}
