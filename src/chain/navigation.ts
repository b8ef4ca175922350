import type { NavigationEntry } from '../platform/navigation.ts';
import { permissions } from './permissions.ts';
import { chainTexts } from './texts.ts';

export const navigation: readonly NavigationEntry[] = [
  { path: '/praeventionskette', label: (language) => chainTexts.in(language)('nav.public'), may: permissions.readPublicChain, area: 'family' },
];
