import type { NavigationEntry } from '../platform/navigation.ts';
import { readOffers } from './permissions.ts';
import { guideTexts } from './texts.ts';

export const navigation: readonly NavigationEntry[] = [
  { path: '/angebote', label: (language) => guideTexts.in(language)('navigation.offers'), may: readOffers, area: 'family' },
];
