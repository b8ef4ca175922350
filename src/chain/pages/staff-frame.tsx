import type { Child } from 'hono/jsx';
import type { Sheet, View } from '../../platform/house.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { staffTexts } from '../texts.ts';
import { ChainStyle } from './chain-style.tsx';

export const t = staffTexts.in('de');

/** Where the pages of the chain stand. */
export const paths = {
  matrix: '/verwaltung/kette',
  field: '/verwaltung/kette/handlungsfeld',
  cell: (areaId: string, phaseId: string, fieldId: string) => `/verwaltung/kette/zelle/${areaId}/${phaseId}/${fieldId}`,
  unplaced: '/verwaltung/kette/nicht-eingeordnet',
  doubles: '/verwaltung/kette/doppelstrukturen',
  ages: '/verwaltung/kette/altersgruppen',
  thresholds: '/verwaltung/kette/richtwerte',
  threshold: (name: string) => `/verwaltung/kette/richtwerte/${name}`,
  needs: '/verwaltung/kette/bedarf',
  ratings: '/verwaltung/kette/bewertungen',
  newGroup: '/verwaltung/kette/bewertungen/neu',
  group: (id: string) => `/verwaltung/kette/bewertungen/${id}`,
  gaps: '/verwaltung/luecken',
  newGap: '/verwaltung/luecken/neu',
  gap: (id: string) => `/verwaltung/luecken/${id}`,
  editGap: (id: string) => `/verwaltung/luecken/${id}/bearbeiten`,
} as const;

const tabs = ['matrix', 'field', 'gaps', 'ratings', 'doubles', 'ages', 'thresholds'] as const;
export type StaffTab = (typeof tabs)[number];

interface StaffSheet extends Omit<Sheet, 'content'> {
  tab: StaffTab;
  /** the page is one below its tab's own */
  below?: boolean;
  content: Child;
}

/** A page of those who work on the chain, with the ways to the other ones. */
export function staffSheet(view: View, { tab, below = false, content, ...sheet }: StaffSheet): Sheet {
  const crumbs = below ? [{ label: t(`tab.${tab}`), href: view.href(paths[tab]) }, { label: sheet.title }] : undefined;
  return {
    wide: true,
    ...(crumbs ? { breadcrumbs: crumbs } : {}),
    ...sheet,
    content: (
      <>
        <ChainStyle />
        <Tabs label={t('tab.label')} tabs={tabs.map((name) => ({ href: view.href(paths[name]), label: t(`tab.${name}`), current: name === tab }))} />
        {content}
      </>
    ),
  };
}

/** Noon, which is the same day everywhere in Germany: days go into texts as instants. */
export function noon(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}
