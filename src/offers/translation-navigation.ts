import type { NavigationEntry } from '../platform/navigation.ts';
import { translate } from './permissions.ts';
import { staffTranslationTexts } from './translation-texts.ts';

export const translationNavigation: readonly NavigationEntry[] = [
  { path: '/verwaltung/uebersetzungen', label: () => staffTranslationTexts.in('de')('navigation'), may: translate, area: 'settings' },
];
