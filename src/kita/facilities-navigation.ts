import type { NavigationEntry } from '../platform/navigation.ts';
import { readFacilities } from './facilities-permissions.ts';
import { facilitiesTexts } from './facilities-texts.ts';

export const facilitiesNavigation: readonly NavigationEntry[] = [
  { path: '/kitas', label: (language) => facilitiesTexts.in(language)('navigation'), may: readFacilities, area: 'family' },
];
