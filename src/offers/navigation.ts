import type { NavigationEntry } from '../platform/navigation.ts';
import { listForStaff, readOffers } from './permissions.ts';
import { staffTexts } from './staff-texts.ts';
import { guideTexts } from './texts.ts';

export const navigation: readonly NavigationEntry[] = [
  { path: '/angebote', label: (language) => guideTexts.in(language)('navigation.offers'), may: readOffers, area: 'family' },
  { path: '/verwaltung/angebote', label: () => staffTexts.in('de')('navigation.staff'), may: listForStaff, area: 'staff' },
];
