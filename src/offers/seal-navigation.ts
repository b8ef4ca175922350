import type { NavigationEntry } from '../platform/navigation.ts';
import { listPoints, listSeals } from './seal-permissions.ts';
import { staffSealTexts } from './seal-texts.ts';

const t = staffSealTexts.in('de');

export const sealNavigation: readonly NavigationEntry[] = [
  { path: '/verwaltung/wickelpunkte', label: () => t('navigation.points'), may: listPoints, area: 'settings' },
  { path: '/verwaltung/guetesiegel', label: () => t('navigation.seals'), may: listSeals, area: 'settings' },
];
