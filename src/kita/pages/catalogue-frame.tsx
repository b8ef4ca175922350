import type { Child } from 'hono/jsx';
import type { Day } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import type { View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { Badge, type BadgeTone } from '../../ui/badge.tsx';
import { dateFormat } from '../../ui/formats.ts';
import type { Catalogue } from '../criteria/catalogue.ts';
import type { Finding } from '../criteria/checks.ts';
import { criteriaPaths } from '../criteria-paths.ts';
import { criteriaStaffTexts } from '../criteria-staff-texts.ts';
import { findCatalogue, type StoredCatalogue } from '../server/catalogues.ts';
import { officeCrumb } from './office-crumb.ts';

export const t = criteriaStaffTexts.in('de');

export async function loadCatalogue(view: View, name = 'catalogue'): Promise<StoredCatalogue> {
  const id = view.param(name);
  const found = isUuid(id) ? await findCatalogue(view.tx, view.town.id, id) : undefined;
  if (!found) throw new NotFound();
  return found;
}

export type CatalogueState = 'draft' | 'in-force' | 'future' | 'past';

/** `inForceId`: the one that applies today. */
export function stateOf({ id, adoption, validFrom }: Catalogue, today: Day, inForceId: string | undefined): CatalogueState {
  if (!adoption) return 'draft';
  if (id === inForceId) return 'in-force';
  return validFrom > today ? 'future' : 'past';
}

const tones: Record<CatalogueState, BadgeTone> = { draft: 'caution', 'in-force': 'good', future: 'info', past: 'plain' };

export function StateBadge({ state }: { state: CatalogueState }) {
  return <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>;
}

export function sayDay(day: Day): string {
  return dateFormat('de', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

export const crumbs = (view: View, catalogue?: Pick<Catalogue, 'id' | 'name'>) => [
  ...officeCrumb(view), { label: t('title'), href: view.href(criteriaPaths.list) }, ...(catalogue ? [{ label: catalogue.name, href: view.href(criteriaPaths.catalogue(catalogue.id)) }] : []),
];

/** Findings in plain words, each with its weight. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  return <ul class="plain-list stack">{findings.map(({ code, severity, values }) => <li><Badge tone={severity === 'error' ? 'danger' : 'caution'} icon={severity === 'error' ? 'error' : 'warning'}>{t(`finding.${severity}`)}</Badge> {t(`finding.${code}`, values)}</li>)}</ul>;
}

export function Removed({ children }: { children: Child }) {
  return <del><span class="visually-hidden">{t('difference.before')} </span>{children}</del>;
}

export function Added({ children }: { children: Child }) {
  return <ins><span class="visually-hidden">{t('difference.after')} </span>{children}</ins>;
}
