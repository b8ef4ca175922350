import type { NavigationEntry } from '../platform/navigation.ts';
import { permissions } from './permissions.ts';
import { chainTexts, staffTexts } from './texts.ts';

export const navigation: readonly NavigationEntry[] = [
  { path: '/praeventionskette', label: (language) => chainTexts.in(language)('nav.public'), may: permissions.readPublicChain, area: 'family' },
  { path: '/verwaltung/kette', label: (language) => staffTexts.in(language)('nav.chain'), may: permissions.readChain, area: 'staff' },
  { path: '/verwaltung/luecken', label: (language) => staffTexts.in(language)('nav.gaps'), may: permissions.readGaps, area: 'staff' },
];
