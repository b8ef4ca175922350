import type { NavigationEntry } from '../platform/navigation.ts';
import { readAreas } from './permissions.ts';
import { areasTexts } from './texts.ts';

export const navigation: NavigationEntry[] = [
  { path: '/verwaltung/gebiete', label: (language) => areasTexts.in(language)('navigation.areas'), may: readAreas, area: 'settings' },
];
