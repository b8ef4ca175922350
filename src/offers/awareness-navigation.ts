import type { NavigationEntry } from '../platform/navigation.ts';
import { awarenessTexts } from './awareness-texts.ts';
import { readAwareness } from './permissions.ts';

export const awarenessNavigation: readonly NavigationEntry[] = [
  { path: '/verwaltung/bekanntheit', label: () => awarenessTexts.in('de')('navigation'), may: readAwareness, area: 'settings' },
];
