import type { NavigationEntry } from '../platform/navigation.ts';
import { listEvents, readEvents } from './event-permissions.ts';
import { eventTexts, staffEventTexts } from './event-texts.ts';

export const eventNavigation: readonly NavigationEntry[] = [
  { path: '/diese-woche', label: (language) => eventTexts.in(language)('navigation.week'), may: readEvents, area: 'family' },
  { path: '/verwaltung/veranstaltungen', label: () => staffEventTexts.in('de')('navigation'), may: listEvents, area: 'staff' },
];
