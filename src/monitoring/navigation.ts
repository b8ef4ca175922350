import type { NavigationEntry } from '../platform/navigation.ts';
import { readMonitoring } from './permissions.ts';
import { monitoringTexts } from './texts.ts';

export const navigation: NavigationEntry[] = [
  { path: '/verwaltung/monitoring', label: (language) => monitoringTexts.in(language)('navigation'), may: readMonitoring, area: 'staff' },
];
