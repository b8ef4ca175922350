import type { NavigationEntry } from '../platform/navigation.ts';
import { listTexts } from './list-texts.ts';
import { lotseTexts } from './lotse-texts.ts';
import { handOver, listForStaff, readOffers } from './permissions.ts';
import { questionTexts } from './question-texts.ts';
import { staffTexts } from './staff-texts.ts';
import { guideTexts } from './texts.ts';

export const navigation: readonly NavigationEntry[] = [
  { path: '/wegweiser', label: (language) => questionTexts.in(language)('navigation.guide'), may: readOffers, area: 'family' },
  { path: '/angebote', label: (language) => guideTexts.in(language)('navigation.offers'), may: readOffers, area: 'family' },
  { path: '/merkliste', label: (language) => listTexts.in(language)('navigation.list'), may: readOffers, area: 'family' },
  { path: '/verwaltung/zettel', label: () => lotseTexts.in('de')('navigation'), may: handOver, area: 'staff' },
  { path: '/verwaltung/angebote', label: () => staffTexts.in('de')('navigation.staff'), may: listForStaff, area: 'staff' },
];
