import type { NavigationEntry } from '../platform/navigation.ts';
import { permissions } from './permissions.ts';
import { staffTexts } from './texts.ts';

export const navigation: NavigationEntry[] = [
  { path: '/verwaltung/personen', label: (language) => staffTexts.in(language)('navigation.people'), may: permissions.managePeople, area: 'settings' },
  { path: '/verwaltung/auftraege', label: (language) => staffTexts.in(language)('navigation.jobs'), may: permissions.watchJobs, area: 'settings' },
  { path: '/verwaltung/protokoll', label: (language) => staffTexts.in(language)('navigation.audit'), may: permissions.readAudit, area: 'settings' },
];
