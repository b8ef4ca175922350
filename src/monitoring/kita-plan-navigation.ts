import type { NavigationEntry } from '../platform/navigation.ts';
import { readKitaPlan } from './kita-plan-permissions.ts';
import { kitaPlanTexts } from './kita-plan-texts.ts';

export const kitaPlanNavigation: NavigationEntry[] = [
  { path: '/verwaltung/kita-planung', label: (language) => kitaPlanTexts.in(language)('navigation'), may: readKitaPlan, area: 'work' },
];
