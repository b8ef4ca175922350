import type { NavigationEntry } from '../platform/navigation.ts';
import { readOrganizations } from './permissions.ts';
import { networkTexts } from './texts.ts';

export const navigation: NavigationEntry[] = [
  { path: '/verwaltung/traeger', label: (language) => networkTexts.in(language)('navigation.organizations'), may: readOrganizations, area: 'work' },
];
